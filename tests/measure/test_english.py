from pathlib import Path

import pytest

from signspan.errors import FormatError
from signspan.language.signed import Signed
from signspan.measure import chrf
from signspan.measure.english import PAIRS, evaluate
from signspan.measure.facts import broken
from signspan.measure.pairs import read_pairs, read_signs

ONE = "STORE I GO\n= I am going to the store.\n! statement present | store go | i > go > to > store\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "pairs.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_sentence_given_holds_its_own_facts() -> None:
    pairs = read_pairs(PAIRS)
    assert len(pairs) == 200
    for pair in pairs:
        glosses = [gloss for sign in pair.signs for gloss in (sign.gloss, *(a.gloss for a in sign.alternatives))]
        for sentence in pair.sentences:
            assert broken(sentence, pair.facts, glosses) == [], (pair.line, sentence)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("I am going.", "lost store"),
        ("I am going to the big store.", "added big"),
        ("She is going to the store.", "added she"),
        ("The store is going to I.", "order i > go > to > store"),
        ("I went to the store.", "tense not present"),
        ("I am not going to the store.", "polarity"),
        ("Am I going to the store?", "no statement"),
    ],
)
def test_a_wrong_fact_is_found(tmp_path: Path, said: str, fault: str) -> None:
    (pair,) = read_pairs(write(tmp_path, ONE))
    assert fault in broken(said, pair.facts, ["STORE", "I", "GO"])


def test_the_rules_keep_what_they_reached() -> None:
    found = evaluate()
    assert found["n"] == 200
    assert found["exact_meaning"] >= 0.95
    assert found["chrf"] >= 0.95
    assert len(found["failed"]) == round(200 * (1 - found["exact_meaning"]))


def test_saying_the_glosses_in_order_is_measured_as_worse(tmp_path: Path) -> None:
    path = write(tmp_path, ONE)
    parroted = evaluate(path, lambda pair: " ".join(sign.gloss.lower() for sign in pair.signs) + ".")
    assert parroted["exact_meaning"] == 0
    assert evaluate(path)["exact_meaning"] == 1
    assert evaluate(path)["chrf"] == 1


def test_chrf_by_hand() -> None:
    # "ab" against "ac": one of two letters, no pair; longer orders do not exist
    assert chrf.score([chrf.counts("ab", "ac")]) == pytest.approx(0.25)
    assert chrf.score([chrf.counts("a b", "ab")]) == 1
    assert chrf.score([chrf.counts("", "ab")]) == 0
    # recall counts twice as much as precision: F2 of P = 1, R = 1/2 on letters alone
    assert chrf.score([[(1, 2, 1)]]) == pytest.approx(5 * 0.5 / (4 + 0.5))


def test_the_notation_has_markers_and_candidates() -> None:
    i, tea, want = read_signs("I TREE=0.45|TEA=0.4 <brows-raised,head-shake WANT>")
    assert i == Signed("I")
    assert (tea.gloss, [a.gloss for a in tea.alternatives]) == ("TREE", ["TREE", "TEA"])
    assert want == Signed("WANT", ("brows-raised", "head-shake"))


@pytest.mark.parametrize(
    "text",
    ["", "STORE\n! statement present | store |\n", "STORE\n= Store.\n! claim none | store |\n", "<frown STORE>\n"
     "= Store.\n! statement none | store |\n", "TEA=0.4|\n= Tea.\n! statement none | tea |\n"],
)  # fmt: skip
def test_a_file_of_another_form_is_said_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(FormatError, match="expected"):
        read_pairs(write(tmp_path, text))


def test_a_file_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormatError, match="cannot be read as text"):
        read_pairs(path)
