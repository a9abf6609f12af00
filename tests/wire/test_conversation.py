import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signspan.errors import FormatError, LimitError, SignspanError
from signspan.wire import conversation as codec
from signspan.wire import conversation_pb2 as wire


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_named_error(data: bytes) -> None:
    try:
        message = codec.decode(data)
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        assert message.WhichOneof("body")


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300)
    | st.builds(
        lambda gloss, aspect, times, points: wire.Recording(
            gloss=gloss,
            aspect=aspect,
            frames=[wire.Recording.Frame(captured_s=at, points=points) for at in times],
        ).SerializeToString(),
        st.text(max_size=70),
        st.floats(width=32),
        st.lists(st.floats(), max_size=3),
        st.just(b"\0" * 3258) | st.binary(max_size=8),
    )
)
def test_any_bytes_are_a_recording_or_a_named_error(data: bytes) -> None:
    try:
        recording = codec.recording_of(data)
    except SignspanError as error:
        assert "\n" not in str(error)
    else:
        assert recording.landmarks.shape == (len(recording.times_s), 543, 3)


def test_too_much_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(LimitError, match="expected at most 65536 bytes, got 65537"):
        codec.decode(bytes(65537))


def test_a_gloss_survives() -> None:
    sent = wire.Gloss(gloss="book", probability=0.5, start_s=1, end_s=2)
    sent.alternatives.add(gloss="read", probability=0.25)
    back = codec.gloss_of(sent)
    assert (back.gloss, back.probability, back.start_s, back.end_s) == ("book", 0.5, 1, 2)
    assert back.alternatives[0].gloss == "read"


@pytest.mark.parametrize(
    ("gloss", "message"),
    [
        (wire.Gloss(gloss="", probability=0.5), "expected a gloss"),
        (wire.Gloss(gloss="x" * 65, probability=0.5), "expected a gloss"),
        (wire.Gloss(gloss="a\nb", probability=0.5), "expected a gloss"),
        (wire.Gloss(gloss="book", probability=1.5), "expected a probability"),
        (wire.Gloss(gloss="book", probability=math.nan), "expected a probability"),
        (wire.Gloss(gloss="book", probability=0.5, start_s=math.inf), "expected a time"),
    ],
)
def test_what_a_page_may_not_say(gloss: wire.Gloss, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        codec.gloss_of(gloss)


def test_a_question_needs_options_and_not_too_many() -> None:
    with pytest.raises(FormatError, match="expected alternatives"):
        codec.unsure_of(wire.Unsure())
    many = wire.Unsure(alternatives=[wire.Alternative(gloss="a", probability=0.1)] * 9)
    with pytest.raises(LimitError, match="at most 8"):
        codec.unsure_of(many)


@pytest.mark.parametrize(
    ("relayed", "message"),
    [
        (wire.Sentence(text="Hello."), "expected a sentence of a signer or a speaker"),
        (wire.Sentence(speaker=wire.SPEAKER_SPEAKER, text="x" * 2001), "at most 2000 characters, got 2001"),
        (wire.Sentence(speaker=wire.SPEAKER_SIGNER, glosses=["A"] * 401), "at most 400 glosses, got 401"),
        (wire.Sentence(speaker=wire.SPEAKER_SIGNER, certainty=math.nan), "expected a probability"),
    ],
)
def test_what_another_device_may_not_say(relayed: wire.Sentence, message: str) -> None:
    with pytest.raises(SignspanError, match=message):
        codec.relayed_of(wire.Relayed(sentence=relayed))
