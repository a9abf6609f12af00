"""The words the first recogniser knows: WLASL300 and the everyday words that it lacks."""

from collections.abc import Iterable

from signspan.train.corpora import IDLE, Clip

WLASL300 = 300

# Everyday words beyond WLASL300 that the packs have examples of.
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


def vocabulary(clips: Iterable[Clip], least: int = 4) -> list[str]:
    """Class names in order: idle first, WLASL300 in its own order, then everyday words with `least` clips or more."""
    ranked: dict[str, int] = {}
    counts: dict[str, int] = {}
    for clip in clips:
        counts[clip.gloss] = counts.get(clip.gloss, 0) + 1
        if clip.class_index is not None:
            ranked[clip.gloss] = clip.class_index
    wlasl = sorted((gloss for gloss, rank in ranked.items() if rank < WLASL300), key=lambda gloss: ranked[gloss])
    extra = sorted(g for g in EVERYDAY_WORDS if counts.get(g, 0) >= least and ranked.get(g, WLASL300) >= WLASL300)
    return [IDLE, *wlasl, *extra]
