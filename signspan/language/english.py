"""Glosses to an English sentence, by rules: articles, tense, copula, prepositions, questions, word order.

Glosses are read as words (`reading.py`), split into clauses, sorted into places (`clause.py`) and written in English
order. Only function words are added, and *you* in questions. The result is checked: if it lacks a signed word, the
words are given one by one in signed order instead.
"""

import re
from collections.abc import Sequence

import lemminflect

from signspan.errors import InputError
from signspan.language import frames, predicate
from signspan.language.clause import sort
from signspan.language.reading import Word, read
from signspan.language.signed import Signed
from signspan.language.words import GREETINGS as OPENINGS

SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
JOINING = frozenset({"and", "or", "but", "because", "so", "while", "although"})
IDIOMS = {"long time not see": "long time no see", "nice meet you": "nice to meet you"}
# Words whose English is not one of their own forms.
SAID_AS = {
    "past": {"last"}, "same": {"as"}, "have": {"there"},
    "age": {"old"}, "none": {"no", "not"}, "not": {"no", "never", "n't", "cannot"}, "near": {"nearby"},
    "can": {"cannot"}, "me": {"i", "my"}, "i": {"me", "my"}, "you": {"your"}, "time": {"at", "it"}, "finish": {"did"},
    **{adjective: {adverb} for adjective, adverb in frames.ADVERB_FORMS.items()},
}  # fmt: skip
GRAMMAR = frozenset({"finish", "will", "name"}) | SUBJECTS | {"you", "me", "him", "her", "us", "them", "it"}


def english(glosses: Sequence[str | Signed]) -> str:
    """One English sentence for glosses in signed order; `?` asks. Raises `InputError` if there are none."""
    signs = [Signed(gloss) if isinstance(gloss, str) else gloss for gloss in glosses]
    words = read(signs)
    if not words:
        raise InputError(f"expected at least one gloss, got {' '.join(s.gloss for s in signs).strip()[:40] or 'none'}")
    asked = any(sign.gloss.strip() == "?" or "brows-raised" in sign.markers for sign in signs)
    text = _sentence(words, asked)
    return text if _says_all(text, words) else _finish(", ".join(word.shown for word in words), "?" if asked else ".")


def _sentence(words: list[Word], asked: bool) -> str:
    opening: list[Word] = []
    while words and (words[0].text in OPENINGS or words[0].role == "greeting") and words[0].text != "please":
        opening.append(words[0])
        words = words[1:]
    polite = any(word.text == "please" for word in words)
    words = [word for word in words if word.text != "please"]
    wh = _asks(words)
    text = _clauses(words, asked and not wh, polite) if words else ""
    if opening and opening[-1].text == "welcome" and words and _place_named(words):
        text = f"{opening.pop().text} to {text}"
    if opening and opening[-1].text == "thank-you" and words and words[0].role == "verb" and text:
        helped = sort(words)
        text = f"thank you for {predicate.gerund(helped)}"
        opening.pop()
    if polite:
        text = predicate.politely(text, sort(words), asked or wh)
    greeting = "".join(f"{word.shown}, " for word in opening)
    return _finish((greeting + text) if text else greeting.rstrip(", "), "?" if asked or wh else ".")


def _asks(words: Sequence[Word]) -> bool:
    begins, _, main = _condition(list(words))
    if any(word.role == "wh" for word in (main if begins == "when" else words)):
        return True
    age = any(word.text == "age" for word in words) and any("brows-furrowed" in word.markers for word in words)
    return age and not any(word.role == "number" for word in words)


def _place_named(words: Sequence[Word]) -> bool:
    return {word.role for word in words} <= {"possessive", "noun", "adverb"} and words[-1].text in {
        *frames.PLACES,
        *frames.BARE_PLACES,
    }


def _clauses(words: list[Word], asked: bool, polite: bool = False) -> str:
    """Clauses one after another: the condition first, then those that BUT, BECAUSE or a new subject begin."""
    idiom = IDIOMS.get(" ".join(word.text for word in words))
    if idiom:
        return idiom
    begins, condition, words = _condition(words)
    if condition:
        consequence = _clauses(words, asked) if not asked else predicate.write(sort(words), asked)
        said = f"{begins} {_condition_text(condition)}"
        return f"{said}, {_later(words) if begins == 'if' and _later(words) else consequence}" if words else said
    for at in range(1, len(words)):
        before, after = words[:at], words[at:]
        joining = words[at].text
        if joining in JOINING and _predicates(before) and len(after) > 1 and _whole(before, after[1:]):
            leading = f"{_clauses(before, False)}{',' if joining in {'but', 'so'} else ''} {joining}"
            return f"{leading} {_clauses(_with_subject(before, after[1:]), asked)}"
        if _begins(before, after) and sort(before).verb in frames.TELLS_CLAUSE | {""} and _predicates(after):
            main = sort(before)
            if main.verb:
                return f"{predicate.write(main, asked)} {_clauses(after, False)}"
            return f"{_clauses(before, False)}, and {_clauses(after, asked)}"
        if _begins(before, after):
            return f"{_clauses(before, False)}, and {_clauses(after, asked)}"
    clause = sort(words)
    clause.polite = polite
    return predicate.write(clause, asked)


