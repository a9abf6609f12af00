"""Opens every network of this package: onnxruntime, one thread, no logging."""

from pathlib import Path

import onnxruntime

from signspan.errors import MissingError


def open_network(folder: Path, name: str, *beside: str) -> onnxruntime.InferenceSession:
    """The network `name` of `folder`; raises `MissingError` if it, or a file it needs `beside` it, is missing."""
    if not all((folder / needed).is_file() for needed in (name, *beside)):
        raise MissingError(f"expected {' and '.join((name, *beside))} in {folder}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one window is small: threads would cost more than they give
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
