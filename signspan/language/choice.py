"""Which sign each word of a sentence becomes, if any: words, phrases, numbers, names, auxiliaries.

Every token of the parse ends up in exactly one place, a unit or the unsigned words, so nothing is lost silently.
"""

from typing import Any

import lemminflect

from signspan.language.aspect import repeated
from signspan.language.people import gender
from signspan.language.phrases import NOTHING, RULES, Chosen
from signspan.language.question import asks_of_topic
from signspan.language.senses import choose_sense, plain, sensed
from signspan.language.unit import Unit, Unsigned
from signspan.language.words import (
    ARTICLES,
    MODALS,
    OWN_COMPARISON,
    POINTS,
    QUANTIFIERS,
    REPEATED_NOUNS,
    SEEMING_VERBS,
    SIGNED_NAMES,
    SILENT_PREPOSITIONS,
    SYMBOLS,
    TIME_WORDS,
    WEATHER_VERBS,
    WEATHER_WORDS,
    WH_WORDS,
)
from signspan.lexicon.index import Lexicon

_NOT_LY = frozenset({"hardly", "lately", "nearly", "shortly", "only", "early", "barely", "fly"})
_PLACES = frozenset({"GPE", "NORP", "LOC", "LANGUAGE"})


def choose(sentence: Any) -> Chosen:
    """The units and unsigned words of a spaCy span, in English order."""
    tokens = list(sentence)
    chosen: Chosen = []
    at = 0
    while at < len(tokens):
        length, made = next((found for rule in RULES if (found := rule(tokens, at))[0]), NOTHING)
        chosen += made if length else _word(tokens[at])
        at += max(length, 1)
    return repeated(tokens, chosen)


def _word(token: Any) -> Chosen:
    silent = _silence(token)
    if silent:
        return [Unsigned(token.text, silent)]
    lower = token.lower_
    if token.text in SYMBOLS:
        return [Unit(token, SYMBOLS[token.text], "sign", token.text, "the symbol's word")]
    if token.tag_ == "POS":
        return [_owner(token)]
    place = lower in {"here", "there"} and token.pos_ == "ADV"
    if place or (lower in POINTS and (token.pos_ in {"PRON", "DET"} or lower != "mine")):
        return [Unit(token, lower.upper(), "point", token.text, "a pronoun is a point")]
    if token.dep_ == "neg" or lower in {"n't", "not"}:
        return [Unit(token, "NEVER" if lower == "never" else "NOT", "sign", token.text, "negation is signed")]
    if lower == "no" and token.dep_ == "det" and token.head.pos_ != "NOUN":
        return [Unit(token, "NOT", "sign", token.text, "negation is signed")]
    if lower == "no" and token.dep_ == "det":
        return [Unit(token, "NONE", "sign", token.text, "no of a thing is NONE, behind it")]
    if token.pos_ == "AUX" or token.lemma_.lower() == "be":
        return [_auxiliary(token)]
    if token.tag_ == "VBG" and token.lemma_ == "go" and _is_going_to(token):
        return [Unit(token, "WILL", "sign", token.text, "'going to' is the future")]
    if token.like_num and (token.pos_ == "NUM" or lower.isdigit()):
        return [Unit(token, lower.upper(), "number", token.text, "a number")]
    if token.pos_ == "PROPN" and lower not in SIGNED_NAMES | TIME_WORDS:
        return [_name(token)]
    return _meaning(token)


