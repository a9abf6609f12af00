"""The book: the signs a person has taught, in one file to carry and share.

JSON, so that every language reads it. A book holds the examples themselves (their windows), not only one encoder's
embeddings of them, so it outlives the encoder:

    {"format": "signspan-book", "version": 1, "language": "ase", "signs": [
        {"name": "university", "label": "جامعة", "examples": [
            {"hands": …, "present": …, "anchor": [x, y, width, known], "embedding": …}],
            "motion": {"packed": …, "consent": {"words": …, "date": "2026-11-21", "by": ""}}}]}

A sign may carry a `motion` for the avatar, but only with the signer's consent (`consent.py`). `hands` is (32, 2, 21, 3)
little-endian int16 in 1/8192 image heights, `present` (32, 2) bytes, and `embedding` little-endian float32, each in
base64. `language` is an ISO 639-3 code: a book of "ase" extends the vocabulary the recogniser knows, a book of any
other language stands alone.

`packages/recognise/src/book.ts` reads and writes the same.
"""

import base64
import binascii
import json
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from signspan.body.hands import STEPS
from signspan.body.window import Window
from signspan.errors import FormatError, InputError, LimitError
from signspan.recognise.consent import LentMotion
from signspan.recognise.constants import CONSTANTS
from signspan.recognise.example import Example

FORMAT, VERSION = "signspan-book", 1
EXTENDED = "ase"
_C: Final = CONSTANTS["book"]
MAX_SIGNS: Final[int] = _C["max_signs"]
MAX_EXAMPLES: Final[int] = _C["max_examples"]
MAX_NAME: Final[int] = _C["max_name"]
WIDEST_EMBEDDING: Final[int] = _C["widest_embedding"]
MAX_BYTES = 128 * 2**20
UNITS: Final[int] = _C["units"]

_LANGUAGE = re.compile(r"[a-z]{3}")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: the `name` it is recognised as, an optional `label` in the signers' written language, its examples, and
    an optional motion for the avatar.
    """

    name: str
    examples: tuple[Example, ...]
    label: str = ""
    motion: LentMotion | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """`signs` by name, each name once."""

    language: str = EXTENDED
    signs: tuple[Sign, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the book stands alone, without the closed vocabulary, which is ASL."""
        return self.language != EXTENDED

    @property
    def motions(self) -> dict[str, bytes]:
        """The packed motions by name, of the signs that carry one."""
        return {sign.name: sign.motion.packed for sign in self.signs if sign.motion is not None}

    def taught(
        self, name: str, examples: tuple[Example, ...], label: str = "", motion: LentMotion | None = None
    ) -> Self:
        """The book with more examples of a sign: the newest `MAX_EXAMPLES` stay, as do label and motion if none is
        given.

        Raises `InputError` for an invalid name and `LimitError` if the book is full.
        """
        _checked_text(name, "a sign's name", least=1)
        _checked_text(label, "a label")
        known = next((sign for sign in self.signs if sign.name == name), None)
        if known is None and len(self.signs) >= MAX_SIGNS:
            raise LimitError(f"expected at most {MAX_SIGNS} signs in a book")
        before = known or Sign(name, ())
        newest = (*before.examples, *examples)[-MAX_EXAMPLES:]
        sign = Sign(name, newest, label or before.label, motion or before.motion)
        if known is None:
            return replace(self, signs=(*self.signs, sign))
        return replace(self, signs=tuple(sign if each is known else each for each in self.signs))

    def write(self, path: Path) -> None:
        """Writes the book atomically: a reader never finds half of it.

        Raises `InputError` if the folder cannot be written to.
        """
        row = {
            "format": FORMAT,
            "version": VERSION,
            "language": self.language,
            "signs": [_sign_row(sign) for sign in self.signs],
        }
        try:
            with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False) as part:
                json.dump(row, part, ensure_ascii=False)
            whole = Path(part.name)
            whole.chmod(0o644)  # a book is for sharing; temporary files are readable by their owner alone
            whole.replace(path)
        except OSError as error:
            raise InputError(f"expected to write {path}, got {error.strerror}") from error

    @classmethod
    def read(cls, path: Path) -> Self:
        """The book at `path`. Raises `InputError` if there is none, else what `decode` raises."""
        if not path.is_file():
            raise InputError(f"expected a book, found nothing at {path}")
        if path.stat().st_size > MAX_BYTES:
            raise LimitError(f"expected a book of at most {MAX_BYTES} bytes, {path.name} has {path.stat().st_size}")
        return cls.decode(path.read_bytes())

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """A book's bytes. Raises `FormatError` for anything else, `LimitError` for a book that is too large."""
        try:
            row = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise FormatError("expected a book of signs, got something that is not JSON") from error
        if not isinstance(row, dict) or row.get("format") != FORMAT:
            raise FormatError(f"expected a book of signs (format {FORMAT})")
        if row.get("version") != VERSION:
            raise FormatError(f"expected a book of version {VERSION}, got {row.get('version')!r:.40}")
        language, signs = checked_language(row.get("language")), row.get("signs")
        if not isinstance(signs, list) or not signs:
            raise FormatError("expected a list of signs in the book, at least one")
        if len(signs) > MAX_SIGNS:
            raise LimitError(f"expected at most {MAX_SIGNS} signs in a book, got {len(signs)}")
        read = tuple(_sign_of(sign) for sign in signs)
        if len({sign.name for sign in read}) < len(read):
            raise FormatError("expected each sign once in the book")
        widths = {len(example.embedding) for sign in read for example in sign.examples}
        if len(widths) > 1:
            raise FormatError(f"expected embeddings of one size in the book, got {sorted(widths)}")
        return cls(language, read)


