"""Pixels to body frames: one protocol, two MediaPipe implementations, readers and the motion gate."""
