"""Body frames to glosses: the window, onnxruntime, consensus, rejection."""
