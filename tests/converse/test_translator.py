"""The conversation's requests answered: by the rules, and by a server that the user chose."""

import threading
from concurrent.futures import ThreadPoolExecutor

from support.chat_server import says, server

from signspan.converse.request import InEnglish, InGloss, ToEnglish, ToGloss, Untranslated
from signspan.converse.translator import Translator
from signspan.events import Alternative
from signspan.language.discourse import Discourse
from signspan.language.signed import Signed

SIGNS = tuple(Signed(gloss) for gloss in ("MAN", "DRINK", "WATER"))


def test_signs_become_a_sentence_and_unclear_ones_are_settled() -> None:
    rules = Translator()
    assert rules.answer(ToEnglish(7, SIGNS, ())) == InEnglish(
        7, "The man is drinking water.", ("MAN", "DRINK", "WATER")
    )
    rivals = (Alternative("tree", 0.35), Alternative("tea", 0.3))
    unclear = (Signed("i"), Signed("want"), Signed("tree", (), rivals))
    assert rules.answer(ToEnglish(8, unclear, ("YOU", "WANT", "TEA"))) == InEnglish(
        8, "I want tea.", ("i", "want", "tea")
    )


def test_text_becomes_plans_and_what_it_spoke_of_is_known_after_it() -> None:
    rules = Translator()
    first = rules.answer(ToGloss(1, "My brother John lives here.", Discourse()))
    assert isinstance(first, InGloss)
    assert [token.gloss for token in first.plans[0].tokens] == ["MY", "BROTHER", "JOHN", "LIVE", "HERE"]
    second = rules.answer(ToGloss(2, "He likes tea.", first.after))
    assert isinstance(second, InGloss)
    loci = {token.gloss: token.locus for plan in (*first.plans, *second.plans) for token in plan.tokens}
    assert loci["HE"] == loci["JOHN"] is not None


def test_what_cannot_be_translated_is_an_answer_too() -> None:
    rules = Translator()
    nothing = rules.answer(ToGloss(3, "😀", Discourse()))
    assert isinstance(nothing, Untranslated)
    assert "expected an English sentence" in nothing.reason
    assert rules.answer(ToGloss(4, "أين المدرسة؟", Discourse())) == InGloss(4, (), Discourse())


def test_many_threads_get_what_one_gets() -> None:
    rules, texts = Translator(), ["Where is the bathroom?", "My sister wants two books.", "I am not tired."] * 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(rules.gloss, texts)) == [rules.gloss(text) for text in texts]


def test_a_chosen_server_refines_the_sentence_and_keeps_the_glosses() -> None:
    with server(says(text="The man drinks the water.")) as llm:
        answer = Translator(llm).answer(ToEnglish(1, SIGNS, ()))
    assert answer == InEnglish(1, "The man drinks the water.", ("MAN", "DRINK", "WATER"))


def test_a_chosen_server_orders_the_signs_and_adds_none() -> None:
    (plan,) = Translator().gloss("I read a book.")
    names = [token.gloss for token in plan.tokens]
    with server(says(glosses=names[::-1])) as llm:
        answer = Translator(llm).answer(ToGloss(2, "I read a book.", Discourse()))
    assert isinstance(answer, InGloss)
    assert [token.gloss for token in answer.plans[0].tokens] == names[::-1]


def test_a_server_that_fails_leaves_the_rules_answer() -> None:
    rules = Translator()
    with server(lambda handler: handler.answer("no", 500)) as llm:
        refined = Translator(llm)
        for request in (ToEnglish(1, SIGNS, ()), ToGloss(2, "I read a book.", Discourse())):
            assert refined.answer(request) == rules.answer(request)


def test_a_slow_server_holds_no_other_conversation_up() -> None:
    asked, go = threading.Event(), threading.Event()

    def slow(handler: object) -> None:
        asked.set()
        go.wait(60)
        says(text="The man drinks the water.")(handler)  # type: ignore[arg-type]

    with server(slow) as llm, ThreadPoolExecutor(2) as pool:
        refined = Translator(llm)
        waiting = pool.submit(refined.answer, ToEnglish(1, SIGNS, ()))
        assert asked.wait(60)
        assert pool.submit(refined.gloss, "Good night.").result(60)  # the parser is free while the server thinks
        go.set()
        assert isinstance(waiting.result(60), InEnglish)
