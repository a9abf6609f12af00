"""A sorted clause as English: subject, verb with its auxiliaries, objects with their prepositions; or a copula."""

from dataclasses import replace

import lemminflect

from signspan.language import frames
from signspan.language.clause import KINDS, Clause
from signspan.language.noun import NOBODY, Article, Phrase, plural
from signspan.language.reading import Word
from signspan.language.verb import Said, be, finite, inflect, person, shown

COPIES = frozenset({"i", "he", "she", "it", "we", "they", "you", "him", "them"})
TIMETABLE = frozenset({"stop", "leave", "arrive", "go", "run"})
TAKES_PLACE = frozenset({"go", "come", "travel", "drive", "walk", "fly", "run", "move", "return", "arrive"})


def write(clause: Clause, asked: bool) -> str:
    """The clause as a statement, or as a question where it is asked or has a wh-word; no full stop."""
    asked = asked or bool(clause.wh)
    text = _verbal(clause, asked) if clause.verb else _copular(clause, asked)
    return " ".join(text.split())


def gerund(clause: Clause) -> str:
    """`helping me`, of a clause without a subject."""
    return " ".join([inflect(clause.verb, "VBG"), _objects(clause.verb, [], clause.after), *clause.times])


def politely(text: str, clause: Clause, asked: bool) -> str:
    """With "please" where English has it."""
    command = not asked and text.startswith((shown(clause.verb), "do not", "never", "be ") if clause.verb else "be ")
    return f"please {text}" if command else f"{text}, please" if text else "please"


# ---- with a verb -----------------------------------------------------------------------------------


def _verbal(clause: Clause, asked: bool) -> str:
    subject, fronted, described = _subject(clause, asked)
    verb = clause.verb
    after = list(clause.after)
    if after and after[-1].pronoun and len(after) + len(fronted) > 1 and _copies(subject, after[-1]):
        after.pop()
    if described is not None:  # I HAPPY SEE YOU
        joined = f"to {shown(verb)} {_objects(verb, fronted, after)}"
        text = _be_sentence(clause, subject, described.write("none"), asked) if subject else described.write("none")
        return " ".join([text, joined, *clause.times])
    if verb == "marry" and not after and not fronted and subject is not None and clause.tense == "present":
        return " ".join([_be_sentence(clause, subject, "married", asked), *clause.times])
    if verb == "have" and subject is None and asked and not fronted and after and after[0].head in frames.PLACES:
        return _exists(clause, after, asked)
    if verb == "have" and subject is None and asked and fronted and fronted[0].head in frames.PLACES and not after:
        return _exists(clause, fronted + after, asked)
    if clause.wh[:1] == ["who"] and subject is not None and not subject.animate and not after:
        fronted, subject = [subject, *fronted], None  # WINDOW BREAK WHO
    if clause.wh[:1] == ["who"] and subject is None:
        said = _said(clause, False)
        return _ordered("who", finite(verb, "it", said), said, clause, fronted, after)
    if clause.wh[:1] == ["what"] and subject is None and verb == "happen":
        said = Said("past" if clause.tense == "present" else clause.tense, negative=clause.negative)
        return _ordered("what", finite(verb, "it", said), said, clause, fronted, after)
    said = _said(clause, asked)
    if subject is not None and subject.head in frames.VEHICLES and verb in TIMETABLE and said.tense == "present":
        said = replace(said, habitual=True)
    if subject is not None and verb in frames.DONE_TO and not subject.person and not fronted and not after:
        return " ".join([_be_sentence(clause, subject, inflect(verb, "VBN"), asked), *clause.times])
    takes_time = verb == "take" and clause.wh == ["how", "long"]
    if subject is None and asked:
        subject_text, who = ("it", "it") if verb in frames.IMPERSONAL or takes_time else ("you", "you")
        said = replace(said, habitual=said.habitual or takes_time)
    elif subject is None:
        if verb in {"rain", "snow", "cost"}:
            subject_text, who = "it", "it"
        else:
            return _subjectless(clause, fronted, after)
    else:
        subject_text, who = subject.write("the", subject=True), person(subject.head, subject.plural)
    wh, fronted, after = _wh_phrase(clause, fronted, after)
    auxiliary, main = finite(verb, who, said)
    rest = [_objects(verb, fronted, after), *clause.times]
    negative = " ".join(_denial(said))
    if asked:
        first = auxiliary or "do"
        return " ".join([wh, first, subject_text, negative, *_often(clause), main, *rest])
    if auxiliary == "can" and negative == "not":
        auxiliary, negative = "cannot", ""
    return " ".join([subject_text, auxiliary, negative, *_often(clause), main, *rest])


