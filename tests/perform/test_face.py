"""The face: sentence types differ, markers stay in their scope, eyes follow spelling, lips follow the word."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signspan.events import Marker, TimelineEntry
from signspan.language.glosser import gloss
from signspan.motion.glb import read_glb
from signspan.motion.quaternion import IDENTITY, angle_between
from signspan.motion.rig import FIGURES
from signspan.perform.face import FACES, SWAYS, Span, animate
from signspan.perform.mouthing import MAX_VISEMES, VISEMES, mouth, visemes_of
from signspan.perform.performance import perform


@pytest.mark.parametrize("figure", ["signer", "partner"])
def test_every_face_unit_exists_on_the_figure(figure: str) -> None:
    document, _ = read_glb((FIGURES / f"{figure}.vrm").read_bytes())
    known = document["extensions"]["VRMC_vrm"]["expressions"]["custom"]
    assert {unit for face in (*FACES.values(), *VISEMES.values()) for unit in face} <= set(known)


def test_markers_look_unlike_each_other() -> None:
    def looks(marker: Marker) -> np.ndarray:
        units = sorted({unit for face in FACES.values() for unit in face})
        sway = SWAYS[marker]
        face = [FACES[marker].get(unit, 0.0) for unit in units]
        return np.array([*face, *(10 * turn for turn in (sway.lean, sway.tilt, sway.yaw, sway.pitch))])

    for one, other in combinations(FACES, 2):
        assert np.linalg.norm(looks(one) - looks(other)) > 0.5, (one, other)


def test_a_marker_stays_near_its_span_and_moves_softly() -> None:
    weights, turn = animate([Span("head-shake", 60, 90)], 200, [])
    frown, shaken = weights["mouthFrownLeft"], angle_between(turn, IDENTITY)
    assert frown[75] > 0.6
    assert shaken[60:90].max() > 0.2
    assert not frown[:50].any()
    assert not frown[100:].any()
    assert not shaken[:50].any()
    assert not shaken[100:].any()
    assert np.abs(np.diff(frown)).max() < 0.2


def test_a_condition_is_held_to_its_end_and_let_go_with_a_dip_of_the_head() -> None:
    weights, turn = animate([Span("conditional", 60, 120)], 240, [])
    brows = weights["browInnerUp"]
    forwards = 2 * np.arctan2(turn[:, 0], turn[:, 3])
    aside = 2 * np.arctan2(turn[:, 2], turn[:, 3])
    assert np.allclose(brows[60:121], 1)
    assert not brows[127:].any()
    assert np.allclose(aside[70:110], aside[90])
    assert abs(aside[90]) > 0.15
    assert abs(int(forwards.argmax()) - 120) <= 2
    assert forwards[120] > forwards[90] + 0.08
    assert np.degrees(np.max(angle_between(turn[1:], turn[:-1]))) < 5


def test_from_sentence_to_brows_the_main_clause_is_free_of_the_condition() -> None:
    performance = perform(gloss("We stay home if you are sick.")[0])
    brows, fps = performance.expressions["browInnerUp"], performance.fps
    you, sick, we, stay, home = performance.timeline
    assert [entry.gloss for entry in (you, sick, we, stay, home)] == ["YOU", "SICK", "WE", "STAY", "HOME"]
    assert brows[round(you.start_s * fps) : round(sick.end_s * fps)].min() > 0.99
    assert not brows[round(stay.start_s * fps) :].any()


def test_eyes_follow_the_spelling_hand_only() -> None:
    weights, _ = animate(
        [], 150, [TimelineEntry("ANNA", 1.0, 2.5, "fingerspell"), TimelineEntry("WORK", 3.0, 4.0, "lexicon")]
    )
    assert weights["eyeLookDownLeft"][45] > 0.4
    assert not weights["eyeLookDownLeft"][95:].any()


@pytest.mark.parametrize(
    ("word", "shapes"),
    [("FISH", "FIC"), ("PHONE", "FO"), ("BOOK", "PW"), ("MAKE", "PEI"), ("KNIGHT", "TAI"), ("11", "WAWA"), ("ю", "")],
)
def test_words_look_as_they_sound(word: str, shapes: str) -> None:
    assert visemes_of(word) == shapes


def test_lips_close_for_p_and_open_for_a_within_the_sign() -> None:
    curves = mouth("POT", 30, 60, 120)  # P A
    close, opened = curves["mouthPressLeft"].argmax(), curves["jawOpen"].argmax()
    assert 30 <= close < opened <= 60
    assert not any(curve[:28].any() or curve[62:].any() for curve in curves.values())


def test_pointing_is_not_mouthed() -> None:
    assert set(animate([], 90, [TimelineEntry("YOU", 1.0, 1.5, "point")])[0]) == {"blink"}


@given(st.text(max_size=30))
def test_any_word_gives_a_few_known_shapes(word: str) -> None:
    shapes = visemes_of(word)
    assert len(shapes) <= MAX_VISEMES
    assert set(shapes) <= set(VISEMES)


@given(
    st.lists(st.tuples(st.sampled_from(list(FACES)), st.integers(0, 90), st.integers(1, 60)), max_size=6),
    st.text(st.characters(codec="ascii"), max_size=12),
)
def test_weights_stay_in_bounds_and_turns_stay_unit(marks: list[tuple[Marker, int, int]], word: str) -> None:
    spans = [Span(marker, start, start + length) for marker, start, length in marks]
    weights, turn = animate(spans, 160, [TimelineEntry(word, 1.0, 2.0, "fingerspell")])
    assert all(curve.min() >= 0 and curve.max() <= 1 for curve in weights.values())
    assert np.allclose(np.linalg.norm(turn, axis=1), 1)
