from dataclasses import replace

import pytest
from support.translating import RULES, translated

from signspan.converse.conversation import ANSWER_S, ENDPOINT_S, MAX_GLOSSES, Conversation, Outcome
from signspan.converse.request import InEnglish, InGloss, ToEnglish, ToGloss, Untranslated
from signspan.errors import InputError
from signspan.events import Alternative, Choice, Clarify, Final, Gloss, Sentence, Typed, Unsure, Utterance, Word

RIVALS = Unsure((Alternative("book", 0.4), Alternative("read", 0.3)), 0, 1)


def sign(gloss: str, probability: float = 0.9) -> Gloss:
    return Gloss(gloss, probability, 0, 1)


def shown(talk: Conversation, outcomes: list[Outcome]) -> Utterance:
    """The one sentence that comes of them."""
    (utterance,) = translated(talk, outcomes)
    assert isinstance(utterance, Utterance)
    return utterance


def test_glosses_become_a_sentence_after_the_signer_rests() -> None:
    talk = Conversation()
    for at, gloss in enumerate(("your", "name", "what")):
        assert talk.signed(sign(gloss, 0.9 - at / 10), {}, at) == [sign(gloss, 0.9 - at / 10)]
    talk.rested(3.0)
    assert talk.poll(3.0 + ENDPOINT_S - 0.01) == []
    sentence = shown(talk, talk.poll(3.01 + ENDPOINT_S)).sentence
    assert sentence.text == "What is your name?"
    assert sentence.certainty == pytest.approx(0.7)
    assert talk.poll(60) == []


def test_signing_on_before_the_endpoint_keeps_the_sentence_open() -> None:
    talk = Conversation()
    talk.signed(sign("i"), {}, 0)
    talk.rested(1)
    talk.signed(sign("happy"), {}, 1.5)
    assert talk.poll(10) == []
    talk.rested(10)
    assert shown(talk, talk.poll(12)).sentence.text == "I am happy."


def test_a_question_waits_for_its_answer_and_the_answer_is_certain() -> None:
    talk = Conversation()
    (asked,) = talk.unsure(RIVALS, {}, 0)
    assert isinstance(asked, Clarify)
    talk.signed(sign("i"), {}, 1)
    talk.signed(sign("want", 0.8), {}, 1)
    talk.rested(2)
    assert talk.poll(10) == []
    answer, request = talk.chose(Choice(asked.id, "book"), 11)
    assert isinstance(answer, Gloss)
    sentence = shown(talk, [request]).sentence
    assert sentence.glosses == ("book", "i", "want")
    assert sentence.certainty == pytest.approx(0.8)


def test_none_of_these_leaves_the_sign_out() -> None:
    talk = Conversation()
    talk.signed(sign("hello"), {}, 0)
    (asked,) = talk.unsure(RIVALS, {}, 1)
    assert isinstance(asked, Clarify)
    talk.rested(2)
    assert shown(talk, talk.chose(Choice(asked.id, None), 5)).sentence.glosses == ("hello",)


def test_an_unanswered_question_is_shown_as_unclear_and_never_guessed() -> None:
    talk = Conversation()
    talk.unsure(RIVALS, {}, 0)
    talk.rested(1)
    assert talk.poll(ANSWER_S - 1) == []
    sentence = shown(talk, talk.poll(ANSWER_S)).sentence
    assert (sentence.text, sentence.glosses, sentence.certainty) == ("", (), 0.0)
    assert sentence.unclear == (("book", "read"),)


def test_an_answer_must_fit_its_question() -> None:
    talk = Conversation()
    (asked,) = talk.unsure(RIVALS, {}, 0)
    assert isinstance(asked, Clarify)
    with pytest.raises(InputError, match="expected one of book, read, got .pizza."):
        talk.chose(Choice(asked.id, "pizza"), 1)
    with pytest.raises(InputError, match="expected the number of an open question, got 999"):
        talk.chose(Choice(999, "book"), 1)


def test_memory_is_bounded() -> None:
    talk = Conversation()
    outcomes = [o for n in range(MAX_GLOSSES * 3) for o in talk.signed(sign("hello"), {}, n)]
    sentences = translated(talk, [outcome for outcome in outcomes if not isinstance(outcome, Gloss)])
    assert sum(isinstance(outcome, Utterance) for outcome in sentences) == 3
    asked = [talk.unsure(RIVALS, {}, n) for n in range(6)]
    assert len(asked) == 6


def test_speech_and_typing_become_plans() -> None:
    talk = Conversation()
    words = (Word("Hello", 0, 1, 0.9), Word("there", 1, 2, 0.7))
    said = shown(talk, talk.heard(Final(words, "Hello there.", 2), {}, 3))
    assert said.sentence.certainty == pytest.approx(0.8)
    assert said.plans
    typed = shown(talk, talk.typed(Typed("Where is the bathroom?"), {}, 4))
    assert [t.gloss for t in typed.plans[0].tokens] == ["BATHROOM", "WHERE"]
    assert typed.sentence.certainty == 1


def test_text_in_another_script_is_kept_without_signs() -> None:
    talk = Conversation()
    said = shown(talk, talk.typed(Typed(" أين المدرسة؟ "), {}, 4))
    assert (said.sentence.text, said.plans, said.sentence.glosses) == ("أين المدرسة؟", (), ())


