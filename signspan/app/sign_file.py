"""A sentence to a motion file."""

import json
from pathlib import Path
from typing import Any

from signspan.errors import InputError
from signspan.events import Plan, Token
from signspan.language.glosser import gloss
from signspan.motion.vrma import timeline_of, to_json, to_vrma
from signspan.perform.performance import perform
from signspan.perform.personal import NONE, Personal


def sign_to_file(text: str, path: Path, speed: float = 1.0, personal: Personal = NONE) -> dict[str, Any]:
    """Writes all of `text` signed, one sentence after the other, `speed` times as fast; returns the timeline.

    `personal` signs are preferred over the lexicon's.
    """
    if path.suffix.lower() not in {".vrma", ".json", ".mp4"}:
        raise InputError(f"expected an output FILE.vrma, FILE.json or FILE.mp4, got {path.name}")
    if not path.parent.is_dir():
        raise InputError(f"expected an existing folder, got {path.parent}")
    plans = gloss(text)
    tokens: tuple[Token, ...] = tuple(token for plan in plans for token in plan.tokens)
    performance = perform(Plan(tokens, plans[-1].sentence_type), speed, personal)
    if path.suffix.lower() == ".vrma":
        path.write_bytes(to_vrma(performance))
    elif path.suffix.lower() == ".mp4":
        from signspan.app.film import film  # OpenCV is slow to import, needed only here

        film(performance, path)
    else:
        path.write_text(json.dumps(to_json(performance)))
    return {"timeline": timeline_of(performance)}
