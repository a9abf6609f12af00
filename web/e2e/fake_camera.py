"""A video file as the endless picture of Chromium's fake camera: `fake_camera.py IN.mp4 OUT.mjpeg SLOWER`.

Chromium reads motion JPEG (JPEG images end to end) and starts over at the end. The clip is padded to
4:3 and given a second of its first frame, so that the signer rests between two signings.
Every frame is shown `SLOWER` times: see `browser.ts`.
"""

import sys
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 480
REST_FRAMES = 30


def main() -> None:
    """Writes the clip named first to the file named second, each frame as often as the third argument says."""
    source, target, slower = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    video = cv2.VideoCapture(str(source))
    frames = []
    while (read := video.read())[0]:
        frames.append(jpeg(read[1]))
    if not frames:
        raise SystemExit(f"expected a video, got {source}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"".join(frame for frame in [frames[0]] * REST_FRAMES + frames for _ in range(slower)))


def jpeg(frame: np.ndarray) -> bytes:
    """One frame fitted into `WIDTH` × `HEIGHT` on its own edge's colour, as JPEG."""
    scale = min(WIDTH / frame.shape[1], HEIGHT / frame.shape[0])
    fitted = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (HEIGHT - fitted.shape[0]) // 2, (WIDTH - fitted.shape[1]) // 2
    bottom, right = HEIGHT - fitted.shape[0] - top, WIDTH - fitted.shape[1] - left
    padded = cv2.copyMakeBorder(fitted, top, bottom, left, right, cv2.BORDER_REPLICATE)
    return cv2.imencode(".jpg", padded, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()


if __name__ == "__main__":
    main()
