"""A sorted clause as English: subject, verb with its auxiliaries, objects with their prepositions; or a copula."""

from signspan.language.clause import Clause
from signspan.language.copula import copular
from signspan.language.objects import objects
from signspan.language.verb import inflect, shown
from signspan.language.verbal import verbal


def write(clause: Clause, asked: bool) -> str:
    """The clause as a statement, or as a question if `asked` or if it has a wh-word; no full stop."""
    asked = asked or bool(clause.wh)
    text = None if clause.verb else copular(clause, asked)
    if text is None:
        text = verbal(clause, asked)
    return " ".join(text.split())


def gerund(clause: Clause) -> str:
    """`helping me`, of a clause without a subject."""
    return " ".join([inflect(clause.verb, "VBG"), objects(clause.verb, [], clause.after), *clause.times])


def politely(text: str, clause: Clause, asked: bool) -> str:
    """With "please" in its English position."""
    command = not asked and text.startswith((shown(clause.verb), "do not", "never", "be ") if clause.verb else "be ")
    return f"please {text}" if command else f"{text}, please" if text else "please"
