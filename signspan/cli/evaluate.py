"""`signspan evaluate`: accuracy."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows, hears

WITHOUT = "read each person with the model RUNS/PERSON that never saw them"


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    evaluate = commands.group("evaluate", "measure accuracy")
    isolated = evaluate.add("isolated", _isolated, "accuracy on isolated signs")
    isolated.add_argument("pack", type=Path, help="a sequence pack, PACK.npz")
    isolated.add_argument(
        "--vocabulary", default="all", help="wlasl100, wlasl300, wlasl1000, wlasl2000, everyday or all"
    )
    isolated.add_argument(
        "--folds", type=Path, metavar="RUNS", help="read each signer with the model RUNS/foldK that never saw them"
    )

    continuous = evaluate.add("continuous", _continuous, "word error rate on sentences of signs")
    continuous.add_argument("folder", type=Path, help="landmark files and manifest.json")
    continuous.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")
    continuous.add_argument("--weights", type=Path, help="the folder of a run, instead of the shipped weights")

    letters = evaluate.add("letters", _letters, "accuracy on single fingerspelled letters")
    letters.add_argument("pack", type=Path, help="a pack of letters, PACK.npz")
    letters.add_argument("--folds", type=Path, metavar="RUNS", help=WITHOUT)
    spelling = evaluate.add("spelling", _spelling, "accuracy on words composed from a pack's letters")
    spelling.add_argument("pack", type=Path, help="a pack of letters, PACK.npz")
    spelling.add_argument("--folds", type=Path, metavar="RUNS", help=WITHOUT)
    spelling.add_argument("--words", type=int, default=200, help="how many words for each person")

    fewshot = evaluate.add(
        "fewshot", _fewshot, "accuracy on signs that are taught from one folder and read from another"
    )
    fewshot.add_argument("train", type=Path, help="NAME.mp4 or NAME.npz, further examples NAME__2.npz, …")
    fewshot.add_argument("test", type=Path, help="NAME.mp4 or NAME.npz, likewise")

    rejection = evaluate.add("rejection", _rejection, "false commits and questions where no known sign is made")
    rejection.add_argument("folder", type=Path, help="landmark files in which nothing of the vocabulary is signed")
    rejection.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")

    loop = evaluate.add("loop", _loop, "film the avatar's signs and compare them with their source clips")
    loop.add_argument("clips", type=Path, help="the folder of the clips that the lexicon was made from")
    loop.add_argument("--glosses", type=int, default=20, help="how many glosses, spread over the lexicon")
    loop.add_argument("--cache", type=Path, help="a folder that keeps the clips' landmarks")
    loop.add_argument("--picture", type=Path, metavar="FILE.png", help="draw the worst ten, source beside avatar")

    speech = evaluate.add("speech", _speech, "word error rate and delay of hearing")
    speech.add_argument("folder", type=Path, help="recordings NAME.wav with their words in NAME.txt")
    speech.add_argument("--snr", type=float, metavar="DB", help="play the other recordings as babble, this much softer")
    hears(speech)

    glosses = evaluate.add("gloss", _gloss, "check the glosses of hand-written sentences")
    glosses.add_argument("file", type=Path, nargs="?", help="sentences with conditions; by default the project's own")

    pairs = evaluate.add("english", _english, "score English made from glosses, by chrF and by meaning")
    pairs.add_argument(
        "file", type=Path, nargs="?", help="glosses, English and facts; by default tests/fixtures/english_pairs.txt"
    )

    written = evaluate.add("pairs", _pairs, "score a language pack's rules on glosses and text that people wrote")
    written.add_argument("file", type=Path, help="lines of id|gloss|text, such as Isharah's; may be .gz")
    written.add_argument("--language", required=True, help="a pack whose rules are tables, such as ar")

    joins = evaluate.add("joins", _joins, "how smoothly the avatar's signs follow each other")
    joins.add_argument("--glosses", type=int, default=100, help="how many glosses, each after each other")
    evaluate.add("readable", _readable, "whether our recogniser can read the avatar's signs")


def _isolated(options: argparse.Namespace) -> Rows:
    from signspan.measure.isolated import evaluate, evaluate_folds

    if options.folds:
        yield evaluate_folds(options.pack, options.folds, options.vocabulary)
    else:
        yield evaluate(options.pack, options.vocabulary)


def _continuous(options: argparse.Namespace) -> Rows:
    from signspan.measure.continuous import evaluate
    from signspan.recognise.classifier import WEIGHTS
    from signspan.recognise.models import Models

    yield evaluate(options.folder, Models.load(options.vocabulary, options.weights or WEIGHTS))


def _letters(options: argparse.Namespace) -> Rows:
    from signspan.measure.letters import evaluate

    yield evaluate(options.pack, options.folds)


def _spelling(options: argparse.Namespace) -> Rows:
    from signspan.measure.spelling import evaluate

    yield evaluate(options.pack, options.folds, options.words)


def _fewshot(options: argparse.Namespace) -> Rows:
    from signspan.measure.fewshot import evaluate

    yield evaluate(options.train, options.test)


def _rejection(options: argparse.Namespace) -> Rows:
    from signspan.measure.rejection import evaluate
    from signspan.recognise.models import Models

    yield evaluate(options.folder, Models.load(options.vocabulary))


def _speech(options: argparse.Namespace) -> Rows:
    from signspan.measure.speech import evaluate

    yield evaluate(options.folder, options.snr, options.hearing)


def _gloss(options: argparse.Namespace) -> Rows:
    from signspan.measure.gloss import SENTENCES, evaluate

    yield evaluate(options.file or SENTENCES)


def _english(options: argparse.Namespace) -> Rows:
    from signspan.measure.english import PAIRS, evaluate

    yield evaluate(options.file or PAIRS)


def _pairs(options: argparse.Namespace) -> Rows:
    from signspan.language.pack import find_pack
    from signspan.measure.languages import evaluate

    yield evaluate(options.file, find_pack(options.language))


def _joins(options: argparse.Namespace) -> Rows:
    from signspan.measure.joins import evaluate

    yield evaluate(options.glosses)


def _readable(_options: argparse.Namespace) -> Rows:
    from signspan.measure.readable import evaluate

    yield evaluate()


def _loop(options: argparse.Namespace) -> Rows:
    from signspan.measure.loop import evaluate

    yield evaluate(options.clips, options.glosses, options.cache, options.picture)
