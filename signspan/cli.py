"""The command line: one parser, one line a command; each command's work lives in its room.

Results are JSON on stdout, progress on stderr; an error is one line on stderr and exit code 2.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from signspan import __version__
from signspan.errors import SignspanError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        for row in options.run(options):
            print(json.dumps(row, ensure_ascii=False), flush=True)  # noqa: T201 - the result
    except SignspanError as error:
        print(f"signspan: {error}", file=sys.stderr)  # noqa: T201 - the one line
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


Rows = Iterable[Any]
Run = Callable[[argparse.Namespace], Rows]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="signspan", description="Signing and speaking people, talking to each other.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Run, about: str, into: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = into.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        return made

    def hears(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--hearing", choices=("english", "any", "light"), default="english", help="which Whisper")

    def asks(parser: argparse.ArgumentParser) -> None:
        about = "an OpenAI-compatible server, as http://127.0.0.1:8080/v1, to better the rules: the text is sent there"
        parser.add_argument("--llm", metavar="URL", help=about)
        parser.add_argument("--llm-model", metavar="NAME", default="default", help="the server's name for its model")

    serve = command("serve", _serve, "serve the page and its conversations")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    about = "where two devices meet: here (the default; ROOM_SECRET signs), or a Worker's address (docs/rooms.md)"
    serve.add_argument("--rooms", metavar="URL", default="here", help=about)
    serve.add_argument("--nats", metavar="URL", help="share rooms with other servers, as nats://127.0.0.1:4222")
    serve.add_argument("--ice", type=Path, metavar="FILE", help="STUN and TURN servers, a JSON list; none by default")
    serve.add_argument("--rtc", action="store_true", help="conversations over WebRTC too (docs/rooms.md)")
    serve.add_argument("--tunnel", action="store_true", help="also at a public address, by ngrok (NGROK_AUTHTOKEN)")
    hears(serve)
    asks(serve)

    recognise = command("recognise", _recognise, "glosses and a sentence from a video or landmark file")
    recognise.add_argument("file", type=Path)
    recognise.add_argument("--language", default="ase")
    recognise.add_argument("--book", type=Path, help="signs taught with `enrol`")
    recognise.add_argument("--fingerspelling", action="store_true", help="read spelled words instead of signs")

    enrol = command("enrol", _enrol, "teach a sign from one to five examples")
    enrol.add_argument("name")
    enrol.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a video or landmark file of the sign")
    enrol.add_argument("--into", type=Path, required=True, metavar="BOOK", help="made if it is not there")
    enrol.add_argument("--label", default="", help="the sign's name in the signers' written language")
    enrol.add_argument("--consent", metavar="WHO", help="the signer's name, or yes: the avatar may move as they did")
    enrol.add_argument("--language", help="of a new book: ase (the default) adds to what is known, others stand alone")

    transcribe = command("transcribe", _transcribe, "words from a sound file, as if it were spoken now")
    transcribe.add_argument("file", type=Path)
    hears(transcribe)

    hears(command("listen", _listen, "words from this machine's microphone, until Ctrl-C"))

    def speaks(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--language", default="en", help="one of `signspan languages`; English if not given")

    gloss = command("gloss", _gloss, "English, or another language's text, to glosses, one line a sentence")
    gloss.add_argument("text")
    speaks(gloss)
    asks(gloss)
    gloss.add_argument("--explain", action="store_true", help="every sign with the reasons for it, one a line")

    english = command("english", _english, "glosses to a sentence, English or another language's")
    english.add_argument("glosses", nargs="+", metavar="GLOSS", help="in signed order; ? for raised brows")
    speaks(english)
    asks(english)

    command("languages", _languages, "the language packs, and what each can do")

    sign = command("sign", _sign, "English to motion")
    sign.add_argument("text")
    sign.add_argument("-o", "--output", type=Path, required=True, help="FILE.vrma, FILE.json or FILE.mp4")
    sign.add_argument("--speed", type=float, default=1.0, help="0.5 to 1.5; letters stay readable")
    sign.add_argument("--book", type=Path, help="signs taught with `enrol --consent`, found before all others")

    say = command("say", _say, "English to a wav file")
    say.add_argument("text")
    say.add_argument("-o", "--output", type=Path, required=True)
    say.add_argument("--speed", type=float, default=1.0, help="0.5 to 2")

    evaluate = command("evaluate", _none, "measure accuracy").add_subparsers(metavar="WHAT", required=True)
    isolated = command("isolated", _evaluate_isolated, "isolated signs of a sequence pack", evaluate)
    isolated.add_argument("pack", type=Path)
    isolated.add_argument("--vocabulary", default="all", help="wlasl100, wlasl300 or all (what the model knows)")
    isolated.add_argument("--folds", type=Path, metavar="RUNS", help="score each signer by RUNS/foldK, trained without")

    continuous = command("continuous", _evaluate_continuous, "sentences of signs, by word error rate", evaluate)
    continuous.add_argument("folder", type=Path, help="landmark files and manifest.json")
    continuous.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")
    continuous.add_argument("--weights", type=Path, help="a run's folder, in place of the weights that ship")

    letters = command("letters", _evaluate_letters, "single fingerspelled letters of a pack", evaluate)
    letters.add_argument("pack", type=Path)
    letters.add_argument("--folds", type=Path, metavar="RUNS", help="score each person by RUNS/PERSON, trained without")
    spelling = command("spelling", _evaluate_spelling, "words composed from a pack's letters", evaluate)
    spelling.add_argument("pack", type=Path)
    spelling.add_argument("--folds", type=Path, metavar="RUNS", help="read each person by RUNS/PERSON, trained without")
    spelling.add_argument("--words", type=int, default=200, help="a person")

    fewshot = command("fewshot", _evaluate_fewshot, "signs taught from one folder, read from another", evaluate)
    fewshot.add_argument("train", type=Path, help="NAME.mp4 or NAME.npz, further examples NAME__2.npz, …")
    fewshot.add_argument("test", type=Path)

    rejection = command("rejection", _evaluate_rejection, "false commits where no known sign is made", evaluate)
    rejection.add_argument("folder", type=Path, help="landmark files in which nothing of the vocabulary is signed")
    rejection.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")

    loop = command("loop", _evaluate_loop, "the avatar's signing, watched by our own perception", evaluate)
    loop.add_argument("clips", type=Path, help="the folder of the clips that the lexicon was made from")
    loop.add_argument("--glosses", type=int, default=20, help="how many, spread over the lexicon")
    loop.add_argument("--cache", type=Path, help="a folder that keeps the clips' landmarks")
    loop.add_argument("--picture", type=Path, metavar="FILE.png", help="the worst ten, source beside avatar")

    speech = command("speech", _evaluate_speech, "how well and how soon speech is heard", evaluate)
    speech.add_argument("folder", type=Path, help="recordings NAME.wav with their words in NAME.txt")
    speech.add_argument("--snr", type=float, metavar="DB", help="the other recordings as babble behind each")
    hears(speech)

    glosses = command("gloss", _evaluate_gloss, "what hand-written sentences ask of their glosses", evaluate)
    glosses.add_argument("file", type=Path, nargs="?", help="sentences with conditions; the project's own if not given")

    pairs = command("english", _evaluate_english, "what glosses become in English, by chrF and by meaning", evaluate)
    pairs.add_argument(
        "file", type=Path, nargs="?", help="glosses, English and facts, as tests/fixtures/english_pairs.txt"
    )

    written = command("pairs", _evaluate_pairs, "a pack's rules, on glosses and text that people wrote", evaluate)
    written.add_argument("file", type=Path, help="id|gloss|text, as Isharah's; may be .gz")
    written.add_argument("--language", required=True, help="a pack whose rules are tables, as ar")

    joins = command("joins", _evaluate_joins, "how smoothly the avatar's signs join, every pair of some", evaluate)
    joins.add_argument("--glosses", type=int, default=100)
    command("readable", _evaluate_readable, "the avatar's signs, read off its skeleton by the recogniser", evaluate)

    bench = command("bench", _none, "measure speed").add_subparsers(metavar="WHAT", required=True)
    latency = command("latency", _bench_latency, "every stage of both directions", bench)
    latency.add_argument("--repeat", type=int, default=3)

    command("tick", _bench_tick, "one tick of recognition on one thread", bench)
    apart = command("apart", _bench_apart, "from one device to another, every stage of both directions", bench)
    apart.add_argument("--repeat", type=int, default=20)
    apart.add_argument("--impaired", action="store_true", help="over a line of 100 ± 30 ms that loses 5 % (needs root)")
    load = command("load", _bench_load, "how many signers a server bears at 30 frames a second", bench)
    load.add_argument("--seconds", type=float, default=30.0, help="of each step")
    rooms = command("rooms", _bench_rooms, "how many rooms a server bears at 30 frames a second each", bench)
    rooms.add_argument("--seconds", type=float, default=20.0, help="of each step")
    soak = command("soak", _bench_soak, "whether a server in use for long stays as it was", bench)
    soak.add_argument("--minutes", type=float, default=30.0)
    soak.add_argument("--people", type=int, default=4, help="at a time")

    lexicon = command("lexicon", _none, "the avatar's signs").add_subparsers(metavar="WHAT", required=True)
    command("stats", _lexicon_stats, "how many signs, from where, how large", lexicon)
    coverage = command("coverage", _lexicon_coverage, "what has a sign: common words, or sentences", lexicon)
    coverage.add_argument("file", type=Path, nargs="?", help="English sentences, one a line")
    build = command("build", _lexicon_build, "make the signs again from video clips", lexicon)
    build.add_argument("clips", type=Path, help="a folder with index.csv and clips/, as StudioGalt's")
    build.add_argument("-o", "--output", type=Path, required=True)
    build.add_argument("--cache", type=Path, metavar="DIR", help="keeps the clips' landmarks for next time")
    build.add_argument("--only-cached", action="store_true", help="leave clips out whose landmarks are not kept yet")
    build.add_argument("--hands", type=Path, metavar="PACK", help="a pack of hands, for glosses without a clip")

    train = command("train", _none, "train the models (needs the extra `train`)")
    trained = train.add_subparsers(metavar="WHAT", required=True)
    model = command("isolated", _train_isolated, "the isolated-sign recogniser", trained)
    model.add_argument("data", type=Path)
    model.add_argument("-o", "--output", type=Path, required=True)
    model.add_argument("--config", type=Path, help="a few lines of TOML, as in configs/")
    model.add_argument("--fold", type=int, help="leave this fold's signers out, and score on them")
    gate = command("continuous", _train_continuous, "the gate that finds a sentence's signs, from fold models", trained)
    gate.add_argument("data", type=Path)
    gate.add_argument("runs", type=Path)
    gate.add_argument("-o", "--output", type=Path, required=True)
    gate.add_argument("--sentences", type=int, default=250, help="of every fold")
    gate.add_argument("--without", type=int, metavar="FOLD", help="leave this fold's signers out")
    gate.add_argument("--hard", action="store_true", help="the control: whole clips end to end")
    compose = command("compose", _train_compose, "sentences of a fold's signers, for `evaluate continuous`", trained)
    compose.add_argument("data", type=Path)
    compose.add_argument("-o", "--output", type=Path, required=True)
    compose.add_argument("--fold", type=int, default=0)
    compose.add_argument("--sentences", type=int, default=100)
    compose.add_argument("--kind", choices=("signs", "hard", "idle"), default="signs", help="what the files hold")
    before = command("pretrain", _pretrain, "the recogniser's encoder, without labels (needs the extra `train`)")
    before.add_argument("data", type=Path)
    before.add_argument("-o", "--output", type=Path, required=True)
    before.add_argument("--config", type=Path, help="a few lines of TOML, as in configs/")
    before.add_argument("--fold", type=int, help="leave this fold's signers out")
    spelled = command("letters", _train_letters, "the fingerspelling recogniser", trained)
    spelled.add_argument("data", type=Path)
    spelled.add_argument("-o", "--output", type=Path, required=True)
    spelled.add_argument("--without", metavar="PERSON", help="leave this person out, and score on them")
    spelled.add_argument("--calibrate", type=Path, metavar="RUNS", help="temperature and confusions from such runs")
    spelled.add_argument("--epochs", type=int, default=14)
    spelled.add_argument("--seed", type=int, default=7)
    calibrate = command("calibrate", _train_calibrate, "the temperature, from fold models and the pack", trained)
    calibrate.add_argument("pack", type=Path)
    calibrate.add_argument("runs", type=Path)
    calibrate.add_argument("--into", type=Path, required=True, help="the folder whose isolated.json is calibrated")
    return parser


def _none(_options: argparse.Namespace) -> Rows:
    """A group of commands; argparse asks for one before this could run."""
    return ()


def _serve(options: argparse.Namespace) -> Rows:
    from signspan.errors import InputError
    from signspan.serve.meeting import Meeting
    from signspan.serve.rooms.reception import SECRET, reception
    from signspan.serve.run import run

    llm, here = _llm(options) if options.llm else None, options.rooms == "here"
    if options.nats and not here:
        raise InputError(f"expected --nats with rooms here, got --rooms {options.rooms[:60]}")
    meeting = Meeting.of(None if here else options.rooms, options.ice)
    desk = reception(os.environ.get(SECRET, ""), options.nats) if here else None
    run(options.host, options.port, options.hearing, llm, meeting, desk, options.rtc, options.tunnel)
    return ()


def _recognise(options: argparse.Namespace) -> Rows:
    if options.fingerspelling:
        from signspan.recognise.spelled_file import spell_file

        return spell_file(options.file)
    from signspan.recognise.file import recognise_file

    return recognise_file(options.file, options.language, options.book)


def _enrol(options: argparse.Namespace) -> Rows:
    from signspan.recognise.enrol import enrol

    yield enrol(options.name, options.files, options.into, options.label, options.language, options.consent)


def _transcribe(options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_file

    return transcribe_file(options.file, options.hearing)


def _listen(options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_blocks
    from signspan.hear.microphone import Microphone

    return transcribe_blocks(Microphone(), options.hearing)


def _gloss(options: argparse.Namespace) -> Rows:
    from signspan.language.discourse import Discourse
    from signspan.language.glosser import gloss, gloss_after
    from signspan.language.pack import find_pack
    from signspan.language.rows import plan_row, reason_rows

    pack = _pack_by_tables(options)
    if pack is not None:
        from signspan.language.table_glosser import gloss_by_tables

        return (plan_row(plan) for plan in gloss_by_tables(options.text, pack))
    find_pack("en").expect(options.text)
    if options.explain:
        return (row for told in gloss_after(options.text, Discourse())[0] for row in reason_rows(told))
    if options.llm:
        found = _llm(options).gloss(options.text)
        return ({**plan_row(f.plan), "why_rules": f.why} if f.why else plan_row(f.plan) for f in found)
    return (plan_row(plan) for plan in gloss(options.text))


def _english(options: argparse.Namespace) -> Rows:
    from signspan.language.english import english
    from signspan.language.pack import find_pack
    from signspan.language.table_writer import text_by_tables

    pack = _pack_by_tables(options)
    if pack is not None:
        yield {"text": text_by_tables(options.glosses, pack)}
        return
    find_pack("en").expect(" ".join(options.glosses))
    if options.llm:
        answered = _llm(options).english(options.glosses)
        yield {"text": answered.text, "why_rules": answered.why} if answered.why else {"text": answered.text}
    else:
        yield {"text": english(options.glosses)}


def _pack_by_tables(options: argparse.Namespace) -> Any:
    """The pack that was asked for if its rules are tables, None if they are English's own."""
    from signspan.errors import InputError
    from signspan.language.pack import find_pack

    pack = find_pack(options.language)
    if not pack.by_tables:
        return None
    if options.llm or getattr(options, "explain", False):
        raise InputError(f"expected English with --llm or --explain, got --language {options.language}")
    return pack


