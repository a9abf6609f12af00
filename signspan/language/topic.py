"""The topic of a sentence: the phrase that ASL signs first, with raised brows and the head back.

English sometimes fronts an object ("The coffee, my brother bought."); ASL fronts any definite object and the goal of a
motion (Neidle et al., The Syntax of ASL). Times also come first, but they set the scene: they are no topics and have no
marker.
"""

from typing import Any

from signspan.language.words import ADDRESSED, MOTION_VERBS, SUBJECT_ROLES, WH_WORDS

DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


def fronted(sentence: Any) -> frozenset[int]:
    """Indices of an object that English itself fronts with a comma; empty if there is none."""
    root = sentence.root
    if root.pos_ in {"NOUN", "PROPN"}:  # "The red car, he sold." is often parsed as a noun with a relative clause
        for clause in root.rights:
            if clause.dep_ == "relcl" and _lacks_object(clause) and _comma_after(root):
                subject = next((child for child in clause.lefts if child.dep_ in SUBJECT_ROLES), None)
                if subject is not None and (subject.lower_ not in WH_WORDS or sentence[-1].text == "?"):
                    return frozenset(token.i for token in root.subtree if token.i <= root.i)
        return frozenset()
    subjects = [child for child in root.lefts if child.dep_ in SUBJECT_ROLES]
    if root.pos_ != "VERB" or not subjects or not _lacks_object(root):
        return frozenset()
    for phrase in root.lefts:
        loose = phrase.dep_ in {"npadvmod", "dep", "dobj"} or (phrase.dep_ == "nsubj" and phrase != subjects[-1])
        if loose and phrase.i < subjects[-1].i and _comma_after(phrase.right_edge) and _is_thing(phrase, subjects[-1]):
            return frozenset(token.i for token in phrase.subtree)
    return frozenset()


def in_topic(token: Any, root: Any) -> bool:
    """Whether it is inside the definite object of the main verb, or inside the goal of a motion verb."""
    for phrase in root.children:
        inside = token == phrase or phrase.is_ancestor(token)
        if phrase.dep_ == "dobj" and inside and _is_definite(phrase) and not _is_own(phrase, root):
            return True
        if phrase.dep_ == "prep" and phrase.lower_ == "to" and root.lemma_ in MOTION_VERBS and inside:
            return all(child.pos_ in {"NOUN", "PROPN"} for child in phrase.children)
    return False


def relative_phrase(verb: Any) -> frozenset[int]:
    """Indices of the verb's subject or object with its relative clause; empty if it has none."""
    for phrase in verb.children:
        role = phrase.dep_ in SUBJECT_ROLES or (phrase.dep_ == "dobj" and _is_definite(phrase))
        if role and any(child.dep_ == "relcl" for child in phrase.children):
            return frozenset(token.i for token in phrase.subtree)
    return frozenset()


def passive_subject(verb: Any) -> frozenset[int]:
    """Indices of the subject of a passive: "he was hit", "I was told"; empty for other verbs."""
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return frozenset() if subject is None else frozenset(token.i for token in subject.subtree)


def _is_own(noun: Any, verb: Any) -> bool:
    """Whether it is something of *his* or *hers* whose owner a fronting would name too late: "my son broke his arm"."""
    owned = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "its", "their"} for c in noun.children)
    return owned and any(c.dep_ in SUBJECT_ROLES and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def _is_definite(noun: Any) -> bool:
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(child.lower_ in DETERMINERS or child.dep_ == "poss" for child in noun.children)


def _is_thing(noun: Any, subject: Any) -> bool:
    """Whether it is neither a time nor the person addressed ("My friend, do you hear?")."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ in {"DATE", "TIME", "PERSON"}:
        return False
    if any(child.lower_ in DETERMINERS for child in noun.children):
        return True
    owned = any(child.dep_ == "poss" for child in noun.children)
    return subject.lower_ != "you" and (owned or noun.lower_ not in ADDRESSED)


def _lacks_object(verb: Any) -> bool:
    return not any(child.dep_ in {"dobj", "attr", "acomp", "ccomp", "xcomp"} for child in verb.rights)


def _comma_after(token: Any) -> bool:
    return token.i + 1 < len(token.doc) and bool(token.nbor().text == ",")
