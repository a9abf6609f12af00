"""`signspan train` and `pretrain`: the models that ship; all but `calibrate` need the extra `train`."""

import argparse
from pathlib import Path

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    train = commands.group("train", "train the models (needs the extra `train`)")
    model = train.add("isolated", _isolated, "train the recogniser of isolated signs")
    _learns(model)
    model.add_argument("--fold", type=int, help="leave this fold's signers out, and score on them")
    compose = train.add("compose", _compose, "compose sentences of a fold's signers, for `evaluate continuous`")
    compose.add_argument("data", type=Path)
    compose.add_argument("-o", "--output", type=Path, required=True)
    compose.add_argument("--fold", type=int, default=0)
    compose.add_argument("--sentences", type=int, default=100)
    compose.add_argument("--kind", choices=("signs", "hard", "idle"), default="signs", help="what the files hold")
    before = commands.add(
        "pretrain", _pretrain, "pretrain the recogniser's encoder without labels (needs the extra `train`)"
    )
    _learns(before)
    before.add_argument("--fold", type=int, help="leave this fold's signers out")
    spelled = train.add("letters", _letters, "train the fingerspelling recogniser")
    spelled.add_argument("data", type=Path)
    spelled.add_argument("-o", "--output", type=Path, required=True)
    spelled.add_argument("--without", metavar="PERSON", help="leave this person out, and score on them")
    spelled.add_argument(
        "--calibrate", type=Path, metavar="RUNS", help="take the temperature and confusions from these runs"
    )
    spelled.add_argument("--epochs", type=int, default=14)
    spelled.add_argument("--seed", type=int, default=7)
    calibrate = train.add("calibrate", _calibrate, "fit the temperature, from fold models and the pack")
    calibrate.add_argument("pack", type=Path)
    calibrate.add_argument("runs", type=Path)
    calibrate.add_argument("--into", type=Path, required=True, help="the folder whose isolated.json is calibrated")


def _learns(parser: argparse.ArgumentParser) -> None:
    """Adds the options of learning from all signs."""
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--config", type=Path, help="a TOML file, such as those in configs/")


def _isolated(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.config import Config
    from signspan.train.isolated import train

    yield train(options.data, options.output, Config.read(options.config, fold=options.fold))


def _compose(options: argparse.Namespace) -> Rows:
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


def _letters(options: argparse.Namespace) -> Rows:
    from signspan.train import require_torch

    require_torch()
    from signspan.train.letters import Config, train

    chosen = {"epochs": options.epochs, "seed": options.seed}
    yield train(Config(options.data, options.output, options.without, options.calibrate, **chosen))


def _calibrate(options: argparse.Namespace) -> Rows:
    from signspan.measure.held_out import calibrate

    yield calibrate(options.pack, options.runs, options.into)
