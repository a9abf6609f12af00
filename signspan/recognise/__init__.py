"""Body frames to glosses: windows, onnxruntime, signs in a sentence, verdicts, taught signs, fingerspelling."""
