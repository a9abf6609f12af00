"""Recognition: `recognise` and `enrol`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    recognise = commands.add("recognise", _recognise, "glosses and a sentence from a video or landmark file")
    recognise.add_argument("file", type=Path)
    recognise.add_argument("--language", default="ase")
    recognise.add_argument("--book", type=Path, help="signs taught with `enrol`")
    recognise.add_argument("--fingerspelling", action="store_true", help="read spelled words instead of signs")

    enrol = commands.add("enrol", _enrol, "teach a sign from one to five examples")
    enrol.add_argument("name")
    enrol.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a video or landmark file of the sign")
    enrol.add_argument("--into", type=Path, required=True, metavar="BOOK", help="made if it is not there")
    enrol.add_argument("--label", default="", help="the sign's name in the signers' written language")
    enrol.add_argument("--consent", metavar="WHO", help="the signer's name, or yes: the avatar may move as they did")
    enrol.add_argument("--language", help="of a new book: ase (the default) adds to what is known, others stand alone")


def _recognise(options: argparse.Namespace) -> Rows:
    if options.fingerspelling:
        from signspan.app.spell_file import spell_file

        return spell_file(options.file)
    from signspan.app.recognise_file import recognise_file

    return recognise_file(options.file, options.language, options.book)


def _enrol(options: argparse.Namespace) -> Rows:
    from signspan.app.enrol import enrol

    yield enrol(options.name, options.files, options.into, options.label, options.language, options.consent)
