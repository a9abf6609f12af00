"""Training of the isolated-sign recogniser: which clips, which loss, and the loop.

A fold's signers are left out of training and scored at the end; without a fold it trains on every clip.
"""

import itertools
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from signspan.body.window import window_of_hands
from signspan.corpora.folds import random_folds, wlasl_folds
from signspan.corpora.signs import Clip, read_bodies, read_pack
from signspan.errors import InputError
from signspan.train.config import Config
from signspan.train.export import export
from signspan.train.model import Exported, Recogniser, SignNetwork, with_mirror
from signspan.train.objective import Objective
from signspan.train.peer import Peer
from signspan.train.prototypes import prototypes
from signspan.train.run import Run
from signspan.train.samples import Fed, batches, epoch_clips, share, tensors
from signspan.train.shipped import read_onnx, unfold
from signspan.train.vocabulary import vocabulary
from signspan.train.weights import begin, resemble

WLASL = "wlasl_hands/wlasl_hands.npz"
WLASL_VIDEOS = "wlasl_body/wlasl_body.npz"  # of some of the same recordings, with body and face
SMALL_SETS = (
    "small_vocab/wlasl49_pose_hands.npz",
    "small_vocab/wlasl50_pose_hands.npz",
    "small_vocab/traduttore_words_mit.npz",
    "small_vocab/signwish_words_mit.npz",
    "webcam/webcam_mit.npz",
    "numbers/numbers_letters_words_mit.npz",
)
MODELS: dict[str, type[SignNetwork]] = {"hybrid": Recogniser, "peer": Peer}
SIZES = (100, 300, 1000, 2000)
UNFOLDED = 12  # batches from which an exported network's normalisations get their statistics
PERTURB_FROM, PERTURB_SHARE = 0.3, 0.34  # of the epochs, and of the batches after


def read_clips(data: Path) -> list[Clip]:
    """Every clip of the packs under `data`; a recording of WLASL's counts once, with its body where a pack has it.

    The small sets' single letters are left out: they are fingerspelled, and some are WLASL's name of another sign (I).
    """
    clips = list(read_pack(data / WLASL))
    videos = {video.video: video.clip for video in read_bodies(data / WLASL_VIDEOS)}
    clips = [_with_body(clip, videos.get(clip.video)) for clip in clips]
    for name in SMALL_SETS:
        clips.extend(clip for clip in read_pack(data / name) if len(clip.gloss) > 1)
    return clips


def _with_body(clip: Clip, video: Clip | None) -> Clip:
    return clip if video is None else replace(clip, hands=video.hands, anchor=video.anchor)


def train(data: Path, out: Path, config: Config) -> dict[str, float]:
    """Trains on the packs under `data`, exports to `out` and scores; resumes from `out/checkpoint.pt`."""
    if config.model not in MODELS:
        raise InputError(f"expected a model of {', '.join(MODELS)}, got {config.model}")
    clips = read_clips(data)
    classes = vocabulary(clips, config.vocabulary)
    index = {gloss: number for number, gloss in enumerate(classes)}
    learn, test = divide(clips, config)
    learn = share([clip for clip in learn if clip.gloss in index], config.labels, config.seed)
    test = [clip for clip in test if clip.gloss in index]
    torch.manual_seed(config.seed)
    steps = sum(1 for _ in range(0, len(epoch_clips(learn, config, 0)) - 1, config.batch))
    model = MODELS[config.model](len(classes))
    if config.encoder is not None and config.encoder.endswith(".onnx"):
        model.load_state_dict(read_onnx(model, Path(config.encoder), classes))
        first = batches(epoch_clips(learn, config, 0), index, config, 0, "cpu")
        unfold(model, (fed for fed, _ in itertools.islice(first, UNFOLDED)))
    elif config.encoder is not None:
        begin(model, Path(config.encoder))
    run = Run(out, config, model, steps)
    objective = Objective(config, len(classes), _teacher(config, len(classes), run.device))
    while run.epoch < config.epochs:
        figures = {"loss": _epoch(run, objective, epoch_clips(learn, config, run.epoch), index)}
        if test and run.epoch % 10 == 9:
            figures |= score(Exported(averaged(run)), test, index, run.device)
        run.finish_epoch(figures)
    final = averaged(run).cpu().eval()
    shipped = Exported(final, prototypes(final, learn, index, config.seed))
    export(shipped, classes, out)
    scores = score(shipped, test, index, "cpu") if test else {}
    scores["parameters"] = sum(weights.numel() for weights in final.parameters())
    run.finish(learnt_from=len(learn), **scores)
    return scores


