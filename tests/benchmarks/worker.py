"""Let one contender solve one case in a process of its own: `python -m tests.benchmarks.worker ORDER ANSWER`.

ORDER is a JSON file written by `tests.benchmarks.runner`, ANSWER the file that is written. Reading the instance,
importing the contender and compiling are not timed.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.cases import CannotState, Case
from tests.benchmarks.contenders import BOUND, OURS, contender
from tests.benchmarks.reading import read_case
from tests.benchmarks.variants import Variant, varied


def main(order_file: str, answer_file: str) -> None:
    """Do what the order says and write what came of it."""
    order = json.loads(Path(order_file).read_text(encoding="utf-8"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, order["cores"])
    case = varied(read_case(Path(order["path"])), Variant(**order["variant"]))
    try:
        answer = _bound(case, order) if order["contender"] == BOUND else _solution(case, order)
    except CannotState as reason:
        answer = {"note": f"cannot be stated: {reason}"}
    Path(answer_file).write_text(json.dumps(answer), encoding="utf-8")


def _solution(case: Case, order: Mapping[str, object]) -> dict[str, object]:
    name, threads, seed = str(order["contender"]), int(str(order["threads"])), int(str(order["seed"]))
    solve = contender(name)
    if name == OURS:
        from tests.benchmarks.ours import warm_up

        warm_up(case, seed=seed, threads=threads)
    began, worked = time.perf_counter(), time.process_time()
    solution = solve(case, seconds=float(str(order["seconds"])), seed=seed, threads=threads)
    spent, work = time.perf_counter() - began, time.process_time() - worked
    note = "" if solution else "no solution found"
    return {"solution": solution, "seconds": spent, "cpu_seconds": work, "note": note}


def _bound(case: Case, order: Mapping[str, object]) -> dict[str, object]:
    from tests.benchmarks.our_bound import prove

    known: Any = order.get("known")
    found = prove(case, seconds=float(str(order["seconds"])), threads=int(str(order["threads"])), known=known)
    return asdict(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