def _languages(_options: argparse.Namespace) -> Rows:
    from signspan.language.pack import packs

    return (pack.row() for pack in packs())


def _llm(options: argparse.Namespace) -> Any:
    """The server that was asked for; says on stderr that text is sent there."""
    from signspan.language.llm import Llm

    llm = Llm(options.llm, options.llm_model)
    print(f"signspan: {llm.notice}", file=sys.stderr)  # noqa: T201 - people are told before anything is sent
    return llm


def _sign(options: argparse.Namespace) -> Rows:
    from signspan.perform.file import sign_to_file
    from signspan.perform.personal import NONE, Personal
    from signspan.recognise.book import Book

    personal = Personal.of(Book.read(options.book).motions) if options.book else NONE
    yield sign_to_file(options.text, options.output, options.speed, personal)


def _say(options: argparse.Namespace) -> Rows:
    from signspan.speak.file import say_to_file

    yield say_to_file(options.text, options.output, options.speed)


def _evaluate_isolated(options: argparse.Namespace) -> Rows:
    from signspan.measure.isolated import evaluate, evaluate_folds

    if options.folds:
        yield evaluate_folds(options.pack, options.folds, options.vocabulary)
    else:
        yield evaluate(options.pack, options.vocabulary)


def _evaluate_continuous(options: argparse.Namespace) -> Rows:
    from signspan.measure.continuous import evaluate
    from signspan.recognise.classifier import WEIGHTS
    from signspan.recognise.models import Models

    yield evaluate(options.folder, Models.load(options.vocabulary, options.weights or WEIGHTS))


