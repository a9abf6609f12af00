"""Mouthing: the English word of a sign on the lips, without voice, as signers do.

Word → phones by a few letter-to-sound rules of our own → visemes, the phones that look alike → ARKit mouth shapes.
Sounds that cannot be seen (tongue and throat) are dropped inside a word, and long words are cut, as signers do.
"""

import re
from typing import Final

import numpy as np

from signspan.motion.clip import FPS
from signspan.motion.quaternion import Floats

MAX_VISEMES = 6  # visemes of one word
MIN_S, MAX_S = 0.09, 0.17  # of one viseme
STRENGTH = 0.85


def _both(unit: str, weight: float) -> dict[str, float]:
    return {f"{unit}Left": weight, f"{unit}Right": weight}


VISEMES: Final[dict[str, dict[str, float]]] = {
    "P": {"mouthRollLower": 0.45, "mouthRollUpper": 0.35} | _both("mouthPress", 0.6),  # p b m
    "F": {"mouthRollLower": 0.7, "jawOpen": 0.05} | _both("mouthUpperUp", 0.3),  # f v
    "T": {"jawOpen": 0.12} | _both("mouthStretch", 0.15),  # t d n l k g h: teeth apart, the rest is inside
    "D": {"jawOpen": 0.16, "tongueOut": 0.45},  # th
    "S": {"jawOpen": 0.04} | _both("mouthStretch", 0.45) | _both("mouthLowerDown", 0.25),  # s z
    "C": {"mouthFunnel": 0.75, "jawOpen": 0.10},  # ch sh j
    "R": {"mouthPucker": 0.40, "jawOpen": 0.10},
    "W": {"mouthPucker": 0.95, "jawOpen": 0.06},  # w oo
    "A": {"jawOpen": 0.55} | _both("mouthLowerDown", 0.15),  # father, cut, out
    "E": {"jawOpen": 0.32} | _both("mouthStretch", 0.30),  # bed, cat, late
    "I": {"jawOpen": 0.12} | _both("mouthSmile", 0.45) | _both("mouthStretch", 0.25),  # sit, see
    "O": {"mouthFunnel": 0.65, "jawOpen": 0.32},  # go, saw
}
_INSIDE = "T"

# Spelling → visemes, tried in this order at each place; ^ and $ are the word's ends, C a consonant.
_RULES: Final = [
    (re.compile(pattern), visemes)
    for pattern, visemes in (
        *(("^kn", "T"), ("^wr", "R"), ("^wh(?=o)", "T"), ("wh", "W"), ("^gn", "T"), ("^ps", "S")),
        *(("tion|sion|cian", "CET"), ("ture", "CR"), ("ough$", "O"), ("ough", "O"), ("augh", "O"), ("igh", "AI")),
        *(("eigh", "EI"), ("tch|ch|sh", "C"), ("ph", "F"), ("th", "D"), ("ck", "T"), ("qu", "TW"), ("ng$", "T")),
        *(("dge|ge$", "C"), ("ll$", "T"), ("mb$", "P"), ("le$", "T"), ("ay|ai|ey$|ei", "EI"), ("ee|ea|ie", "I")),
        *(("oo|ew|ue$", "W"), ("ou|ow$", "AW"), ("ow", "AW"), ("oi|oy", "OI"), ("oa", "O"), ("au|aw", "O")),
        *(("ar", "AR"), ("or", "OR"), ("[eiu]r", "R"), ("a(?=[^aeiouwy]e$)", "EI"), ("i(?=[^aeiouwy]e$)", "AI")),
        *(("o(?=[^aeiouwy]e$)", "O"), ("u(?=[^aeiouwy]e$)", "W"), ("(?<=[a-z][^aeiou])e$", ""), ("es$", "S")),
        *(("o$", "O"), ("^y", "I"), ("(?<=^[a-z])y$", "AI"), ("(?<=^[a-z]{2})y$", "AI"), ("y$", "I"), ("y", "I")),
        *(("[bpm]", "P"), ("[fv]", "F"), ("[szx]|c(?=[eiy])", "S"), ("j", "C"), ("r", "R"), ("w", "W")),
        *(("a", "E"), ("e", "E"), ("i", "I"), ("o", "A"), ("u", "A"), ("[a-z]", "T")),
    )
]
# Words with irregular spelling.
_SPOKEN: Final = {
    **{"one": "WAT", "two": "TW", "eight": "EIT", "who": "TW", "what": "WAT", "you": "IW", "your": "IOR", "are": "AR"},
    **{"have": "TEF", "do": "TW", "does": "TAS", "done": "TAT", "some": "SAP", "come": "TAP", "love": "TAF"},
    **{"give": "TIF", "live": "TIF", "people": "PIPT", "friend": "FRET", "said": "SET", "was": "WAS", "water": "WOTR"},
    **{"mother": "PADR", "brother": "PRADR", "father": "FADR", "other": "ADR", "woman": "WPAT"},
    **{"women": "WIPIT", "four": "FOR", "know": "TO", "now": "TAW", "how": "TAW", "slow": "SO", "show": "CO"},
    **{"the": "DA", "they": "DEI", "why": "WAI", "i": "AI", "me": "PI", "we": "WI", "he": "TI", "she": "CI"},
    **{"no": "TO", "go": "TO", "yes": "IES", "sorry": "SORI", "want": "WOT", "work": "WRT", "school": "STWT"},
    **{"night": "TAIT", "good": "TWT", "book": "PWT", "look": "TWT", "help": "TETP", "home": "TOP", "use": "IWS"},
}
_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def visemes_of(word: str) -> str:
    """How an English word looks on the lips: letters of `VISEMES`, reduced; digits by their names; else ""."""
    word = word.lower().replace("'", "")
    if word.isascii() and word.isdecimal():
        return _reduce("".join(_shapes(_DIGITS[int(digit)]) for digit in word))
    return _reduce("".join(_shapes(part) for part in re.findall("[a-z]+", word)))


def _shapes(word: str) -> str:
    if word in _SPOKEN:
        return _SPOKEN[word]
    shapes, at = "", 0
    while at < len(word):
        for pattern, visemes in _RULES:
            found = pattern.match(word, at)
            if found:
                shapes += visemes
                at = found.end()
                break
    return shapes


def _reduce(shapes: str) -> str:
    """Merges neighbours that look alike; an invisible sound stays only at the beginning of the word."""
    merged = re.sub(r"(.)\1+", r"\1", shapes)
    return (merged[:1] + merged[1:].replace(_INSIDE, ""))[:MAX_VISEMES] if merged else ""


def mouth(word: str, start: int, stop: int, frames: int) -> dict[str, Floats]:
    """Weights (frames,) of the mouth's units while `word` is mouthed from frame `start`, done by `stop` if it can be.

    Each viseme fades in while the one before fades out, so that the lips never rest inside a word.
    """
    shapes = visemes_of(word)
    if not shapes:
        return {}
    each = float(np.clip((stop - start) / FPS / (len(shapes) + 1), MIN_S, MAX_S)) * FPS
    time, weights = np.arange(frames), dict[str, Floats]()
    for number, shape in enumerate(shapes):
        away = np.abs(time - (start + (number + 1) * each)) / (1.25 * each)
        envelope = STRENGTH * np.where(away < 1, 0.5 + 0.5 * np.cos(np.pi * np.minimum(away, 1)), 0)
        for unit, weight in VISEMES[shape].items():
            weights[unit] = np.maximum(weights.get(unit, np.zeros(frames)), weight * envelope)
    return weights