def _said(clause: Clause, asked: bool) -> Said:
    tense = clause.tense
    plain = tense == "present" and not clause.habitual and not clause.modal
    if plain and (clause.verb == "finish" or (clause.verb in frames.MOMENTS and not (clause.negative or asked))):
        tense = "past"
    long = any(
        time.startswith("for ") and time.rstrip("s").endswith(("week", "month", "year")) for time in clause.times
    )
    if plain and long and clause.verb in frames.LASTING:
        tense = "perfect"
    if clause.negative == "never" and clause.verb in {"visit", "see", "eat", "go", "travel"} and tense == "present":
        tense = "perfect"
    rule = plain and not clause.times and not clause.wh and clause.verb not in TAKES_PLACE
    you = bool(clause.before) and clause.before[-1].head == "you"
    general = rule and (clause.negative == "not" or (asked and you))
    return Said(tense, clause.habitual or general or clause.wh == ["how"], clause.negative, clause.modal, asked)


def _ordered(
    subject: str, verb: tuple[str, str], said: Said, clause: Clause, fronted: list[Phrase], after: list[Phrase]
) -> str:
    auxiliary, main = verb
    rest = [_objects(clause.verb, fronted, after), *clause.times]
    return " ".join([subject, auxiliary, *_denial(said), *_often(clause), main, *rest])


def _denial(said: Said) -> list[str]:
    return [said.negative] if said.negative else []


def _often(clause: Clause) -> list[str]:
    return clause.frequency


def _subject(clause: Clause, asked: bool) -> tuple[Phrase | None, list[Phrase], Phrase | None]:
    """Who does it, what stands in front, and an adjective that is said of them (I HAPPY SEE YOU)."""
    phrases = list(clause.before)
    described = None
    if phrases and phrases[-1].kind == "adjective":
        *phrases, described = phrases
        if phrases and not phrases[-1].pronoun:
            phrases[-1].words[:0] = described.words
            described = None
    things = [phrase for phrase in phrases if phrase.kind == "thing" and not phrase.preposition]
    loose = [phrase for phrase in things if not phrase.topic]
    pronouns = [phrase for phrase in loose if phrase.pronoun]
    persons = [phrase for phrase in loose if phrase.animate]
    pick: Phrase | None = None
    if pronouns:
        pick = pronouns[-1] if len(pronouns) < len(persons) or len(pronouns) == 1 else pronouns[0]
    elif persons:
        pick = persons[0]
    elif loose:
        pick = loose[-1]
    elif things:
        pick = things[-1]
    objects = [phrase for phrase in clause.after if phrase.kind == "thing" and not phrase.preposition]
    if pick is not None and not pick.animate and len(things) == 1:
        done = clause.verb in frames.DONE_BY_PEOPLE and (pick.topic or not objects)
        given = bool(clause.after) and clause.after[0].pronoun and clause.verb in frames.TWO_OBJECTS
        if done or given:
            pick = None
    if pick is None and not things and asked and clause.verb == "have":  # CHEAP HAVE ?
        return None, list(clause.before), None
    if pick is not None and len(things) == 1 and not asked and not objects and _told_to(clause, pick):
        pick = None
    return pick, [phrase for phrase in phrases if phrase is not pick], described


