"""`signspan lexicon`: the avatar's signs."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    lexicon = commands.group("lexicon", "the avatar's signs")
    lexicon.add("stats", _stats, "how many signs, from where, how large")
    coverage = lexicon.add("coverage", _coverage, "what has a sign: common words, or sentences")
    coverage.add_argument("file", type=Path, nargs="?", help="English sentences, one a line")
    build = lexicon.add("build", _build, "make the signs again from video clips")
    build.add_argument("clips", type=Path, help="a folder with index.csv and clips/, as StudioGalt's")
    build.add_argument("-o", "--output", type=Path, required=True)
    build.add_argument("--cache", type=Path, metavar="DIR", help="keeps the clips' landmarks for next time")
    build.add_argument("--only-cached", action="store_true", help="leave clips out whose landmarks are not kept yet")
    build.add_argument("--hands", type=Path, metavar="PACK", help="a pack of hands, for glosses without a clip")


def _stats(_options: argparse.Namespace) -> Rows:
    from signspan.lexicon.index import Lexicon

    yield Lexicon.load().stats()


def _coverage(options: argparse.Namespace) -> Rows:
    from signspan.measure.coverage import evaluate_sentences, evaluate_words

    yield evaluate_sentences(options.file) if options.file else evaluate_words()


def _build(options: argparse.Namespace) -> Rows:
    from signspan.measure.readable import reader
    from signspan.tools.lexicon import build_lexicon

    yield build_lexicon(
        options.clips, options.output, options.cache, options.hands, reader(), only_cached=options.only_cached
    )
