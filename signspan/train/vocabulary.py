"""The words the recogniser knows: idle, WLASL's 2,000 in WLASL's order, and everyday words that WLASL lacks.

WLASL100, 300 and 1000 are the first 100, 300 and 1,000 in WLASL's order, so a label mask is a prefix. `everyday` are
the words most conversations need: WLASL300 and the list below.
"""

from collections import Counter
from collections.abc import Iterable

from signspan.corpora.signs import IDLE, Clip

MIN_CLIPS = 4  # clips that a word outside WLASL needs

# Everyday words beyond WLASL300.
EVERYDAY = frozenset(
    """
    hello bye thank\u00a0you sorry sad hungry big me my love today tomorrow morning night food sugar toilet will
    ready cake cookie pay chocolate tea bread breakfast lunch dinner sleep walk talk ask answer understand
    think see look watch use try start stop open begin big left right up down where when maybe nice welcome
    sister aunt uncle grandmother grandfather boyfriend girlfriend parents he she we they this that
    car bus airplane phone key door street store weather rain sun cold warm hot hurt pain hospital nurse
    angry afraid worry surprise beautiful strong weak thirsty excited bored busy free favorite
    monday tuesday wednesday friday saturday month minute number one two three four five six seven eight nine ten
    interpreter sign deaf hearing lost find send buy sell cost number apartment bathroom kitchen
    i\u00a0love\u00a0you good\u00a0job how\u00a0much get
    """.replace("\n", " ").split(" ")
)
EVERYDAY_WORDS = frozenset(word.replace("\u00a0", " ") for word in EVERYDAY if word)


def vocabulary(clips: Iterable[Clip], size: int) -> list[str]:
    """Class names in order: idle, the first `size` of WLASL, then other words with `MIN_CLIPS` clips or more."""
    ranked: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for clip in clips:
        counts[clip.gloss] += 1
        if clip.class_index is not None:
            ranked[clip.gloss] = clip.class_index
    wlasl = sorted((gloss for gloss, rank in ranked.items() if rank < size), key=lambda gloss: ranked[gloss])
    extra = sorted(gloss for gloss, n in counts.items() if n >= MIN_CLIPS and gloss not in ranked and gloss != IDLE)
    return [IDLE, *wlasl, *extra]


def everyday(classes: list[str], first: int = 300) -> list[str]:
    """The everyday words among `classes`."""
    return [gloss for number, gloss in enumerate(classes) if 1 <= number <= first or gloss in EVERYDAY_WORDS]
