"""Draws the pictures of `docs/recognition.md` from what training and measuring wrote.

`python scripts/draw_figures.py RUNS CALIBRATION.json CONFUSIONS.json`: RUNS holds `foldK/log.csv`, CALIBRATION is
what `signspan train calibrate` printed, CONFUSIONS what `signspan evaluate isolated --folds` printed.
"""

import csv
import json
import sys
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

OUT = Path(__file__).parents[1] / "docs" / "figures"
INK, ACCENT, QUIET = "#1d2733", "#c2410c", "#94a3b8"


def save(figure: Figure, name: str) -> None:
    """Writes one picture without the time of day in it."""
    figure.tight_layout()
    with rc_context({"svg.hashsalt": "signspan"}):  # the same figures give the same file
        figure.savefig(OUT / f"{name}.svg", metadata={"Date": None})


def learning_curves(runs: Path) -> None:
    """Training loss by epoch, and top-1 on the fold's unseen signers where it was measured."""
    figure = Figure(figsize=(9, 3.4))
    left, right = figure.subplots(1, 2)
    for fold, log in enumerate(sorted(runs.glob("fold*/log.csv"))):
        rows = list(csv.DictReader(log.open()))
        left.plot([int(r["epoch"]) for r in rows], [float(r["loss"]) for r in rows], color=INK, alpha=0.3 + 0.15 * fold)
        for size, colour in ((100, ACCENT), (300, INK), (1000, QUIET), (2000, "#cbd5e1")):
            scored = [r for r in rows if r.get(f"wlasl{size}_top1")]
            values = [100 * float(r[f"wlasl{size}_top1"]) for r in scored]
            label = f"WLASL{size}" if fold == 0 else None
            right.plot([int(r["epoch"]) for r in scored], values, "o-", color=colour, label=label, alpha=0.7)
    left.set(xlabel="epoch", ylabel="training loss, one line a fold")
    right.set(xlabel="epoch", ylabel="top-1 on unseen signers, %")
    right.legend(frameon=False)
    save(figure, "learning_curves")


def reliability(report: dict[str, object]) -> None:
    """How often right, by how sure; the size of a dot is how many clips it stands for."""
    rows = report["reliability"]
    figure = Figure(figsize=(4.2, 4))
    axis = figure.subplots()
    axis.plot([0, 1], [0, 1], color=QUIET, linewidth=1)
    axis.scatter([r["sure"] for r in rows], [r["right"] for r in rows], s=[r["n"] / 3 for r in rows], color=ACCENT)
    axis.set(xlabel="how sure", ylabel="how often right", xlim=(0, 1), ylim=(0, 1))
    save(figure, "reliability")


def confusions(report: dict[str, object]) -> None:
    """The pairs most often confused on unseen signers."""
    pairs = report["confusions"][::-1]
    figure = Figure(figsize=(6, 4))
    axis = figure.subplots()
    axis.barh([f"{p['signed']} → {p['read']}" for p in pairs], [p["n"] for p in pairs], color=INK)
    axis.set(xlabel="clips")
    save(figure, "confusions")


if __name__ == "__main__":
    runs, calibration, confused = (Path(argument) for argument in sys.argv[1:4])
    OUT.mkdir(parents=True, exist_ok=True)
    learning_curves(runs)
    reliability(json.loads(calibration.read_text()))
    confusions(json.loads(confused.read_text()))
    print(f"wrote learning_curves, reliability and confusions to {OUT}")
