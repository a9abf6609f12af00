"""The avatar: `sign`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    sign = commands.add("sign", _sign, "turn English into the avatar's motion, or a film of it")
    sign.add_argument("text", help="one or more sentences")
    sign.add_argument("-o", "--output", type=Path, required=True, help="FILE.vrma, FILE.json or FILE.mp4")
    sign.add_argument("--speed", type=float, default=1.0, help="0.5 to 1.5; spelled letters stay readable")
    sign.add_argument(
        "--book", type=Path, help="a book of signs taught with `enrol --consent`, which are used before all others"
    )


def _sign(options: argparse.Namespace) -> Rows:
    from signspan.app.sign_file import sign_to_file
    from signspan.perform.personal import NONE, Personal
    from signspan.recognise.book import Book

    personal = Personal.of(Book.read(options.book).motions) if options.book else NONE
    yield sign_to_file(options.text, options.output, options.speed, personal)
