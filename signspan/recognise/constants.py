"""The numbers that the recogniser and its twin in the browser share, read from `constants.json` by both.

Each stands in the module that uses it, with its unit and how it was chosen.
"""

import json
from importlib.resources import files
from typing import Any, Final

CONSTANTS: Final[dict[str, dict[str, Any]]] = json.loads(
    (files("signspan.recognise") / "constants.json").read_text("utf-8")
)