def test_an_unclear_sign_is_settled_by_its_neighbours_and_by_what_was_said() -> None:
    rivals = (Alternative("tree", 0.35), Alternative("tea", 0.3))
    talk = Conversation()
    translated(talk, talk.typed(Typed("Do you want tea?"), {}, 0))
    talk.signed(sign("i"), {}, 1)
    talk.signed(sign("want"), {}, 2)
    talk.signed(Gloss("tree", 0.35, 0, 1, rivals), {}, 3)
    talk.rested(4)
    sentence = shown(talk, talk.poll(6)).sentence
    assert sentence.glosses == ("i", "want", "tea")
    assert sentence.text == "I want tea."
    assert sentence.certainty == pytest.approx(0.35)


def test_a_pronoun_points_to_where_its_person_was_put_before() -> None:
    talk = Conversation()
    places = []
    for text in ("My brother John lives here.", "My sister Anna is a nurse.", "He likes her."):
        said = shown(talk, talk.typed(Typed(text), {}, 0))
        places.append({token.gloss: token.locus for plan in said.plans for token in plan.tokens})
    assert places[2]["HE"] == places[0]["JOHN"] is not None
    assert places[2]["HER"] == places[1]["ANNA"] is not None
    assert places[2]["HE"] != places[2]["HER"]


def test_a_sentence_of_another_device_is_glossed_here_and_goes_back_to_none() -> None:
    talk = Conversation()
    stamps = {"t0": 1.0, "t2": 1.4, "t3": 1.5}
    spoken = shown(talk, talk.relayed(Sentence("speaker", "I want bread.", 0.8, ("NONSENSE",)), stamps))
    assert spoken.relayed
    assert spoken.sentence.glosses == ("I", "WANT", "BREAD")
    assert [plan.sentence_type for plan in spoken.plans] == ["statement"]
    signed = shown(talk, talk.relayed(Sentence("signer", "I want bread.", 0.8, ("I", "WANT", "BREAD")), stamps))
    assert (signed.relayed, signed.plans, signed.sentence.text) == (True, (), "I want bread.")
    record = talk.ledger.get(signed.id)
    assert record is not None
    for name, at in (("t5", 1.6), ("made", 1.7), ("t6", 1.9)):
        record.stamp(name, at)
    stages = record.stages()
    assert stages.pop("end to end") == pytest.approx(sum(stages.values())) == pytest.approx(900)
    assert stages["other device"] == pytest.approx(400)


def request_of(outcomes: list[Outcome]) -> ToEnglish | ToGloss:
    (request,) = outcomes
    assert isinstance(request, ToEnglish | ToGloss)
    return request


def test_one_sentence_at_a_time_is_translated_and_they_come_in_order() -> None:
    talk = Conversation()
    first = request_of(talk.typed(Typed("My brother is here."), {}, 0, ref=1))
    talk.signed(sign("happy"), {}, 1)
    talk.rested(1)
    assert talk.poll(3) == []  # it waits for the one before it
    assert talk.relayed(Sentence("signer", "I am here.", 0.8), {}, ref=3) == []
    assert talk.typed(Typed("Good night."), {}, 4, ref=4) == []
    assert talk.waiting == 4
    utterance, second = talk.answered(InGloss(first.id, (), first.before))  # type: ignore[union-attr]
    assert isinstance(utterance, Utterance)
    assert (utterance.sentence.text, utterance.ref) == ("My brother is here.", 1)
    assert isinstance(second, ToEnglish)
    rest = talk.answered(InEnglish(second.id, "Happy.", ("happy",)))
    assert [(u.sentence.text, u.ref) for u in rest if isinstance(u, Utterance)] == [("Happy.", 0), ("I am here.", 3)]
    third = request_of(rest[2:])
    assert talk.answered(Untranslated(third.id, "why")) == [Untranslated(third.id, "why", 4)]
    assert talk.waiting == 0


def test_an_answer_to_another_request_is_refused() -> None:
    talk = Conversation()
    request = request_of(talk.typed(Typed("Hello."), {}, 0))
    with pytest.raises(InputError, match="expected the answer to the open request, got one to 999"):
        talk.answered(Untranslated(999, ""))
    assert talk.answered(Untranslated(request.id, "why"))
    with pytest.raises(InputError):
        talk.answered(Untranslated(request.id, "twice"))


def test_a_signed_sentence_that_cannot_be_translated_is_shown_by_its_glosses_and_said_to_be_none() -> None:
    talk = Conversation()
    talk.signed(sign("book"), {}, 0)
    talk.rested(0)
    request = request_of(talk.poll(2))
    utterance, why = talk.answered(Untranslated(request.id, "no rule"))
    assert isinstance(utterance, Utterance)
    assert (utterance.sentence.text, utterance.sentence.glosses) == ("", ("book",))
    assert why == Untranslated(request.id, "no rule")


def test_what_is_remembered_is_what_was_shown() -> None:
    talk = Conversation()
    request = request_of(talk.typed(Typed("I drink tea."), {}, 0))
    assert isinstance(request, ToGloss)
    (plan,) = RULES.gloss("I drink tea.")
    other = replace(plan, tokens=plan.tokens[::-1])  # as a language model may order them
    talk.answered(InGloss(request.id, (other,), request.before))
    talk.signed(sign("good"), {}, 1)
    talk.rested(1)
    asked = request_of(talk.poll(3))
    assert isinstance(asked, ToEnglish)
    assert asked.recent == tuple(token.gloss for token in other.tokens)
