"""Glosses to text by the tables of a language pack: verbs agree with the pointing before them, nouns get their article,
kin its owner, a question its word and its mark. Only function words are added. The order is the signed one, except that
question words go first and negation goes before what it negates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from signspan.errors import InputError
from signspan.language.pack import Pack
from signspan.language.tables import TableEntry, Tables, tables

VERBS = frozenset({"verb", "want"})
NAMES = frozenset({"noun", "colour", "place"})
LISTED = frozenset({"kin", "colour", "adjective"})  # neighbours are joined by *and*


@dataclass(slots=True)
class _Item:
    """One gloss, or several that are one entry; `shown` is its text so far."""

    entry: TableEntry
    shown: str

    @property
    def role(self) -> str:
        return self.entry.role


def text_by_tables(glosses: Sequence[str], pack: Pack) -> str:
    """One sentence for glosses in signed order; `?` asks. Raises `InputError` if there are none, or if their script is
    not the pack's."""
    pack.expect(" ".join(glosses))
    known = tables(pack)
    marked = any(gloss.strip() in {"?", known.said["question"]} for gloss in glosses)
    words = [word for gloss in glosses for word in gloss.split() if any(c.isalnum() for c in word)]
    if not words:
        raise InputError(f"expected at least one gloss, got {' '.join(glosses).strip()[:40] or 'none'}")
    items = _once(_items(words, known))
    opening, items, asked = _question(items, known)
    said = _sentence(items, opening, asked or marked, known)
    return f"{said}{known.said['question' if asked or marked else 'stop']}"


def _items(words: list[str], known: Tables) -> list[_Item]:
    """Runs of glosses that are one entry; single letters in a row are a spelled word."""
    items: list[_Item] = []
    at = 0
    while at < len(words):
        letters = at
        while letters < len(words) and len(known.fold(words[letters])) == 1:
            letters += 1
        if letters - at > 1:
            spelled = "".join(words[at:letters])
            items.append(_Item(TableEntry((spelled,), "spelled", spelled), spelled))
            at = letters
            continue
        for length in (2, 1):
            run = words[at : at + length]
            entry = known.by_gloss.get(known.folded(" ".join(run)))
            if entry is None and length == 1:
                entry = known.by_form.get(known.folded(run[0]))
            if entry is not None:
                break
        shown = " ".join(run).replace("_", " ")
        items.append(_Item(entry or TableEntry((shown,), "unknown", shown), entry.said if entry else shown))
        at += len(run)
    return items


def _once(items: list[_Item]) -> list[_Item]:
    """Drops repetitions: a gloss twice in a row, and a pointing or a verb that comes back."""
    kept: list[_Item] = []
    for item in items:
        if item.role in {"point", "have"} | VERBS and any(other.entry == item.entry for other in kept):
            continue
        if item.role == "point" and any(o.role == "have" and o.entry.glosses[0] == item.entry.glosses[0] for o in kept):
            continue
        if not kept or kept[-1].entry != item.entry:
            kept.append(item)
    return kept


def _question(items: list[_Item], known: Tables) -> tuple[str, list[_Item], bool]:
    """The word that opens a question, the other items, and whether they ask."""
    stated = [item for item in items if item.role not in {"wh", "asks"}]
    signs = [item for item in items if item.role == "wh"]
    # a question sign in the middle of a statement introduces its own answer
    wh = bool(signs) and (items[0].role in {"wh", "asks"} or items[-1].role == "wh")
    yes_no = any(item.role == "asks" for item in items)
    first = next((item for item in stated if item.role != "point"), None)
    for at, item in enumerate(stated):
        counted = at + 1 < len(stated) and stated[at + 1].role == "number"
        opens = (
            item.role == "measure"
            and item is first
            and (yes_no or wh or item.entry.glosses[0] not in known.said["reasons"])
        )
        if item.entry.asked and item.role != "point" and not counted and (opens or wh):
            return item.entry.asked, [*stated[:at], *stated[at + 1 :]], True
    if wh and stated:
        return known.said["which"][_which(stated, known)], stated, True
    if signs and not stated:
        return signs[0].shown, stated, True
    asks = next((item.shown for item in items if item.role == "asks"), "")
    return asks, stated, bool(asks)


def _which(stated: list[_Item], known: Tables) -> str:
    """What the single question sign asks for."""
    if any(item.entry.glosses[0] in known.said["names"] for item in stated):
        return "name"
    if any(item.role in VERBS for item in stated):
        return "verb"
    return "person" if all(item.role == "point" for item in stated) else "place"


