"""What the documentation states is what the code does: paths, links, command lines, and every constant it quotes."""

import argparse
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.quoted import (
    AVATAR,
    LANGUAGE,
    LANGUAGES,
    NETWORK,
    PHRASES,
    READING,
    ROOMS,
    ROOT,
    SPELLING,
    TALK,
    TEACHING,
    Values,
)

from signspan import cli
from signspan.wire import refusal

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "worker/README.md", ROOT / "tests/fixtures/README.md"]
    + [page for page in ROOT.glob("signspan/**/*.md") if "node_modules" not in page.parts]
)
# The changelog may name what is gone.
CURRENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
WORDS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)} | {"half": 0.5, "a": 1, "an": 1, "twice": 2, "thirty": 30}  # fmt: skip


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(name: str) -> str:
    """A page on one line, so that a phrase may be wrapped anywhere."""
    return re.sub(r"\s+", " ", (ROOT / name).read_text("utf-8"))


# ---- paths and links ---------------------------------------------------------------------------------------------

SUFFIXES = "py ts tsx mjs css md json jsonc toml txt csv proto npz mp4 wav sh vrm onnx html png".split()
PATH = re.compile(rf"[\w.-]+(/[\w.-]+)*\.({'|'.join(SUFFIXES)})")
FOLDER = re.compile(r"[\w.-]+(/[\w.-]+)*/")
TREES = ("signspan", "web", "packages", "worker", "docs", "tests", "scripts", "proto", "configs", "avatar")
# Where a page's paths begin.
BASES = [
    "",
    "signspan",
    "web",
    "web/src",
    "packages/room/src",
    "packages/recognise/src",
    "worker",
    "docs",
    "tests/fixtures",
]
# Files that a reader makes or brings, and packages' own.
ELSEWHERE = {
    "FILE.json", "FILE.mp4", "FILE.vrma", "FILE.wav", "FILE.md", "manifest.json", "xxx-yy/", "checkpoint.pt", "yy.json",
    "web/src/i18n/yy.json", "runs/", "signspan/language/packs/xxx-yy/", "signspan/language/packs/SIGN-SPOKEN/",
    "traduttore_letters_mit.npz", "small_vocab/traduttore_letters_mit.npz", "arabic_words.npz", "clips/", "index.csv",
    "signspan/v1/", "NAME.npz", "NAME.mp4", "encoder.pt", "web/dist/",
}  # fmt: skip


def quoted(page: Path) -> Iterator[str]:
    """What stands in backticks outside of blocks."""
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    yield from (re.sub(r"\s+", " ", span) for span in re.findall(r"`([^`]+)`", prose))


def everything() -> set[str]:
    """The names of all files and folders of the tree."""
    found = {path.name for path in ROOT.iterdir()}
    for tree in TREES:
        for path in (ROOT / tree).rglob("*"):
            if "node_modules" not in path.parts:
                found.add(path.name + "/" * path.is_dir())
    return found


def test_every_path_in_the_docs_exists() -> None:
    names, gone = everything(), []
    for page in CURRENT:
        for span in quoted(page):
            if span in ELSEWHERE or not (PATH.fullmatch(span) or FOLDER.fullmatch(span)):
                continue
            there = [base for base in [*BASES, name_of(page.parent)] if (ROOT / base / span).exists()]
            if not there and ("/" in span.rstrip("/") or span not in names):
                gone.append(f"{name_of(page)}: {span}")
    assert not gone


def test_every_module_in_the_docs_exists() -> None:
    gone = []
    for page in CURRENT:
        for span in quoted(page):
            found = re.fullmatch(r"(signspan(?:\.\w+)+)(\(.*\))?", span)
            if not found:
                continue
            path, parts = ROOT, found[1].split(".")
            while parts and (path / parts[0]).is_dir():
                path /= parts.pop(0)
            if parts and (path / f"{parts[0]}.py").is_file():
                path /= f"{parts.pop(0)}.py"
            source = path if path.is_file() else path / "__init__.py"
            modules = [source] if path.is_file() else list(path.glob("*.py"))
            if parts and not any(re.search(rf"\b{parts[0]}\b", module.read_text("utf-8")) for module in modules):
                gone.append(f"{name_of(page)}: {span}")
    assert not gone