def _evaluate_letters(options: argparse.Namespace) -> Rows:
    from signspan.measure.letters import evaluate

    yield evaluate(options.pack, options.folds)


def _evaluate_spelling(options: argparse.Namespace) -> Rows:
    from signspan.measure.spelling import evaluate

    yield evaluate(options.pack, options.folds, options.words)


def _evaluate_fewshot(options: argparse.Namespace) -> Rows:
    from signspan.measure.fewshot import evaluate

    yield evaluate(options.train, options.test)


def _evaluate_rejection(options: argparse.Namespace) -> Rows:
    from signspan.measure.rejection import evaluate
    from signspan.recognise.models import Models

    yield evaluate(options.folder, Models.load(options.vocabulary))


def _evaluate_speech(options: argparse.Namespace) -> Rows:
    from signspan.measure.speech import evaluate

    yield evaluate(options.folder, options.snr, options.hearing)


def _evaluate_gloss(options: argparse.Namespace) -> Rows:
    from signspan.measure.gloss import SENTENCES, evaluate

    yield evaluate(options.file or SENTENCES)


def _evaluate_english(options: argparse.Namespace) -> Rows:
    from signspan.measure.english import PAIRS, evaluate

    yield evaluate(options.file or PAIRS)


def _evaluate_pairs(options: argparse.Namespace) -> Rows:
    from signspan.language.pack import find_pack
    from signspan.measure.languages import evaluate

    yield evaluate(options.file, find_pack(options.language))


