import json
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError, InputError, LimitError
from signspan.motion.clip import Clip
from signspan.motion.quaternion import angle_between, slerp, unit
from signspan.motion.vrma import read_vrma, to_vrma


def clip(frames: int = 20) -> Clip:
    rng = np.random.default_rng(1)
    rotations = unit(rng.normal(size=(frames, 3, 4))).astype(np.float32)
    brows = np.linspace(0, 1, frames, dtype=np.float32)
    return Clip(30.0, ("head", "rightHand", "leftIndexDistal"), rotations, {"browInnerUp": brows, "blink": brows / 2})


WHOLE = to_vrma(clip())
WHOLE31 = to_vrma(clip(31))


def with_document(change: dict) -> bytes:
    """The file with its document changed at top level, sizes set right."""
    size = struct.unpack_from("<I", WHOLE, 12)[0]
    document = json.loads(WHOLE[20 : 20 + size]) | change
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    rest = struct.pack("<II", len(text), 0x4E4F534A) + text + WHOLE[20 + size :]
    return struct.pack("<4sII", b"glTF", 2, 12 + len(rest)) + rest


def test_a_clip_comes_back_within_the_quantisation() -> None:
    given_clip, back = clip(), read_vrma(WHOLE)
    assert back.bones == given_clip.bones
    assert back.fps == pytest.approx(30, rel=1e-3)
    assert np.degrees(angle_between(back.rotations, given_clip.rotations)).max() < 0.1
    for name, weights in given_clip.expressions.items():
        np.testing.assert_allclose(back.expressions[name], weights, atol=1e-6)


def test_a_file_of_one_frame_is_read() -> None:
    assert len(read_vrma(to_vrma(clip(1)))) == 1


def test_an_empty_clip_is_no_file() -> None:
    with pytest.raises(FormatError, match="at least one frame"):
        to_vrma(clip(0))


def test_channels_with_clocks_of_their_own_are_read_at_thirty_frames() -> None:
    """As other tools write: a hand with three keys, a head with two, over the same second."""
    given_clip = clip(31)
    size = struct.unpack_from("<I", WHOLE31, 12)[0]
    document = json.loads(WHOLE31[20 : 20 + size])
    # the head's channel gets the first and the last key only
    animation, accessors, views = document["animations"][0], document["accessors"], document["bufferViews"]
    head = animation["samplers"][0]
    binary = WHOLE31[20 + size + 8 :]
    times = struct.pack("<2f", 0.0, 1.0)
    keys = accessors[head["output"]]
    start = views[keys["bufferView"]]["byteOffset"]
    turns = binary[start : start + 8] + binary[start + 30 * 8 : start + 31 * 8]
    views += [
        {"buffer": 0, "byteOffset": len(binary), "byteLength": 8},
        {"buffer": 0, "byteOffset": len(binary) + 8, "byteLength": 16},
    ]
    accessors += [
        {"bufferView": len(views) - 2, "componentType": 5126, "count": 2, "type": "SCALAR"},
        {**keys, "bufferView": len(views) - 1, "count": 2},
    ]
    head["input"], head["output"] = len(accessors) - 2, len(accessors) - 1
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary += times + turns
    rest = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(binary), 0x004E4942) + binary
    back = read_vrma(struct.pack("<4sII", b"glTF", 2, 12 + len(rest)) + rest)
    assert len(back) == 31
    assert back.fps == 30
    column = back.bones.index("head")
    first, last = given_clip.rotations[[0, 30], 0].astype(np.float64)
    expected = slerp(first, last, np.linspace(0, 1, 31))
    assert np.degrees(angle_between(back.rotations[:, column], expected)).max() < 0.3
    other = back.bones.index("rightHand")
    assert np.degrees(angle_between(back.rotations[:, other], given_clip.rotations[:, 1])).max() < 0.1


def test_a_count_in_the_billions_is_refused_without_memory() -> None:
    size = struct.unpack_from("<I", WHOLE, 12)[0]
    accessors = json.loads(WHOLE[20 : 20 + size])["accessors"]
    accessors[0]["count"] = 2_000_000_000
    with pytest.raises(LimitError, match="2000000000"):
        read_vrma(with_document({"accessors": accessors}))


@pytest.mark.parametrize(
    "change",
    [
        {"accessors": []},
        {"accessors": None},
        {"animations": []},
        {"animations": [{"samplers": [], "channels": []}]},
        {"extensions": {}},
        {"extensions": {"VRMC_vrm_animation": {"humanoid": {"humanBones": {}}}}},
        {"bufferViews": [{"byteOffset": -8, "byteLength": 1}] * 10},
    ],
)
def test_a_garbled_document_is_one_line(change: dict) -> None:
    with pytest.raises((InputError, LimitError)) as caught:
        read_vrma(with_document(change))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [0, 3, 11, 19, 200, len(WHOLE) - 1])
def test_a_truncated_file_is_refused(size: int) -> None:
    with pytest.raises(FormatError):
        read_vrma(WHOLE[:size])


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_flipped_bytes_give_a_clip_or_a_clear_error(at: int, noise: bytes) -> None:
    try:
        read = read_vrma((WHOLE[:at] + noise + WHOLE[at + len(noise) :])[: len(WHOLE)])
    except (InputError, LimitError) as error:
        assert "\n" not in str(error)
    else:
        np.testing.assert_allclose(np.linalg.norm(read.rotations, axis=-1), 1, atol=1e-3)
