import json

import numpy as np
import pytest

from signspan.errors import InputError, LimitError
from signspan.events import Plan, Token
from signspan.motion.clip import FPS
from signspan.motion.quaternion import angle_between
from signspan.motion.rig import BONES, load_rig, rest_pose
from signspan.motion.vrma import read_vrma, to_json, to_vrma
from signspan.perform.fingerspell import HOLD_S, MIN_HOLD_S, letters_of, spell
from signspan.perform.handshapes import load_handshapes
from signspan.perform.performance import MAX_TOKENS, perform


def statement(*tokens: Token) -> Plan:
    return Plan(tokens, "statement")


def sign(gloss: str, *markers: str, source: str = "") -> Token:
    return Token(gloss, "sign", markers, source)  # type: ignore[arg-type]


def test_an_empty_plan_rests() -> None:
    performance = perform(statement())
    assert performance.timeline == ()
    arms = [k for k, bone in enumerate(BONES) if bone not in {"neck", "head"}]
    np.testing.assert_allclose(
        performance.rotations[:, arms], np.tile(rest_pose()[arms], (len(performance), 1, 1)), atol=1e-6
    )
    assert len(read_vrma(to_vrma(performance))) == len(performance)


def test_it_starts_and_ends_at_rest() -> None:
    turns = perform(statement(sign("BOOK"))).rotations
    arms = [k for k, bone in enumerate(BONES) if "Arm" in bone or "Hand" in bone]
    for frame in (0, -1):
        np.testing.assert_allclose(np.abs(turns[frame, arms]), np.abs(rest_pose()[arms]), atol=1e-6)


@pytest.mark.parametrize(
    ("token", "source"),
    [
        (sign("BOOK"), "lexicon"),
        (sign("BOOKS"), "lemma"),
        (sign("XYZZY", source="book"), "alias"),
        (sign("QUOKKA"), "fingerspell"),
        (Token("BOOK", "fingerspell"), "fingerspell"),
        (Token("42", "number"), "number"),
        (sign("THREE"), "number"),
        (Token("I", "point"), "point"),
        (Token("YOU", "point"), "point"),
        (Token("THEY", "point"), "point"),
    ],
)
def test_where_a_motion_comes_from(token: Token, source: str) -> None:
    performance = perform(statement(token))
    assert [entry.source for entry in performance.timeline] == [source]
    entry = performance.timeline[0]
    assert 0 < entry.start_s < entry.end_s < performance.duration_s


@pytest.mark.parametrize("word", ["ZOË", "42", "jazz", "naïve", "Łódź", "ю", "你好", "👋", "!?", "O'Brien", "مرحبا"])
def test_nothing_said_is_dropped(word: str) -> None:
    assert letters_of(word)
    performance = perform(statement(Token(word, "fingerspell")))
    assert len(performance.timeline) == 1
    assert performance.duration_s > HOLD_S


def test_accents_are_spelled_by_their_base_letter() -> None:
    assert letters_of("ZOË 42 jazz") == [*"ZOE", "4", "2", *"JAZZ"]
    assert letters_of("٣") == ["3"]


def test_letters_are_held_long_enough_and_doubled_ones_slide() -> None:
    segment = spell("BB")
    assert segment is not None
    rig = load_rig()
    hand = rig.forward(segment.poses)[0][:, rig.index("rightHand")]
    assert hand[0, 0] - hand[-1, 0] > 0.04
    assert HOLD_S >= 0.22
    still = np.linalg.norm(np.diff(hand, axis=0), axis=1) < 1e-6
    assert still[: round(HOLD_S * FPS) - 1].all()


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5])
def test_letters_stay_readable_at_every_speed(speed: float) -> None:
    segment = spell("LOW", speed)
    assert segment is not None
    hand = load_rig().forward(segment.poses)[1][:, load_rig().index("rightIndexDistal")]
    still = angle_between(hand[1:], hand[:-1]) < 1e-6
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still.astype(int), [0]])))
    holds = (edges[1::2] - edges[::2] + 1) / FPS
    assert len(holds) == 3
    assert holds.min() >= MIN_HOLD_S - 1 / FPS
    assert holds[0] == pytest.approx(max(HOLD_S / speed, MIN_HOLD_S), abs=1 / FPS)


def test_signs_follow_the_speed_and_spelling_does_not_blur() -> None:
    plan = statement(sign("BOOK"), Token("ANNA", "fingerspell"))
    lengths = {
        speed: [entry.end_s - entry.start_s for entry in perform(plan, speed).timeline] for speed in (0.5, 1.0, 1.5)
    }
    assert lengths[0.5][0] == pytest.approx(2 * lengths[1.0][0], abs=0.1)
    assert lengths[1.5][0] == pytest.approx(lengths[1.0][0] / 1.5, abs=0.1)
    assert lengths[1.5][1] > lengths[1.0][1] / 1.4


