"""Training end to end on a small pack of the real format, made from the real BOOK clip."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which this environment lacks")

import torch

from signspan.body.hands import hands_of, prepare, resample
from signspan.body.kinematics import flexion
from signspan.body.sequence import BodySequence
from signspan.recognise.classifier import Classifier
from signspan.train import isolated
from signspan.train.augment import Augment
from signspan.train.isolated import Config, read_clips, train
from signspan.train.model import Exported, HandFeatures, Recogniser

pytestmark = pytest.mark.slow

GLOSSES = ("book", "drink", "computer", "before")
PATHS = ((0, -0.4, 0), (0, 0.4, 0), (0.4, 0, 0), (0, 0, 0))  # told apart even in a mirror


@pytest.fixture
def data(tmp_path: Path, book: BodySequence, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty clips by ten signers in the quantised form of the WLASL pack; four motions told apart by their path."""
    rng = np.random.default_rng(0)
    hands = hands_of(book.landmarks)
    hands = hands[np.isfinite(hands[:, :, 0, 0]).all(axis=1)][:36]
    clips, glosses, signers = [], [], []
    for signer in range(10):
        for number, gloss in enumerate(GLOSSES):
            path = np.linspace(0, 1, len(hands))[:, None, None, None] * np.array(PATHS[number])
            clips.append(hands + path + rng.normal(0, 0.002, hands.shape))
            glosses.append(gloss)
            signers.append(signer)
    steps = np.rint(np.concatenate(clips) * np.array([1024, 1024, 512])).astype(np.int32)
    (tmp_path / "wlasl_hands").mkdir()
    np.savez(
        tmp_path / "wlasl_hands" / "wlasl_hands.npz",
        deltas=np.diff(steps, axis=0, prepend=np.zeros_like(steps[:1])).astype(np.int16),
        missing=np.zeros(steps.shape[:2], bool),
        offsets=np.arange(len(clips) + 1) * len(hands),
        gloss=np.array(glosses),
        signer_id=np.array(signers),
        class_idx=np.array([GLOSSES.index(g) for g in glosses]),
        source=np.array(["signschool"] * len(clips)),
    )
    monkeypatch.setattr(isolated, "SMALL_SETS", ())
    return tmp_path


def test_it_learns_resumes_and_exports(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "run"
    config = Config(data, out, fold=0, epochs=20, batch=4)
    log = isolated._log

    def cut_off(path: Path, figures: dict[str, float]) -> None:
        if figures["epoch"] == 4:
            raise KeyboardInterrupt
        log(path, figures)

    monkeypatch.setattr(isolated, "_log", cut_off)
    with pytest.raises(KeyboardInterrupt):
        train(config)
    monkeypatch.setattr(isolated, "_log", log)
    assert (out / "log.csv").read_text().count("\n") == 4
    train(config)
    rows = (out / "log.csv").read_text().splitlines()
    assert len(rows) == 21
    assert float(rows[-1].split(",")[1]) < float(rows[1].split(",")[1]) / 1.5
    classifier = Classifier.load(out)
    assert classifier.classes == ("<idle>", *GLOSSES)
    clips = read_clips(data)
    right = [classifier.classes[int(np.argmax(classifier.probabilities(*resample(c.hands))))] == c.gloss for c in clips]
    assert np.mean(right) > 0.45  # chance is 0.2
    assert json.loads((out / "run.json").read_text())["fold"] == 0


def test_onnx_says_what_torch_says(tmp_path: Path, book: BodySequence) -> None:
    from signspan.train.export import export

    torch.manual_seed(1)
    model = Recogniser(7).eval()
    export(model, [f"g{n}" for n in range(7)], tmp_path, temperature=1.3)
    hands, present = resample(prepare(hands_of(book.landmarks), book.aspect))
    with torch.no_grad():
        expected = Exported(model, 1.3)(torch.tensor(hands[None]), torch.tensor(present[None]))[0].numpy()
    assert np.abs(Classifier.load(tmp_path).probabilities(hands, present) - expected).max() < 1e-5


def test_the_graph_measures_flexion_as_the_body_room_does(book: BodySequence) -> None:
    hands, present = resample(prepare(hands_of(book.landmarks), book.aspect))
    features = HandFeatures()(torch.tensor(hands[None]), torch.tensor(present[None]))[0].numpy()
    start = 63 + 2 + 42 + 2
    seen = present[:, 0] > 0
    assert np.allclose(features[seen, start : start + 15], np.cos(flexion(hands[seen, 0])), atol=2e-3)


def test_augmented_samples_keep_their_form(book: BodySequence) -> None:
    clip = prepare(hands_of(book.landmarks), book.aspect)
    augment = Augment(np.random.default_rng(0))
    for _ in range(50):
        for points, present in (augment(clip), augment.idle(clip)):
            assert points.shape == (32, 2, 21, 3)
            assert np.isfinite(points).all()
            assert not points[present == 0].any()
