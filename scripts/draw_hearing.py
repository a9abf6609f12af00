"""Draws the picture of `docs/hearing.md` from what `signspan evaluate speech` printed.

`python scripts/draw_hearing.py RESULT.json…`, one result a signal-to-noise ratio.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

from draw_figures import ACCENT, INK, OUT, QUIET, save
from matplotlib.figure import Figure


def draw(results: list[dict[str, Any]]) -> None:
    """Word error rate against babble, and how long a word and the last word wait to be final."""
    results = sorted(results, key=lambda result: -1e9 if result["snr_db"] is None else -result["snr_db"])
    names = ["clean" if result["snr_db"] is None else f"{result['snr_db']:g} dB" for result in results]
    figure = Figure(figsize=(9, 3.4))
    left, right = figure.subplots(1, 2)
    left.plot(names, [100 * result["wer"] for result in results], "o-", color=ACCENT, label="finals")
    left.plot(names, [100 * result["wer_partials"] for result in results], "o-", color=QUIET, label="partials")
    left.set(xlabel="four voices behind the speaker", ylabel="word error rate, %", ylim=(0, None))
    left.legend(frameon=False)
    for key, colour, label in (
        ("word_to_commit_ms", INK, "a word's end to its commit"),
        ("final_latency_ms", ACCENT, "speech's end to the final text"),
        ("of_it_endpointing_ms", QUIET, "of it waiting for silence"),
    ):
        right.plot(names, [result[key].get("p50", math.nan) for result in results], "o-", color=colour, label=label)
        right.plot(names, [result[key].get("p95", math.nan) for result in results], "--", color=colour, linewidth=1)
    right.set(xlabel="four voices behind the speaker", ylabel="ms, p50 (dashed: p95)", ylim=(0, None))
    right.legend(frameon=False, fontsize=8)
    save(figure, "hearing")


if __name__ == "__main__":
    draw([json.loads(Path(path).read_text()) for path in sys.argv[1:]])
    print(f"wrote hearing to {OUT}")
