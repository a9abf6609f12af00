"""What activity and pauses look at: image heights, whatever the picture's shape."""

import numpy as np

from signspan.body.topology import LEFT_HAND, MIDDLE_MCP, RIGHT_HAND, WRIST
from signspan.recognise.wrists import wrists


def test_wrists_and_palms_are_in_image_heights_and_unseen_hands_are_nowhere() -> None:
    body = np.full((543, 3), np.nan, np.float32)
    body[RIGHT_HAND.start + WRIST] = (0.5, 0.6, 0)
    body[RIGHT_HAND.start + MIDDLE_MCP] = (0.53, 0.52, 0)
    right, left = wrists(body, 4 / 3)
    np.testing.assert_allclose(right, [0.5 * 4 / 3, 0.6, np.hypot(0.04, 0.08)], atol=1e-6)
    assert np.isnan(left).all()
    body[LEFT_HAND.start + WRIST] = (0.1, 0.2, 0)
    assert np.isfinite(wrists(body, 1.0)[1, :2]).all()
