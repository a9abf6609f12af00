"""Draws the avatar's pictures for the docs: `make pictures`, into docs/figures.

`signs.jpg`: 24 glosses of the lexicon at three key frames each; `faces.jpg`: the face in seven sentence types;
`alphabet.jpg`: A–Z, close. All by the studio, so what is drawn is what the page shows.
"""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from signspan.app.studio import Shot, Studio
from signspan.events import Plan, Token
from signspan.language.glosser import gloss
from signspan.lexicon.index import Lexicon
from signspan.motion.clip import Performance
from signspan.perform.performance import perform

OUT = Path(__file__).parent.parent / "docs" / "figures"
GLOSSES = 24
SENTENCES = {
    "statement": "You want coffee.",
    "yes-no question": "Do you want coffee?",
    "wh-question": "What do you want?",
    "negation": "You do not want coffee.",
    "topic": "You bought the book.",
    "conditional": "If you want coffee, wait.",
    "affirmation": "Yes, you want coffee.",
}


def labelled(pictures: list[NDArray[np.uint8]], text: str) -> NDArray[np.uint8]:
    """Pictures side by side with a line of text under them."""
    row = np.hstack(pictures)
    line = np.full((26, row.shape[1], 3), 255, np.uint8)
    cv2.putText(line, text, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([row, line])


def save(name: str, cells: list[NDArray[np.uint8]], columns: int) -> None:
    """Cells in rows of `columns`, as a JPEG."""
    cells = cells + [np.full_like(cells[0], 255)] * (-len(cells) % columns)
    sheet = np.vstack([np.hstack(cells[k : k + columns]) for k in range(0, len(cells), columns)])
    cv2.imwrite(str(OUT / name), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 82])


def strongest(performance: Performance) -> float:
    """Seconds at which the brows and the mouth's grammar say most, away from blinks; else the middle."""
    units = [k for k in performance.expressions if k.startswith(("brow", "mouthFrown", "cheek", "noseSneer"))]
    grammar = sum((performance.expressions[k] for k in units), np.zeros(len(performance), np.float32))
    grammar = np.where(performance.expressions["blink"] > 0.05, -1, grammar + 1e-3)
    best = np.flatnonzero(grammar >= grammar.max() - 1e-6)
    return float(best[len(best) // 2] / performance.fps)


def draw_faces(studio: Studio) -> None:
    """Sentences, each at the moment when the face says most."""
    cells = []
    for kind, text in SENTENCES.items():
        performance = perform(gloss(text)[0])
        pictures = list(studio.shoot(performance, Shot(360, 360, "face"), [strongest(performance)]))
        cells.append(labelled(pictures, f"{kind}: {text}"))
    save("faces.jpg", cells, 4)


def draw_alphabet(studio: Studio) -> None:
    """A to Z."""
    cells = []
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        performance = perform(Plan((Token(letter, "fingerspell"),), "statement"))
        entry = performance.timeline[0]
        at = entry.start_s + 0.3 * (entry.end_s - entry.start_s)
        (picture,) = studio.shoot(performance, Shot(420, 420, "close"), [at])
        cells.append(labelled([picture[130:350, 20:240]], letter))
    save("alphabet.jpg", cells, 7)


def draw_signs(studio: Studio) -> None:
    """Glosses spread over the lexicon."""
    signs = sorted(Lexicon.load().signs)
    cells = []
    for number in np.linspace(0, len(signs) - 1, GLOSSES).round().astype(int):
        performance = perform(Plan((Token(signs[number], "sign"),), "statement"))
        entry = performance.timeline[0]
        times = [entry.start_s + share * (entry.end_s - entry.start_s) for share in (0.1, 0.5, 0.9)]
        cells.append(labelled(list(studio.shoot(performance, Shot(190, 200), times)), signs[number]))
    save("signs.jpg", cells, 3)


def main() -> None:
    """Draws all three."""
    with Studio() as studio:
        draw_faces(studio)
        draw_alphabet(studio)
        draw_signs(studio)


if __name__ == "__main__":
    main()