def _told_to(clause: Clause, thing: Phrase) -> bool:
    """A command with its object in front: BED GO, YOUR HAND RAISE, WINDOW OPEN PLEASE."""
    if thing.pronoun or clause.tense not in {"present"} or clause.modal:
        return False
    if thing.head in frames.PLACES and thing.head not in frames.VEHICLES and clause.verb in TAKES_PLACE:
        return True
    yours = thing.words[0].text == "your" and not thing.animate and clause.verb not in {"hurt", "look", "work"}
    return clause.polite or yours


def _subjectless(clause: Clause, fronted: list[Phrase], after: list[Phrase]) -> str:
    """Nobody is named: a command, or a thing that was done."""
    rest = [_objects(clause.verb, fronted, after), *clause.times]
    wished = after and {"nice", "good", "fun", "great", "safe"} & {word.text for word in after[0].words}
    if clause.verb == "have" and not fronted and after and after[0].kind == "thing" and not wished:
        return _exists(clause, after, False)
    if clause.tense == "past" and len(fronted) == 1 and not after:
        who = person(fronted[0].head, fronted[0].plural)
        auxiliary = be(who, Said("past"))[0]
        return " ".join(
            [fronted[0].write("the"), auxiliary, *_deny(clause), inflect(clause.verb, "VBN"), *clause.times]
        )
    if clause.tense == "past":
        denied = ["did", "not", shown(clause.verb)] if clause.negative else [inflect(clause.verb, "VBD")]
        return " ".join([*clause.frequency, *denied, *rest])
    negative = {"": "", "not": "do not", "never": "never"}[clause.negative]
    modal = clause.modal if clause.modal not in {"", "will"} or not clause.modal else "will"
    return " ".join(
        [modal, negative if not modal else _deny_word(clause), *clause.frequency, shown(clause.verb), *rest]
    )


def _deny(clause: Clause) -> list[str]:
    return [clause.negative] if clause.negative else []


def _deny_word(clause: Clause) -> str:
    return clause.negative


def _copies(subject: Phrase | None, last: Phrase) -> bool:
    """A pointing sign at the end that says the subject once more."""
    if subject is None or last.head not in COPIES:
        return False
    same = subject.head == last.head
    return same or (not subject.pronoun and last.head in {"he", "she", "it", "they"})


def _wh_phrase(clause: Clause, fronted: list[Phrase], after: list[Phrase]) -> tuple[str, list[Phrase], list[Phrase]]:
    """The wh-word with what it asks about: how many brothers, which shirt."""
    wh = " ".join(clause.wh)
    if wh in {"how many", "which", "whose", "how much"} or (wh == "what" and fronted and fronted[-1].head in KINDS):
        for things in (fronted, after):
            index = next((n for n, p in enumerate(things) if p.bare and not p.preposition), None)
            if index is not None:
                thing = things.pop(index)
                return f"{wh} {_many(thing) if wh == 'how many' else thing.write('none')}", fronted, after
    return wh, fronted, after


def _many(thing: Phrase) -> str:
    return thing.write("none") if thing.head in frames.PLURAL_ONLY else plural(thing.write("none"))


# ---- objects ---------------------------------------------------------------------------------------


