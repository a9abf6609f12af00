from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from signspan.app.enrol import enrol
from signspan.body.files import read_landmarks
from signspan.body.topology import LEFT_HAND, RIGHT_HAND
from signspan.recognise.book import Book
from signspan.recognise.enrolled import Taught
from signspan.recognise.live import GONE, MIN_FRAMES, Detected, LiveSigns
from signspan.recognise.models import Models


@pytest.fixture(scope="module")
def frames(fixtures: Path) -> np.ndarray:
    return read_landmarks(fixtures / "book.npz").landmarks


@pytest.fixture(scope="module")
def reader(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Taught:
    """The recogniser, taught the fixture's sign, so that it is sure of it."""
    book = tmp_path_factory.mktemp("book") / "signs.book"
    enrol("book", [fixtures / "book.npz"], book, "", None)
    return Taught(Models.load().reader, Book.read(book))


@pytest.fixture
def signs(reader: Taught) -> LiveSigns:
    return LiveSigns(reader)


def play(signs: LiveSigns, frames: np.ndarray) -> list[Detected]:
    return [found for frame in frames if (found := signs.feed(True, lambda frame=frame: frame)) is not None]


def nothing() -> NoReturn:
    raise AssertionError("a still frame was perceived")


def test_a_still_picture_is_never_perceived(signs: LiveSigns) -> None:
    assert all(signs.feed(False, nothing) is None for _ in range(50))
    assert signs.state == "idle"


def test_a_sign_goes_through_all_states_and_is_detected_once(signs: LiveSigns, frames: np.ndarray) -> None:
    states, found = [signs.state], []
    for frame in frames:
        found.append(signs.feed(True, lambda frame=frame: frame))
        if signs.state != states[-1]:
            states.append(signs.state)
    emitted = [each for each in found if each is not None]
    assert [each.gloss for each in emitted] == ["book"]
    assert 0.4 < emitted[0].confidence <= 1
    assert states[0] == "idle"
    assert [state for state in states if state in {"buffering", "inferring"}][:2] == ["buffering", "inferring"]
    assert next(n for n, each in enumerate(found) if each) >= MIN_FRAMES - 1


def test_the_same_sign_again_is_detected_only_after_a_rest(signs: LiveSigns, frames: np.ndarray) -> None:
    assert len(play(signs, frames)) == 1
    assert play(signs, frames) == []
    signs.feed(False, nothing)
    assert [each.gloss for each in play(signs, frames)] == ["book"]


def test_hands_that_leave_end_what_was_gathered(signs: LiveSigns, frames: np.ndarray) -> None:
    empty = frames[:1].copy()
    empty[:, LEFT_HAND] = empty[:, RIGHT_HAND] = np.nan
    seen = frames[np.isfinite(frames[:, RIGHT_HAND]).any(axis=(1, 2))]
    assert play(signs, np.concatenate([seen[:10], *[empty] * GONE])) == []
    assert signs.state == "active"