def _silence(token: Any) -> str:
    """Why a word has no sign; empty if it has one."""
    lower = token.lower_
    if token.text in SYMBOLS:
        return ""
    if not any(c.isalnum() for c in token.text):
        return "punctuation"
    if lower in ARTICLES:
        return "ASL has no articles"
    if token.dep_ == "expl":
        return "it stands for nothing"
    if lower == "it" and _is_empty(token):
        return "it stands for nothing: the weather, the time or what follows"
    if token.tag_ == "TO" or (token.tag_ == "RP" and lower == "to"):
        return "'to' only leads to the verb"
    if token.tag_ == "POS" and token.head.ent_type_ in {"DATE", "TIME"}:
        return "a time owns nothing"
    if token.pos_ == "ADP" and lower == "by" and token.dep_ == "agent":
        return "order tells who acts"
    if token.pos_ == "ADP" and (lower in SILENT_PREPOSITIONS or _dates(token)):
        return "place and order say what the preposition says"
    if lower == "that" and (token.dep_ == "mark" or token.tag_ in {"WDT", "WP"}):
        return "ASL joins clauses without it"
    if token.tag_ in {"WDT", "WP"} and _clause_of(token).dep_ == "relcl" and not asks_of_topic(token):
        return "the raised brows mark the relative clause"
    if lower == "as" and token.dep_ == "advmod":
        return "the second 'as' compares"
    return ""


def _clause_of(token: Any) -> Any:
    while token.dep_ not in {"relcl", "ROOT", "ccomp", "advcl", "csubj", "pcomp"}:
        token = token.head
    return token


def _is_empty(token: Any) -> bool:
    verb = token.head
    if verb.lemma_ in WEATHER_VERBS | SEEMING_VERBS:
        return True
    said = [child for child in verb.children if child.i != token.i]
    follows = any(child.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} and child.i > verb.i for child in said)
    if verb.lemma_ == "take" and any(c.ent_type_ in {"TIME", "DATE"} or c.lower_ == "long" for c in said):
        return True
    if verb.lemma_ != "be":
        return False
    timed = any(c.lower_ in WEATHER_WORDS or c.ent_type_ == "TIME" or c.lower_ == "o'clock" for c in said)
    alone = not any(child.dep_ == "prep" and child.lower_ in {"for", "with"} for child in said)
    measured = any(c.lower_ in {"far", "long"} for c in [*said, *verb.lefts])
    return (timed and alone) or measured or (follows and any(child.dep_ == "acomp" for child in said))


def _owner(token: Any) -> Unit:
    words = frozenset({token.head.lower_, token.head.lemma_.lower()})
    plural = token.head.tag_ in {"NNS", "NNPS"}
    gloss = {"he": "HIS", "she": "HER"}.get("" if plural else gender(words), "THEIR")
    return Unit(token, gloss, "point", token.text, "the owner, then a flat hand towards the owner")


