"""English verbs: agreement, auxiliaries and inflection."""

import pytest

from signspan.language.verb import VerbForm, be, finite, inflect, person, shown


@pytest.mark.parametrize(
    ("subject", "plural", "who"),
    [
        ("I", False, "i"),
        ("me", False, "i"),
        ("you", False, "you"),
        ("we", False, "you"),
        ("they", False, "you"),
        ("he", False, "it"),
        ("dog", False, "it"),
        ("dog", True, "you"),
    ],
)
def test_the_person_that_a_verb_agrees_with(subject: str, plural: bool, who: str) -> None:
    assert person(subject, plural) == who


@pytest.mark.parametrize(
    ("form", "forms"),
    [
        (VerbForm(), {"i": ("am", ""), "you": ("are", ""), "it": ("is", "")}),
        (VerbForm("past"), {"i": ("was", ""), "you": ("were", ""), "it": ("was", "")}),
        (VerbForm("future"), {"i": ("will", "be"), "you": ("will", "be"), "it": ("will", "be")}),
        (VerbForm("perfect"), {"i": ("have", "been"), "you": ("have", "been"), "it": ("has", "been")}),
        (VerbForm(modal="can"), {"i": ("can", "be"), "you": ("can", "be"), "it": ("can", "be")}),
        (VerbForm("future", modal="will"), {"i": ("will", "be"), "you": ("will", "be"), "it": ("will", "be")}),
    ],
)
def test_be(form: VerbForm, forms: dict[str, tuple[str, str]]) -> None:
    assert {who: be(who, form) for who in forms} == forms


@pytest.mark.parametrize(
    ("verb", "form", "i", "it"),
    [
        ("eat", VerbForm(), ("am", "eating"), ("is", "eating")),
        ("eat", VerbForm(habitual=True), ("", "eat"), ("", "eats")),
        ("eat", VerbForm(habitual=True, negative="not"), ("do", "eat"), ("does", "eat")),
        ("eat", VerbForm(habitual=True, asked=True), ("do", "eat"), ("does", "eat")),
        ("eat", VerbForm(negative="never"), ("", "eat"), ("", "eats")),
        ("eat", VerbForm(negative="not"), ("am", "eating"), ("is", "eating")),
        ("know", VerbForm(), ("", "know"), ("", "knows")),
        ("know", VerbForm(asked=True), ("do", "know"), ("does", "know")),
        ("eat", VerbForm("past"), ("", "ate"), ("", "ate")),
        ("eat", VerbForm("past", negative="not"), ("did", "eat"), ("did", "eat")),
        ("eat", VerbForm("past", asked=True), ("did", "eat"), ("did", "eat")),
        ("eat", VerbForm("perfect"), ("have", "eaten"), ("has", "eaten")),
        ("eat", VerbForm("future"), ("will", "eat"), ("will", "eat")),
        ("eat", VerbForm(modal="must"), ("must", "eat"), ("must", "eat")),
        ("look-for", VerbForm(), ("am", "looking for"), ("is", "looking for")),
    ],
)
def test_auxiliary_and_main_verb(verb: str, form: VerbForm, i: tuple[str, str], it: tuple[str, str]) -> None:
    assert (finite(verb, "i", form), finite(verb, "it", form)) == (i, it)


@pytest.mark.parametrize(
    ("verb", "tag", "form"),
    [
        ("go", "VBD", "went"),
        ("eat", "VBN", "eaten"),
        ("study", "VBZ", "studies"),
        ("stop", "VBG", "stopping"),
        ("lie", "VBG", "lying"),
        ("look-for", "VBG", "looking for"),
        ("turn-off", "VBD", "turned off"),
        ("put-on", "VBN", "put on"),
    ],
)
def test_inflection(verb: str, tag: str, form: str) -> None:
    assert inflect(verb, tag) == form


def test_the_plain_form_of_a_verb_with_a_particle() -> None:
    assert shown("look-for") == "look for"
