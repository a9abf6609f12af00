"""Corpora, augmentation, the models (torch) and their export. Nothing outside this room imports torch."""

import importlib.util

from signspan.errors import MissingError


def require_torch() -> None:
    """Raises `MissingError` where torch is not installed: it is needed to train and never to run."""
    if importlib.util.find_spec("torch") is None:
        raise MissingError('training needs torch: pip install "torch==2.13.0"')
