"""Training end to end on a small pack of the real format, made from the real BOOK clip."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which this environment lacks")

import torch

from signspan.body.anchor import UNKNOWN, anchor_of_pose
from signspan.body.hands import hands_of, prepare
from signspan.body.kinematics import flexion
from signspan.body.sequence import BodySequence
from signspan.body.topology import POSE
from signspan.body.window import Window, window_of_body, window_of_hands
from signspan.corpora.signs import Clip, read_bodies
from signspan.errors import FormatError, InputError, MissingError
from signspan.recognise.classifier import Classifier
from signspan.train import isolated
from signspan.train.augment import Augment
from signspan.train.config import Config
from signspan.train.export import export
from signspan.train.isolated import read_clips, train
from signspan.train.model import Exported, HandFeatures, Recogniser, with_mirror
from signspan.train.pretrain import hide, pretrain
from signspan.train.prototypes import prototypes
from signspan.train.run import Run
from signspan.train.samples import share, tensors
from signspan.train.weights import begin

pytestmark = pytest.mark.slow

GLOSSES = ("book", "drink", "computer", "before")
PATHS = ((0, -0.4, 0), (0, 0.4, 0), (0.4, 0, 0), (0, 0, 0))  # different even in a mirror


@pytest.fixture
def data(tmp_path: Path, book: BodySequence, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty clips by ten signers in the quantised form of the WLASL pack; four motions that differ in their path."""
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
        video_id=np.array([f"{number:05d}" for number in range(len(clips))]),
        source=np.array(["signschool"] * len(clips)),
        bbox=np.array([[600, 60, 1600, 1080]] * len(clips), np.int16),
    )
    (tmp_path / "wlasl_body").mkdir()
    np.savez(
        tmp_path / "wlasl_body" / "wlasl_body.npz",
        landmarks=book.landmarks,
        offsets=np.array([0, len(book)]),
        gloss=np.array(GLOSSES[:1]),
        signer_id=np.array([0]),
        video_id=np.array(["00000"]),
        wlasl_split=np.array(["train"]),
    )
    monkeypatch.setattr(isolated, "SMALL_SETS", ())
    return tmp_path


def test_a_recording_of_two_packs_counts_once_with_its_body(data: Path) -> None:
    clips = read_clips(data)
    assert len(clips) == 40
    first, second = clips[:2]
    (video,) = read_bodies(data / isolated.WLASL_VIDEOS)
    assert video.clip is not None
    np.testing.assert_array_equal(first.hands, video.clip.hands)
    np.testing.assert_array_equal(first.anchor, video.clip.anchor)
    assert not np.array_equal(first.anchor, second.anchor)
    assert (first.gloss, first.signer, first.class_index) == ("book", "wlasl-0", 0)


