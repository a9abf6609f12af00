"""English sentences to ASL glosses with non-manual markers, by rules over a dependency parse.

The order is ASL's: if-clauses before their main clause; in a clause time first, then the topic, then the
comment; wh-words last; articles, the copula, do-support and empty prepositions are not signed.
Negation is signed before what it negates with a head shake over it; sentence type gives the brows
(Valli & Lucas, Linguistics of American Sign Language; Neidle et al., The Syntax of ASL).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from signspan.events import Marker, Plan, SentenceType, Token, TokenKind
from signspan.language.condition import Condition, conditions
from signspan.language.parser import parse
from signspan.language.topic import fronted, in_topic
from signspan.language.words import (
    ARTICLES,
    NEGATIVES,
    PHRASES,
    POINTS,
    SIGNED_NAMES,
    SILENT_PREPOSITIONS,
    SUBJECT_ROLES,
    TIME_WORDS,
    WH_WORDS,
)

LONGEST_PHRASE = max(len(words) for words in PHRASES)


def gloss(text: str) -> list[Plan]:
    """One plan a sentence. Raises `InputError` where nothing can be signed."""
    plans = [_plan(sentence) for sentence in parse(text).sents]
    return [plan for plan in plans if plan.tokens]


class _Word:
    """One signed unit of the sentence: a spaCy token (the head, for a phrase) and what it becomes."""

    __slots__ = ("gloss", "kind", "markers", "source", "token")

    def __init__(self, token: Any, gloss: str, kind: TokenKind, source: str) -> None:
        self.token, self.gloss, self.kind, self.source = token, gloss, kind, source
        self.markers: list[Marker] = []

    def mark(self, marker: Marker) -> None:
        if marker not in self.markers:
            self.markers.append(marker)

    def event(self) -> Token:
        return Token(self.gloss, self.kind, tuple(self.markers), self.source)


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of one clause by their place in it."""

    time: list[_Word]
    topic: list[_Word]
    comment: list[_Word]
    wh: list[_Word]

    def words(self) -> list[_Word]:
        return [*self.time, *self.topic, *self.comment, *self.wh]


def _plan(sentence: Any) -> Plan:
    sentence_type = _sentence_type(sentence)
    found = conditions(sentence)
    # The brows and the head say "if", and signers need no more; the lexicon has no IF, and spelling it would say it
    # twice. UNLESS (as NOT) and WHEN say more than the marker does and stay.
    carried = {at for condition in found for at in condition.ifs}
    words = [word for word in _words(sentence) if word.token.i not in carried]
    front = fronted(sentence)
    clauses, mains = [], []
    for condition, run in _runs(words, found):
        if condition is None:
            mains.append(_clause(run, sentence.root, front, sentence_type))
            clauses.append(mains[-1])
        else:
            clauses.append(_if_clause(run, condition))
    _mark_type(sentence_type, [word for clause in mains for word in clause.comment], [w for c in mains for w in c.wh])
    return Plan(tuple(word.event() for clause in clauses for word in clause.words()), sentence_type)


def _runs(words: list[_Word], found: list[Condition]) -> list[tuple[Condition | None, list[_Word]]]:
    """If-clauses, each in front of its main clause, and what is between them."""

    def home(word: _Word) -> Condition | None:
        return next((condition for condition in found if word.token.i in condition.tokens), None)

    def place(word: _Word) -> tuple[int, int, int]:
        condition = home(word)
        at = word.token.i
        return (at, len(found), at) if condition is None else (condition.before, found.index(condition), at)

    return [(condition, list(run)) for condition, run in groupby(sorted(words, key=place), home)]


def _clause(words: list[_Word], root: Any, front: frozenset[int], sentence_type: SentenceType) -> _Clause:
    time = [word for word in words if _is_time(word.token)]
    wh = [word for word in words if word not in time and _is_asked(word.token, sentence_type)]
    rest = [word for word in words if word not in time and word not in wh]
    if front:
        topic = [word for word in rest if word.token.i in front]
    else:
        topic = [] if wh else [word for word in rest if in_topic(word.token, root)]
        if len(topic) == len(rest):  # nothing would be left to say about the topic
            topic = []
    for word in topic:
        word.mark("topic")
    return _Clause(time, topic, _negate([word for word in rest if word not in topic]), wh)


