"""The voice: `say`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    say = commands.add("say", _say, "speak English into a wav file")
    say.add_argument("text", help="what to say")
    say.add_argument("-o", "--output", type=Path, required=True, help="FILE.wav")
    say.add_argument("--speed", type=float, default=1.0, help="0.5 to 2")


def _say(options: argparse.Namespace) -> Rows:
    from signspan.speak.file import say_to_file

    yield say_to_file(options.text, options.output, options.speed)