def test_it_learns_resumes_and_exports(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "run"
    config = Config(fold=0, epochs=20, batch=4)
    finish = Run.finish_epoch

    def cut_off(run: Run, figures: dict[str, float]) -> None:
        if run.epoch == 3:
            raise KeyboardInterrupt
        finish(run, figures)

    monkeypatch.setattr(Run, "finish_epoch", cut_off)
    with pytest.raises(KeyboardInterrupt):
        train(data, out, config)
    monkeypatch.setattr(Run, "finish_epoch", finish)
    assert (out / "log.csv").read_text().count("\n") == 4
    train(data, out, config)
    rows = (out / "log.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == [str(n) for n in range(1, 21)]
    assert float(rows[-1].split(",")[1]) < float(rows[1].split(",")[1]) / 1.5
    assert list(out.glob("events.out.tfevents.*"))
    classifier = Classifier.load(out)
    assert classifier.classes == ("<idle>", *GLOSSES)
    clips = read_clips(data)
    readings = classifier.read_all([window_of_hands(clip.hands, clip.anchor) for clip in clips])
    right = [
        classifier.classes[int(np.argmax(reading.probabilities))] == clip.gloss
        for reading, clip in zip(readings, clips, strict=True)
    ]
    assert np.mean(right) > 0.45  # chance is 0.2
    assert json.loads((out / "run.json").read_text())["fold"] == 0


def test_the_same_seed_learns_the_same(data: Path, tmp_path: Path) -> None:
    config = Config(fold=1, epochs=1, batch=8, perturbation=0.1, focal=1.0, mixing=0.5)
    logs = []
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        train(data, tmp_path / name, replace(config, seed=seed))
        logs.append((tmp_path / name / "log.csv").read_text())
    assert logs[0] == logs[1] != logs[2]


def test_the_peer_learns_on_the_same_clips(data: Path, tmp_path: Path) -> None:
    figures = train(data, tmp_path / "peer", Config(model="peer", fold=0, epochs=2, batch=8))
    assert 1.5e6 < figures["parameters"] < 2e6
    losses = [float(row.split(",")[1]) for row in (tmp_path / "peer" / "log.csv").read_text().splitlines()[1:]]
    assert losses[1] < losses[0]
    with pytest.raises(InputError, match="expected a model of hybrid, peer, got oracle"):
        train(data, tmp_path / "none", Config(model="oracle"))


def test_a_pretrained_encoder_is_where_training_starts(data: Path, tmp_path: Path) -> None:
    config = Config(fold=0, epochs=3, batch=8)
    figures = pretrain(data, tmp_path / "before", config)
    first = float((tmp_path / "before" / "log.csv").read_text().splitlines()[1].split(",")[1])
    assert figures["loss"] < first
    kept = torch.load(tmp_path / "before" / "encoder.pt", weights_only=True)
    assert not any(name.startswith("head.") for name in kept)
    model = Recogniser(5)
    missing = model.load_state_dict(kept, strict=False).missing_keys
    assert sorted(missing) == ["head.bias", "head.weight"]
    train(data, tmp_path / "after", replace(config, epochs=1, encoder=str(tmp_path / "before" / "encoder.pt")))


def test_weights_that_do_not_fit_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="expected weights at"):
        begin(Recogniser(3), tmp_path / "none.pt")
    torch.save({"other": torch.zeros(3)}, tmp_path / "other.pt")
    with pytest.raises(FormatError, match="got none that fit"):
        begin(Recogniser(3), tmp_path / "other.pt")


def test_hidden_tubes_are_nine_tenths_and_leave_no_trace() -> None:
    hands = torch.randn(4, 32, 2, 21, 3)
    shown, there, hidden = hide(hands, torch.ones(4, 32, 2), torch.Generator().manual_seed(0))
    assert hidden.float().mean() == pytest.approx(0.9, abs=0.03)
    wrist = hands[:, :, :, :1]
    gone = hidden & (there > 0)[..., None]
    assert torch.equal(shown[gone], wrist.expand_as(hands)[gone])
    assert not shown[there == 0].any()


def test_onnx_says_what_torch_says(tmp_path: Path, book: BodySequence) -> None:
    torch.manual_seed(1)
    clip = Clip(prepare(hands_of(book.landmarks), book.aspect), "g1", "a", anchor_of_pose(book.landmarks[:, POSE], 1.0))
    model = Recogniser(7).eval()
    shipped = Exported(model, prototypes(model, [clip], {f"g{n}": n for n in range(7)}, 3)).eval()
    export(shipped, [f"g{n}" for n in range(7)], tmp_path)
    window = window_of_body(book.landmarks, book.aspect)
    with torch.no_grad():
        probabilities, embedding = shipped(*with_mirror(*tensors([window], "cpu")))
    reading = Classifier.load(tmp_path).read(window)
    assert np.abs(reading.probabilities - probabilities[0].numpy()).max() < 1e-5
    assert np.abs(reading.embedding - embedding[0].numpy()).max() < 1e-5
    assert np.linalg.norm(reading.embedding) == pytest.approx(1, abs=1e-5)


def test_the_graph_measures_flexion_as_the_body_room_does(book: BodySequence) -> None:
    window = window_of_body(book.landmarks, book.aspect)
    features = HandFeatures()(*tensors([window], "cpu"))[0].numpy()
    start = 63 + 2 + 42 + 2
    seen = window.present[:, 0] > 0
    assert np.allclose(features[seen, start : start + 15], np.cos(flexion(window.hands[seen, 0])), atol=2e-3)


def test_places_on_the_body_do_not_depend_on_where_the_camera_stands(book: BodySequence) -> None:
    torch.manual_seed(0)
    model = Recogniser(3).eval()
    window = window_of_body(book.landmarks, book.aspect)
    near = window_of_body(book.landmarks * 0.5 + np.array([0.2, 0.3, 0], np.float32), book.aspect)
    unknown = Window(window.hands, window.present, UNKNOWN)
    with torch.no_grad():
        first, same, blind = (model.encode(*tensors([one], "cpu")) for one in (window, near, unknown))
    assert torch.allclose(first, same, atol=1e-2)
    assert not torch.allclose(first, blind, atol=1e-1)


def test_augmented_windows_keep_their_form(book: BodySequence) -> None:
    hands = prepare(hands_of(book.landmarks), book.aspect)
    clip = Clip(hands, "book", "a", anchor_of_pose(book.landmarks[:, POSE], book.aspect))
    augment = Augment(np.random.default_rng(0), [clip], in_company=0.5)
    known = 0
    for _ in range(60):
        for window in (augment(clip), augment.idle(clip)):
            assert np.isfinite(window.hands).all()
            assert not window.hands[window.present == 0].any()
            known += int(window.anchor[3])
    assert 60 < known < 115  # hidden at times, known mostly


def test_smaller_shares_of_labels_are_part_of_larger_ones(book: BodySequence) -> None:
    hands = prepare(hands_of(book.landmarks), book.aspect)
    clips = [Clip(hands, gloss, "a", UNKNOWN) for gloss in "abcde" for _ in range(8)]
    few, more = share(clips, 0.1, 3), share(clips, 0.5, 3)
    assert [len(few), len(more)] == [4, 20]
    assert more[:4] == few
    assert len({clip.gloss for clip in few}) == 4


def test_configurations_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    path.write_text("epochs = 3\nvocabulary = 100\n")
    assert Config.read(path, fold=2, seed=None) == Config(epochs=3, vocabulary=100, fold=2)
    path.write_text("epoch = 3\n")
    with pytest.raises(FormatError, match="got epoch"):
        Config.read(path)
    path.write_text("epochs =")
    with pytest.raises(FormatError, match="expected TOML in run.toml"):
        Config.read(path)
    with pytest.raises(MissingError, match="expected a configuration file"):
        Config.read(tmp_path / "none.toml")
    with pytest.raises(InputError, match="expected a fold from 0 to 4, got 9"):
        Config(fold=9)
