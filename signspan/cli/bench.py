"""`signspan bench`: speed, load, endurance."""

import argparse

from signspan.cli.command import Commands, Rows


def add(commands: Commands) -> None:
    """Adds the commands of this module."""
    bench = commands.group("bench", "measure speed")
    latency = bench.add("latency", _latency, "every stage of both directions")
    latency.add_argument("--repeat", type=int, default=3)

    bench.add("tick", _tick, "one tick of recognition on one thread")
    apart = bench.add("apart", _apart, "from one device to another, every stage of both directions")
    apart.add_argument("--repeat", type=int, default=20)
    about = "over a line of 100 ± 30 ms that loses 5 %% of the packets (needs root)"
    apart.add_argument("--impaired", action="store_true", help=about)
    load = bench.add("load", _load, "how many signers a server bears at 30 frames a second")
    load.add_argument("--seconds", type=float, default=30.0, help="of each step")
    rooms = bench.add("rooms", _rooms, "how many rooms a server bears at 30 frames a second each")
    rooms.add_argument("--seconds", type=float, default=20.0, help="of each step")
    stalls = bench.add("stalls", _stalls, "how late the server answers while clients type without pause")
    stalls.add_argument("--seconds", type=float, default=30.0)
    soak = bench.add("soak", _soak, "whether a server in use for long stays as it was")
    soak.add_argument("--minutes", type=float, default=30.0)
    soak.add_argument("--people", type=int, default=4, help="at a time")


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
