"""Run contenders on a case, each in a process of its own on cores of its own, and check what they find."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.benchmarks.best_known import BestKnown
from tests.benchmarks.bound import Bound
from tests.benchmarks.cases import Case, Routes
from tests.benchmarks.checker import check
from tests.benchmarks.contenders import BOUND, OURS
from tests.benchmarks.variants import Variant

ROOT = Path(__file__).parents[2]
PATIENCE = 3  # times the limit, then it is ended
COMPILING_S = 300  # a first compilation, reading and importing
SHARE = 0.9  # of its core that a contender should have had
UNIT_DOUBT = 5  # a cost so many times its best known value is not in the same unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one contender is asked to do once."""

    path: Path
    contender: str
    seconds: float
    seed: int
    cores: tuple[int, ...]  # of the machine, by number; empty: as it pleases
    variant: Variant

    def answer(self, **more: object) -> Mapping[str, Any]:
        """What came of it: at most the keys `solution`, `seconds`, `note` and those of a bound."""
        with tempfile.TemporaryDirectory() as folder:
            order, answer = Path(folder, "order.json"), Path(folder, "answer.json")
            order.write_text(json.dumps(self._as_json() | more), encoding="utf-8")
            command = [sys.executable, "-m", "tests.benchmarks.worker", str(order), str(answer)]
            try:
                done = subprocess.run(
                    command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False,
                    timeout=PATIENCE * self.seconds + COMPILING_S,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                return {"note": f"ended after {PATIENCE} times the limit and {COMPILING_S} s"}
            if done.returncode or not answer.is_file():
                last = (done.stderr.strip().splitlines() or ["no message"])[-1]
                return {"note": f"stopped with status {done.returncode}: {last}"}
            said: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
            return said

    def _as_json(self) -> dict[str, object]:
        threads = max(1, len(self.cores)) if self.contender in (OURS, BOUND) else 1
        return {
            "path": str(self.path.resolve()),
            "contender": self.contender,
            "seconds": self.seconds,
            "seed": self.seed,
            "threads": threads,
            "cores": list(self.cores if self.contender in (OURS, BOUND) else self.cores[:1]) or _all_cores(),
            "variant": asdict(self.variant),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one contender reached once, checked; None: nothing."""

    instance: str
    family: str
    kind: str
    customers: int
    best_known: float | None
    contender: str
    limit_s: float
    cores: int
    seed: int
    cost: float | None = None
    gap_percent: float | None = None
    vehicles: int | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    note: str = ""
    solution: Routes | None = None


def run_once(order: Order, case: Case, known: BestKnown | None, *, instance: str) -> Result:
    """What the contender reached, judged by the checker and not by what it says itself."""
    said = order.answer()
    base = {
        "instance": instance,
        "family": str(Path(instance).parent),
        "kind": case.kind,
        "customers": case.customers,
        "best_known": known.cost if known else None,
        "contender": order.contender,
        "limit_s": order.seconds,
        "cores": len(order.cores) if order.contender == OURS else 1,
        "seed": order.seed,
    }
    if not said.get("solution"):
        return Result(**base, **_times(said), note=str(said.get("note", "")))
    verdict = check(case, said["solution"])
    if verdict.broken:
        more = f" and {len(verdict.broken) - 1} more" if len(verdict.broken) > 1 else ""
        return Result(**base, **_times(said), note=f"breaks a rule: {verdict.broken[0]}{more}")
    gap, note = gap_percent(verdict.cost, verdict.vehicles, known, vehicles_first=case.vehicles_first)
    return Result(
        **base,
        cost=round(verdict.cost, 6),
        gap_percent=gap,
        vehicles=verdict.vehicles,
        **_times(said),
        solution=said["solution"],
        note="; ".join(each for each in (note, *_odd_times(said, order)) if each),
    )


def _times(said: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: said.get(name) for name in ("seconds", "cpu_seconds")}


def _odd_times(said: Mapping[str, Any], order: Order) -> list[str]:
    """What makes the times unfair: too long, or a core that others used too."""
    seconds, work = said["seconds"], said.get("cpu_seconds")
    odd = ["over time"] if seconds > 1.1 * order.seconds else []
    if work is not None and work < SHARE * seconds:
        odd.append(f"had {100 * work / seconds:.0f} % of a core")
    return odd


def bound_once(order: Order, case: Case, known: Routes | None) -> Bound:
    """Our bound, when the cheapest solution that is known is told; a solution of its own is checked."""
    found = Bound(**order.answer(known=known))
    if found.solution is not None and (broken := check(case, found.solution).broken):
        return replace(
            found, solution=None, is_optimal=False, note=f"its solution breaks a rule: {broken[0]}"
        )
    return found


def gap_percent(
    cost: float, vehicles: int, known: BestKnown | None, *, vehicles_first: bool
) -> tuple[float | None, str]:
    """How much dearer than best known, in per cent, and what to say about it."""
    if known is None:
        return None, ""
    if not 1 / UNIT_DOUBT < cost / known.cost < UNIT_DOUBT:
        return None, f"{cost:g} and best known {known.cost:g} are hardly in one unit: see --unit"
    if vehicles_first and known.vehicles is not None and vehicles != known.vehicles:
        return None, f"{vehicles - known.vehicles:+d} vehicles"
    return 100 * (cost / known.cost - 1), ""


def _all_cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
