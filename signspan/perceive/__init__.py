"""Pixels to landmarks: one protocol, two MediaPipe implementations, readers of video, and the motion gate.

Owns cameras, video files and the perception models. Must not know what is signed.

OpenCV and FFmpeg are silenced here, before OpenCV is first imported: our own errors say what a user needs.
"""

import os

os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
