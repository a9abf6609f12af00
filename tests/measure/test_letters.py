from pathlib import Path

import numpy as np
import pytest

from signspan.body.sequence import BodySequence
from signspan.body.topology import RIGHT_HAND
from signspan.corpora.letters import LetterClip
from signspan.errors import FormatError, MissingError
from signspan.measure.letters import MOVING_WEIGHT, clip_windows, evaluate, letters_of_windows, read_pack, score
from signspan.measure.wer import word_errors
from signspan.recognise.handshape import LETTERS, NONE, LetterReader


def said(*tops: int) -> np.ndarray:
    """Clips of two windows that name a letter at 0.9."""
    rows = np.full((len(tops), 2, NONE + 1), 0.1 / NONE)
    rows[np.arange(len(tops)), :, tops] = 0.9
    return rows


def test_scores_count_and_name_what_was_taken_for_what() -> None:
    figures = score(said(0, 1, 1, 2), np.array([0, 1, 2, 2]))
    assert figures["n"] == 4
    assert figures["top1"] == 0.75
    assert figures["top3"] >= 0.75
    assert figures["confusions"] == [{"letter": "C", "read": "B", "n": 1}]


def test_a_movement_outweighs_the_handshape_it_starts_from() -> None:
    rows = np.full((1, 4, NONE + 1), 0.0)
    rows[0, :2, LETTERS.index("I")] = 0.9
    rows[0, 2:, LETTERS.index("J")] = 0.8
    assert letters_of_windows(rows).argmax() == LETTERS.index("J")
    assert MOVING_WEIGHT > 1


def test_a_still_hand_fills_its_windows(spelled: BodySequence) -> None:
    hand = spelled.landmarks[20:21, RIGHT_HAND]
    windows = clip_windows(LetterClip(hand, "A", "one"))
    assert all(window.present.all() for window in windows)
    assert LetterReader.load().read(windows).shape == (len(windows), NONE + 1)


def test_packs_of_body_frames_are_read_with_their_frame_rate(spelled: BodySequence, tmp_path: Path) -> None:
    pack = tmp_path / "letters.npz"
    frames = spelled.landmarks[10:22]
    np.savez(pack, landmarks=frames, offsets=np.array([0, 6, 12]), label=np.array(["j", "hello"]), fps=25.0)
    (clip,) = read_pack(pack)
    assert (clip.letter, clip.fps, clip.hands.shape) == ("J", 25.0, (6, 21, 3))
    figures = evaluate(pack)
    assert figures["n"] == 1
    assert figures["per_signer"] == {"one": {"n": 1, "top1": figures["top1"]}}


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected the pack"):
        evaluate(tmp_path / "none.npz")
    (tmp_path / "bytes.npz").write_bytes(b"nonsense")
    with pytest.raises(FormatError, match="expected a pack of letters"):
        evaluate(tmp_path / "bytes.npz")
    np.savez(tmp_path / "other.npz", landmarks=np.zeros((3, 5, 3)))
    with pytest.raises(FormatError, match="expected landmarks"):
        evaluate(tmp_path / "other.npz")


@pytest.mark.parametrize(("a", "b", "steps"), [("", "", 0), ("ANNA", "ANA", 1), ("JOHN", "JOAN", 1), ("", "ABC", 3)])
def test_word_errors_count_letters_too(a: str, b: str, steps: int) -> None:
    assert word_errors(a, b) == word_errors(b, a) == steps


@pytest.mark.slow
def test_the_shipped_model_knows_its_own_training_people(shared_data: Path) -> None:
    figures = evaluate(shared_data / "small_vocab" / "traduttore_letters_mit.npz")
    assert figures["n"] > 1900
    assert figures["top1"] > 0.97  # it was trained on them: this holds the weights and the code together, no more
