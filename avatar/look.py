"""The figures: one body and one skeleton, so that every sign fits both; skin, face, hair and clothes are their own."""

from dataclasses import dataclass
from typing import Final

Colour = tuple[float, float, float]  # sRGB, 0 to 1


@dataclass(frozen=True)
class Look:
    """`face` weighs MakeHuman's ancestries and sexes for the head alone; `curl` is the hair's relief in metres."""

    name: str
    face: dict[str, float]
    skin: Colour
    nail: Colour
    iris: Colour
    hair: Colour
    curl: float
    thickness: float
    knot: bool
    shirt: Colour


LOOKS: Final = (
    Look(
        name="signer",
        face={"caucasian-female": 0.4, "asian-female": 0.4, "african-female": 0.2},
        skin=(0.84, 0.65, 0.54),
        nail=(0.95, 0.80, 0.76),
        iris=(0.30, 0.19, 0.10),
        hair=(0.20, 0.12, 0.08),
        curl=0.0,
        thickness=0.020,
        knot=True,
        shirt=(0.13, 0.20, 0.33),
    ),
    Look(
        name="partner",
        face={"african-male": 0.65, "african-female": 0.35},
        skin=(0.50, 0.34, 0.26),
        nail=(0.78, 0.60, 0.53),
        iris=(0.20, 0.12, 0.07),
        hair=(0.07, 0.06, 0.06),
        curl=0.0045,
        thickness=0.024,
        knot=False,
        shirt=(0.80, 0.77, 0.68),
    ),
)
