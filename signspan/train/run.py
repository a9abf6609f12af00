"""One run's folder: `checkpoint.pt` (resumes), `log.csv` (one line per epoch), TensorBoard's events, `run.json`."""

import csv
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.utils.tensorboard import SummaryWriter

from signspan.train.config import Config

EMA = 0.99
WARM, COOL = 0.04, 0.35  # shares of the training in which the learning rate rises and falls


def trapezoid(done: float) -> float:
    """Factor of the learning rate after this share of the training: up, level, down.

    Short trainings are limited by how far the weights move: a constant rate gets farther than one-cycle in the same
    epochs, and the moving average compensates for its noise.
    """
    return min(1.0, done / WARM + 0.01, max(0.0, (1 - done) / COOL))


@dataclass(slots=True)
class Run:
    """The state of one training: the model, its moving average, the optimiser and its schedule."""

    out: Path
    config: Config
    model: torch.nn.Module
    steps: int  # batches per epoch
    device: str = field(init=False)
    average: torch.optim.swa_utils.AveragedModel = field(init=False)
    optimiser: torch.optim.Optimizer = field(init=False)
    schedule: torch.optim.lr_scheduler.LRScheduler = field(init=False)
    epoch: int = 0
    _board: SummaryWriter = field(init=False)

    def __post_init__(self) -> None:
        config = self.config
        self.out.mkdir(parents=True, exist_ok=True)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model.to(self.device)
        self.average = torch.optim.swa_utils.AveragedModel(
            self.model,
            multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(EMA),  # type: ignore[no-untyped-call]  # torch's own
            use_buffers=True,
        )
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=config.rate, weight_decay=config.weight_decay)
        total = self.steps * config.epochs
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, lambda step: trapezoid(step / total))
        self._board = SummaryWriter(str(self.out))
        self._resume()

    def step(self, loss: torch.Tensor) -> None:
        """One update from a loss: computes gradients and applies them."""
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves this one untyped
        self.apply()

    def apply(self) -> None:
        """One update from gradients already computed."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimiser.step()
        self.schedule.step()
        self.average.update_parameters(self.model)

    def finish_epoch(self, figures: dict[str, float]) -> None:
        """Counts the epoch, writes its figures and the checkpoint (to a new file first, so that being killed loses
        nothing)."""
        self.epoch += 1
        self._log({"epoch": self.epoch, **figures})
        kept = {name: getattr(self, name).state_dict() for name in ("model", "average", "optimiser", "schedule")}
        new = self.out / "checkpoint.new"
        torch.save({"epoch": self.epoch, **kept}, new)
        new.replace(self.out / "checkpoint.pt")

    def finish(self, **figures: Any) -> None:
        """Writes `run.json`: the configuration and the results."""
        self._board.close()
        (self.out / "run.json").write_text(json.dumps({**asdict(self.config), **figures}, indent=1) + "\n")

    def _resume(self) -> None:
        path = self.out / "checkpoint.pt"
        if not path.is_file():
            return
        kept = torch.load(path, weights_only=True)
        self.epoch = int(kept.pop("epoch"))
        for name, state in kept.items():
            getattr(self, name).load_state_dict(state)

    def _log(self, figures: dict[str, float]) -> None:
        path = self.out / "log.csv"
        rows: list[dict[str, Any]] = []
        if path.is_file():
            with path.open(newline="") as file:
                rows = [row for row in csv.DictReader(file) if int(row["epoch"]) < figures["epoch"]]
        rows.append(figures)
        columns = list(dict.fromkeys(name for row in rows for name in row))
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        for name, value in figures.items():
            if name != "epoch":
                self._board.add_scalar(name, value, int(figures["epoch"]))
