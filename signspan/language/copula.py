"""A clause without a verb: English adds "be" or "there is", or leaves a fragment if nothing is stated."""

from signspan.language import frames
from signspan.language.clause import KINDS, Clause
from signspan.language.noun import NOBODY, Article, Phrase, copies, many
from signspan.language.reading import Word
from signspan.language.verb import VerbForm, be, finite, person


def copular(clause: Clause, asked: bool) -> str | None:
    """Subject and predicate joined, or a fragment; None if a verb was found after all: I HEADACHE."""
    phrases = list(clause.before)
    if phrases and len(phrases) > 1 and phrases[-1].pronoun and copies(phrases[0], phrases[-1]):
        phrases.pop()
    if clause.modal or clause.frequency:
        phrases += [Phrase("adverb", [Word(word, "adverb")]) for word in clause.frequency]
    aged = _aged(clause, phrases, asked)
    if aged:
        return aged
    if clause.none:
        return exists(clause, phrases, asked)
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
        return None
    return " ".join([be_sentence(clause, subject, _said_of(rest), asked), *clause.times])


def be_sentence(clause: Clause, subject: Phrase, said_of: str, asked: bool, article: Article = "the") -> str:
    """Subject, "be" and predicate."""
    if subject.head in frames.TANGIBLE:
        article = "known"
    form = VerbForm(clause.tense, negative=clause.negative, modal=clause.modal, asked=asked)
    auxiliary, rest = be(person(subject.head, subject.plural), form)
    who = subject.write(article, subject=True)
    if asked:
        return " ".join([auxiliary, who, clause.negative, rest, said_of])
    if auxiliary == "can" and clause.negative == "not":
        return " ".join([who, "cannot", rest, said_of])
    return " ".join([who, auxiliary, clause.negative, rest, said_of])


def _split(phrases: list[Phrase]) -> tuple[Phrase, list[Phrase]] | None:
    """The subject and its predicate; None if the words do not form both."""
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


def _said_of(phrases: list[Phrase]) -> str:
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
        text = " ".join([clause.negative, *(p.write("none") for p in phrases), *clause.times])
        if phrases[0].head in frames.WEATHER:
            return f"it is {text}"
        return f"be {text}" if clause.polite and not clause.negative else text
    if asked and len(phrases) == 1 and phrases[0].kind == "adjective" and not clause.negative:
        return " ".join(["are you", phrases[0].write("none"), *clause.times])
    only = phrases[0] if len(phrases) == 1 else None
    pointed = only is not None and only.kind == "thing" and only.words[0].text in {"this", "that"}
    if only is not None and pointed and len(only.words) > 2 and only.words[1].role == "adjective":  # THAT GOOD IDEA
        this = Phrase("thing", only.words[:1])
        return be_sentence(clause, this, Phrase("thing", only.words[1:]).write("a"), asked)
    if only is not None and only.kind == "thing" and len(only.words) == 2 and only.words[0].text in {"many", "few"}:
        return " ".join(["there", *be("you", VerbForm(clause.tense)), only.write("none"), *clause.times])
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
        return be_sentence(clause, people[0], f"{numbers[0].shown} years old", asked)
    furrowed = any("brows-furrowed" in w.markers for p in phrases for w in p.words)
    if furrowed or clause.wh:
        return f"how old {be_sentence(clause, people[0], '', True)}"
    return ""


def exists(clause: Clause, phrases: list[Phrase], asked: bool) -> str:
    """SCHOOL NONE: there is no school; I MONEY NONE: I have no money."""
    owner = phrases[0] if len(phrases) > 1 and phrases[0].animate else None
    things = phrases[1:] if owner is not None else phrases
    what = [f"{p.preposition} {p.write('none' if n == 0 else 'the')}".strip() for n, p in enumerate(things)]
    if clause.none and owner is not None:
        who = person(owner.head, owner.plural)
        auxiliary, main = finite("have", who, VerbForm(clause.tense, asked=asked))
        subject = owner.write("the", subject=True)
        start = [auxiliary, subject, main] if asked else [subject, auxiliary, main]
        return " ".join([*start, "no", *what, *clause.times])
    if clause.none:
        auxiliary, rest = be("you" if phrases and phrases[0].plural else "it", VerbForm(clause.tense))
        there = [auxiliary, "there"] if asked else ["there", auxiliary]
        return " ".join([*there, rest, "no", *what, *clause.times])
    auxiliary, rest = be("it", VerbForm(clause.tense))
    if phrases[0].plural:
        auxiliary = be("you", VerbForm(clause.tense))[0]
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
        wh = f"{wh} {many(thing) if wh == 'how many' else thing.write('none')}"
    subject, *rest = phrases
    if len(rest) == 1 and rest[0].pronoun and not subject.pronoun:
        subject, rest = rest[0], [subject]
    return " ".join([wh, be_sentence(clause, subject, _said_of(rest), True, "known"), *clause.times])
