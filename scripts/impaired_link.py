"""Runs an impaired link between two network namespaces for browser tests: `impaired_link.py DELAY JITTER LOSS` (ms).

Prints the names and addresses of its ends as one JSON object, then obeys `cut` and `mend` on stdin until that closes.
"""

import json
import sys

from signspan.errors import SignspanError
from signspan.measure.apart.network import FAR, NEAR, Quality, impaired_link


def main() -> None:
    """Runs the link until stdin closes."""
    try:
        with impaired_link(Quality(*map(float, sys.argv[1:4]))) as made:
            print(json.dumps({"near": made.near, "far": made.far, "near_at": NEAR, "far_at": FAR}), flush=True)
            for word in sys.stdin:
                made.up = word.strip() != "cut"
    except SignspanError as error:
        print(json.dumps({"error": str(error)}), flush=True)


if __name__ == "__main__":
    main()
