import pytest

from signspan.errors import InputError, LimitError
from signspan.language.parser import MAX_CHARACTERS, clean, parse, pipeline


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  I   am\n\there. ", "I am here."),
        ("<p class='x'>I <b>want</b>&nbsp;bread &amp; milk.</p>", "I want bread & milk."),
        ("a<!-- hidden -->b", "a b"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("I can\u2019t", "I can't"),
        ("I\x00 want\x1b\tbread\u202e.\r\n", "I want bread ."),
        ("مرحبا\u200b", "مرحبا"),
    ],
)
def test_tags_control_characters_and_curly_quotes_are_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_the_limit_is_exact() -> None:
    assert len(clean("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(LimitError, match=f"expected at most {MAX_CHARACTERS} characters, got {MAX_CHARACTERS + 1}"):
        clean("a" * (MAX_CHARACTERS + 1))


def test_words_have_tags_lemmas_and_heads() -> None:
    doc = parse("She bought two books.")
    assert [(token.text, token.lemma_, token.tag_, token.dep_) for token in doc] == [
        ("She", "she", "PRP", "nsubj"),
        ("bought", "buy", "VBD", "ROOT"),
        ("two", "two", "CD", "nummod"),
        ("books", "book", "NNS", "dobj"),
        (".", ".", ".", "punct"),
    ]


def test_a_shouted_sentence_is_no_row_of_names() -> None:
    assert [token.tag_ for token in parse("I WANT TO EAT NOW")] == ["PRP", "VBP", "TO", "VB", "RB"]
    assert parse("NASA FBI").text == "NASA FBI"  # short ones may be abbreviations


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u0000", "😀🎉"])
def test_nothing_to_sign_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="expected an English sentence, got nothing that can be signed"):
        parse(text)


@pytest.mark.parametrize("text", ["أنا ذاهب إلى المتجر", "我明天去商店", "Я иду в магазин", "Αύριο πάω"])
def test_another_script_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="expected English, got text in another script"):
        parse(text)


def test_accents_and_numbers_are_english_enough() -> None:
    assert parse("Café Zoë").text == "Café Zoë"
    assert parse("12").text == "12"


def test_the_pipeline_is_loaded_once() -> None:
    assert pipeline() is pipeline()
