import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signspan.body.files import PARTS, read_landmarks, write_npz
from signspan.body.sequence import BodySequence
from signspan.errors import FormatError, InputError, LimitError, SignspanError


def test_npz_survives(book: BodySequence, tmp_path: Path) -> None:
    write_npz(tmp_path / "b.npz", book)
    back = read_landmarks(tmp_path / "b.npz")
    assert np.array_equal(back.landmarks, book.landmarks, equal_nan=True)
    assert (back.fps, back.aspect) == (book.fps, book.aspect)


def test_asl_signs_parquet_is_read(book: BodySequence, tmp_path: Path) -> None:
    rows = {"frame": [], "row_id": [], "type": [], "landmark_index": [], "x": [], "y": [], "z": []}
    for frame in range(20, 24):
        for part, span in PARTS.items():
            for index in range(span.stop - span.start):
                x, y, z = (None if np.isnan(v) else float(v) for v in book.landmarks[frame, span.start + index])
                values = (frame, f"{frame}-{part}-{index}", part, index, x, y, z)
                for column, value in zip(rows, values, strict=True):
                    rows[column].append(value)
    pq.write_table(pa.table(rows), tmp_path / "sign.parquet")
    read = read_landmarks(tmp_path / "sign.parquet")
    assert np.allclose(read.landmarks, book.landmarks[20:24], equal_nan=True)


def test_pose_format_is_read(book: BodySequence, tmp_path: Path) -> None:
    from pose_format import Pose
    from pose_format.numpy import NumPyPoseBody
    from pose_format.pose_header import PoseHeader, PoseHeaderComponent, PoseHeaderDimensions

    names = {"FACE_LANDMARKS": "face", "LEFT_HAND_LANDMARKS": "left_hand", "POSE_LANDMARKS": "pose"}
    names["RIGHT_HAND_LANDMARKS"] = "right_hand"
    components = [
        PoseHeaderComponent(name, [f"{i}" for i in range(PARTS[part].stop - PARTS[part].start)], [], [], "XYZC")
        for name, part in names.items()
    ]
    header = PoseHeader(0.2, PoseHeaderDimensions(640, 480, 640), components)
    pixels = np.nan_to_num(book.landmarks[:, None]) * np.array([640, 480, 640], np.float32)
    seen = np.isfinite(book.landmarks[:, None, :, 0]).astype(np.float32)
    buffer = io.BytesIO()
    Pose(header, NumPyPoseBody(25, pixels, seen)).write(buffer)
    (tmp_path / "sign.pose").write_bytes(buffer.getvalue())
    read = read_landmarks(tmp_path / "sign.pose")
    assert read.fps == 25
    assert read.aspect == pytest.approx(640 / 480)
    assert np.allclose(read.landmarks, book.landmarks, atol=1e-4, equal_nan=True)


@pytest.mark.parametrize(
    ("landmarks", "message"),
    [
        (np.zeros((4, 478, 3)), r"expected landmarks \(T, 543, 3\), got \(4, 478, 3\)"),
        (np.zeros((0, 543, 3)), "expected at least one frame"),
        (np.zeros((4, 543, 3), np.int32), "expected floating-point landmarks, got int32"),
    ],
)
def test_wrong_landmarks_are_named(landmarks: np.ndarray, message: str, tmp_path: Path) -> None:
    np.savez(tmp_path / "bad.npz", landmarks=landmarks, fps=30.0)
    with pytest.raises(FormatError, match=message):
        read_landmarks(tmp_path / "bad.npz")


def test_a_claim_of_two_gigabytes_costs_nothing(tmp_path: Path) -> None:
    import zipfile

    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f4", "fortran_order": False, "shape": (330_000, 543, 3)})
    with zipfile.ZipFile(tmp_path / "huge.npz", "w") as archive:
        archive.writestr("landmarks.npy", header.getvalue() + b"\0" * 100)
        archive.writestr("fps.npy", b"")
    with pytest.raises(LimitError, match="claims 330000"):
        read_landmarks(tmp_path / "huge.npz")


def test_missing_and_empty_files_and_unknown_suffixes_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.npz").touch()
    with pytest.raises(FormatError, match="is empty"):
        read_landmarks(tmp_path / "empty.npz")
    with pytest.raises(InputError, match="found nothing"):
        read_landmarks(tmp_path / "none.pose")
    with pytest.raises(FormatError, match="expected a landmark file"):
        read_landmarks(tmp_path / "what.txt")


@pytest.mark.parametrize("suffix", [".npz", ".parquet", ".pose"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=400))
def test_any_bytes_end_in_a_named_error(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"fuzz{suffix}"
    path.write_bytes(data)
    with pytest.raises(SignspanError):
        read_landmarks(path)
