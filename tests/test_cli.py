"""The command line as a person meets it: cold, in a process of its own, with the network off."""

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from signspan.cli import main


def offline(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `signspan` in a network namespace without any network, where the machine allows one."""
    apart = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("needs `unshare --net` to take the network away, which this machine does not allow")
    command = [*apart, sys.executable, "-m", "signspan", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def rows(done: subprocess.CompletedProcess[str]) -> list[Any]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
class TestColdAndOffline:
    def test_recognise(self, fixtures: Path) -> None:
        found = rows(offline("recognise", str(fixtures / "book.mp4")))
        assert found[-1]["type"] == "sentence"
        assert any(row["type"] in {"gloss", "clarify"} for row in found)

    def test_transcribe(self, fixtures: Path) -> None:
        assert "young man" in rows(offline("transcribe", str(fixtures / "speech.wav")))[-1]["text"].lower()

    def test_sign(self, tmp_path: Path) -> None:
        (row,) = rows(offline("sign", "Hello, what is your name?", "-o", str(tmp_path / "s.vrma")))
        assert {"HELLO", "WHAT"} <= {entry["gloss"] for entry in row["timeline"]}
        assert (tmp_path / "s.vrma").read_bytes()[:4] == b"glTF"

    def test_say(self, tmp_path: Path) -> None:
        (row,) = rows(offline("say", "Hello.", "-o", str(tmp_path / "s.wav")))
        assert row["sample_rate"] == 24_000
        assert (tmp_path / "s.wav").stat().st_size > 10_000

    def test_gloss_and_english(self) -> None:
        (plan,) = rows(offline("gloss", "What is your name?"))
        assert [token["gloss"] for token in plan["tokens"]] == ["YOUR", "NAME", "WHAT"]
        assert rows(offline("english", "MAN", "DRINK", "WATER")) == [{"text": "The man is drinking water."}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gloss", ""], "expected an English sentence"),
        (["gloss", "مرحبا بكم"], "another script: 'مرحبا بكم' (try --language ar)"),
        (["gloss", "Hello there.", "--language", "ar"], "another script: 'Hello there.' (try --language en)"),
        (["gloss", "Hello there.", "--language", "tlh"], "there is a pack for: en (American"),
        (["gloss", "أحب الشاي", "--language", "ar", "--explain"], "expected English with --llm or --explain"),
        (["english", "أب", "قهوة"], "(try --language ar)"),
        (["english", "MAN", "--language", "sdl"], "(try --language en)"),
        (["evaluate", "pairs", "gone.txt", "--language", "ar"], "cannot be read"),
        (["english", " "], "expected at least one gloss"),
        (["english", "😀"], "expected at least one gloss"),
        (["serve", "--port", "99999"], "expected a port from 1 to 65535, got 99999"),
        (["bench", "latency", "--repeat", "0"], "expected at least one sentence"),
        (["say", "😀", "-o", "x.wav"], "expected a sentence to say"),
        (["say", "Hello.", "-o", "/no/such/folder/x.wav"], "expected an existing folder"),
        (["sign", "Hello.", "-o", "x.gif"], "expected an output FILE.vrma, FILE.json or FILE.mp4"),
        (["recognise", "gone.mp4"], "found nothing"),
        (["recognise", "gone.npz"], "found nothing"),
        (["transcribe", "gone.wav"], "found nothing"),
        (["evaluate", "isolated", "gone.npz"], "expected a sequence pack"),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert message in said.err


def test_arabic_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gloss", "أين المدرسة؟", "--language", "ar"]) == 0
    (plan,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert plan["sentence_type"] == "wh-question"
    assert plan["tokens"][0] == {"gloss": "مدرسه", "kind": "sign", "markers": [], "source": "المدرسة"}
    assert main(["english", "انا", "رغبه", "شرب", "شاي", "--language", "ar"]) == 0
    assert json.loads(capsys.readouterr().out) == {"text": "أنا أريد أن أشرب الشاي."}


def test_languages_says_what_each_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages"]) == 0
    rows = {row["language"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["en"]["recognised"]
    assert rows["en"]["signed"]
    assert (rows["ar"]["direction"], rows["ar"]["recognised"], rows["ar"]["signed"]) == ("rtl", False, False)


@pytest.mark.slow
def test_a_taken_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "signspan", "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    assert done.stderr == f"signspan: expected a free port, 127.0.0.1:{port} cannot be used\n"


def test_every_command_has_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    asked, left = set[str](), [""]
    while left:
        words = left.pop()
        with pytest.raises(SystemExit) as stopped:
            main([*words.split(), "--help"])
        assert stopped.value.code == 0
        asked.add(words)
        listed = re.search(r"^  (COMMAND|WHAT)\n(.*?)\n\n", capsys.readouterr().out, re.DOTALL | re.MULTILINE)
        names = re.findall(r"^    (\S+)", listed[2], re.MULTILINE) if listed else []
        left += [f"{words} {name}".strip() for name in names]
    assert {"serve", "recognise", "transcribe", "gloss", "english", "sign", "say", "lexicon build"} <= asked
    assert {"evaluate isolated", "evaluate rejection", "bench latency", "bench apart", "train isolated"} <= asked


@pytest.mark.slow
def test_the_product_runs_where_torch_is_absent() -> None:
    """spaCy loads torch by itself where it finds it, so torch is made unfindable rather than looked for."""
    code = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "torch":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
import signspan.serve.app, signspan.app.recognise_file, signspan.measure.isolated, signspan.app.sign_file
from signspan.language.glosser import gloss
sys.exit(not gloss("Hello.") or "torch" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=300).returncode == 0
