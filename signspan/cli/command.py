"""What commands share: parsers, the function each runs, and common options."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any

Rows = Iterable[Any]
Run = Callable[[argparse.Namespace], Rows]


class Commands:
    """The commands of one level, as they are added."""

    def __init__(self, parser: argparse.ArgumentParser, metavar: str) -> None:
        self._parsers = parser.add_subparsers(metavar=metavar, required=True)

    def add(self, name: str, run: Run, about: str) -> argparse.ArgumentParser:
        """A command; `run` yields the rows that it prints, one JSON line each."""
        parser = self._parsers.add_parser(name, help=about, description=about)
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, about: str) -> "Commands":
        """A command with subcommands."""
        return Commands(self._parsers.add_parser(name, help=about, description=about), "WHAT")


def hears(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a speech recogniser."""
    parser.add_argument(
        "--hearing",
        choices=("english", "any", "light"),
        default="english",
        help="English (the default), any language, or a smaller model with half the work and more errors",
    )


def speaks(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a language."""
    parser.add_argument("--language", default="en", help="a language of `signspan languages`; the default is en")


def asks(parser: argparse.ArgumentParser) -> None:
    """Adds the choice of a language model server that refines the rules."""
    about = "let an OpenAI-compatible server, such as http://127.0.0.1:8080/v1, improve sentences: text is sent there"
    parser.add_argument("--llm", metavar="URL", help=about)
    parser.add_argument("--llm-model", metavar="NAME", default="default", help="the model to ask that server for")


def llm_of(options: argparse.Namespace) -> Any:
    """The requested server; says on stderr that text is sent there."""
    from signspan.language.llm import Llm

    llm = Llm(options.llm, options.llm_model)
    print(f"signspan: {llm.notice}", file=sys.stderr)  # noqa: T201 - users must know before anything is sent
    return llm
