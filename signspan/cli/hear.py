"""Speech: `transcribe` and `listen`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows, hears


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    transcribe = commands.add("transcribe", _transcribe, "transcribe a sound file, as if it were spoken now")
    transcribe.add_argument("file", type=Path, help="a wav file")
    hears(transcribe)

    hears(commands.add("listen", _listen, "transcribe this machine's microphone, until Ctrl-C"))


def _transcribe(options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_file

    return transcribe_file(options.file, options.hearing)


def _listen(options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_blocks
    from signspan.hear.microphone import Microphone

    return transcribe_blocks(Microphone(), options.hearing)
