import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from signspan.recognise.decode import Decoder

ticks = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), max_size=60)


def distribution(gloss: int) -> np.ndarray:
    return np.eye(4, dtype=np.float32)[gloss] * 0.7 + 0.075


@given(ticks)
def test_there_are_as_many_signs_as_spikes(given_ticks: list[tuple[float, int]]) -> None:
    decoder = Decoder()
    found = [decoder.tick(blank, distribution(gloss), float(n)) for n, (blank, gloss) in enumerate(given_ticks)]
    signs = [sign for sign in [*found, decoder.end()] if sign is not None]
    spikes = [blank <= 0.5 for blank, _ in given_ticks]
    assert len(signs) == sum(now and not before for before, now in zip([False, *spikes], spikes, strict=False))
    assert all(sign.start_s <= sign.end_s for sign in signs)
    assert decoder.end() is None


def test_ticks_of_one_spike_that_disagree_are_one_sign_of_the_surer_gloss() -> None:
    decoder = Decoder()
    for blank, gloss in ((0.4, 1), (0.05, 2), (0.1, 2)):
        assert decoder.tick(blank, distribution(gloss), blank) is None
    sign = decoder.tick(0.9, distribution(3), 1.0)
    assert sign is not None
    assert int(np.argmax(sign.probabilities)) == 2
