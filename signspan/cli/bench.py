"""`signspan bench`: speed, load, endurance."""

import argparse

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    bench = commands.group("bench", "measure speed, load and endurance")
    latency = bench.add("latency", _latency, "how long every stage takes, in both directions")
    latency.add_argument("--repeat", type=int, default=3, help="sentences each way")

    bench.add("tick", _tick, "how long one tick of recognition takes on one thread")
    apart = bench.add("apart", _apart, "how long every stage takes from one device to another (docs/network.md)")
    apart.add_argument("--repeat", type=int, default=20, help="sentences each way")
    about = "over a network of 100 ± 30 ms that loses 5 %% of the packets (needs root)"
    apart.add_argument("--impaired", action="store_true", help=about)
    load = bench.add("load", _load, "how many concurrent signers one server process serves, at 30 frames a second")
    load.add_argument("--seconds", type=float, default=30.0, help="how long each step lasts")
    rooms = bench.add("rooms", _rooms, "how many rooms one server process serves, at 30 frames a second each")
    rooms.add_argument("--seconds", type=float, default=20.0, help="how long each step lasts")
    stalls = bench.add(
        "stalls", _stalls, "how late the server answers while four clients type long sentences without pause"
    )
    stalls.add_argument("--seconds", type=float, default=30.0, help="how long to measure")
    soak = bench.add("soak", _soak, "whether memory, tasks or threads grow on a server in long use")
    soak.add_argument("--minutes", type=float, default=30.0, help="how long to run")
    soak.add_argument("--people", type=int, default=4, help="how many visit at a time")


def _latency(options: argparse.Namespace) -> Rows:
    from signspan.measure.latency import bench

    yield bench(options.repeat)


def _apart(options: argparse.Namespace) -> Rows:
    from signspan.measure.apart.latency import bench

    yield bench(options.repeat, options.impaired)


def _load(options: argparse.Namespace) -> Rows:
    from signspan.measure.load import bench

    yield bench(options.seconds)


def _rooms(options: argparse.Namespace) -> Rows:
    from signspan.measure.rooms import bench

    yield bench(options.seconds)


def _stalls(options: argparse.Namespace) -> Rows:
    from signspan.measure.stalls import bench

    yield bench(options.seconds)


def _soak(options: argparse.Namespace) -> Rows:
    from signspan.measure.soak import bench

    yield bench(options.minutes, options.people)


def _tick(_options: argparse.Namespace) -> Rows:
    from signspan.measure.tick import bench

    yield bench()