@pytest.mark.parametrize("speed", [0.0, 0.4, 1.6, float("nan")])
def test_a_speed_nobody_reads_is_refused(speed: float) -> None:
    with pytest.raises(InputError, match=r"0\.5 to 1\.5"):
        perform(statement(sign("BOOK")), speed)


def test_arms_rest_only_at_the_ends() -> None:
    performance = perform(statement(sign("BOOK"), sign("YOU"), Token("7", "number"), sign("HELLO")))
    rig = load_rig()
    hands = rig.forward(performance.rotations.astype(np.float64))[0][:, [rig.index("leftHand"), rig.index("rightHand")]]
    rest = rig.forward(rest_pose())[0][[rig.index("leftHand"), rig.index("rightHand")]]
    resting = (np.linalg.norm(hands - rest, axis=-1) < 0.05).all(axis=1)
    first, last = performance.timeline[0], performance.timeline[-1]
    assert not resting[round(first.start_s * FPS) : round(last.end_s * FPS)].any()
    assert resting[0]
    assert resting[-1]


def test_the_alphabet_is_whole_and_its_letters_differ() -> None:
    shapes = load_handshapes()
    letters = [chr(c) for c in range(ord("A"), ord("Z") + 1)]
    assert set(letters) <= set(shapes)
    assert len(shapes["J"].path) > 5
    assert len(shapes["Z"].path) > 5
    for first in letters:
        for second in letters:
            if first < second and {first, second} != {"I", "J"}:
                fingers = angle_between(shapes[first].fingers, shapes[second].fingers).max()
                palm = angle_between(shapes[first].palm[0], shapes[second].palm[0])
                assert np.degrees(max(fingers, palm)) > 10, (first, second)


def test_markers_move_brows_and_head_and_go_away_again() -> None:
    plain = perform(statement(sign("BOOK")))
    asked = perform(Plan((sign("BOOK", "brows-raised"),), "yes-no-question"))
    assert asked.expressions["browInnerUp"].max() > 0.7
    assert asked.expressions["browInnerUp"][[0, -1]].max() == 0
    assert "browInnerUp" not in plain.expressions
    head = BONES.index("head")
    denied = perform(statement(sign("BOOK", "head-shake")))
    assert np.degrees(angle_between(denied.rotations[:, head], plain.rotations[:, head])).max() > 5
    what = perform(Plan((sign("BOOK", "brows-furrowed", "head-forward"),), "wh-question"))
    assert what.expressions["browDownLeft"].max() > 0.7
    both = read_vrma(to_vrma(what)).expressions
    assert both["browDownLeft"].max() > 0.7


def test_brows_stay_up_between_signs_of_one_question() -> None:
    asked = perform(Plan((sign("YOU", "brows-raised"), sign("BOOK", "brows-raised")), "yes-no-question"))
    first, second = asked.timeline
    between = asked.expressions["browInnerUp"][round(first.start_s * FPS) : round(second.end_s * FPS)]
    assert between.min() > 0.7


@pytest.mark.slow
def test_three_hundred_tokens_are_performed_and_more_than_the_limit_refused() -> None:
    performance = perform(statement(*[sign("BOOK"), sign("YOU"), Token("7", "number")] * 100))
    assert len(performance.timeline) == 300
    assert np.isfinite(performance.rotations).all()
    with pytest.raises(LimitError, match="401"):
        perform(statement(*[sign("BOOK")] * (MAX_TOKENS + 1)))


def test_json_says_the_same_as_the_performance() -> None:
    performance = perform(statement(sign("BOOK"), Token("I", "point")))
    plain = json.loads(json.dumps(to_json(performance)))
    assert len(plain["rotations"]) == len(performance)
    assert [entry["gloss"] for entry in plain["timeline"]] == ["BOOK", "I"]
    np.testing.assert_allclose(plain["rotations"], performance.rotations, atol=1e-4)


def test_a_repeated_sign_moves_as_often_as_asked_and_is_one_in_the_timeline() -> None:
    def moved(token: Token) -> tuple[int, float]:
        """Frames of the sign, and how often its hand passes the middle of its way."""
        performance = perform(statement(token))
        (entry,) = performance.timeline
        frames = slice(round(entry.start_s * FPS), round(entry.end_s * FPS))
        arm = performance.rotations[frames, BONES.index("rightLowerArm")]
        way = angle_between(arm, arm[0])
        return len(way), float(np.count_nonzero(np.diff(np.sign(way - (way.min() + way.max()) / 2)) != 0))

    (once, passes), (thrice, more) = moved(sign("ASK")), moved(Token("ASK", "sign", (), "keep asking", repeat=3))
    assert 1.5 * once < thrice < 3 * once
    assert more >= passes + 2


def test_who_gets_a_place_is_pointed_to_there() -> None:
    plain, placed = (perform(statement(Token("FRIEND", "sign", locus=locus))) for locus in (None, "right"))
    assert (
        placed.timeline[0].end_s - placed.timeline[0].start_s
        > 0.3 + plain.timeline[0].end_s - plain.timeline[0].start_s
    )
