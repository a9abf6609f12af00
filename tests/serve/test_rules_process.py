"""The rules in a process of their own give the rules' answers."""

import pytest

from signspan.errors import InputError
from signspan.events import Alternative
from signspan.language.discourse import Discourse
from signspan.language.rules import Rules
from signspan.language.signed import Signed
from signspan.serve.rules_process import RulesProcess

TEXT = "My brother John lives here. He likes tea."


def test_answers_are_those_of_the_rules_here() -> None:
    here, process = Rules(), RulesProcess()
    rivals = (Alternative("tree", 0.35), Alternative("tea", 0.3))
    unclear = (Signed("i"), Signed("want"), Signed("tree", (), rivals))
    try:
        assert process.plans(TEXT, Discourse()) == here.plans(TEXT, Discourse())
        assert process.english(["MAN", "DRINK", "WATER"]) == here.english(["MAN", "DRINK", "WATER"])
        assert process.settled(unclear, ("TEA",)) == here.settled(unclear, ("TEA",))
        with pytest.raises(InputError, match="expected an English sentence"):
            process.plans("😀", Discourse())
    finally:
        process.close()