def checked_language(language: Any) -> str:
    """The language, if it is an ISO 639-3 code; else raises `FormatError`."""
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        raise FormatError(f"expected a language as three letters, such as ase, got {language!r:.40}")
    return language


def _checked_text(text: Any, what: str, least: int = 0) -> str:
    if not isinstance(text, str) or text != text.strip() or not text.isprintable():
        raise FormatError(f"expected {what} in printable letters, got {text!r:.80}")
    if not least <= len(text) <= MAX_NAME:
        raise FormatError(f"expected {what} of {least} to {MAX_NAME} letters, got {len(text)}")
    return text


def _sign_of(row: Any) -> Sign:
    if not isinstance(row, dict):
        raise FormatError("expected every sign of the book to be an object")
    name = _checked_text(row.get("name"), "a sign's name", least=1)
    label = _checked_text(row.get("label", ""), "a label")
    examples = row.get("examples")
    if not isinstance(examples, list) or not 1 <= len(examples) <= MAX_EXAMPLES:
        raise FormatError(f"expected 1 to {MAX_EXAMPLES} examples of {name}")
    motion = LentMotion.of_row(row["motion"]) if "motion" in row else None
    try:
        return Sign(name, tuple(_example_of(example) for example in examples), label, motion)
    except (TypeError, KeyError, ValueError, OverflowError, binascii.Error) as error:
        raise FormatError(f"expected examples of {name} that can be read") from error


def _sign_row(sign: Sign) -> dict[str, Any]:
    row = {"name": sign.name, "label": sign.label, "examples": [_example_row(each) for each in sign.examples]}
    return row if sign.motion is None else {**row, "motion": sign.motion.row()}


def _example_row(example: Example) -> dict[str, Any]:
    hands = np.floor(example.window.hands * UNITS + 0.5).clip(-32767, 32767).astype("<i2")
    return {
        "hands": _text(hands),
        "present": _text(example.window.present.astype("u1")),
        "anchor": [round(float(value), 6) for value in example.window.anchor],
        "embedding": _text(example.embedding.astype("<f4")),
    }


def _example_of(row: Any) -> Example:
    """Raises many errors on hostile rows; `_sign_of` turns them into one."""
    hands = _numbers(row["hands"], "<i2", STEPS * 2 * 21 * 3).astype(np.float32) / UNITS
    present = _numbers(row["present"], "u1", STEPS * 2).reshape(STEPS, 2)
    anchor = np.array(row["anchor"], np.float32)
    embedding = _numbers(row["embedding"], "<f4").astype(np.float32)
    good = (
        present.max() == 1
        and anchor.shape == (4,)
        and bool(np.isfinite(anchor).all())
        and (tuple(anchor) == (0, 0, 0, 0) or (anchor[3] == 1 and 0.001 < anchor[2] < 10))
        and 1 <= len(embedding) <= WIDEST_EMBEDDING
        and abs(float(np.linalg.norm(embedding)) - 1) < 1e-3
    )
    if not good:
        raise ValueError
    window = Window(hands.reshape(STEPS, 2, 21, 3), present.astype(np.float32), anchor)
    return Example(window, embedding)


def _text(values: NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode()


def _numbers(text: Any, kind: str, count: int | None = None) -> NDArray[Any]:
    values = np.frombuffer(base64.b64decode(text, validate=True), kind)
    if count is not None and len(values) != count:
        raise ValueError
    return values