def _if_clause(words: list[_Word], condition: Condition) -> _Clause:
    time = [word for word in words if _is_time(word.token)]
    rest = [word for word in words if word not in time]
    unless = next((word for word in rest if word.gloss == "UNLESS" and word.token == condition.mark), None)
    negated = any(child.dep_ == "neg" for child in condition.verb.children)
    if unless is not None and not negated:  # unless is "if not": the marker says "if", NOT the rest
        unless.gloss = "NOT"
        rest.remove(unless)
        verb = next((n for n, word in enumerate(rest) if word.token.i >= condition.verb.i), len(rest))
        rest.insert(verb, unless)
    _negate(rest)
    for word in words:
        word.mark("conditional")
    return _Clause(time, [], rest, [])


def _sentence_type(sentence: Any) -> SentenceType:
    tokens = [token for token in sentence if not token.is_punct and not token.is_space]
    if not tokens:
        return "statement"
    asked = any(token.text == "?" for token in sentence)
    wh = [t for t in tokens if _is_wh(t)]
    fronted = bool(wh) and wh[0].i - tokens[0].i <= 1
    inverted = tokens[0].pos_ == "AUX" and any(t.dep_ in SUBJECT_ROLES for t in tokens[1:4])
    if wh and (asked or (fronted and any(t.pos_ == "AUX" for t in tokens[1:3]))):
        return "wh-question"
    if asked or inverted:
        return "yes-no-question"
    root = sentence.root
    subject = any(child.dep_ in SUBJECT_ROLES for child in root.children)
    if root.tag_ == "VB" and not subject and not any(child.tag_ == "MD" for child in root.children):
        return "command"
    return "statement"


def _words(sentence: Any) -> Iterator[_Word]:
    """Every word that is signed, in English order."""
    tokens = list(sentence)
    at = 0
    while at < len(tokens):
        length, name = _phrase(tokens, at)
        if name:
            source = " ".join(token.text for token in tokens[at : at + length])
            yield _Word(tokens[at], name, "sign", source)
            at += length
            continue
        word = _word(tokens[at])
        if word is not None:
            yield word
        at += 1


def _phrase(tokens: list[Any], at: int) -> tuple[int, str]:
    for length in range(LONGEST_PHRASE, 0, -1):
        words = tuple(token.lower_ for token in tokens[at : at + length])
        if len(words) == length and words in PHRASES:
            return length, PHRASES[words]
    return 0, ""


def _word(token: Any) -> _Word | None:
    lower, lemma = token.lower_, token.lemma_.lower()
    if not any(c.isalnum() for c in token.text) or lower in ARTICLES:
        return None
    if lower in POINTS and token.pos_ in {"PRON", "DET"}:
        return None if token.dep_ == "expl" else _Word(token, lower.upper(), "point", token.text)
    if token.dep_ == "neg" or lower in {"n't", "not"}:
        return _Word(token, "NEVER" if lower == "never" else "NOT", "sign", token.text)
    if lower == "there" and token.dep_ == "expl":
        return None
    if token.pos_ == "AUX" or lemma == "be":
        return _auxiliary(token, lemma)
    if token.tag_ in {"TO", "POS", "RP"} and lower in {"to", "'s", "'"}:
        return None
    if token.tag_ == "VBG" and lemma == "go" and _is_going_to(token):
        return _Word(token, "WILL", "sign", token.text)
    if token.pos_ == "ADP" and (lower in SILENT_PREPOSITIONS or _dates(token)):
        return None
    if lower == "that" and token.dep_ == "mark":
        return None
    if token.like_num and (token.pos_ == "NUM" or lower.isdigit()):
        return _Word(token, lower.upper(), "number", token.text)
    if token.pos_ == "PROPN" and lower not in SIGNED_NAMES | TIME_WORDS:
        return _Word(token, token.text.upper(), "fingerspell", token.text)
    name = lower if lower in WH_WORDS or token.pos_ == "PROPN" or lemma == "-pron-" else lemma
    return _Word(token, name.upper(), "sign", token.text)


