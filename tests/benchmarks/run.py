"""Run the benchmarks: `python -m tests.benchmarks.run PATH... --time S --peers pyvrp,vroom,ortools --json`."""

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.benchmarks.arguments import Asked, asked_for
from tests.benchmarks.best_known import BestKnown, best_known
from tests.benchmarks.bound import Bound
from tests.benchmarks.cases import CannotState, Case, Routes
from tests.benchmarks.contenders import BOUND
from tests.benchmarks.reading import instance_files, read_case
from tests.benchmarks.runner import Order, Result, bound_once, run_once
from tests.benchmarks.table import summary_rows, tables
from tests.benchmarks.variants import varied

PACKAGES = ("numba", "numpy", "ortools", "pyvrp", "pyvroom")
SEEDLESS = frozenset({"vroom", "ortools"})

Cores = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """An instance that was read, by its name in the tables."""

    name: str
    path: Path
    case: Case
    known: BestKnown | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments say and write the tables; 1 if something was refused, else 0."""
    asked = asked_for(arguments)
    instances, refused = _read(asked)
    for sentence in refused:
        sys.stderr.write(f"{sentence}\n")
    field = _Field(asked)
    results = field.run(instances)
    bounds = field.bound(instances, results)
    sys.stdout.write(
        _json(asked, results, bounds, refused) if asked.as_json else _text(asked, results, bounds)
    )
    return 1 if refused or not instances else 0


class _Field:
    """Where runs happen: at most `jobs` at once, each with cores that nobody else has meanwhile."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.free: SimpleQueue[Cores] = SimpleQueue()
        for cores in _core_sets(asked.jobs, asked.cores):
            self.free.put(cores)

    def run(self, instances: Sequence[Instance]) -> list[Result]:
        """Every contender on every instance with every seed; who has no seed runs once."""
        runs = [
            (instance, contender, seed)
            for instance in instances
            for contender in self.asked.contenders
            for seed in self.asked.seeds[: 1 if contender in SEEDLESS else None]
        ]
        with ThreadPoolExecutor(self.asked.jobs) as pool:
            return list(pool.map(lambda each: self._result(*each), runs))

    def bound(self, instances: Sequence[Instance], results: Sequence[Result]) -> dict[str, Bound]:
        """Our bound of every instance, told the cheapest solution that anyone found."""
        if self.asked.bound_s is None:
            return {}
        with ThreadPoolExecutor(self.asked.jobs) as pool:
            bounds = list(pool.map(lambda each: self._bound(each, cheapest(each, results)), instances))
        return {instance.name: bound for instance, bound in zip(instances, bounds, strict=True)}

    def _result(self, instance: Instance, contender: str, seed: int) -> Result:
        cores = self.free.get()
        try:
            order = self._order(instance, contender, self.asked.seconds, cores, seed=seed)
            result = run_once(order, instance.case, instance.known, instance=instance.name)
        finally:
            self.free.put(cores)
        gap = "-" if result.gap_percent is None else f"{result.gap_percent:.2f} %"
        sys.stderr.write(f"{instance.name}, {contender}, seed {seed}: {result.cost}, {gap} {result.note}\n")
        return result

    def _bound(self, instance: Instance, known: Routes | None) -> Bound:
        cores = self.free.get()
        try:
            order = self._order(instance, BOUND, self.asked.bound_s or self.asked.seconds, cores)
            found = bound_once(order, instance.case, known)
        finally:
            self.free.put(cores)
        sys.stderr.write(f"{instance.name}, bound: {found.value} {found.note}\n")
        return found

    def _order(
        self, instance: Instance, contender: str, seconds: float, cores: Cores, *, seed: int = 0
    ) -> Order:
        return Order(
            path=instance.path,
            contender=contender,
            seconds=seconds,
            seed=seed,
            cores=cores,
            variant=self.asked.variant,
        )


def cheapest(instance: Instance, results: Sequence[Result]) -> Routes | None:
    """The cheapest solution of an instance, by vehicles first where they come first."""
    solved = [r for r in results if r.instance == instance.name and r.cost is not None]
    by = [((r.vehicles if instance.case.vehicles_first else 0), r.cost, k) for k, r in enumerate(solved)]
    return solved[min(by)[2]].solution if by else None


def _read(asked: Asked) -> tuple[list[Instance], list[str]]:
    """The instances, and a sentence for each file that is none of ours."""
    instances: list[Instance] = []
    refused: list[str] = []
    for path in asked.paths:
        try:
            for file in instance_files(path):
                try:
                    case = varied(read_case(file), asked.variant)
                    known = best_known(file, asked.table)
                    instances.append(Instance(name=_name(file, path), path=file, case=case, known=known))
                except CannotState as fault:
                    refused.append(str(fault))
        except CannotState as fault:
            refused.append(str(fault))
    return instances, refused


def _name(file: Path, named: Path) -> str:
    """The file below the folder that was named on the command line, with that folder's own name."""
    folder = named.resolve() if named.is_dir() else file.resolve().parent
    return (Path(folder.name) / file.resolve().relative_to(folder)).as_posix()


def _core_sets(jobs: int, cores: int) -> list[Cores]:
    if not hasattr(os, "sched_getaffinity"):
        return [()] * jobs
    available = sorted(os.sched_getaffinity(0))
    return [tuple(available[job * cores : (job + 1) * cores]) for job in range(jobs)]


def _text(asked: Asked, results: Sequence[Result], bounds: Mapping[str, Bound]) -> str:
    about = _about(asked)
    lines = "\n".join(f"- {key.replace('_', ' ')}: {value}" for key, value in about.items())
    return f"{lines}\n\n{tables(results, bounds)}"


def _json(
    asked: Asked, results: Sequence[Result], bounds: Mapping[str, Bound], refused: Sequence[str]
) -> str:
    everything = {
        **_about(asked),
        "results": [_without_solution(asked, asdict(result)) for result in results],
        "bounds": {name: _without_solution(asked, asdict(bound)) for name, bound in bounds.items()},
        "summary": summary_rows(results),
        "refused": list(refused),
    }
    return json.dumps(everything, indent=1, ensure_ascii=False) + "\n"


def _without_solution(asked: Asked, told: dict[str, Any]) -> dict[str, Any]:
    return told if asked.solutions else {key: value for key, value in told.items() if key != "solution"}


def _about(asked: Asked) -> dict[str, str]:
    packages = {package: _version(package) for package in PACKAGES}
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, {_processor()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{package} {number}" for package, number in packages.items()),
        "seconds": f"{asked.seconds:g}",
        "cores_of_ours": str(asked.cores),
        "jobs_at_once": str(asked.jobs),
        "seeds": ", ".join(str(seed) for seed in asked.seeds),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()


if __name__ == "__main__":
    sys.exit(main())
