import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from signspan.errors import InputError
from signspan.language.english import english


@pytest.mark.parametrize(
    ("glosses", "sentence"),
    [
        ("MAN DRINK WATER", "The man is drinking water."),
        ("YOUR NAME WHAT", "What is your name?"),
        ("BATHROOM WHERE", "Where is the bathroom?"),
        ("TOMORROW STORE I GO", "I will go to the store tomorrow."),
        ("BOOK I READ", "I am reading the book."),
        ("I HAPPY", "I am happy."),
        ("MY NAME ANNA", "My name is Anna."),
        ("HELLO", "Hello."),
        ("THANK-YOU", "Thank you."),
        ("I NOT UNDERSTAND", "I do not understand."),
        ("YESTERDAY I EAT PIZZA", "I ate the pizza yesterday."),
        ("BROTHER YOU HAVE HOW MANY", "How many brothers do you have?"),
        ("HELLO YOUR NAME WHAT", "Hello, what is your name?"),
        ("NEXT WEEK WE TRAVEL AFRICA", "We will travel to Africa next week."),
        ("I WANT EAT APPLE", "I want to eat the apple."),
        ("HELP ME", "Help me."),
    ],
)
def test_sentences_a_person_would_say(glosses: str, sentence: str) -> None:
    assert english(glosses.split()) == sentence


def test_nouns_alone_are_a_list_and_claim_nothing() -> None:
    assert english(["mother", "father"]) == "Mother, father."


def test_no_glosses_is_said_so() -> None:
    with pytest.raises(InputError, match="expected at least one gloss"):
        english(["", " "])


@settings(max_examples=100, deadline=None)
@example(glosses=["anna", "i", "drink", "what", "i"])  # a topic before a question
@given(
    st.lists(
        st.sampled_from("i you my man book water drink want go store tomorrow what not happy finish 3 anna".split()),
        min_size=1,
        max_size=6,
    )
)
def test_every_content_word_is_said(glosses: list[str]) -> None:
    text = english(glosses).lower()
    for content in {"book", "water", "store", "tomorrow", "happy", "anna"} & set(glosses):
        assert content in text
    assert text[-1] in ".?"


@pytest.mark.parametrize(
    ("glosses", "text"),
    [
        ("my name J-o-h-n", "My name is John."),
        ("MY NAME M-A-R-K", "My name is Mark."),
        ("I want t-e-a", "I want tea."),
        ("J-o-h-n eat apple", "John is eating the apple."),
        ("hello J-O-A-N", "Hello, Joan."),
        ("yesterday R-o-s-e visit me", "Rose visited me yesterday."),
    ],
)
def test_spelled_words_are_said_as_words_and_names_as_names(glosses: str, text: str) -> None:
    assert english(glosses.split()) == text
