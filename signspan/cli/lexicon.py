"""`signspan lexicon`: the avatar's signs."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    lexicon = commands.group("lexicon", "the avatar's signs")
    lexicon.add("stats", _stats, "how many signs there are, from which sources, and how large")
    coverage = lexicon.add("coverage", _coverage, "which words have a sign: common words, or those of a file")
    coverage.add_argument("file", type=Path, nargs="?", help="English sentences, one a line")
    build = lexicon.add("build", _build, "build the lexicon from video clips")
    build.add_argument("clips", type=Path, help="a folder with index.csv and clips/, such as StudioGalt's")
    build.add_argument("-o", "--output", type=Path, required=True, help="the new lexicon's folder")
    build.add_argument("--cache", type=Path, metavar="DIR", help="keep the clips' landmarks here for next time")
    build.add_argument(
        "--only-cached", action="store_true", help="leave out clips whose landmarks are not in the cache"
    )
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