def averaged(run: Run) -> SignNetwork:
    """The moving average of a run's network."""
    network = run.average.module
    assert isinstance(network, SignNetwork)  # noqa: S101 - tells the type checker what AveragedModel holds
    return network


def _teacher(config: Config, classes: int, device: str) -> SignNetwork | None:
    if config.teacher is None:
        return None
    teacher = MODELS[config.model](classes)
    resemble(teacher, Path(config.teacher))
    return teacher.to(device)


def divide(clips: list[Clip], config: Config) -> tuple[list[Clip], list[Clip]]:
    """Clips for training and clips for scoring: one fold's signers or, for comparison, a random fifth of the clips.

    Folds are made from all clips, so that they do not depend on the vocabulary.
    """
    if config.fold is None:
        return clips, []
    if config.split == "random":
        held = [fold == config.fold for fold in random_folds(len(clips), config.folds)]
    else:
        folds = wlasl_folds(clips, config.folds)
        held = [folds.get(clip.signer) == config.fold for clip in clips]
    learn = [clip for clip, out in zip(clips, held, strict=True) if not out]
    return learn, [clip for clip, out in zip(clips, held, strict=True) if out]


def _epoch(run: Run, objective: Objective, clips: list[Clip], index: dict[str, int]) -> float:
    config = run.config
    run.model.train()
    losses = []
    rng = np.random.default_rng((config.seed, run.epoch, 2))
    bar = tqdm(
        batches(clips, index, config, run.epoch, run.device),
        desc=f"epoch {run.epoch + 1}/{config.epochs}",
        total=len(clips) // config.batch,
        file=sys.stderr,
    )
    for fed, truth in bar:
        fed, target = objective.prepare(fed, truth, rng)
        loss = objective(run.model(*fed), target)
        if config.perturbation and run.epoch >= config.epochs * PERTURB_FROM and rng.random() < PERTURB_SHARE:
            _perturbed_step(run, objective, loss, fed, target)
        else:
            run.step(loss)
        losses.append(loss.item())
        bar.set_postfix(loss=f"{np.mean(losses):.3f}")
    return float(np.mean(losses))


def _perturbed_step(run: Run, objective: Objective, loss: Tensor, fed: Fed, target: Tensor) -> None:
    """A step from the gradient at the worst weights nearby (adversarial weight perturbation, Wu et al. 2020)."""
    run.optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]  # torch leaves this one untyped
    kept: list[tuple[Tensor, Tensor]] = []
    for weights in run.model.parameters():
        if weights.grad is not None and weights.dim() > 1:
            kept.append((weights.data, weights.data.clone()))
            size = run.config.perturbation * weights.data.norm() / (weights.grad.norm() + 1e-9)
            weights.data.add_(weights.grad * size)
    run.optimiser.zero_grad()
    objective(run.model(*fed), target).backward()  # type: ignore[no-untyped-call]  # as above
    for weights_now, before in kept:
        weights_now.copy_(before)
    run.apply()


def score(shipped: Exported, test: list[Clip], index: dict[str, int], device: str) -> dict[str, float]:
    """Top-1 and top-5 on WLASL's clips among its first 100, 300, 1000 and 2000 glosses."""
    shipped.to(device).eval()
    windows = [window_of_hands(clip.hands, clip.anchor) for clip in test]
    with torch.no_grad():
        rows = [
            shipped(*with_mirror(*tensors(windows[start : start + 256], device)))[0]
            for start in range(0, len(windows), 256)
        ]
    found = torch.cat(rows).cpu()
    figures: dict[str, float] = {}
    for size in (size for size in SIZES if size < found.shape[1]):
        chosen = [i for i, clip in enumerate(test) if clip.class_index is not None and clip.class_index < size]
        if not chosen:
            continue
        truth = torch.tensor([index[test[i].gloss] - 1 for i in chosen])
        best = found[chosen, 1 : size + 1].topk(min(5, size)).indices == truth[:, None]
        figures |= {
            f"wlasl{size}_n": float(len(chosen)),
            f"wlasl{size}_top1": best[:, 0].float().mean().item(),
            f"wlasl{size}_top5": best.any(1).float().mean().item(),
        }
    return figures
