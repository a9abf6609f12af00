from pathlib import Path

import numpy as np
import pytest

from signspan.errors import InputError, MissingError
from signspan.recognise.handshape import FOCUS, NONE, STEPS, LetterReader, LetterWindow

torch = pytest.importorskip("torch")

from signspan.train.letter_model import EXAMPLE, FEATURES, ExportedLetters, HandshapeFeatures, LetterModel  # noqa: E402
from signspan.train.letters import Config, calibrate, export, train  # noqa: E402


def test_features_do_not_see_place_or_size() -> None:
    hand = torch.rand(2, STEPS, 21, 3)
    present = torch.ones(2, STEPS)
    features = HandshapeFeatures()
    here, there = features(hand, present), features(hand * 0.3 + 0.2, present)
    assert here.shape == (2, STEPS, FEATURES)
    assert torch.allclose(here, there, atol=1e-3)


def test_features_do_see_the_turn_in_the_picture() -> None:
    hand = torch.rand(1, STEPS, 21, 3)
    turned = hand[..., [1, 0, 2]] * torch.tensor([-1.0, 1, 1])
    present = torch.ones(1, STEPS)
    assert not torch.allclose(HandshapeFeatures()(hand, present), HandshapeFeatures()(turned, present), atol=0.1)


def test_steps_without_a_hand_are_blank() -> None:
    present = torch.ones(1, STEPS)
    present[0, FOCUS:] = 0
    assert (HandshapeFeatures()(torch.rand(1, STEPS, 21, 3), present)[0, FOCUS + 1 :] == 0).all()


def test_what_is_exported_answers_as_torch_does(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = LetterModel(width=16).eval()
    export(model, tmp_path, 1.3, np.eye(NONE), [0.0, 1.0, 2.0, 3.0])
    reader = LetterReader.load(tmp_path)
    hand = torch.rand(3, *EXAMPLE[0].shape[1:])
    present = torch.ones(3, STEPS)
    windows = [LetterWindow(h, p) for h, p in zip(hand.numpy(), present.numpy(), strict=True)]
    with torch.no_grad():
        wanted = ExportedLetters(model, 1.3)(hand, present).numpy()
    assert np.abs(reader.read(windows) - wanted).max() < 1e-4
    assert reader.double == [0.0, 1.0, 2.0, 3.0]


def test_calibration_softens_what_was_too_sure(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 9, 200)
    read = np.where(rng.random(200) < 0.7, truth, (truth + 1) % 9)
    logits = np.zeros((200, 4, NONE + 1), np.float32)
    logits[np.arange(200), :, read] = 12
    (tmp_path / "one").mkdir()
    np.savez(tmp_path / "one" / "held_out.npz", logits=logits, truth=truth)
    temperature, table = calibrate(tmp_path)
    assert temperature > 1.5
    assert table.sum(axis=1) == pytest.approx(np.ones(NONE))
    assert table[0, 1] > table[0, 5]
    with pytest.raises(MissingError, match="held_out"):
        calibrate(tmp_path / "one" / "none")


@pytest.mark.slow
def test_a_short_run_learns_and_leaves_its_files(shared_data: Path, tmp_path: Path) -> None:
    figures = train(Config(shared_data, tmp_path, "moving", epochs=1, words=40))
    assert figures["n"] == 26
    assert (tmp_path / "held_out.npz").is_file()
    assert LetterReader.load(tmp_path).read([]).shape == (0, NONE + 1)
    with pytest.raises(InputError, match="expected one of"):
        train(Config(shared_data, tmp_path, "nobody"))
