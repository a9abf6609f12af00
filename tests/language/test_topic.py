"""Topics: what English fronts, what ASL fronts, and who or when is no topic."""

import pytest

from signspan.language.glosser import gloss


@pytest.mark.parametrize(
    ("text", "glosses", "topic"),
    [
        ("The coffee, my brother bought.", "COFFEE MY BROTHER BUY", "COFFEE"),
        ("That book, I read yesterday.", "YESTERDAY THAT BOOK I READ", "THAT BOOK"),
        ("My sister, I love.", "MY SISTER I LOVE", "MY SISTER"),
        ("The red car, he sold last week.", "LAST-WEEK RED CAR HE SELL", "RED CAR"),
        ("This movie, I have not seen.", "THIS MOVIE I NOT SEE", "THIS MOVIE"),
        ("The coffee, did you buy?", "COFFEE YOU BUY", "COFFEE"),
        ("The coffee, who bought?", "COFFEE BUY WHO", "COFFEE"),
        ("My brother bought the coffee.", "COFFEE MY BROTHER BUY", "COFFEE"),
        ("I went to the store.", "STORE I GO", "STORE"),
    ],
)
def test_the_topic_is_first_and_marked_over_its_phrase(text: str, glosses: str, topic: str) -> None:
    (plan,) = gloss(text)
    assert " ".join(token.gloss for token in plan.tokens) == glosses
    assert " ".join(token.gloss for token in plan.tokens if "topic" in token.markers) == topic


@pytest.mark.parametrize(
    "text",
    ["John, I understand.", "My brother, do you understand?", "My friend, I am happy.", "Next week, I will work."],
)
def test_people_spoken_to_and_times_are_no_topics(text: str) -> None:
    (plan,) = gloss(text)
    assert not any("topic" in token.markers for token in plan.tokens)


def test_a_fronted_object_is_not_asked() -> None:
    (plan,) = gloss("The coffee, did you buy?")
    assert [token.markers for token in plan.tokens] == [
        ("topic",),
        ("brows-raised",),
        ("brows-raised", "head-forward"),
    ]
