"""Holds a bad line between two network namespaces for the browser tests: `bad_line.py DELAY_MS JITTER_MS LOSS`.

Says on stdout, in one JSON object, how its ends are called and where they are; then obeys stdin,
`cut` or `mend`, until that closes.
"""

import json
import sys

from signspan.errors import SignspanError
from signspan.measure.apart.network import FAR, NEAR, Quality, impaired_link


def main() -> None:
    """Holds the line until stdin closes."""
    try:
        with impaired_link(Quality(*map(float, sys.argv[1:4]))) as made:
            print(json.dumps({"near": made.near, "far": made.far, "near_at": NEAR, "far_at": FAR}), flush=True)
            for word in sys.stdin:
                made.up = word.strip() != "cut"
    except SignspanError as error:
        print(json.dumps({"error": str(error)}), flush=True)


if __name__ == "__main__":
    main()
