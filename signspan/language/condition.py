"""The if-clauses of a sentence, and where ASL puts them.

ASL signs the condition first, under raised brows and a tilted head, then its consequence (Liddell, American Sign
Language Syntax; Valli & Lucas, Linguistics of American Sign Language).
"""

from dataclasses import dataclass
from typing import Any

from signspan.language.words import ASKING_VERBS, SUBJECT_ROLES


@dataclass(frozen=True, slots=True)
class Condition:
    """One if-clause of a spaCy document.

    `mark` is its "if", "unless" or "when", `verb` its head, `tokens` the indices of its words, `ifs` those of each "if"
    among them that sets a condition, and `before` that of the token before which the clause is signed.
    """

    mark: Any
    verb: Any
    tokens: frozenset[int]
    ifs: frozenset[int]
    before: int


def conditions(sentence: Any) -> list[Condition]:
    """The outermost if-clauses of a spaCy span, in English order."""
    found: list[Condition] = []
    for token in sentence:
        if _opens(token) and not any(token.i in condition.tokens for condition in found):
            condition = _condition(token)
            if condition is not None:
                found.append(condition)
    return found


def _opens(token: Any) -> bool:
    """An "if" that sets a condition, unlike those of "as if" and "ask her if"."""
    clause = token.head
    if token.lower_ in {"if", "unless"} and token.dep_ == "mark":
        compared = any(child.lower_ == "as" and child.dep_ == "mark" for child in clause.children)
        asked = clause.head.lemma_ in ASKING_VERBS and clause.i > clause.head.i
        return not compared and not asked
    if token.lower_ == "when" and clause.dep_ == "advcl" and clause.tag_ in {"VBP", "VBZ"}:
        return any(child.lower_ == "then" and child.i > clause.i for child in clause.head.children)
    return False


def _condition(mark: Any) -> Condition | None:
    """The clause that `mark` opens; None without a main clause, as in "what if it rains"."""
    verb = mark.head
    if verb.dep_ == "advcl":
        inside, before = list(verb.subtree), place_before(verb, mark)
    else:  # without a comma the parser may attach the main clause to the if-clause
        main = next((child for child in verb.rights if child.dep_ == "intj" or _says(child)), None)
        if main is None:
            return None
        inside, before = [token for token in verb.subtree if mark.i <= token.i < main.left_edge.i], mark.i
    ifs = frozenset(token.i for token in inside if token.lower_ == "if" and _opens(token))
    return Condition(mark, verb, frozenset(token.i for token in inside), ifs, before)


def _says(token: Any) -> bool:
    return token.dep_ == "ccomp" and _subject(token) is not None


def _subject(verb: Any) -> Any:
    return next((child for child in verb.children if child.dep_ in SUBJECT_ROLES), None)


def place_before(verb: Any, mark: Any) -> int:
    """In front of its main clause, behind the "but" or "yes" that opens it."""
    main = verb.head
    subject = _subject(main)
    if verb.i < main.i and (subject is None or subject.i > mark.i):
        return int(verb.left_edge.i)
    while _subject(main) is None and main.dep_ != "ROOT":  # "I want to go if …" is about wanting
        main = main.head
    first = main.left_edge
    while first.i < main.i and first.dep_ in {"cc", "intj", "punct"}:
        first = first.nbor()
    return int(first.i)
