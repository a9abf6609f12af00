import numpy as np
import pytest

from signspan.measure.calibration import expected_calibration_error


def test_a_calibrated_forecaster_has_almost_no_error() -> None:
    rng = np.random.default_rng(0)
    confidence = rng.random(20_000)
    assert expected_calibration_error(confidence, rng.random(20_000) < confidence) < 0.02


def test_an_overconfident_one_errs_by_its_excess() -> None:
    right = np.arange(1000) % 2 == 0
    assert expected_calibration_error(np.full(1000, 0.9), right) == pytest.approx(0.4)


def test_nothing_to_measure_is_no_error() -> None:
    assert expected_calibration_error(np.zeros(0), np.zeros(0, bool)) == 0