def _evaluate_joins(options: argparse.Namespace) -> Rows:
    from signspan.measure.joins import evaluate

    yield evaluate(options.glosses)


def _evaluate_readable(_options: argparse.Namespace) -> Rows:
    from signspan.measure.readable import evaluate

    yield evaluate()


def _evaluate_loop(options: argparse.Namespace) -> Rows:
    from signspan.measure.loop import evaluate

    yield evaluate(options.clips, options.glosses, options.cache, options.picture)


def _bench_latency(options: argparse.Namespace) -> Rows:
    from signspan.measure.latency import bench

    yield bench(options.repeat)


def _bench_apart(options: argparse.Namespace) -> Rows:
    from signspan.measure.apart.latency import bench

    yield bench(options.repeat, options.impaired)


def _bench_load(options: argparse.Namespace) -> Rows:
    from signspan.measure.load import bench

    yield bench(options.seconds)


def _bench_rooms(options: argparse.Namespace) -> Rows:
    from signspan.measure.rooms import bench

    yield bench(options.seconds)


def _bench_soak(options: argparse.Namespace) -> Rows:
    from signspan.measure.soak import bench

    yield bench(options.minutes, options.people)


def _bench_tick(_options: argparse.Namespace) -> Rows:
    from signspan.measure.tick import bench

    yield bench()


