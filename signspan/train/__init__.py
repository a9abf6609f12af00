"""Training: augmentation, the models (torch), and their export to ONNX.

Owns every weight that ships, and the runs, configurations and figures that they came from. The only package that
imports torch. Must not be imported by what runs: the product reads the exported files.
"""

import importlib.util

from signspan.errors import MissingError


def require_torch() -> None:
    """Raises `MissingError` where torch is not installed: it is needed to train and never to run."""
    if importlib.util.find_spec("torch") is None:
        raise MissingError('training needs torch: pip install "torch==2.13.0"')