def _auxiliary(token: Any) -> Unit | Unsigned:
    """Modals are signed, including WILL; the perfect becomes FINISH; "be" and do-support are dropped."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if token.tag_ == "MD" or lower in {"must", "ought"}:
        if lower in {"would", "'d"} and token.head.lemma_ == "like":
            return Unsigned(token.text, "'would like' is WANT")
        name = MODALS.get(lower, lemma.upper())
        return Unit(token, name, "sign", token.text, f"{token.text!r} is {name}")
    verb = token.head
    if lemma == "have" and token.dep_ == "aux":
        if any(child.dep_ == "neg" for child in verb.children):
            return Unsigned(token.text, "the negation is enough: what is not done is not finished")
        if verb.lemma_ == "finish":
            return Unsigned(token.text, "the verb itself is FINISH")
        if verb.lemma_ == "be" or any(child.lower_ == "been" for child in verb.children):
            return Unsigned(token.text, "it still goes on, so it is not FINISH")
        return Unit(token, "FINISH", "sign", token.text, "the perfect is FINISH")
    if lemma == "be" and any(child.dep_ == "expl" and child.lower_ == "there" for child in token.children):
        return Unit(token, "HAVE", "sign", token.text, "'there is' is HAVE")
    if lower == "been" and any(child.dep_ == "prep" and child.lower_ == "to" for child in token.children):
        return Unit(token, "GO", "sign", token.text, "'been to' is having gone")
    if lemma == "have":
        return Unit(token, "HAVE", "sign", token.text, "to own")
    if lemma == "do" and token.dep_ not in {"aux", "auxpass"}:
        return Unit(token, "DO", "sign", token.text, "the main verb")
    return Unsigned(token.text, "ASL has no copula" if lemma == "be" else f"{lemma!r} only helps the verb")


def _name(token: Any) -> Unit:
    lower = token.lower_
    known = Lexicon.load().find(lower) is not None
    capital = token.i == token.sent.start and not token.ent_type_
    if known and (token.ent_type_ in _PLACES or capital) and not gender(frozenset({lower})):
        return Unit(token, lower.upper(), "sign", token.text, "a name that has a sign")
    return Unit(token, plain(token.text), "fingerspell", token.text, "a name is fingerspelled")


def _meaning(token: Any) -> Chosen:
    """Any other word: its sense decides the sign; number and degree decide how it is made."""
    lower, lemma = token.lower_, _lemma(token)
    choice = None if lower in OWN_COMPARISON else choose_sense(token)
    if lemma == "like" and any(child.lower_ in {"would", "'d"} for child in token.children):
        unit = Unit(token, "WANT", "sign", token.text, "'would like' is WANT")
    elif lower == "as" and any(t.lower_ == "as" and t.dep_ == "advmod" for t in token.sent if t.i < token.i):
        unit = Unit(token, "SAME", "sign", token.text, "'as … as' compares with SAME")
    elif choice is not None:
        unit = sensed(token, choice.sense.gloss, choice.sense.word, str(choice))
    else:
        own_plural = token.tag_ == "NNS" and lower.upper() in Lexicon.load().signs
        keep = lower in WH_WORDS or token.pos_ == "PROPN" or own_plural
        keep = keep or lower in OWN_COMPARISON
        name = plain(_adjective(token) or (lower if keep else lemma))
        if not name:
            return [Unsigned(token.text, "nothing in it can be signed")]
        unit = Unit(token, name, "sign", token.text, "its dictionary form" if name != token.text.upper() else "as said")
        if Lexicon.load().find(name, token.text) is None:
            unit.why.append("the avatar has no sign for it and spells it")
    if _is_repeated(token, unit):
        unit.again("the plural of a sign that is made free of the body")
    return [*_degree(token), unit]


def _lemma(token: Any) -> str:
    """The dictionary form; for a verb missing from the parser's table, from the inflection tables."""
    lemma = str(token.lemma_.lower())
    if token.tag_ in {"VBD", "VBN", "VBG", "VBZ"} and lemma == token.lower_:
        return str(next(iter(lemminflect.getLemma(lemma, "VERB")), lemma))
    return lemma


def _adjective(token: Any) -> str:
    """SLOW of "slowly": an adverb has its adjective's sign, unless it has its own sign or another meaning."""
    lower = token.lower_
    if token.pos_ != "ADV" or not lower.endswith("ly") or lower.upper() in Lexicon.load().signs or lower in _NOT_LY:
        return ""
    stem = lower[:-3] + "y" if lower.endswith("ily") else lower[:-2]
    return stem if Lexicon.load().find(stem) is not None else ""


def _is_repeated(token: Any, unit: Unit) -> bool:
    counted = any(c.like_num or c.lower_ in QUANTIFIERS or c.lemma_ in QUANTIFIERS for c in token.children)
    of = token.dep_ == "pobj" and (token.head.head.lemma_ in QUANTIFIERS or token.head.head.like_num)
    plural = token.tag_ == "NNS" and token.lemma_.lower() in REPEATED_NOUNS
    return plural and unit.kind == "sign" and not counted and not of


def _degree(token: Any) -> Chosen:
    if token.lower_ in OWN_COMPARISON or token.lower_ == token.lemma_.lower():
        return []
    if token.tag_ in {"JJR", "RBR"}:
        return [Unit(token, "MORE", "sign", "", "the ending -er")]
    if token.tag_ in {"JJS", "RBS"}:
        return [Unit(token, "MOST", "sign", "", "the ending -est")]
    return []


def _is_going_to(token: Any) -> bool:
    """`be going to VERB` for the future, not for motion."""
    return any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in token.children)


def _dates(token: Any) -> bool:
    """The preposition of a date or a duration: "on Monday", "in June", "for an hour"."""
    following = token.doc[min(token.i + 1, len(token.doc) - 1)]
    dated = following.ent_type_ in {"DATE", "TIME"} or following.lower_ in TIME_WORDS
    return token.lower_ in {"in", "on", "for"} and dated
