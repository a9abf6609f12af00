"""The picture of the floors is what the code's imports are now."""

import draw_floors


def test_the_picture_is_current() -> None:
    text = draw_floors.PAGE.read_text("utf-8")
    assert draw_floors.page(text) == text, "run python scripts/draw_floors.py"


def test_edges_that_follow_from_others_are_left_out() -> None:
    edges = {"a": {"b", "c"}, "b": {"c"}, "c": set()}
    assert draw_floors.reduced(edges) == {"a": {"b"}, "b": {"c"}, "c": set()}
