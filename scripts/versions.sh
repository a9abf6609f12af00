#!/usr/bin/env bash
# Says in one line which of Python and Node is missing or too old.
set -u
python=$1
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; then
  echo "signspan: expected Python 3.11 or 3.12, found ${python:-none}; name it with: make PYTHON=/path/to/python3.11" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "signspan: expected Python's venv module; on Debian: apt-get install python3-venv" >&2
  exit 1
fi
found=$(node --version 2>/dev/null || echo none)
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
  echo "signspan: expected Node 20.19 or later, found $found" >&2
  exit 1
fi