def _auxiliary(token: Any, lemma: str) -> _Word | None:
    """Modals are signed, WILL included; the perfect becomes FINISH; be and do-support vanish."""
    if token.tag_ == "MD" or lemma in {"can", "must", "should", "may", "might", "will", "would", "could"}:
        names = {"'ll": "WILL", "will": "WILL", "wo": "WILL", "ca": "CAN", "could": "CAN", "would": "WOULD"}
        return _Word(token, names.get(token.lower_, lemma.upper()), "sign", token.text)
    if lemma == "have" and token.dep_ == "aux":
        return _Word(token, "FINISH", "sign", token.text)
    if lemma == "be" and any(child.dep_ == "expl" for child in token.children):
        return _Word(token, "HAVE", "sign", token.text)
    if lemma == "have":
        return _Word(token, "HAVE", "sign", token.text)
    if lemma == "do" and token.dep_ not in {"aux", "auxpass"}:
        return _Word(token, "DO", "sign", token.text)
    return None


def _is_going_to(token: Any) -> bool:
    """`be going to VERB`, the future, and not the motion."""
    return any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children)


def _is_time(token: Any) -> bool:
    """A time expression: a time word, or a word inside a noun phrase that hangs on one ("next week")."""
    if token.lower_ in TIME_WORDS and token.dep_ not in {"nsubj", "dobj", "attr", "prep", "mark", "compound"}:
        return token.ent_type_ in {"DATE", "TIME", ""} and not _greets(token)
    if token.ent_type_ in {"DATE", "TIME"} and token.dep_ not in {"nsubj", "dobj", "attr"}:
        heads = [token, *token.ancestors]
        return any(h.dep_ in {"npadvmod", "pobj"} and h.ent_type_ in {"DATE", "TIME"} for h in heads[:3])
    return False


def _dates(token: Any) -> bool:
    """The preposition of a date: "on Monday", "in June"."""
    following = token.doc[min(token.i + 1, len(token.doc) - 1)]
    dated = following.ent_type_ in {"DATE", "TIME"} or following.lower_ in TIME_WORDS
    return token.lower_ in {"in", "on"} and dated


def _greets(token: Any) -> bool:
    """GOOD MORNING is a greeting, not a time."""
    return any(child.lower_ == "good" for child in token.children) or token.dep_ == "ROOT"


def _is_wh(token: Any) -> bool:
    """A wh-word that can ask; that of "when it rains" does not."""
    asks = token.lower_ in WH_WORDS and token.tag_ in {"WP", "WP$", "WRB", "WDT"}
    return asks and token.dep_ != "mark" and not (token.lower_ == "when" and token.head.dep_ == "advcl")


def _is_asked(token: Any, sentence_type: SentenceType) -> bool:
    """The wh-word of a wh-question, with what it measures (HOW MANY, WHICH COLOR)."""
    if sentence_type != "wh-question":
        return False
    if _is_wh(token):
        return True
    return token.lower_ in {"many", "much", "old", "long", "far", "often"} and any(
        child.lower_ == "how" for child in token.children
    )


def _negate(words: list[_Word]) -> list[_Word]:
    """Head shake over each negative and what it negates: the rest of its clause."""
    for number, word in enumerate(words):
        if word.gloss.lower() in NEGATIVES or word.token.lower_ in NEGATIVES:
            word.mark("head-shake")
            head = word.token.head
            for later in words[number + 1 :]:
                if later.token == head or head.is_ancestor(later.token):
                    later.mark("head-shake")
    return words


def _mark_type(sentence_type: SentenceType, comment: list[_Word], wh: list[_Word]) -> None:
    if sentence_type == "yes-no-question":
        for word in comment:
            word.mark("brows-raised")
        if comment:
            comment[-1].mark("head-forward")
    elif sentence_type == "wh-question":
        for word in (*comment, *wh):
            if word.token.dep_ != "intj":  # a greeting before the question is not asked
                word.mark("brows-furrowed")
    elif comment and comment[0].gloss in {"YES", "RIGHT", "OK"}:
        comment[0].mark("head-nod")
