"""Films: a real Chromium renders a real sign; what is missing is named."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from signspan.app import studio
from signspan.app.film import film
from signspan.app.studio import Shot, Studio
from signspan.errors import LimitError, MissingError
from signspan.events import Plan, Token
from signspan.motion.clip import Performance
from signspan.perform.performance import perform


@pytest.fixture(scope="module")
def brother() -> Performance:
    return perform(Plan((Token("BROTHER", "sign"),), "statement"))


def test_an_unbuilt_page_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, brother: Performance) -> None:
    monkeypatch.setattr(studio, "PAGE", tmp_path)
    with pytest.raises(MissingError, match="make setup"):
        film(brother, tmp_path / "out.mp4")


def test_a_missing_browser_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, brother: Performance) -> None:
    monkeypatch.setattr(studio, "PAGE", tmp_path)
    (tmp_path / "film.html").touch()
    monkeypatch.setattr(studio, "CHROMIUM", ())
    with pytest.raises(MissingError, match="apt-get install chromium"):
        film(brother, tmp_path / "out.mp4")


@pytest.mark.slow
def test_the_film_shows_the_hands_move_and_repeats_itself(brother: Performance) -> None:
    middle = (brother.timeline[0].start_s + brother.timeline[0].end_s) / 2
    with Studio() as stage:
        with pytest.raises(LimitError, match="pixels a side"):
            next(stage.shoot(brother, Shot(width=4000)))
        first, later = stage.shoot(brother, Shot(160, 120), [0, middle])
        (again,) = stage.shoot(brother, Shot(160, 120), [middle])
    assert first.shape == (120, 160, 3)
    assert np.abs(first.astype(int) - later).max(axis=2).astype(bool).mean() > 0.02  # arms rose
    assert np.array_equal(later, again)  # the clock is stepped, so films repeat


@pytest.mark.slow
def test_an_mp4_has_every_frame_of_the_motion(tmp_path: Path, brother: Performance) -> None:
    path = tmp_path / "out.mp4"
    short = Performance(brother.fps, brother.bones, brother.rotations[20:26], {}, brother.hips[20:26])
    film(short, path, Shot(160, 120))
    capture = cv2.VideoCapture(str(path))
    frames = 0
    while capture.read()[0]:
        frames += 1
    assert (frames, round(capture.get(cv2.CAP_PROP_FPS))) == (6, 30)
