"""Who is being talked about, and where the signer has placed them.

ASL gives each person who is introduced a place in front of the signer, and points there for every pronoun that refers
to them (Valli & Lucas, Linguistics of American Sign Language: loci). A `Discourse` is what a conversation remembers of
this between utterances; it is immutable, `place` returns the next one.

The referent of an English pronoun is guessed by, in order: gender and number, whether it was a subject if the pronoun
is one, and who was named last.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from signspan.events import Locus
from signspan.language.people import NAMES, PEOPLE, Gender, gender
from signspan.language.unit import Unit
from signspan.language.words import SUBJECT_ROLES

PLACES: Final[tuple[Locus, ...]] = ("right", "left", "far-right", "far-left")
REMEMBERED: Final = 12  # people and things; the least recently mentioned is forgotten
_PRONOUNS: Final[dict[str, Gender]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}
_MANY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_OWNERS: Final = frozenset({"his", "her", "its", "their", "hers", "theirs"})
_NEEDED: Final = frozenset({"need", "want", "like", "wish", "call", "be", "become"})  # "I need a doctor": nobody yet


@dataclass(frozen=True, slots=True)
class Referent:
    """Someone or something mentioned before: lower-case names, place, and when and how last mentioned."""

    names: frozenset[str]
    gender: Gender
    many: bool
    person: bool
    locus: Locus | None
    seen: int
    subject: bool


@dataclass(frozen=True, slots=True)
class Discourse:
    """The state of a conversation: who was mentioned so far, the most recent last."""

    referents: tuple[Referent, ...] = field(default=())
    sentences: int = 0


def place(units: list[Unit], before: Discourse) -> Discourse:
    """Gives the units of one sentence, in English order, their places; returns the state after it."""
    state = replace(before, sentences=before.sentences + 1)
    subjects: dict[int, Referent] = {}  # by their verb
    for unit in units:
        token = unit.token
        if unit.token.tag_ == "POS":
            unit.locus = next((r.locus for r in reversed(state.referents) if r.names & _names(token.head)), None)
        elif unit.kind == "point" and (token.lower_ in _PRONOUNS or token.lower_ in _MANY):
            state = _resolve(unit, state, subjects)
        elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "npadvmod", "intj"} and unit.source:
            state = _mention(unit, units, state, subjects)
    return state


def _names(noun: Any) -> frozenset[str]:
    """The names that a noun and its neighbours give one person: "my friend Maria" is friend and maria."""
    same = [noun, *(child for child in noun.children if child.dep_ in {"compound", "appos"})]
    return frozenset(token.lemma_.lower() for token in same if token.pos_ in {"NOUN", "PROPN"})


def _mention(unit: Unit, units: list[Unit], state: Discourse, subjects: dict[int, Referent]) -> Discourse:
    token, names = unit.token, _names(unit.token)
    if token.dep_ == "appos" and any(token.head.i == other.token.i for other in units):
        return state  # its head counts
    if token.ent_type_ in {"DATE", "TIME"} or any(child.lower_ == "no" for child in token.children):
        return state
    subject = subjects.get(token.head.i)
    if token.dep_ == "attr" and subject is not None and subject in state.referents:
        known = replace(subject, names=subject.names | names, gender=subject.gender or gender(names))
        subjects[token.head.i] = known
        return _remember(state, subject, known)
    person = bool(names & PEOPLE) or token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and bool(names & NAMES))
    many = token.tag_ in {"NNS", "NNPS"} or bool(names & {"people", "parents", "children", "family"})
    # The parser takes "my mother called Anna" for a mother who was called: a noun at the root leads the sentence too.
    leads = SUBJECT_ROLES | {"ROOT"}
    is_subject = token.dep_ in leads or (token.dep_ == "conj" and token.head.dep_ in leads)
    old = next((r for r in reversed(state.referents) if r.names & names and r.many == many), None)
    if old is not None:
        new = replace(old, names=old.names | names, gender=old.gender or gender(names))
    else:
        kind: Gender = gender(names) if person else "it"
        new = Referent(names, kind, many, person, None, 0, False)
    if person and new.locus is None and _is_someone(token):
        locus, state = _free(state)
        new = replace(new, locus=locus)
        last = max((u for u in units if u.token.lemma_.lower() in names and u.source), key=lambda u: u.token.i)
        last.locus = locus
        last.why.append(f"stands {_where(locus)} from now on")
    new = replace(new, seen=state.sentences, subject=is_subject)
    if token.dep_ in SUBJECT_ROLES:
        subjects[token.head.i] = new
    return _remember(state, old, new)


def _is_someone(noun: Any) -> bool:
    """A name, "my brother", "the man", or a new person whom the sentence is about; not "a doctor" that one needs."""
    definite = noun.pos_ == "PROPN" or any(
        child.dep_ == "poss" or child.lower_ in {"the", "this", "that", "these", "those"} for child in noun.children
    )
    if noun.dep_ == "attr" and not any(child.dep_ == "poss" for child in noun.children):
        return definite and noun.pos_ == "PROPN"
    return definite or (noun.dep_ in {"nsubj", "dobj"} and noun.head.lemma_ not in _NEEDED and noun.tag_ != "NNS")


def _resolve(unit: Unit, state: Discourse, subjects: dict[int, Referent]) -> Discourse:
    token, lower = unit.token, unit.token.lower_
    many = lower in _MANY
    wanted: Gender = "" if many else _PRONOUNS[lower]
    own = subjects.get(token.head.i)
    is_subject = token.dep_ in SUBJECT_ROLES
    barred = own if lower not in _OWNERS and not is_subject and not lower.endswith(("self", "selves")) else None
    fitting = [r for r in state.referents if r != barred and _fits(r, wanted, many)]
    if many and not fitting:
        return _resolve_group(unit, state)
    prefers = is_subject or lower in _OWNERS
    best = max(
        fitting,
        key=lambda r: (r.gender == wanted, r.seen, r.subject == prefers, state.referents.index(r)),
        default=None,
    )
    if best is None and wanted == "it":
        unit.why.append("what, was not said: no place of its own")
        return state
    meant = f"means {' '.join(sorted(best.names))}" if best and best.names else "whom, was not said"
    new = best or Referent(frozenset(), wanted, many, wanted != "it", None, 0, False)
    new = replace(new, gender=new.gender or wanted)
    if new.locus is None:
        locus, state = _free(state)
        new = replace(new, locus=locus)
    unit.locus = new.locus
    unit.why.append(f"{meant}, who stands {_where(new.locus)}" if new.person else f"{meant}, {_where(new.locus)}")
    new = replace(new, seen=state.sentences, subject=is_subject)
    if is_subject:
        subjects[token.head.i] = new
    return _remember(state, best, new)


def _resolve_group(unit: Unit, state: Discourse) -> Discourse:
    """*They* for several individuals sweeps over their places."""
    group = [r for r in state.referents if r.person and r.locus and r.seen >= state.sentences - 1]
    if len(group) > 1:
        unit.locus = "around"
        unit.why.append("means " + ", ".join("/".join(sorted(r.names)) for r in group) + ": a sweep over their places")
        return state
    locus, state = _free(state)
    new = Referent(frozenset(), "", True, True, locus, state.sentences, unit.token.dep_ in SUBJECT_ROLES)
    unit.locus = locus
    unit.why.append(f"whom, was not said; {_where(locus)}")
    return _remember(state, None, new)


def _fits(referent: Referent, wanted: Gender, many: bool) -> bool:
    if referent.many != many:
        return False
    if many:
        return True
    return not referent.person if wanted == "it" else referent.person and referent.gender in {wanted, ""}


def _where(locus: Locus | None) -> str:
    return f"at the signer's {locus}" if locus else ""


def _free(state: Discourse) -> tuple[Locus, Discourse]:
    """A free place, or that of the least recently mentioned, who loses it."""
    taken = {referent.locus: referent for referent in state.referents if referent.locus}
    for locus in PLACES:
        if locus not in taken:
            return locus, state
    oldest = min((r for r in state.referents if r.locus), key=lambda r: (r.seen, state.referents.index(r)))
    locus = oldest.locus or PLACES[0]
    return locus, _remember(state, oldest, replace(oldest, locus=None))


def _remember(state: Discourse, old: Referent | None, new: Referent) -> Discourse:
    kept = [referent for referent in state.referents if referent != old]
    return replace(state, referents=(*kept, new)[-REMEMBERED:])
