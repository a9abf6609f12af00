import base64
import json
from pathlib import Path
from typing import Any

import pytest

from signspan.errors import InputError, SignspanError
from signspan.recognise.consent import MAX_SIGN_BYTES, WORDS, Consent, LentMotion

GIVEN = {"words": WORDS, "date": "2026-11-21", "by": "Anna"}


def row(**changed: Any) -> dict[str, Any]:
    return {"packed": base64.b64encode(b"motion").decode(), "consent": {**GIVEN, **changed}}


def test_a_motion_is_read_as_it_was_written() -> None:
    lent = LentMotion(b"motion", Consent(WORDS, "2026-11-21", "Anna"))
    assert LentMotion.of_row(json.loads(json.dumps(lent.row()))) == lent


@pytest.mark.parametrize(("who", "by"), [("Anna", "Anna"), ("yes", ""), ("Yes", "")])
def test_consent_is_given_today_by_whoever_says_so(who: str, by: str) -> None:
    given = Consent.given(who)
    assert (given.words, given.by) == (WORDS, by)
    assert Consent.of_row(given.row()) == given


def test_the_page_asks_in_the_same_words() -> None:
    strings = json.loads((Path(__file__).parents[2] / "web/src/i18n/en.json").read_text("utf-8"))
    assert strings["teach"]["consent"] == WORDS


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (None, "a motion with its consent"),
        ({"packed": row()["packed"]}, "the consent to a motion"),
        (row() | {"packed": "?"}, "base64"),
        (row() | {"packed": ""}, f"1 to {MAX_SIGN_BYTES} bytes"),
        (row() | {"packed": "A" * 4 * MAX_SIGN_BYTES}, f"1 to {MAX_SIGN_BYTES} bytes"),
        (row(words=""), "in words"),
        (row(words="a\nb"), "in words"),
        (row(by=None), "by whom"),
        (row(date="yesterday"), "the date of a consent"),
        (row(date="2026-02-30"), "the date of a consent"),
        (row(date=20261121), "the date of a consent"),
    ],
)
def test_a_motion_without_a_proper_consent_is_refused(spoiled: Any, message: str) -> None:
    with pytest.raises(SignspanError, match=message) as caught:
        LentMotion.of_row(spoiled)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("who", ["", " ", "no", "No", " Anna", "A\nB", "x" * 61])
def test_nothing_and_no_are_no_consent_and_a_name_is_one_short_line(who: str) -> None:
    with pytest.raises(InputError, match=r"by whom|or yes") as caught:
        Consent.given(who)
    assert "\n" not in str(caught.value)