def _lexicon_stats(_options: argparse.Namespace) -> Rows:
    from signspan.perform.lexicon import Lexicon

    yield Lexicon.load().stats()


def _lexicon_coverage(options: argparse.Namespace) -> Rows:
    from signspan.measure.coverage import evaluate_sentences, evaluate_words

    yield evaluate_sentences(options.file) if options.file else evaluate_words()


def _lexicon_build(options: argparse.Namespace) -> Rows:
    from signspan.measure.readable import reader
    from signspan.perform.build import build_lexicon

    yield build_lexicon(
        options.clips, options.output, options.cache, options.hands, reader(), only_cached=options.only_cached
    )


def _train_isolated(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.config import Config
    from signspan.train.isolated import train

    yield train(options.data, options.output, Config.read(options.config, fold=options.fold))


def _train_continuous(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.continuous import collect, train_gate

    examples = collect(options.data, options.runs, options.sentences, options.without, options.hard)
    yield train_gate(examples, options.output)


def _train_compose(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.sentences import write_sentences

    yield write_sentences(options.data, options.output, options.fold, options.sentences, options.kind)


def _pretrain(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.config import Config
    from signspan.train.pretrain import pretrain

    yield pretrain(options.data, options.output, Config.read(options.config, fold=options.fold))


def _train_letters(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.letters import Config, train

    chosen = {"epochs": options.epochs, "seed": options.seed}
    yield train(Config(options.data, options.output, options.without, options.calibrate, **chosen))


def _train_calibrate(options: argparse.Namespace) -> Rows:
    from signspan.measure.held_out import calibrate

    yield calibrate(options.pack, options.runs, options.into)


if __name__ == "__main__":
    sys.exit(main())
