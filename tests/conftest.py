"""Real material every room's tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from signspan.body.files import read_landmarks
from signspan.body.sequence import BodySequence

FIXTURES = Path(__file__).parent / "fixtures"

# Times are measured by bench, never asserted. The same examples every time, so that a clean clone passes or fails for
# what is in it; `--hypothesis-profile=default` and `make fuzz` look for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of small real files: `fixtures/README.md` says where each comes from."""
    return FIXTURES


@pytest.fixture(scope="session")
def book() -> BodySequence:
    """The sign BOOK, signed by StudioGalt's motion-captured avatar, as our perception saw it."""
    return read_landmarks(FIXTURES / "book.npz")


@pytest.fixture(scope="session")
def please() -> BodySequence:
    """The sign PLEASE, likewise: the recogniser reads it."""
    return read_landmarks(FIXTURES / "please.npz")


@pytest.fixture(scope="session")
def spelled() -> BodySequence:
    """JAZZ, HELLO, MARY and BOOK, composed from one real person's letters."""
    return read_landmarks(FIXTURES / "spelled.npz")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The shared data of the project's workplace; tests that want more than fixtures skip without it."""
    data = Path(__file__).parents[2] / "shared" / "data"
    if not data.is_dir():
        pytest.skip("needs the shared data set, which is not on this machine")
    return data
