"""Text and glosses: `gloss`, `english` and `languages`."""

import argparse
from typing import Any

from signspan.cli.command import Commands, Rows, asks, llm_of, speaks


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    gloss = commands.add("gloss", _gloss, "turn text into glosses, one line a sentence")
    gloss.add_argument("text", help="one or more sentences")
    speaks(gloss)
    asks(gloss)
    gloss.add_argument("--explain", action="store_true", help="print every sign with the reasons for it, one a line")

    english = commands.add("english", _english, "turn glosses into a sentence")
    english.add_argument("glosses", nargs="+", metavar="GLOSS", help="glosses in signed order; ? for raised brows")
    speaks(english)
    asks(english)

    commands.add("languages", _languages, "list the language packs, and what each can do")


def _gloss(options: argparse.Namespace) -> Rows:
    from signspan.language.discourse import Discourse
    from signspan.language.glosser import gloss, gloss_after
    from signspan.language.pack import find_pack
    from signspan.language.rows import plan_row, reason_rows

    pack = _pack_by_tables(options)
    if pack is not None:
        from signspan.language.table_glosser import gloss_by_tables

        return (plan_row(plan) for plan in gloss_by_tables(options.text, pack))
    find_pack("en").expect(options.text)
    if options.explain:
        return (row for glossed in gloss_after(options.text, Discourse())[0] for row in reason_rows(glossed))
    if options.llm:
        found = llm_of(options).gloss(options.text)
        return ({**plan_row(f.plan), "why_rules": f.why} if f.why else plan_row(f.plan) for f in found)
    return (plan_row(plan) for plan in gloss(options.text))


def _english(options: argparse.Namespace) -> Rows:
    from signspan.language.english import english
    from signspan.language.pack import find_pack
    from signspan.language.table_writer import text_by_tables

    pack = _pack_by_tables(options)
    if pack is not None:
        yield {"text": text_by_tables(options.glosses, pack)}
        return
    find_pack("en").expect(" ".join(options.glosses))
    if options.llm:
        answered = llm_of(options).english(options.glosses)
        yield {"text": answered.text, "why_rules": answered.why} if answered.why else {"text": answered.text}
    else:
        yield {"text": english(options.glosses)}


def _pack_by_tables(options: argparse.Namespace) -> Any:
    """The requested pack if its rules are tables, None for ASL with English."""
    from signspan.errors import InputError
    from signspan.language.pack import find_pack

    pack = find_pack(options.language)
    if not pack.by_tables:
        return None
    if options.llm or getattr(options, "explain", False):
        raise InputError(f"expected English with --llm or --explain, got --language {options.language}")
    return pack


def _languages(_options: argparse.Namespace) -> Rows:
    from signspan.language.pack import packs

    return (pack.row() for pack in packs())
