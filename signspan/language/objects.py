"""What follows a verb: its objects with their articles and prepositions, places, manner, and further verbs."""

import lemminflect

from signspan.language import frames
from signspan.language.noun import Article, Phrase
from signspan.language.verb import inflect, shown


def objects(verb: str, fronted: list[Phrase], after: list[Phrase]) -> str:
    """What follows the verb: objects, places and times of it, and further verbs with theirs."""
    here: list[Phrase] = []
    rest = list(after)
    while rest and rest[0].kind != "verb":
        here.append(rest.pop(0))
    takes = list(fronted)
    if rest and takes and not here:  # BOOK I WANT READ: the book is the object of READ
        text, takes = "", []
        return f"{text} {_further_verb(verb, rest, fronted)}"
    front = [phrase for phrase in takes if phrase.kind == "thing"]
    loose = [phrase for phrase in takes if phrase.kind != "thing"]
    things = [phrase for phrase in here if phrase.kind == "thing" and not phrase.preposition]
    given = verb in frames.TWO_OBJECTS and len(front) == 1 and len(things) == 1 and things[0].person
    somewhere = bool(front) and front[0].head in frames.VEHICLES | frames.PLACES.keys() and bool(things)
    ordered = [*here, *front] if given or somewhere else [*front, *here]
    definite = {id(phrase) for phrase in front}
    text = _placed(verb, [*ordered, *loose], definite)
    return f"{text} {_further_verb(verb, rest, [])}" if rest else text


def _further_verb(verb: str, rest: list[Phrase], fronted: list[Phrase]) -> str:
    """A further verb: to read, reading, read."""
    word = rest[0].words[0].text
    base = lemminflect.getAllLemmas(word, upos="VERB").get("VERB", (word,))
    plain = word if word in base or "-" in word else str(base[0])
    if verb in frames.GERUNDS:
        form = inflect(plain, "VBG")
    else:
        form = shown(plain) if verb in frames.BARE_INFINITIVES else f"to {shown(plain)}"
    return f"{form} {objects(plain, fronted, rest[1:])}"


def _placed(verb: str, phrases: list[Phrase], definite: set[int]) -> str:
    """Things with their articles and prepositions, adjectives as adverbs, in order."""
    out: list[str] = []
    adverbs: list[str] = []
    first = True
    for at, phrase in enumerate(phrases):
        if phrase.kind == "adjective":
            out.append(_manner(verb, phrase))
        elif phrase.kind == "adverb":
            if phrase.head in frames.END_ADVERBS | frames.PLACE_ADVERBS and phrase.head not in {"here", "home"}:
                adverbs.append(phrase.words[0].shown)
            elif phrase.head == "home" and (at or verb not in frames.TAKES_PLACE | {"stay"}):
                out.append("at home")
            elif phrase.head == "then" and out:
                out.append(", then")
            else:
                out.append(phrase.words[0].shown)
        elif phrase.preposition:
            out.append(f"{phrase.preposition} {phrase.write(_article(verb, phrase, definite))}")
        else:
            out.append(_object(verb, phrase, first, definite, phrases[:at]))
            first = False
    return " ".join([*out, *adverbs])


def _manner(verb: str, phrase: Phrase) -> str:
    """Manner: "slowly" for actions, "sick" for feelings."""
    if verb in {"feel", "look", "seem", "become", "get", "smell", "taste", "be", "stay", "stand", "want", "like"}:
        return phrase.write("none")
    word = phrase.words[-1].text
    before = [w.shown for w in phrase.words[:-1]]
    return " ".join([*before, frames.ADVERB_FORMS.get(word, phrase.words[-1].shown)])


def _object(verb: str, phrase: Phrase, first: bool, definite: set[int], before: list[Phrase]) -> str:
    given = verb in frames.TWO_OBJECTS and bool(before) and before[0].person
    text = phrase.write(_article(verb, phrase, definite, given))
    head = phrase.head
    if phrase.words[-1].role == "unit":
        return text
    if head in frames.BARE_PLACES or (head == "home" and phrase.bare):
        at_home = head == "home" and (not first or verb not in frames.TAKES_PLACE | {"stay", "arrive"})
        return f"at {text}" if at_home else text
    frame = frames.AFTER_VERB.get(verb.split("-")[0], "") if "-" not in verb else ""
    if head in frames.VEHICLES and verb in frames.TO_PLACES | {"arrive", "leave"}:
        return f"by {phrase.write('none')}"
    if first and frame == "place":
        with_them = phrase.person and not (phrase.words[-1].named and verb == "live")
        return f"with {text}" if with_them else f"{_place(verb, head)} {text}"
    if first and frame:
        return f"{frame} {text}"
    if phrase.labelled and not first:
        return f"at {text.removeprefix('the ')}"
    if verb == "pay" and head in frames.PAYMENTS:
        return f"with {phrase.write('a')}"
    if not first and phrase.person and not given and verb in frames.TWO_OBJECTS | {"write", "explain", "sell", "say"}:
        return f"to {text}"
    if not first and head in frames.PLACES and not given:
        return f"{frames.PLACES[head]} {phrase.write('none' if head in {'college', 'school', 'work'} else 'the')}"
    return text


def _place(verb: str, head: str) -> str:
    if verb == "swim":
        return "in"
    if verb == "arrive":
        return "at"
    return frames.PLACES.get(head, "in" if verb == "live" else "at")


def _article(verb: str, phrase: Phrase, definite: set[int], given: bool = False) -> Article:
    """The article of an object; `given`: somebody is given it."""
    if id(phrase) in definite:
        if verb == "have" and not phrase.topic:
            return "a"
        return "known" if phrase.head in frames.DEFINITE_MASS and verb != "have" else "the"
    if verb in frames.INDEFINITE_OBJECTS or given or phrase.words[-1].role == "unit":
        return "a"
    return "kind" if verb in frames.GENERIC_OBJECTS and phrase.bare else "the"
