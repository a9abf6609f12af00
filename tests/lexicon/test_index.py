"""The shipped lexicon as a whole, how words find their sign, and what happens to a broken entry."""

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from signspan.capture.retarget import _FLEX
from signspan.errors import FormatError, InputError
from signspan.events import Plan, Token
from signspan.lexicon.index import Lexicon
from signspan.lexicon.synonyms import ALIASES, FORMS, SYNONYMS, lemmas
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import SIGN
from signspan.perform.performance import _sign, perform


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lexicon of BOOK and HELLO in a folder of its own."""
    shipped = Lexicon.load()
    entries = []
    for gloss in ("BOOK", "HELLO"):
        sign = shipped.signs[gloss]
        (tmp_path / sign.file).write_bytes((shipped.folder / sign.file).read_bytes())
        entries.append({key: getattr(sign, key) for key in ("gloss", "file", "duration_s", "source", "licence")})
    (tmp_path / "index.json").write_text(json.dumps({"signs": entries}))
    return tmp_path


def test_the_lexicon_is_large_enough_and_small_enough() -> None:
    stats = Lexicon.load().stats()
    assert stats["signs"] >= 600
    assert stats["bytes"] < 12_000_000
    assert sum(stats["by_source"].values()) == stats["signs"]


def test_every_sign_is_readable_and_sound() -> None:
    lexicon = Lexicon.load()
    for gloss, sign in lexicon.signs.items():
        motion = lexicon.motion(gloss)
        turns = motion.rotations.astype(np.float64)
        assert np.isfinite(turns).all(), gloss
        np.testing.assert_allclose(np.linalg.norm(turns, axis=-1), 1, atol=1e-5, err_msg=gloss)
        assert ((turns[1:] * turns[:-1]).sum(axis=-1) > 0).all(), gloss
        assert motion.duration_s == pytest.approx(sign.duration_s, abs=0.02)
        assert any(bone.endswith("Hand") for bone in motion.bones), gloss
        # at 30 frames a second no joint of a signer leaps farther
        assert np.degrees(angle_between(turns[1:], turns[:-1])).max() < 60, gloss


def test_fingers_stay_within_the_limits_of_joints() -> None:
    lexicon = Lexicon.load()
    for gloss in lexicon.signs:
        motion = lexicon.motion(gloss)
        for column, bone in enumerate(motion.bones):
            joint = next((k for k, name in enumerate(("Intermediate", "Distal"), 1) if bone.endswith(name)), None)
            if joint is None or "Thumb" in bone:
                continue
            turns = motion.rotations[:, column].astype(np.float64)
            flex = -SIGN["left" if bone.startswith("left") else "right"] * 2 * np.arctan2(turns[:, 2], turns[:, 3])
            flex = (flex + np.pi) % (2 * np.pi) - np.pi
            assert np.abs(turns[:, :2]).max() < 0.01, (gloss, bone)  # a hinge
            assert flex.min() > _FLEX[joint][0] - 0.01, (gloss, bone)
            assert flex.max() < _FLEX[joint][1] + 0.01, (gloss, bone)


def test_every_sign_says_where_it_came_from_and_under_what_licence() -> None:
    licences = {"studiogalt": "CC0-1.0", "wlasl-consensus": "C-UDA-1.0"}
    for sign in Lexicon.load().signs.values():
        assert sign.licence == licences[sign.source]
        assert sign.signers >= (3 if sign.source == "wlasl-consensus" else 1)


@pytest.mark.parametrize(
    ("word", "source", "gloss", "way"),
    [
        ("BOOK", "", "BOOK", "lexicon"),
        ("best friend", "", "BEST-FRIEND", "lexicon"),
        ("BOOKS", "", "BOOK", "lemma"),
        ("BORROWED", "", "BORROW", "lemma"),
        ("MUM", "", "MOTHER", "alias"),
        ("AUTOMOBILE", "", "CAR", "alias"),
        ("ENORMOUSISH", "book", "BOOK", "alias"),
    ],
)
def test_how_a_word_finds_its_sign(word: str, source: str, gloss: str, way: str) -> None:
    found = Lexicon.load().find(word, source)
    assert found is not None
    assert (found[0].gloss, found[1]) == (gloss, way)


def test_a_synonym_is_the_last_resort_and_is_called_one() -> None:
    shipped = Lexicon.load()
    without = Lexicon(shipped.folder, {gloss: sign for gloss, sign in shipped.signs.items() if gloss != "START"})
    found = without.find("START")
    assert found is not None
    assert (found[0].gloss, found[1]) == ("BEGIN", "synonym")


@pytest.mark.parametrize("word", ["QUOKKA", "", "  ", "12", "👋"])
def test_an_unknown_word_finds_nothing(word: str) -> None:
    assert Lexicon.load().find(word) is None


def test_words_that_sign_alike_are_no_glosses_of_their_own_table() -> None:
    for table in (ALIASES, FORMS, SYNONYMS):
        for word, glosses in table.items():
            assert word not in glosses
            assert word == word.upper()
    assert lemmas("WENT") == ("GO",)


def test_a_gloss_it_has_not_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="XYZZY"):
        Lexicon.load().motion("XYZZY")


def test_a_broken_sign_is_spelled_and_the_rest_still_signs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lexicon = Lexicon.open(folder)
    broken = folder / lexicon.signs["BOOK"].file
    broken.write_bytes(broken.read_bytes()[:200])
    monkeypatch.setattr(Lexicon, "load", lambda: lexicon)
    _sign.cache_clear()
    with caplog.at_level(logging.WARNING):
        performance = perform(Plan((Token("HELLO", "sign"), Token("BOOK", "sign")), "statement"))
    assert [entry.source for entry in performance.timeline] == ["lexicon", "fingerspell"]
    assert len(caplog.records) == 1
    assert "BOOK is spelled" in caplog.text


def test_a_missing_file_is_one_line(folder: Path) -> None:
    lexicon = Lexicon.open(folder)
    (folder / lexicon.signs["BOOK"].file).unlink()
    with pytest.raises(FormatError, match="BOOK"):
        lexicon.motion("BOOK")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"signs": [{"gloss": "A"}]}', '{"signs": 3}'])
def test_a_garbled_index_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text)
    with pytest.raises(FormatError, match=r"index\.json"):
        Lexicon.open(tmp_path)
