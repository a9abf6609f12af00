from pathlib import Path

import numpy as np
import pytest

from signspan.body.hands import hands_of
from signspan.body.sequence import BodySequence
from signspan.corpora.signs import IDLE, read_bodies, read_pack, untangle
from signspan.errors import FormatError, MissingError


def test_crossed_slots_are_untangled(book: BodySequence) -> None:
    hands = hands_of(book.landmarks)
    both = hands[np.isfinite(hands[:, :, 0, 0]).all(axis=1)]
    crossed = both.copy()
    crossed[::2] = crossed[::2, ::-1]
    tracked = untangle(crossed)
    path = np.linalg.norm(np.diff(tracked[:, :, 0, :2], axis=0), axis=2).sum()
    straight = np.linalg.norm(np.diff(both[:, :, 0, :2], axis=0), axis=2).sum()
    tangled = np.linalg.norm(np.diff(crossed[:, :, 0, :2], axis=0), axis=2).sum()
    assert path <= straight + 1e-4
    assert tangled > 2 * straight


def pack(path: Path, landmarks: np.ndarray, **labels: np.ndarray) -> Path:
    np.savez(path, landmarks=landmarks.astype(np.float16), offsets=np.array([0, len(landmarks)]), **labels)
    return path


@pytest.mark.parametrize("points", ["hands", "pose", "body"])
def test_every_pack_shape_gives_the_same_clip(points: str, book: BodySequence, tmp_path: Path) -> None:
    whole = book.landmarks
    shaped = {
        "hands": hands_of(whole),
        "pose": np.concatenate([whole[:, 468:489], whole[:, 522:543], whole[:, 489:522]], axis=1),
        "body": whole,
    }[points]
    path = pack(tmp_path / "one.npz", shaped, gloss=np.array(["Book"]), label=np.array(["Book"]), signer=np.array([3]))
    (clip,) = read_pack(path)
    assert clip.gloss == "book"
    assert clip.hands.shape[1:] == (2, 21, 3)
    assert np.isfinite(clip.hands[:, :, 0, 0]).any(axis=1)[[0, -1]].all()


def test_wrong_packs_are_named(tmp_path: Path, book: BodySequence) -> None:
    with pytest.raises(MissingError, match="expected a sequence pack"):
        list(read_pack(tmp_path / "none.npz"))
    (tmp_path / "text.npz").write_text("no pack")
    with pytest.raises(FormatError, match="cannot be read as one"):
        list(read_pack(tmp_path / "text.npz"))
    with pytest.raises(FormatError, match="expected offsets and gloss or label"):
        list(read_pack(pack(tmp_path / "bare.npz", book.landmarks)))
    odd = pack(tmp_path / "odd.npz", book.landmarks[:, :60], gloss=np.array(["x"]))
    with pytest.raises(FormatError, match="got 60 points"):
        list(read_pack(odd))


def test_the_shared_idle_class_is_idle(shared_data: Path) -> None:
    clips = list(read_pack(shared_data / "small_vocab" / "traduttore_words_mit.npz"))
    assert sum(clip.gloss == IDLE for clip in clips) == 78


def test_a_video_keeps_its_rests_and_its_clip_does_not(book: BodySequence, tmp_path: Path) -> None:
    still = np.full((20, 543, 3), np.nan, np.float32)
    still[:, 489:522] = book.landmarks[0, 489:522]
    whole = np.concatenate([still, book.landmarks, still])
    path = pack(tmp_path / "one.npz", whole, gloss=np.array(["Goodbye"]), signer_id=np.array([3]), fps=np.array([24.0]))
    (video,) = read_bodies(path)
    assert (len(video.body), video.body.fps, video.gloss, video.signer) == (len(whole), 24.0, "bye", "one-3")
    assert video.clip is not None
    assert len(video.clip.hands) <= len(book.landmarks)
    assert video.clip.anchor[3] == 1


def test_people_and_recordings_of_the_webcams_and_of_wlasl(shared_data: Path) -> None:
    webcam = list(read_bodies(shared_data / "webcam" / "webcam_mit.npz"))
    assert (len(webcam), len({video.signer for video in webcam})) == (525, 5)
    hands = {clip.video: clip for clip in read_pack(shared_data / "wlasl_hands" / "wlasl_hands.npz")}
    videos = list(read_bodies(shared_data / "wlasl_body" / "wlasl_body.npz"))
    assert len(videos) == 811
    assert all(hands[video.video].signer == video.signer for video in videos)
    assert all(hands[video.video].gloss == video.gloss for video in videos)
