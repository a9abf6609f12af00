import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from signspan.serve.origin import address_of, own_page, same_origin


def asked(**headers: str) -> HTTPConnection:
    rows = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": rows})


@pytest.mark.parametrize(
    ("headers", "own", "same"),
    [
        ({"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000"}, True, True),
        ({"origin": "https://a.example", "host": "a.example"}, True, True),
        ({"origin": "http://127.0.0.1:8001", "host": "127.0.0.1:8000"}, False, False),
        ({"origin": "http://127.0.0.1:8000@evil.example", "host": "127.0.0.1:8000"}, False, False),
        ({"origin": "null", "host": "127.0.0.1:8000"}, False, False),
        ({"origin": "", "host": ""}, False, False),
        ({"host": "127.0.0.1:8000"}, False, True),
    ],
)
def test_only_our_own_page_may_talk(headers: dict[str, str], own: bool, same: bool) -> None:
    assert (own_page(asked(**headers)), same_origin(asked(**headers))) == (own, same)


@given(st.text(st.characters(max_codepoint=255), max_size=40))
def test_any_origin_is_ours_or_not(origin: str) -> None:
    assert not own_page(asked(origin=origin, host="a host"))


def test_an_address_that_is_not_known_is_nowhere() -> None:
    assert address_of(asked()) == "nowhere"
