"""Landmarks to glosses: when somebody signs, what they signed, and when to ask.

Owns the stream (activity, windows, classifier, gate, verdict), taught signs and their book, fingerspelling, and the
exported weights. Runs on onnxruntime, never torch. Must not know sentences, avatars, or the camera.
Its twin for the browser is `packages/recognise`.
"""
