from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError, InputError, SignspanError
from signspan.perceive.video import Video


def test_a_real_clip_yields_its_frames_in_order(fixtures: Path) -> None:
    video = Video(fixtures / "book.mp4")
    frames = list(video)
    assert len(frames) == 105
    assert frames[0].image.shape == (video.height, video.width, 3)
    assert frames[30].at_s == pytest.approx(30 / video.fps)


def test_what_is_no_video_is_named(tmp_path: Path, fixtures: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "text.mp4").write_text("this is a letter, not a film\n" * 50)
    (tmp_path / "cut.mp4").write_bytes((fixtures / "book.mp4").read_bytes()[:9000])
    for name, message in (("empty", "is empty"), ("text", "cannot be decoded"), ("cut", "cannot be decoded|has none")):
        with pytest.raises(FormatError, match=message):
            list(Video(tmp_path / f"{name}.mp4"))
    with pytest.raises(InputError, match="found nothing"):
        Video(tmp_path / "gone.mp4")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=2000))
def test_any_bytes_end_in_a_named_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fuzz.mp4"
    path.write_bytes(data)
    with pytest.raises(SignspanError):
        list(Video(path))
