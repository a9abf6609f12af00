"""Training: augmentation, the models (torch), and their export to ONNX.

Owns every shipped weight, and the runs, configurations and figures behind it. The only package that imports torch. Must
not be imported at run time: the product reads the exported files.
"""

import importlib.util

from signspan.errors import MissingError


def require_torch() -> None:
    """Raises `MissingError` if torch is not installed: it is needed to train, never to run."""
    if importlib.util.find_spec("torch") is None:
        raise MissingError('training needs torch: pip install "torch==2.13.0"')