def _sentence(items: list[_Item], opening: str, asked: bool, known: Tables) -> str:
    said: list[str] = [opening] if opening else []
    person = ""  # me, you, she or he: the person the verb agrees with
    mine = False  # whether the signer has pointed at themselves
    denied = {id(items[at - 1]): item for at, item in enumerate(items) if item.role == "not" and _denies(items, at)}
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        if any(item is denial for denial in denied.values()):
            continue
        if item.role == "point":
            listener = asked and opening != known.said["which"]["person"]  # the person asked about is not the listener
            person = _person(item, listener, known)
            mine = mine or item.entry.glosses[0] == known.said["me"]
            if not (after is not None and after.role == "kin" and item.entry.glosses[0] == known.said["me"]):
                said.append(item.entry.asked if listener and item.entry.asked else item.shown)
            continue
        if id(item) in denied:
            said.append(_denial(item, denied[id(item)], person, known))
        link = _link(item, before, known)
        words = _words(item, before, person, mine, known)
        said += [link + words[0], *words[1:]] if link == known.said["and"] else [*([link] if link else []), *words]
        if item.role in NAMES | {"kin", "unknown", "label"}:
            person = _third(item, known)
    return " ".join(said)


def _link(item: _Item, before: _Item | None, known: Tables) -> str:
    """The word between an item and the one before: *and* in a list, a verb's preposition, *in* before a place."""
    rules = known.said
    if before is None:
        return ""
    if item.role in LISTED and before.role == item.role:
        return str(rules["and"])
    if before.entry.to and item.role in NAMES | {"unknown", "label", "kin"}:
        return before.entry.to if before.entry.to != rules["in"] or item.role == "place" else ""
    return str(rules["in"]) if item.role == "place" and before.role == "kin" else ""


def _words(item: _Item, before: _Item | None, person: str, mine: bool, known: Tables) -> list[str]:
    rules: dict[str, Any] = known.said
    if item.role == "kin":
        return [item.entry.mine if mine else _definite(item.shown, rules)]
    if item.role in VERBS:
        wanted = before is not None and before.role == "want"
        if before is not None and before.role == "verb":
            return [_definite(item.entry.glosses[0], rules)]  # glosses of verbs are verbal nouns
        if person and _conjugates(item.shown, rules):
            return [*([rules["that"]] if wanted else []), _agree(item.shown, person, rules)]
        return [item.entry.glosses[0] if not person and not wanted else item.shown]
    if item.role in NAMES:
        bare = before is not None and before.role in {"number", "point"}
        return [item.shown if bare else _definite(item.shown, rules)]
    if item.role == "adjective" and person == "she" and not item.shown.startswith(rules["unchanged"]):
        return [item.shown + rules["feminine_ending"]]
    return [item.shown]


def _definite(word: str, rules: dict[str, Any]) -> str:
    return word if " " in word or word.startswith(rules["article"]) else rules["article"] + word


def _conjugates(verb: str, rules: dict[str, Any]) -> bool:
    third = rules["person"]["he"]["verb"]
    return bool(third) and verb.startswith(third)


def _agree(verb: str, person: str, rules: dict[str, Any]) -> str:
    said = rules["person"][person]["verb"] + verb.removeprefix(rules["person"]["he"]["verb"])
    for apart, together in rules["merged"].items():
        if said.startswith(apart):
            return f"{together}{said.removeprefix(apart)}"
    return str(said)


def _person(item: _Item, listener: bool, known: Tables) -> str:
    if listener and item.entry.asked:
        return "you"
    return "me" if item.entry.glosses[0] == known.said["me"] else "he"


def _third(item: _Item, known: Tables) -> str:
    ending = known.said["feminine_ending"]
    kin = " ".join(item.entry.glosses) in known.said["feminine_kin"]
    return "she" if kin or (ending and item.shown.endswith(ending)) else "he"


def _denies(items: list[_Item], at: int) -> bool:
    """Whether a negation follows what it negates."""
    return at > 0 and items[at - 1].role in VERBS | NAMES | {"adjective", "kin", "have"}


def _denial(item: _Item, denial: _Item, person: str, known: Tables) -> str:
    if " " in denial.shown or item.role in VERBS | {"have"}:
        return denial.shown
    return str(known.said["person"][person or "he"]["not"])
