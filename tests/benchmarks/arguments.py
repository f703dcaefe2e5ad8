"""Understand the command line of the benchmarks."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contenders import OURS, PEERS
from tests.benchmarks.variants import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    seconds: float
    contenders: tuple[str, ...]
    seeds: tuple[int, ...]
    cores: int  # of ours; peers use one
    jobs: int  # contenders at once, each on cores of its own
    bound_s: float | None
    table: Path | None
    variant: Variant
    as_json: bool
    solutions: bool  # in the JSON


def asked_for(arguments: Sequence[str] | None) -> Asked:
    """What the arguments ask for; ends the program with status 2 when they are wrong."""
    parser = _parser()
    given = parser.parse_args(arguments)
    peers = [] if given.ours_only else [name for name in given.peers.split(",") if name]
    if unknown := sorted(set(peers) - set(PEERS)):
        parser.error(f"{unknown[0]} is not a peer; {', '.join(PEERS)} are")
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if given.cores * given.jobs > available:
        parser.error(
            f"{given.jobs} jobs of {given.cores} cores are more than the {available} cores of this machine"
        )
    if given.time <= 0 or given.runs < 1 or given.jobs < 1:
        parser.error("--time, --runs and --jobs must be positive")
    contenders = (*([] if given.no_ours else [OURS]), *peers)
    if not contenders and given.bound is None:
        parser.error("nobody is left to take part")
    return Asked(
        paths=tuple(given.paths),
        seconds=given.time,
        contenders=contenders,
        seeds=given.seeds or tuple(range(given.seed, given.seed + given.runs)),
        cores=given.cores,
        jobs=given.jobs,
        bound_s=given.time if given.bound == 0 else given.bound,
        table=given.best_known,
        variant=Variant(unit=given.unit, vehicles_first=given.vehicles_first),
        as_json=given.json,
        solutions=given.solutions,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="instance files, or folders that hold them")
    add("--time", type=float, default=20, metavar="S", help="seconds of wall time for each contender (20)")
    add("--peers", default="", metavar="A,B", help=f"peers that take part, of {','.join(PEERS)} (none)")
    add("--ours-only", action="store_true", help="no peers")
    add("--no-ours", action="store_true", help="peers only")
    add("--seed", type=int, default=1, metavar="N", help="seed of the first run (1)")
    add("--seeds", type=_numbers, metavar="N,N", help="seeds, one run each, instead of --seed and --runs")
    add("--runs", type=int, default=1, metavar="N", help="runs of each contender, with seeds that follow (1)")
    add("--cores", type=int, default=1, choices=(1, 2), help="cores of ours; peers have one (1)")
    add("--jobs", type=int, default=1, metavar="N", help="contenders at once, each on cores of its own (1)")
    add(
        "--bound",
        type=float,
        nargs="?",
        const=0,
        metavar="S",
        help="our lower bound too, in S seconds (--time)",
    )
    add(
        "--best-known",
        type=Path,
        metavar="FILE",
        help="CSV of best known values (best_known.csv beside or above)",
    )
    add(
        "--unit",
        type=float,
        metavar="U",
        help="so many steps of the file's distances are one unit (by family)",
    )
    add(
        "--vehicles-first",
        action=argparse.BooleanOptionalAction,
        help="fewest vehicles, then distance (by type)",
    )
    add("--json", action="store_true", help="JSON instead of tables")
    add("--solutions", action="store_true", help="with --json: the runs too, so that anyone can check them")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split(","))
