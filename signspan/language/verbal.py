"""A clause with a verb: its subject, auxiliaries and what follows, in English order."""

from dataclasses import replace

from signspan.language import frames
from signspan.language.clause import KINDS, Clause
from signspan.language.copula import be_sentence, exists
from signspan.language.noun import Phrase, copies, many
from signspan.language.objects import objects
from signspan.language.verb import VerbForm, be, finite, inflect, person, shown

TIMETABLE = frozenset({"stop", "leave", "arrive", "go", "run"})


def verbal(clause: Clause, asked: bool) -> str:
    """The clause around its verb."""
    subject, fronted, described = _subject(clause, asked)
    verb = clause.verb
    after = list(clause.after)
    if after and after[-1].pronoun and len(after) + len(fronted) > 1 and copies(subject, after[-1]):
        after.pop()
    if described is not None:  # I HAPPY SEE YOU
        joined = f"to {shown(verb)} {objects(verb, fronted, after)}"
        text = be_sentence(clause, subject, described.write("none"), asked) if subject else described.write("none")
        return " ".join([text, joined, *clause.times])
    if verb == "marry" and not after and not fronted and subject is not None and clause.tense == "present":
        return " ".join([be_sentence(clause, subject, "married", asked), *clause.times])
    if verb == "have" and subject is None and asked and not fronted and after and after[0].head in frames.PLACES:
        return exists(clause, after, asked)
    if verb == "have" and subject is None and asked and fronted and fronted[0].head in frames.PLACES and not after:
        return exists(clause, fronted + after, asked)
    if clause.wh[:1] == ["who"] and subject is not None and not subject.animate and not after:
        fronted, subject = [subject, *fronted], None  # WINDOW BREAK WHO
    if clause.wh[:1] == ["who"] and subject is None:
        form = _form(clause, False)
        return _ordered("who", finite(verb, "it", form), form, clause, fronted, after)
    if clause.wh[:1] == ["what"] and subject is None and verb == "happen":
        form = VerbForm("past" if clause.tense == "present" else clause.tense, negative=clause.negative)
        return _ordered("what", finite(verb, "it", form), form, clause, fronted, after)
    form = _form(clause, asked)
    if subject is not None and subject.head in frames.VEHICLES and verb in TIMETABLE and form.tense == "present":
        form = replace(form, habitual=True)
    if subject is not None and verb in frames.DONE_TO and not subject.person and not fronted and not after:
        return " ".join([be_sentence(clause, subject, inflect(verb, "VBN"), asked), *clause.times])
    takes_time = verb == "take" and clause.wh == ["how", "long"]
    if subject is None and asked:
        subject_text, who = ("it", "it") if verb in frames.IMPERSONAL or takes_time else ("you", "you")
        form = replace(form, habitual=form.habitual or takes_time)
    elif subject is None:
        if verb in {"rain", "snow", "cost"}:
            subject_text, who = "it", "it"
        else:
            return _subjectless(clause, fronted, after)
    else:
        subject_text, who = subject.write("the", subject=True), person(subject.head, subject.plural)
    wh, fronted, after = _wh_phrase(clause, fronted, after)
    auxiliary, main = finite(verb, who, form)
    rest = [objects(verb, fronted, after), *clause.times]
    negative = " ".join(_denial(form))
    if asked:
        first = auxiliary or "do"
        return " ".join([wh, first, subject_text, negative, *clause.frequency, main, *rest])
    if auxiliary == "can" and negative == "not":
        auxiliary, negative = "cannot", ""
    return " ".join([subject_text, auxiliary, negative, *clause.frequency, main, *rest])


def _form(clause: Clause, asked: bool) -> VerbForm:
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
    rule = plain and not clause.times and not clause.wh and clause.verb not in frames.TAKES_PLACE
    you = bool(clause.before) and clause.before[-1].head == "you"
    general = rule and (clause.negative == "not" or (asked and you))
    return VerbForm(tense, clause.habitual or general or clause.wh == ["how"], clause.negative, clause.modal, asked)


def _ordered(
    subject: str, verb: tuple[str, str], form: VerbForm, clause: Clause, fronted: list[Phrase], after: list[Phrase]
) -> str:
    auxiliary, main = verb
    rest = [objects(clause.verb, fronted, after), *clause.times]
    return " ".join([subject, auxiliary, *_denial(form), *clause.frequency, main, *rest])


def _denial(form: VerbForm | Clause) -> list[str]:
    return [form.negative] if form.negative else []


def _subject(clause: Clause, asked: bool) -> tuple[Phrase | None, list[Phrase], Phrase | None]:
    """The subject, fronted phrases, and an adjective that describes the subject (I HAPPY SEE YOU)."""
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
    if pick is not None and len(things) == 1 and not asked and not objects and _commands(clause, pick):
        pick = None
    return pick, [phrase for phrase in phrases if phrase is not pick], described


def _commands(clause: Clause, thing: Phrase) -> bool:
    """Whether it is a command with its object in front: BED GO, YOUR HAND RAISE, WINDOW OPEN PLEASE."""
    if thing.pronoun or clause.tense not in {"present"} or clause.modal:
        return False
    if thing.head in frames.PLACES and thing.head not in frames.VEHICLES and clause.verb in frames.TAKES_PLACE:
        return True
    yours = thing.words[0].text == "your" and not thing.animate and clause.verb not in {"hurt", "look", "work"}
    return clause.polite or yours


def _subjectless(clause: Clause, fronted: list[Phrase], after: list[Phrase]) -> str:
    """A clause without a subject: a command, or a passive."""
    rest = [objects(clause.verb, fronted, after), *clause.times]
    wished = after and {"nice", "good", "fun", "great", "safe"} & {word.text for word in after[0].words}
    if clause.verb == "have" and not fronted and after and after[0].kind == "thing" and not wished:
        return exists(clause, after, False)
    if clause.tense == "past" and len(fronted) == 1 and not after:
        who = person(fronted[0].head, fronted[0].plural)
        auxiliary = be(who, VerbForm("past"))[0]
        return " ".join(
            [fronted[0].write("the"), auxiliary, *_denial(clause), inflect(clause.verb, "VBN"), *clause.times]
        )
    if clause.tense == "past":
        denied = ["did", "not", shown(clause.verb)] if clause.negative else [inflect(clause.verb, "VBD")]
        return " ".join([*clause.frequency, *denied, *rest])
    negative = {"": "", "not": "do not", "never": "never"}[clause.negative]
    return " ".join(
        [clause.modal, clause.negative if clause.modal else negative, *clause.frequency, shown(clause.verb), *rest]
    )


def _wh_phrase(clause: Clause, fronted: list[Phrase], after: list[Phrase]) -> tuple[str, list[Phrase], list[Phrase]]:
    """The wh-word with its noun (how many brothers, which shirt), and the other phrases."""
    wh = " ".join(clause.wh)
    if wh in {"how many", "which", "whose", "how much"} or (wh == "what" and fronted and fronted[-1].head in KINDS):
        for things in (fronted, after):
            index = next((n for n, p in enumerate(things) if p.bare and not p.preposition), None)
            if index is not None:
                thing = things.pop(index)
                return f"{wh} {many(thing) if wh == 'how many' else thing.write('none')}", fronted, after
    return wh, fronted, after