def _objects(verb: str, fronted: list[Phrase], after: list[Phrase]) -> str:
    """What follows the verb: objects, places and times of it, and further verbs with theirs."""
    here: list[Phrase] = []
    rest = list(after)
    while rest and rest[0].kind != "verb":
        here.append(rest.pop(0))
    takes = list(fronted)
    if rest and takes and not here:  # BOOK I WANT READ: the book is what is read
        text, takes = "", []
        return f"{text} {_chain(verb, rest, fronted)}"
    front = [phrase for phrase in takes if phrase.kind == "thing"]
    loose = [phrase for phrase in takes if phrase.kind != "thing"]
    things = [phrase for phrase in here if phrase.kind == "thing" and not phrase.preposition]
    given = verb in frames.TWO_OBJECTS and len(front) == 1 and len(things) == 1 and things[0].person
    somewhere = bool(front) and front[0].head in frames.VEHICLES | frames.PLACES.keys() and bool(things)
    ordered = [*here, *front] if given or somewhere else [*front, *here]
    definite = {id(phrase) for phrase in front}
    text = _placed(verb, [*ordered, *loose], definite)
    return f"{text} {_chain(verb, rest, [])}" if rest else text


def _chain(verb: str, rest: list[Phrase], fronted: list[Phrase]) -> str:
    """A further verb: to read, reading, read."""
    word = rest[0].words[0].text
    base = lemminflect.getAllLemmas(word, upos="VERB").get("VERB", (word,))
    plain = word if word in base or "-" in word else str(base[0])
    if verb in frames.GERUNDS:
        form = inflect(plain, "VBG")
    else:
        form = shown(plain) if verb in frames.BARE_INFINITIVES else f"to {shown(plain)}"
    return f"{form} {_objects(plain, fronted, rest[1:])}"


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
            elif phrase.head == "home" and (at or verb not in TAKES_PLACE | {"stay"}):
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
    """How: "slowly" of what is done, "sick" of what is felt."""
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
        at_home = head == "home" and (not first or verb not in TAKES_PLACE | {"stay", "arrive"})
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
    """Which article an object takes; `given` says that it is what somebody is given."""
    if id(phrase) in definite:
        if verb == "have" and not phrase.topic:
            return "a"
        return "known" if phrase.head in frames.DEFINITE_MASS and verb != "have" else "the"
    if verb in frames.INDEFINITE_OBJECTS or given or phrase.words[-1].role == "unit":
        return "a"
    return "kind" if verb in frames.GENERIC_OBJECTS and phrase.bare else "the"


# ---- without one -----------------------------------------------------------------------------------


def _copular(clause: Clause, asked: bool) -> str:
    """No verb: subject and predicate joined by "be", or a fragment where nothing is claimed."""
    phrases = list(clause.before)
    if phrases and len(phrases) > 1 and phrases[-1].pronoun and _copies(phrases[0], phrases[-1]):
        phrases.pop()
    if clause.modal or clause.frequency:
        phrases += [Phrase("adverb", [Word(word, "adverb")]) for word in clause.frequency]
    aged = _aged(clause, phrases, asked)
    if aged:
        return aged
    if clause.none:
        return _exists(clause, phrases, asked)
    if clause.wh:
        return _copular_wh(clause, phrases)
    split = _split(phrases)
    if split is None and not (clause.times and phrases):
        return _fragment(clause, phrases, asked)
    if split is None:
        subject, rest = phrases[0], phrases[1:]
        if len(phrases) > 1 or phrases[0].kind != "thing":
            return _fragment(clause, phrases, asked)
        if clause.negative == "" and phrases[0].words[0].role == "adjective":
            return _fragment(clause, phrases, asked)
    else:
        subject, rest = split
    if not rest and clause.tense == "future" and not clause.modal:  # the test is tomorrow
        clause.tense = "present"
    if not rest and subject.head == "time" and len(subject.words) > 1:
        return " ".join(["is it" if asked else "it is", subject.write("none"), *clause.times])
    if subject.person and len(rest) == 1 and rest[0].head in frames.CONDITIONS and rest[0].bare:
        clause.verb, clause.after = "have", rest
        clause.before = [subject]
        return _verbal(clause, asked)
    return " ".join([_be_sentence(clause, subject, _predicate(rest), asked), *clause.times])


