"""Pixels to body frames: one protocol, two MediaPipe implementations, readers and the motion gate.

OpenCV and FFmpeg write their own complaints to stderr; here they are told not to, before OpenCV is
first imported: our errors say what a person needs.
"""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
