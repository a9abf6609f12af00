"""Recognition: `recognise` and `enrol`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    recognise = commands.add("recognise", _recognise, "read the signs in a video or landmark file")
    recognise.add_argument("file", type=Path, help="a video, .npz, .parquet or .pose")
    recognise.add_argument("--language", default="ase", help="the sign language, by its ISO 639-3 code; only ase")
    recognise.add_argument("--book", type=Path, help="a book of signs taught with `enrol`")
    recognise.add_argument("--fingerspelling", action="store_true", help="read spelled words instead of signs")

    enrol = commands.add("enrol", _enrol, "teach a sign from one to five examples")
    enrol.add_argument("name", help="the sign's gloss")
    enrol.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a video or landmark file of the sign")
    enrol.add_argument(
        "--into", type=Path, required=True, metavar="BOOK", help="the book; created if it does not exist"
    )
    enrol.add_argument("--label", default="", help="the sign's name in the signers' written language")
    enrol.add_argument(
        "--consent",
        metavar="WHO",
        help="the name of the signer who agrees that the avatar may move as they did, or yes",
    )
    enrol.add_argument(
        "--language", help="of a new book: ase (the default) adds to the known signs, others stand alone"
    )


def _recognise(options: argparse.Namespace) -> Rows:
    if options.fingerspelling:
        from signspan.app.spell_file import spell_file

        return spell_file(options.file)
    from signspan.app.recognise_file import recognise_file

    return recognise_file(options.file, options.language, options.book)


def _enrol(options: argparse.Namespace) -> Rows:
    from signspan.app.enrol import enrol

    yield enrol(options.name, options.files, options.into, options.label, options.language, options.consent)