def _be_sentence(clause: Clause, subject: Phrase, said_of: str, asked: bool, article: Article = "the") -> str:
    if subject.head in frames.TANGIBLE:
        article = "known"
    said = Said(clause.tense, negative=clause.negative, modal=clause.modal, asked=asked)
    auxiliary, rest = be(person(subject.head, subject.plural), said)
    who = subject.write(article, subject=True)
    if asked:
        return " ".join([auxiliary, who, clause.negative, rest, said_of])
    if auxiliary == "can" and clause.negative == "not":
        return " ".join([who, "cannot", rest, said_of])
    return " ".join([who, auxiliary, clause.negative, rest, said_of])


def _split(phrases: list[Phrase]) -> tuple[Phrase, list[Phrase]] | None:
    """The subject and what is said of it; None where nothing joins the words."""
    if len(phrases) < 2:
        return None
    first, *rest = phrases
    topic = first.topic and rest[0].pronoun and len(rest) > 1
    if topic:
        first, rest = rest[0], [*rest[1:], first]
    if first.kind == "adjective" and rest[0].kind == "thing" and len(rest) == 1:
        first, rest = rest[0], [first]
    if first.kind != "thing" or first.preposition:
        return None
    joins = (
        first.pronoun
        or first.words[0].role in {"possessive", "determiner"}
        or rest[0].words[0].role == "possessive"
        or first.head in NOBODY
        or any(p.kind == "adjective" or p.preposition for p in rest)
        or all(p.kind == "adverb" for p in rest)
    )
    if not joins and len(rest) == 1 and rest[0].pronoun:
        return rest[0], [first]
    return (first, rest) if joins else None


def _predicate(phrases: list[Phrase]) -> str:
    out: list[str] = []
    for at, phrase in enumerate(phrases):
        text = phrase.write("a" if not out and not phrase.preposition else "the")
        before = phrases[at - 1] if at else None
        if before is not None and before.kind == "adjective" and phrase.kind != "adjective" and not phrase.preposition:
            text = f"{frames.AFTER_ADJECTIVE.get(before.head, '')} {text}".strip()
        out.append(f"{phrase.preposition} {text}".strip() if phrase.preposition else text)
    return " ".join(out)


def _fragment(clause: Clause, phrases: list[Phrase], asked: bool) -> str:
    if not phrases and len(clause.times) == 1 and clause.times[0].startswith("at ") and not asked:
        return f"it is {clause.times[0].removeprefix('at ')}"
    if phrases and phrases[0].kind == "adjective" and all(p.kind == "adverb" for p in phrases[1:]) and not asked:
        told = " ".join([clause.negative, *(p.write("none") for p in phrases), *clause.times])
        if phrases[0].head in frames.WEATHER:
            return f"it is {told}"
        return f"be {told}" if clause.polite and not clause.negative else told
    if asked and len(phrases) == 1 and phrases[0].kind == "adjective" and not clause.negative:
        return " ".join(["are you", phrases[0].write("none"), *clause.times])
    only = phrases[0] if len(phrases) == 1 else None
    pointed = only is not None and only.kind == "thing" and only.words[0].text in {"this", "that"}
    if only is not None and pointed and len(only.words) > 2 and only.words[1].role == "adjective":  # THAT GOOD IDEA
        this = Phrase("thing", only.words[:1])
        return _be_sentence(clause, this, Phrase("thing", only.words[1:]).write("a"), asked)
    if only is not None and only.kind == "thing" and len(only.words) == 2 and only.words[0].text in {"many", "few"}:
        return " ".join(["there", *be("you", Said(clause.tense)), only.write("none"), *clause.times])
    out = [f"{phrase.preposition} {phrase.write('none')}".strip() for phrase in phrases]
    denial = [clause.negative] if clause.negative else []
    modal = [clause.modal] if clause.modal else []
    return ", ".join([*modal, *denial, *out, *clause.times])


