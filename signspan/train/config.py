"""The settings of a run: a few lines of TOML (`configs/*.toml`), every key checked."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, Self

from signspan.errors import FormatError, InputError, MissingError

Split = Literal["signers", "random"]


@dataclass(frozen=True, slots=True)
class Config:
    """One training of the isolated-sign recogniser. `fold` None trains on everybody."""

    model: str = "hybrid"  # or "peer", the asl-signs first-place architecture
    vocabulary: int = 2000  # number of WLASL's glosses, in its order
    split: Split = "signers"  # "random" shows how much a split that ignores signers overestimates
    fold: int | None = None
    encoder: str | None = None  # to start from: `pretrain`'s `encoder.pt`, a run's `checkpoint.pt`, an `isolated.onnx`
    folds: int = 5
    epochs: int = 40
    batch: int = 64
    rate: float = 2e-3
    weight_decay: float = 0.05
    smoothing: float = 0.1
    focal: float = 0.0  # gamma of the focal loss; 0 is cross entropy
    perturbation: float = 0.0  # adversarial weight perturbation, as a share of a weight's norm
    mixing: float = 0.0  # share of batches whose samples get a span of another's time
    teacher: str | None = None  # a run's `checkpoint.pt`, whose answers are half of the target
    in_company: float = 0.25  # share of samples cut from between other signs
    idle_share: float = 0.06
    across_share: float = 0.0  # share of samples that cover more than one sign, and so count as idle
    webcams: float = 0.0  # share of samples as a webcam would have seen them
    labels: float = 1.0  # share of the labelled clips of each gloss that may be used
    max_per_gloss: int = 30
    seed: int = 7

    def __post_init__(self) -> None:
        if not 0 <= (self.fold or 0) < self.folds:
            raise InputError(f"expected a fold from 0 to {self.folds - 1}, got {self.fold}")
        if self.epochs < 1 or self.batch < 2:
            raise InputError(f"expected epochs >= 1 and batch >= 2, got {self.epochs} and {self.batch}")

    @classmethod
    def read(cls, path: Path | None, **changes: Any) -> Self:
        """The defaults, overridden by the file's keys, then by `changes` that are not None."""
        said: dict[str, Any] = {}
        if path is not None:
            if not path.is_file():
                raise MissingError(f"expected a configuration file at {path}")
            try:
                said = tomllib.loads(path.read_text())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise FormatError(f"expected TOML in {path.name}: {error}") from error
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(said) - known):
            raise FormatError(f"expected keys of {', '.join(sorted(known))} in {path}, got {', '.join(unknown)}")
        return replace(cls(**said), **{key: value for key, value in changes.items() if value is not None})
