import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from signspan.errors import InputError
from signspan.language.english import english
from signspan.language.faithful import FUNCTION_WORDS, PRONOUNS, lemmas, words_of
from signspan.language.frames import ADVERB_FORMS
from signspan.language.signed import Signed
from signspan.measure.english import PAIRS
from signspan.measure.pairs import read_pairs


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


@pytest.mark.parametrize(
    ("glosses", "sentence"),
    [
        ("I LIVE BOSTON", "I live in Boston."),
        ("WE WAIT BUS", "We are waiting for the bus."),
        ("I HAVE TWO SISTER", "I have two sisters."),
        ("MAN GIVE ME BOOK", "The man is giving me a book."),
        ("TEACHER DEAF HE", "The teacher is deaf."),
        ("FRIDAY SCHOOL NONE", "There is no school on Friday."),
        ("I THINK HE SICK", "I think he is sick."),
        ("I STAY HOME BECAUSE I SICK", "I am staying home because I am sick."),
        ("MY DAUGHTER AGE 6", "My daughter is 6 years old."),
        ("MEETING START TIME 2", "The meeting starts at 2."),
        ("BOOK READ FINISH", "The book was read."),
        ("BED GO", "Go to bed."),
        ("CAT FEED PLEASE", "Please feed the cat."),
        ("WHEN I SIT MY BACK HURT", "When I sit, my back hurts."),
        ("I AFRAID DOG", "I am afraid of the dog."),
        ("NICE MEET YOU", "Nice to meet you."),
    ],
)
def test_what_english_asks_of_its_words(glosses: str, sentence: str) -> None:
    assert english(glosses.split()) == sentence


def test_the_face_asks_denies_and_sets_conditions() -> None:
    raised = [Signed("YOU", ("brows-raised",)), Signed("DEAF", ("brows-raised",))]
    assert english(raised) == "Are you deaf?"
    assert english(["YOU", "DEAF", "?"]) == "Are you deaf?"
    assert english(["YOU", "DEAF"]) == "You are deaf."
    shaken = [Signed("I", ("head-shake",)), Signed("UNDERSTAND", ("head-shake",))]
    assert english(shaken) == "I do not understand."
    rain = [Signed("RAIN", ("conditional",)), Signed("WE"), Signed("STAY"), Signed("HOME")]
    assert english(rain) == "If it rains, we will stay home."


def test_nouns_alone_are_a_list_and_claim_nothing() -> None:
    assert english(["mother", "father"]) == "Mother, father."


def test_no_glosses_is_said_so() -> None:
    with pytest.raises(InputError, match="expected at least one gloss"):
        english(["", " "])


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


VOCABULARY = sorted(
    {sign.gloss for pair in read_pairs(PAIRS) for sign in pair.signs} | set("3 ANNA J-o-h-n ? IF".split())
)
MARKED = st.builds(
    Signed,
    st.sampled_from(VOCABULARY),
    st.sampled_from(
        [(), (), (), ("brows-raised",), ("head-shake",), ("topic",), ("conditional",), ("brows-furrowed",)]
    ),
)
# What these become is grammar: aspect, denial, an hour, a measure, a second point at who was named.
GRAMMAR = {"finish", "will", "not", "none", "time", "not-yet", "age", "?", "don't-want", "same", "have", "near"}
REWORDED = {**ADVERB_FORMS, "hi": "hello"}


@settings(max_examples=400)
@example(signs=[Signed(g) for g in "anna i drink what i".split()])  # a topic before a question
@example(signs=[Signed(g) for g in "HOMEWORK NEAR NOT".split()])
@example(signs=[Signed(g) for g in "BUY 10 NICE".split()])  # an adjective after a verb is its adverb
@given(signs=st.lists(MARKED, min_size=1, max_size=8))
def test_every_content_gloss_is_said_and_nothing_else(signs: list[Signed]) -> None:
    glosses = [sign.gloss.lower() for sign in signs]
    if not any(c.isalnum() for gloss in glosses for c in gloss):
        return
    text = english(signs)
    said = [lemmas(word) for word in words_of(text)]
    forms = set().union(*said)
    parts = {"".join(g.split("-")) if all(len(p) == 1 for p in g.split("-")) else g for g in glosses}
    for part in {p for gloss in parts - GRAMMAR - PRONOUNS for p in gloss.split("-")}:
        assert {part, REWORDED.get(part, part)} & forms or lemmas(part) & forms, text
    signed = {p for gloss in parts for p in gloss.split("-")} | set(REWORDED.values())
    allowed = FUNCTION_WORDS.union(PRONOUNS, {"no", "not", "nearby", "if"}, *(lemmas(p) for p in signed))
    if any("brows-furrowed" in sign.markers for sign in signs):
        allowed |= {"how"}  # AGE asked by the face: how old
    for word, found in zip(words_of(text), said, strict=True):
        assert found & allowed, (word, text)
    assert re.search(r"[.?]$", text)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_for_glosses_is_a_sentence_or_one_clear_line(glosses: list[str]) -> None:
    try:
        assert english(glosses)[-1] in ".?"
    except InputError as error:
        assert "\n" not in str(error)