def _aged(clause: Clause, phrases: list[Phrase], asked: bool) -> str:
    """MY DAUGHTER AGE 6: is 6 years old; AGE YOU: how old are you."""
    heads = [phrase.head for phrase in phrases]
    at = next((n for n, phrase in enumerate(phrases) if [w.text for w in phrase.words][-1:] == ["age"]), None)
    if at is None and "age" not in [w.text for p in phrases for w in p.words]:
        return ""
    numbers = [w for p in phrases for w in p.words if w.role == "number"]
    people = [p for p in phrases if p.kind == "thing" and (p.person or p.animate)]
    if len(people) != 1 or len(numbers) > 1:
        return ""
    others = [h for p, h in zip(phrases, heads, strict=True) if p is not people[0] and h != "age" and not h.isdigit()]
    if [h for h in others if h not in frames.NUMBERS]:
        return ""
    if numbers:
        return _be_sentence(clause, people[0], f"{numbers[0].shown} years old", asked)
    furrowed = any("brows-furrowed" in w.markers for p in phrases for w in p.words)
    if furrowed or clause.wh:
        return f"how old {_be_sentence(clause, people[0], '', True)}"
    return ""


def _exists(clause: Clause, phrases: list[Phrase], asked: bool) -> str:
    """SCHOOL NONE: there is no school; I MONEY NONE: I have no money."""
    owner = phrases[0] if len(phrases) > 1 and phrases[0].animate else None
    things = phrases[1:] if owner is not None else phrases
    what = [f"{p.preposition} {p.write('none' if n == 0 else 'the')}".strip() for n, p in enumerate(things)]
    if clause.none and owner is not None:
        who = person(owner.head, owner.plural)
        auxiliary, main = finite("have", who, Said(clause.tense, asked=asked))
        subject = owner.write("the", subject=True)
        said = [auxiliary, subject, main] if asked else [subject, auxiliary, main]
        return " ".join([*said, "no", *what, *clause.times])
    if clause.none:
        auxiliary, rest = be("you" if phrases and phrases[0].plural else "it", Said(clause.tense))
        said = [auxiliary, "there"] if asked else ["there", auxiliary]
        return " ".join([*said, rest, "no", *what, *clause.times])
    auxiliary, rest = be("it", Said(clause.tense))
    if phrases[0].plural:
        auxiliary = be("you", Said(clause.tense))[0]
    rest = f"{rest} {clause.negative}" if not asked else rest
    described = [
        "nearby" if p is phrases[-1] and p.head == "near" else f"{p.preposition} {p.write('the')}".strip()
        for p in phrases[1:]
    ]
    there = [auxiliary, "there"] if asked else ["there", auxiliary]
    return " ".join([*there, rest, phrases[0].write("a"), *described, *clause.times])


def _copular_wh(clause: Clause, phrases: list[Phrase]) -> str:
    wh = " ".join(clause.wh)
    if not phrases:
        return " ".join([wh, *clause.times])
    if wh == "what" and len(phrases) == 1 and phrases[0].bare and phrases[0].head == "time":
        return "what time is it"
    if wh == "what" and len(phrases) == 2 and phrases[0].pronoun and phrases[1].head == "name":
        owned = {"you": "your", "i": "my", "me": "my", "he": "his", "she": "her", "they": "their", "him": "his"}
        return f"what is {owned.get(phrases[0].head, phrases[0].head)} name"
    if wh == "what" and len(phrases) > 1 and phrases[-1].bare and phrases[-1].head in KINDS:
        wh = f"what {phrases.pop().head}"
    if wh in {"how many", "which"} and phrases[0].bare and len(phrases) > 1:
        thing = phrases.pop(0)
        wh = f"{wh} {_many(thing) if wh == 'how many' else thing.write('none')}"
    subject, *rest = phrases
    if len(rest) == 1 and rest[0].pronoun and not subject.pronoun:
        subject, rest = rest[0], [subject]
    return " ".join([wh, _be_sentence(clause, subject, _predicate(rest), True, "known"), *clause.times])