def slug(heading: str) -> str:
    """As GitHub makes them."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in PAGES:
        text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            to = (page.parent / file).resolve() if file else page
            if not to.exists():
                broken.append(f"{name_of(page)}: {target}")
            elif anchor:
                headings = re.findall(r"^#+ (.*)$", to.read_text("utf-8"), re.MULTILINE)
                if anchor not in {slug(re.sub(r"`", "", heading)) for heading in headings}:
                    broken.append(f"{name_of(page)}: {target}")
    assert not broken


def test_the_old_names_are_gone() -> None:
    old = r"\b(hotel|glimpses?|outlet|comeback|happenings?|the desk|the vault|the safe|api/meeting|lines\.md)\b"
    assert not [
        f"{name_of(page)}: {found[0]}" for page in CURRENT for found in re.finditer(old, page.read_text("utf-8"), re.I)
    ]


# ---- command lines ---------------------------------------------------------------------------------------------------

# What a page writes where a number, or nothing in particular, is meant.
NUMBERS = {"DB": "10", "K": "0", "N": "5"}
# Commands that are named with an option and without what else they need.
PARTS = {
    "signspan gloss --explain", "signspan sign --speed", "signspan say --speed", "signspan evaluate fewshot",
    "signspan evaluate rejection", "signspan enrol", "signspan train calibrate", "signspan evaluate", "signspan bench",
    "signspan train isolated", "signspan pretrain", "signspan say", "signspan sign", "signspan evaluate loop",
    "signspan english", "signspan gloss", "signspan recognise", "signspan lexicon build", "signspan COMMAND --help",
    "signspan --version",
}  # fmt: skip


def command_lines(page: Path) -> Iterator[str]:
    text = page.read_text("utf-8")
    for block in re.findall(r"^```\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE):
        for line in block.replace("\\\n", " ").splitlines():
            whole = re.sub(r"^(\w+=\S+ )?(\.venv/bin/)?", "", line)
            if whole.startswith("signspan "):
                whole = re.split(r"\s+#|\s{3,}(?=[^\x00-\x7f])", whole)[0]
                yield from re.split(r"\s{2,}(?=signspan )", whole)
    yield from (span for span in quoted(page) if span.startswith("signspan "))


def parsed(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace | None:
    with contextlib.suppress(SystemExit), contextlib.redirect_stderr(io.StringIO()):
        return parser.parse_args(words)
    return None


def test_every_command_line_parses() -> None:
    parser, wrong, seen = cli._parser(), [], set()
    for page in PAGES:
        for line in command_lines(page):
            words = shlex.split(line.replace("[", "").replace("]", ""))[1:]
            words = [NUMBERS.get(word, word) for word in words]
            seen.add(line)
            if line not in PARTS and parsed(parser, words) is None:
                wrong.append(f"{name_of(page)}: {line}")
    assert not wrong
    assert len(seen) > 40


# ---- constants -----------------------------------------------------------------------------------------------


def number(text: str) -> float:
    return WORDS[text.lower()] if text.lower() in WORDS else float(text.replace(",", ""))


@pytest.mark.parametrize(
    ("page", "phrase", "values"), PHRASES, ids=[f"{page}: {phrase[:40]}" for page, phrase, _ in PHRASES]
)
def test_a_quoted_constant_is_the_code_s(page: str, phrase: str, values: Values) -> None:
    found = re.search(phrase, text_of(page))
    assert found, f"{page} no longer says: {phrase}"
    assert [number(group) for group in found.groups()] == pytest.approx(list(values()))


def test_enough_constants_are_held() -> None:
    assert sum(re.compile(phrase).groups for _, phrase, _ in PHRASES) > 150


def test_every_refusal_is_in_the_table() -> None:
    rows = re.findall(r"^\| (1\d{3})[^|]*\| ([^|]+) \| ([^|]+) \|$", (ROOT / ROOMS).read_text("utf-8"), re.MULTILINE)
    told: dict[str, tuple[int, list[int]]] = {}
    for close, reasons, again in rows:
        for reason in re.findall(r"`([a-z-]+)`", reasons):
            told[reason] = int(close), [int(seconds) for seconds in re.findall(r"(\d+) s", again)]
    assert told.pop("moved")[0] == refusal.GOING_AWAY
    assert told == {one.code: (one.close, [one.retry_s] if one.retry_s else []) for one in refusal.REFUSALS.values()}


# ---- figures that two pages give ------------------------------------------------------------------------------------

REPEATED: list[tuple[str, str, str]] = [
    # what the README says, the page that measured it, and how it says it
    (r"([\d.]+) / ([\d.]+) % on WLASL100", READING, r"\| WLASL100 \| [\d,]+ \| \*\*([\d.]+) %\*\* \| ([\d.]+) %"),
    (r"([\d.]+) / ([\d.]+) % on WLASL300", READING, r"\| WLASL300 \| [\d,]+ \| \*\*([\d.]+) %\*\* \| ([\d.]+) %"),
    (r"([\d.]+) / ([\d.]+) % on WLASL1000", READING, r"\| WLASL1000 \| [\d,]+ \| \*\*([\d.]+) %\*\* \| ([\d.]+) %"),
    (r"([\d.]+) / ([\d.]+) % on all 2,000", READING, r"\| WLASL2000 \| [\d,]+ \| \*\*([\d.]+) %\*\* \| ([\d.]+) %"),
    (r"the page reads (\d+) everyday ones", READING, r"`everyday` \((\d+) glosses\)"),
    (r"([\d.]+) word error rate on five recorded", READING, r"5 \(18 signs\) \| [\d.]+ \| \*\*([\d.]+)\*\*"),
    (r"([\d.]+) on webcam signs with rests", READING, r"with rests between, 30 \| [\d.]+ \| \*\*([\d.]+)\*\*"),
    (r"read right ([\d.]+) % of the time", READING, r"811 clips with their body \| \*\*([\d.]+) %"),
    (r"([\d.]+) % of 31 KArSL numbers", TEACHING, r"KArSL, 31 numbers, one clip each, same signer \| \*\*([\d.]+) %"),
    (r"([\d.]+) % of ten Arabic words", TEACHING, r"ten words, one example by one person, .*?\| \*\*([\d.]+) %"),
    (r"([\d.]+) % of letters by unseen people", SPELLING, r"\| all three \| [\d,]+ \| \*\*([\d.]+) %"),
    (r"exact meaning on ([\d.]+) % of (\d+) hand-written pairs", LANGUAGE,
     r"`signspan evaluate english` on 200 hand-written pairs.*?unclear signs weighed \| [\d.]+ \| ([\d.]+)"),
    (r"(\d+) of (\d+) hand-written sentences pass", LANGUAGE, r"checks (\d+) hand-written sentences.*?(\d+) hold"),
    (r"([\d,]+) signs: CC0 motion capture", AVATAR, r"\| signs, bytes \| ([\d,]+) \("),
    (r"cover (\d+) of the (\d+) most common conversational words", AVATAR,
     r"(\d+) most common conversational words .*? (\d+) have"),
    (r"a signed word is spoken ([\d.]+) s", TALK, r"\| \*\*end to end\*\* \| \*\*([\d,]+)\*\* \| \*\*1,295"),
    (r"a spoken sentence is signed ([\d.]+) s", TALK, r"\*\*end to end\*\* \| \*\*(\d{3})\*\* \|"),
    (r"chrF ([\d.]+) and ([\d.]+) on pairs", LANGUAGES,
     r"glosses to Arabic, only measured \| \*\*([\d.]+)\*\*.*?Arabic to glosses, only measured \| \*\*([\d.]+)\*\*"),
    (r"to the gloss on the other device: (\d+) ms p50, (\d+) ms p95", NETWORK,
     r"last landmark → committed gloss there\*\* \| (\d+) / (\d+)"),
    (r"loses 5 % of packets, (\d+) and (\d+) ms", NETWORK,
     r"last landmark → committed gloss there\*\* \| \d+ / \d+ \| (\d+) / (\d+)"),
]  # fmt: skip


def shortened(short: str, long: str) -> bool:
    """Whether the README's figure is the page's, perhaps rounded, as a share or in seconds."""
    mine, theirs = number(short), number(long)
    places = len(short.partition(".")[2])
    return any(round(theirs * scale, places) == mine for scale in (1, 100, 0.001))


@pytest.mark.parametrize(("said", "page", "phrase"), REPEATED, ids=[said[:40] for said, _, _ in REPEATED])
def test_the_readme_repeats_a_page_s_figure(said: str, page: str, phrase: str) -> None:
    mine, theirs = re.search(said, text_of("README.md")), re.search(phrase, text_of(page))
    assert mine, f"README.md no longer says: {said}"
    assert theirs, f"{page} no longer says: {phrase}"
    if len(theirs.groups()) == len(mine.groups()):
        pairs = [*zip(sorted(mine.groups(), key=number), sorted(theirs.groups(), key=number), strict=True)]
    else:
        pairs = [(mine[1], theirs[1])]
    assert all(shortened(*pair) for pair in pairs), pairs


def test_the_old_figure_is_nowhere() -> None:
    assert not [name_of(page) for page in CURRENT if "82.7" in page.read_text("utf-8")]
