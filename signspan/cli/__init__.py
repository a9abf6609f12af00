"""The command line: one module per command or package, which only parses and calls.

Results are JSON on stdout, progress on stderr; an error is one line on stderr and exit code 2.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from signspan import __version__
from signspan.cli import bench, evaluate, hear, language, lexicon, perform, recognise, serve, speak, train
from signspan.cli.command import Commands
from signspan.errors import SignspanError

ABOUT = "A person who signs and a person who speaks, talking to each other."
MORE = "`signspan COMMAND --help` explains a command. Results are JSON on stdout; errors are one line on stderr."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        for row in options.run(options):
            print(json.dumps(row, ensure_ascii=False), flush=True)  # noqa: T201 - the result
    except SignspanError as error:
        print(f"signspan: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="signspan", description=ABOUT, epilog=MORE)
    parser.add_argument("--version", action="version", version=__version__)
    commands = Commands(parser, "COMMAND")
    for module in (serve, recognise, hear, language, perform, speak, evaluate, bench, lexicon, train):
        module.add(commands)
    return parser
