"""The 543 points of one person in one frame, in the order of the asl-signs data set.

Order: face mesh 468, left hand 21, pose 33, right hand 21. "Left" and "right" are the person's own.
Frame of reference: x and y are fractions of image width and height with y down, z is in units of
image width (smaller is nearer the camera); a point that was not detected is NaN in all three.

Indices follow MediaPipe's face mesh, BlazePose and hand topologies
(https://ai.google.dev/edge/mediapipe/solutions/vision/holistic_landmarker).
"""

from itertools import pairwise
from typing import Final

POINTS: Final = 543
AXES: Final = 3

FACE: Final = slice(0, 468)
LEFT_HAND: Final = slice(468, 489)
POSE: Final = slice(489, 522)
RIGHT_HAND: Final = slice(522, 543)

HAND_POINTS: Final = 21
POSE_POINTS: Final = 33
FACE_POINTS: Final = 468

# Pose points, counted from POSE.start.
NOSE: Final = 0
LEFT_SHOULDER: Final = 11
RIGHT_SHOULDER: Final = 12
LEFT_ELBOW: Final = 13
RIGHT_ELBOW: Final = 14
LEFT_WRIST: Final = 15
RIGHT_WRIST: Final = 16
LEFT_HIP: Final = 23
RIGHT_HIP: Final = 24

# Hand points, counted from the hand's start.
WRIST: Final = 0
INDEX_MCP: Final = 5
MIDDLE_MCP: Final = 9
RING_MCP: Final = 13
PINKY_MCP: Final = 17
FINGERS: Final[dict[str, tuple[int, int, int, int]]] = {
    "thumb": (1, 2, 3, 4),
    "index": (5, 6, 7, 8),
    "middle": (9, 10, 11, 12),
    "ring": (13, 14, 15, 16),
    "pinky": (17, 18, 19, 20),
}

# The essential face: only what carries non-manual markers, in drawing order.
RIGHT_BROW: Final = (70, 63, 105, 66, 107)
LEFT_BROW: Final = (336, 296, 334, 293, 300)
RIGHT_EYE: Final = (33, 160, 158, 133, 153, 144)
LEFT_EYE: Final = (362, 385, 387, 263, 373, 380)
OUTER_LIPS: Final = (61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181)
INNER_LIPS: Final = (78, 81, 13, 311, 308, 402, 14, 178)
NOSE_TIP: Final = (1,)
ESSENTIAL_FACE: Final = RIGHT_BROW + LEFT_BROW + RIGHT_EYE + LEFT_EYE + OUTER_LIPS + INNER_LIPS + NOSE_TIP

# The outline of the face from the forehead round by the left ear, for drawing without a picture underneath.
FACE_OUTLINE: Final = (10, 297, 284, 389, 454, 361, 397, 379, 400, 152, 176, 150, 172, 132, 234, 162, 54, 67)

# Bones, for drawing and for angles. Each pair counts from its own part's start.
HAND_BONES: Final = (
    *((0, finger[0]) for finger in FINGERS.values()),
    *((a, b) for finger in FINGERS.values() for a, b in pairwise(finger)),
    (5, 9),
    (9, 13),
    (13, 17),
)
POSE_BONES: Final = (
    (LEFT_SHOULDER, RIGHT_SHOULDER),
    (LEFT_SHOULDER, LEFT_ELBOW),
    (LEFT_ELBOW, LEFT_WRIST),
    (RIGHT_SHOULDER, RIGHT_ELBOW),
    (RIGHT_ELBOW, RIGHT_WRIST),
    (LEFT_SHOULDER, LEFT_HIP),
    (RIGHT_SHOULDER, RIGHT_HIP),
    (LEFT_HIP, RIGHT_HIP),
)
