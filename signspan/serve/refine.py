"""A sentence of the conversation, said better by the server that the user chose, or left as the rules made it."""

from dataclasses import replace

from signspan.events import Utterance
from signspan.language.llm import Llm


def refined(said: Utterance, llm: Llm) -> Utterance:
    """Asks for at most `llm`'s deadline. A signer's sentence with nothing in it is not asked for, nor one
    of another device, which did as its own user chose.
    """
    sentence = said.sentence
    if sentence.speaker == "signer" and said.relayed:
        return said
    if sentence.speaker == "signer":
        text = llm.better(sentence.glosses, sentence.text).text if sentence.text else ""
        return replace(said, sentence=replace(sentence, text=text))
    plans = tuple(planned.plan for planned in llm.order(said.plans))
    glosses = tuple(token.gloss for plan in plans for token in plan.tokens)
    return replace(said, sentence=replace(sentence, glosses=glosses), plans=plans)
