"""Reading landmark files: our `.npz`, asl-signs `.parquet`, pose-format `.pose`."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from signspan.body.gaps import gate
from signspan.body.sequence import BodySequence
from signspan.body.topology import AXES, FACE, LEFT_HAND, POINTS, POSE, RIGHT_HAND
from signspan.errors import FormatError, InputError, LimitError, SignspanError

MAX_BYTES = 512 * 2**20
MAX_FRAMES = 100_000

PARTS = {"face": FACE, "left_hand": LEFT_HAND, "pose": POSE, "right_hand": RIGHT_HAND}
POSE_COMPONENTS = {
    "FACE_LANDMARKS": FACE,
    "LEFT_HAND_LANDMARKS": LEFT_HAND,
    "POSE_LANDMARKS": POSE,
    "RIGHT_HAND_LANDMARKS": RIGHT_HAND,
}


def read_landmarks(path: Path) -> BodySequence:
    """The body sequence in a landmark file, whose suffix gives its format.

    Raises `InputError` if there is no such file, `FormatError` if it is not what it claims, `LimitError` if it is too
    large.
    """
    readers: dict[str, Callable[[Path], BodySequence]] = {
        ".npz": _read_npz,
        ".parquet": _read_parquet,
        ".pose": _read_pose,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FormatError(f"expected a landmark file ({', '.join(readers)}), got {path.name}")
    if not path.is_file():
        raise InputError(f"expected a landmark file, found nothing at {path}")
    size = path.stat().st_size
    if size == 0:
        raise FormatError(f"expected landmarks, {path.name} is empty")
    if size > MAX_BYTES:
        raise LimitError(f"expected at most {MAX_BYTES} bytes, {path.name} has {size}")
    try:
        return reader(path)
    except SignspanError:
        raise
    except MemoryError as error:
        raise LimitError(f"{path.name} claims more data than this machine can hold") from error
    except Exception as error:  # third-party decoders raise anything on hostile bytes
        raise FormatError(f"expected a {path.suffix} landmark file, {path.name} cannot be read as one") from error


def write_npz(path: Path, sequence: BodySequence) -> None:
    """Writes a sequence in the project's own form."""
    np.savez_compressed(path, landmarks=sequence.landmarks, fps=sequence.fps, aspect=sequence.aspect)


def npz_shape(path: Path, name: str) -> tuple[int, ...]:
    """The shape an array in an `.npz` claims, from its header alone, before allocating memory for it."""
    with zipfile.ZipFile(path) as archive, archive.open(f"{name}.npy") as member:
        version = np.lib.format.read_magic(member)  # type: ignore[no-untyped-call]  # numpy leaves it untyped
        read: Callable[[Any], tuple[tuple[int, ...], bool, np.dtype[Any]]] = (
            np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        )
        return read(member)[0]


def _read_npz(path: Path) -> BodySequence:
    with zipfile.ZipFile(path) as archive:
        names = sorted(name.removesuffix(".npy") for name in archive.namelist())
    missing = {"landmarks", "fps"} - set(names)
    if missing:
        raise FormatError(f"expected arrays landmarks and fps in {path.name}, got {', '.join(names) or 'none'}")
    shape = npz_shape(path, "landmarks")
    if len(shape) != 3 or shape[1:] != (POINTS, AXES):
        raise FormatError(f"expected landmarks (T, {POINTS}, {AXES}), got {shape}")
    _check_frames(shape[0], path.name)
    with np.load(path, allow_pickle=False) as arrays:
        aspect = float(arrays["aspect"]) if "aspect" in arrays.files else 4 / 3
        landmarks = arrays["landmarks"]
        if not np.issubdtype(landmarks.dtype, np.floating):
            raise FormatError(f"expected floating-point landmarks, got {landmarks.dtype}")
        return BodySequence(landmarks.astype(np.float32), float(arrays["fps"]), aspect)


def _read_parquet(path: Path) -> BodySequence:
    """asl-signs: one row per frame, part and point; its videos are 30 fps and close to 4:3, portrait or landscape."""
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(path)
    columns = {"frame", "type", "landmark_index", "x", "y", "z"}
    if not columns <= set(file.schema.names):
        raise FormatError(f"expected columns {', '.join(sorted(columns))}, got {', '.join(file.schema.names)}")
    rows = file.metadata.num_rows
    if rows % POINTS:
        raise FormatError(f"expected {POINTS} rows a frame, got {rows} rows")
    _check_frames(rows // POINTS, path.name)
    table = file.read(columns=sorted(columns)).to_pydict()
    _, frame = np.unique(np.asarray(table["frame"]), return_inverse=True)
    offset = np.array([PARTS[part].start if part in PARTS else -POINTS for part in table["type"]])
    point = offset + np.asarray(table["landmark_index"])
    if point.min() < 0 or point.max() >= POINTS:
        raise FormatError(f"expected the parts {', '.join(PARTS)} and their points, got others in {path.name}")
    landmarks = np.full((rows // POINTS, POINTS, AXES), np.nan, np.float32)
    landmarks[frame, point] = np.array([table[axis] for axis in "xyz"], np.float64).T
    return BodySequence(landmarks, 30.0)


def _read_pose(path: Path) -> BodySequence:
    """pose-format with MediaPipe Holistic's components; coordinates in pixels, zero confidence = not detected."""
    from pose_format import Pose

    data = path.read_bytes()
    if len(data) < 8 or not 0 < struct.unpack("<f", data[:4])[0] < 1:  # the format's version, such as 0.1 or 0.2
        raise FormatError(f"expected a pose-format file, {path.name} does not begin as one")
    pose = Pose.read(io.BytesIO(data))
    width, height = pose.header.dimensions.width, pose.header.dimensions.height
    if not (width > 0 and height > 0):
        raise FormatError(f"expected a positive picture size in {path.name}, got {width}×{height}")
    values = np.ma.filled(pose.body.data.astype(np.float32), np.nan)[:, 0]  # type: ignore[no-untyped-call]  # as above
    confidence = np.asarray(pose.body.confidence)[:, 0]
    _check_frames(len(values), path.name)
    landmarks = np.full((len(values), POINTS, AXES), np.nan, np.float32)
    start, found = 0, []
    for component in pose.header.components:
        count = len(component.points)
        part = POSE_COMPONENTS.get(component.name)
        if part is not None:
            take = min(count, part.stop - part.start)  # 478 face points: the first 468 are the classic mesh
            landmarks[:, part.start : part.start + take] = _fractions(
                values[:, start : start + take], confidence[:, start : start + take], width, height
            )
            found.append(component.name)
        start += count
    if not found:
        names = ", ".join(component.name for component in pose.header.components)
        raise FormatError(f"expected MediaPipe Holistic components, got {names}")
    return BodySequence(landmarks, float(pose.body.fps), width / height)


def _fractions(
    values: NDArray[np.float32], confidence: NDArray[np.float32], width: int, height: int
) -> NDArray[np.float32]:
    """Pixels (T, P, 2 or 3) to image fractions (T, P, 3); NaN where confidence is zero."""
    points = np.zeros((*values.shape[:2], AXES), np.float32)
    points[..., : values.shape[2]] = values[..., :AXES]
    points /= np.array([width, height, width], np.float32)
    return gate(points, confidence, least=float(np.finfo(np.float32).tiny))


def _check_frames(frames: int, name: str) -> None:
    if frames == 0:
        raise FormatError(f"expected at least one frame, {name} has none")
    if frames > MAX_FRAMES:
        raise LimitError(f"expected at most {MAX_FRAMES} frames, {name} claims {frames}")