def _condition(words: list[Word]) -> tuple[str, list[Word], list[Word]]:
    """How a condition begins, its words (those marked `conditional`, or after IF or WHEN until a new subject), and the
    rest."""
    marked = [word for word in words if "conditional" in word.markers]
    begins = marked[0].text if marked and marked[0].text in {"if", "when"} else "if"
    if marked:
        kept = [word for word in marked if word.text != begins]
        return begins, kept, [word for word in words if "conditional" not in word.markers]
    if words and words[0].text in {"if", "when"} and "brows-furrowed" not in words[0].markers:
        for at in range(2, len(words)):
            new = words[at].text in SUBJECTS | {"you"} or words[at].role == "possessive"
            if new and _predicates(words[1:at]) and _predicates(words[at:]):
                return words[0].text, words[1:at], words[at:]
        if words[0].text == "if":
            return "if", words[1:], []
    return "", [], words


def _condition_text(words: list[Word]) -> str:
    clause = sort(words)
    clause.tense, clause.habitual = ("past" if clause.tense == "past" else "present"), True
    only = clause.before[0] if len(clause.before) == 1 and not clause.verb else None
    if only is not None and only.kind == "adjective":
        return f"it is {'not ' if clause.negative else ''}{only.write()} {' '.join(clause.times)}".strip()
    return predicate.write(clause, False)


def _later(words: list[Word]) -> str:
    """The consequence of a condition, in the future."""
    clause = sort(words)
    if not clause.verb or clause.tense != "present" or clause.modal or clause.wh or clause.verb in frames.NOW_VERBS:
        return ""
    if not clause.before:
        return ""
    clause.tense = "future"
    return predicate.write(clause, False)


def _begins(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """A new subject begins a clause of its own: I THINK | HE SICK; OPERATION TOMORROW | I SCARED."""
    subject = after[0].text in SUBJECTS or (after[0].text == "you" and before[-1].text in frames.TELLS_CLAUSE)
    if not subject or not _predicates(after[1:]) or before[-1].role in {"preposition", "conjunction"}:
        return False
    if len(before) == 1 and before[0].role == "verb" and len(after) == 2 and after[1].role == "adjective":
        return after[0].text in SUBJECTS  # HURRY WE LATE
    if any(word.role == "verb" for word in before):
        asked = before[-1].text in frames.TELLS_CLAUSE or any(word.role == "verb" for word in after)
        return asked and not (before[-1].text in {"finish"} and len(before) == 1)
    verbal = any(word.role == "verb" for word in after)
    timed = any(word.role == "time" for word in before) and any(word.role == "noun" for word in before)
    return timed and not verbal and before[0].role != "time"


def _predicates(words: Sequence[Word]) -> bool:
    return any(word.role in {"verb", "adjective"} for word in words)


def _whole(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether both sides of a conjunction are clauses."""
    return (
        _predicates(after)
        and (any(word.role == "verb" for word in after) or after[0].role in {"pronoun", "possessive", "noun"})
        and (any(word.role == "verb" for word in before) or before[0].role in {"pronoun", "possessive", "noun"})
    )


def _with_subject(before: Sequence[Word], after: list[Word]) -> list[Word]:
    """I EAT AND DRINK: the second verb has the first one's subject."""
    subject = next((word for word in before if word.text in SUBJECTS | {"you"}), None)
    return [subject, *after] if subject is not None and after[0].role == "verb" else after


def _says_all(text: str, words: Sequence[Word]) -> bool:
    """Every signed word is in the sentence, in some form."""
    said: set[str] = set()
    for token in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()):
        said |= {token, *(lemma.lower() for forms in lemminflect.getAllLemmas(token).values() for lemma in forms)}
    for word in words:
        for part in re.findall(r"[^\W_]+(?:'[^\W_]+)?", word.text.lower()):
            base = {lemma for forms in lemminflect.getAllLemmas(part).values() for lemma in forms}
            if word.text not in GRAMMAR and not {part, *SAID_AS.get(part, ()), *base} & said:
                return False
    return True


def _finish(text: str, end: str) -> str:
    text = " ".join(text.split()).replace(" ,", ",")
    return text[:1].upper() + text[1:] + end
