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

    serve = command("serve", _serve, "serve the page and its conversations")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)

    recognise = command("recognise", _recognise, "glosses and a sentence from a video or landmark file")
    recognise.add_argument("file", type=Path)
    recognise.add_argument("--language", default="ase")

    transcribe = command("transcribe", _transcribe, "words from a sound file, as if it were spoken now")
    transcribe.add_argument("file", type=Path)

    command("listen", _listen, "words from this machine's microphone, until Ctrl-C")

    gloss = command("gloss", _gloss, "English to glosses, one line a sentence")
    gloss.add_argument("text")

    english = command("english", _english, "glosses to an English sentence")
    english.add_argument("glosses", nargs="+", metavar="GLOSS")

    sign = command("sign", _sign, "English to motion")
    sign.add_argument("text")
    sign.add_argument("-o", "--output", type=Path, required=True, help="FILE.vrma or FILE.json")

    say = command("say", _say, "English to a wav file")
    say.add_argument("text")
    say.add_argument("-o", "--output", type=Path, required=True)

    evaluate = command("evaluate", _none, "measure accuracy").add_subparsers(metavar="WHAT", required=True)
    isolated = command("isolated", _evaluate_isolated, "isolated signs of a sequence pack", evaluate)
    isolated.add_argument("pack", type=Path)
    isolated.add_argument("--vocabulary", default="all", help="wlasl100, wlasl300 or all (what the model knows)")
    isolated.add_argument("--folds", type=Path, metavar="RUNS", help="score each signer by RUNS/foldK, trained without")

    bench = command("bench", _none, "measure speed").add_subparsers(metavar="WHAT", required=True)
    latency = command("latency", _bench_latency, "every stage of both directions", bench)
    latency.add_argument("--repeat", type=int, default=3)

    lexicon = command("lexicon", _none, "the avatar's signs").add_subparsers(metavar="WHAT", required=True)
    command("stats", _lexicon_stats, "how many signs, from where, how large", lexicon)
    build = command("build", _lexicon_build, "make the signs again from video clips", lexicon)
    build.add_argument("clips", type=Path, help="a folder with index.csv and clips/, as StudioGalt's")
    build.add_argument("-o", "--output", type=Path, required=True)

    train = command("train", _none, "train the models (needs the extra `train`)")
    trained = train.add_subparsers(metavar="WHAT", required=True)
    model = command("isolated", _train_isolated, "the isolated-sign recogniser", trained)
    model.add_argument("data", type=Path)
    model.add_argument("-o", "--output", type=Path, required=True)
    model.add_argument("--fold", type=int, help="leave this fold's signers out, and score on them")
    model.add_argument("--epochs", type=int, default=30)
    model.add_argument("--seed", type=int, default=7)
    model.add_argument("--temperature", type=float, default=1.0, help="from `train calibrate`")
    calibrate = command("calibrate", _train_calibrate, "the temperature, from fold models and the pack", trained)
    calibrate.add_argument("pack", type=Path)
    calibrate.add_argument("runs", type=Path)
    return parser


def _none(_options: argparse.Namespace) -> Rows:
    """A group of commands; argparse asks for one before this could run."""
    return ()


def _serve(options: argparse.Namespace) -> Rows:
    from signspan.serve.run import run

    run(options.host, options.port)
    return ()


def _recognise(options: argparse.Namespace) -> Rows:
    from signspan.recognise.file import recognise_file

    return recognise_file(options.file, options.language)


def _transcribe(options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_file

    return transcribe_file(options.file)


def _listen(_options: argparse.Namespace) -> Rows:
    from signspan.hear.file import transcribe_blocks
    from signspan.hear.microphone import Microphone

    return transcribe_blocks(Microphone())


def _gloss(options: argparse.Namespace) -> Rows:
    from signspan.language.glosser import gloss
    from signspan.language.rows import plan_row

    return (plan_row(plan) for plan in gloss(options.text))


def _english(options: argparse.Namespace) -> Rows:
    from signspan.language.english import english

    yield {"text": english(options.glosses)}


def _sign(options: argparse.Namespace) -> Rows:
    from signspan.perform.file import sign_to_file

    yield sign_to_file(options.text, options.output)


def _say(options: argparse.Namespace) -> Rows:
    from signspan.speak.file import say_to_file

    yield say_to_file(options.text, options.output)


def _evaluate_isolated(options: argparse.Namespace) -> Rows:
    from signspan.measure.isolated import evaluate, evaluate_folds

    if options.folds:
        yield evaluate_folds(options.pack, options.folds, options.vocabulary)
    else:
        yield evaluate(options.pack, options.vocabulary)


def _bench_latency(options: argparse.Namespace) -> Rows:
    from signspan.measure.latency import bench

    yield bench(options.repeat)


def _lexicon_stats(_options: argparse.Namespace) -> Rows:
    from signspan.perform.lexicon import Lexicon

    yield Lexicon.load().stats()


def _lexicon_build(options: argparse.Namespace) -> Rows:
    from signspan.perform.build import build_lexicon

    yield build_lexicon(options.clips, options.output)


def _train_isolated(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.isolated import Config, train

    chosen = {"epochs": options.epochs, "seed": options.seed, "temperature": options.temperature}
    yield train(Config(options.data, options.output, options.fold, **chosen))


def _train_calibrate(options: argparse.Namespace) -> Rows:
    from signspan.measure.temperature import fit

    yield fit(options.pack, options.runs)


if __name__ == "__main__":
    sys.exit(main())
