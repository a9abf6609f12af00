"""`signspan evaluate`: accuracy."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows, hears


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    evaluate = commands.group("evaluate", "measure accuracy")
    isolated = evaluate.add("isolated", _isolated, "isolated signs of a sequence pack")
    isolated.add_argument("pack", type=Path)
    isolated.add_argument("--vocabulary", default="all", help="wlasl100, wlasl300 or all (what the model knows)")
    isolated.add_argument("--folds", type=Path, metavar="RUNS", help="score each signer by RUNS/foldK, trained without")

    continuous = evaluate.add("continuous", _continuous, "sentences of signs, by word error rate")
    continuous.add_argument("folder", type=Path, help="landmark files and manifest.json")
    continuous.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")
    continuous.add_argument("--weights", type=Path, help="a run's folder, in place of the weights that ship")

    letters = evaluate.add("letters", _letters, "single fingerspelled letters of a pack")
    letters.add_argument("pack", type=Path)
    letters.add_argument("--folds", type=Path, metavar="RUNS", help="score each person by RUNS/PERSON, trained without")
    spelling = evaluate.add("spelling", _spelling, "words composed from a pack's letters")
    spelling.add_argument("pack", type=Path)
    spelling.add_argument("--folds", type=Path, metavar="RUNS", help="read each person by RUNS/PERSON, trained without")
    spelling.add_argument("--words", type=int, default=200, help="a person")

    fewshot = evaluate.add("fewshot", _fewshot, "signs taught from one folder, read from another")
    fewshot.add_argument("train", type=Path, help="NAME.mp4 or NAME.npz, further examples NAME__2.npz, …")
    fewshot.add_argument("test", type=Path)

    rejection = evaluate.add("rejection", _rejection, "false commits where no known sign is made")
    rejection.add_argument("folder", type=Path, help="landmark files in which nothing of the vocabulary is signed")
    rejection.add_argument("--vocabulary", default="everyday", help="one of the model's vocabularies, or all")

    loop = evaluate.add("loop", _loop, "the avatar's signing, watched by our own perception")
    loop.add_argument("clips", type=Path, help="the folder of the clips that the lexicon was made from")
    loop.add_argument("--glosses", type=int, default=20, help="how many, spread over the lexicon")
    loop.add_argument("--cache", type=Path, help="a folder that keeps the clips' landmarks")
    loop.add_argument("--picture", type=Path, metavar="FILE.png", help="the worst ten, source beside avatar")

    speech = evaluate.add("speech", _speech, "how well and how soon speech is heard")
    speech.add_argument("folder", type=Path, help="recordings NAME.wav with their words in NAME.txt")
    speech.add_argument("--snr", type=float, metavar="DB", help="the other recordings as babble behind each")
    hears(speech)

    glosses = evaluate.add("gloss", _gloss, "what hand-written sentences ask of their glosses")
    glosses.add_argument("file", type=Path, nargs="?", help="sentences with conditions; the project's own if not given")

    pairs = evaluate.add("english", _english, "what glosses become in English, by chrF and by meaning")
    pairs.add_argument(
        "file", type=Path, nargs="?", help="glosses, English and facts, as tests/fixtures/english_pairs.txt"
    )

    written = evaluate.add("pairs", _pairs, "a pack's rules, on glosses and text that people wrote")
    written.add_argument("file", type=Path, help="id|gloss|text, as Isharah's; may be .gz")
    written.add_argument("--language", required=True, help="a pack whose rules are tables, as ar")

    joins = evaluate.add("joins", _joins, "how smoothly the avatar's signs join, every pair of some")
    joins.add_argument("--glosses", type=int, default=100)
    evaluate.add("readable", _readable, "the avatar's signs, read off its skeleton by the recogniser")


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
