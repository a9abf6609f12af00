"""`python -m signspan`."""

import sys

from signspan.cli import main

sys.exit(main())
