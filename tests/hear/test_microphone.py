import pytest

from signspan.errors import MissingError
from signspan.hear.microphone import Microphone


def test_a_machine_without_a_microphone_is_one_clear_line() -> None:
    try:
        microphone = Microphone()
    except MissingError as error:
        assert "microphone" in str(error) or "PortAudio" in str(error)
    else:
        microphone.close()
        pytest.skip("this machine has a microphone: what is said without one cannot be shown here")
