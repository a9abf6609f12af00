"""English verbs: auxiliaries, inflection and negation, by person and tense."""

from dataclasses import dataclass

import lemminflect

from signspan.language import frames
from signspan.language.words import STATIVE_VERBS


@dataclass(frozen=True, slots=True)
class VerbForm:
    """The form of a clause's verb: tense, habit, negation, modal, and whether it is a question."""

    tense: str = "present"  # past, present, future, perfect
    habitual: bool = False
    negative: str = ""  # not or never
    modal: str = ""
    asked: bool = False


def person(subject: str, plural: bool) -> str:
    """The person that "be" agrees with: i, you (and all plurals) or it."""
    if subject.lower() in {"i", "me"}:
        return "i"
    return "you" if plural or subject.lower() in {"you", "we", "they", "us", "them"} else "it"


def be(who: str, form: VerbForm) -> tuple[str, str]:
    """The auxiliary and the rest of "be": ("is", ""), ("will", "be")."""
    if form.modal and form.modal != "will":
        return form.modal, "be"
    if form.tense == "future":
        return "will", "be"
    if form.tense == "perfect":
        return ("has" if who == "it" else "have"), "been"
    past = form.tense == "past"
    forms = {"i": ("am", "was"), "you": ("are", "were"), "it": ("is", "was")}
    return forms[who][past], ""


def finite(verb: str, who: str, form: VerbForm) -> tuple[str, str]:
    """The auxiliary, empty if there is none, and the main verb."""
    split = form.asked or form.negative == "not"
    if form.modal and form.modal != "will":
        return form.modal, shown(verb)
    if form.tense == "future":
        return "will", shown(verb)
    if form.tense == "perfect":
        return ("has" if who == "it" else "have"), inflect(verb, "VBN")
    if form.tense == "past":
        return ("did", shown(verb)) if split else ("", inflect(verb, "VBD"))
    if form.habitual or verb in STATIVE_VERBS | frames.SIMPLE_PRESENT or form.negative == "never":
        third = who == "it"
        return ("does" if third else "do", shown(verb)) if split else ("", inflect(verb, "VBZ" if third else "VBP"))
    return be(who, form)[0], inflect(verb, "VBG")


def inflect(verb: str, tag: str) -> str:
    """An inflected verb, with its particle if it has one: LOOK-FOR, looking for."""
    first, *particles = verb.split("-")
    forms = lemminflect.getInflection(first, tag)
    return " ".join([str(forms[0]) if forms else first, *particles])


def shown(verb: str) -> str:
    """A verb in its plain form."""
    return verb.replace("-", " ")
