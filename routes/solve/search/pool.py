"""Remember the runs of good weeks and recombine them into a better week by set partitioning.

Source: Balinski & Quandt 1964 for the model; Rochat & Taillard 1995 for recombining the runs of many local optima.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from ortools.math_opt.python import mathopt

from routes.solve.limits import NOBODY
from routes.solve.numbers import Numbers
from routes.solve.search.layout import COUNT, FLEET, PRICE, SUCC, State

MOST_CALLS = 60_000  # on all runs of one model: solvers look at the clock too seldom in larger ones
CHOSEN = 0.5
CLOSE = 1e-4  # of what is driven, runs as such left out: so near the cheapest week the solver may stop
SCALE = 1e-3  # of the price of an average run: solvers' tolerances are made for numbers of some thousands


class PooledRun(NamedTuple):
    """A run that some good week had."""

    fleet: int
    calls: tuple[int, ...]  # in order
    price: int


class Pool:
    """Runs by their fleet and calls, each with its cheapest order."""

    def __init__(self) -> None:
        self._runs: dict[tuple[int, bytes], PooledRun] = {}

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, state: State) -> None:
        """Remember the runs of a week."""
        hubs = len(state.nodes) - len(state.slots)
        succ = state.nodes[:, SUCC].tolist()
        for slot in np.flatnonzero(state.slots[:, COUNT]).tolist():
            calls, node = [], succ[hubs + slot]
            while node < hubs:
                calls.append(node)
                node = succ[node]
            fleet, price = int(state.slots[slot, FLEET]), int(state.slots[slot, PRICE])
            key = fleet, np.sort(np.array(calls, dtype=np.int32)).tobytes()
            known = self._runs.get(key)
            if known is None or price < known.price:
                self._runs[key] = PooledRun(fleet, tuple(calls), price)

    def merge(self, other: "Pool") -> None:
        """Take over the runs of another pool."""
        for key, run in other._runs.items():  # noqa: SLF001  # the same class
            known = self._runs.get(key)
            if known is None or run.price < known.price:
                self._runs[key] = run

    def latest(self) -> list[PooledRun]:
        """The runs added last, as many as one model holds."""
        runs = list(self._runs.values())[::-1]
        lengths = np.cumsum([len(run.calls) for run in runs])
        return runs[: int(np.searchsorted(lengths, MOST_CALLS, side="right"))]


def share_of_runs(numbers: Numbers, runs: Sequence[PooledRun]) -> float:
    """How much of the price of some runs is asked for each run as such, however short: between 0 and 1."""
    fixed = sum(int(numbers.run_price[run.fleet]) for run in runs)
    return fixed / max(1, fixed, sum(run.price for run in runs))


def recombine(
    numbers: Numbers, runs: Sequence[PooledRun], *, time_limit_s: float, seed: int
) -> list[PooledRun]:
    """The cheapest week made of these runs that the solver finds in the time; empty if it finds none."""
    model = mathopt.Model()
    unit = 1.0 / max(1.0, SCALE * float(np.mean([run.price for run in runs])))
    driven = [model.add_binary_variable() for _ in runs]
    for variable, run in zip(driven, runs, strict=True):
        model.objective.set_linear_coefficient(variable, run.price * unit)
    _serve(model, numbers, runs, driven)
    _respect_fleets(model, numbers, runs, driven)
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(time_limit_s, 0.05)),
        random_seed=seed,
        relative_gap_tolerance=CLOSE * (1.0 - share_of_runs(numbers, runs)),
    )
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
    if not result.has_primal_feasible_solution():
        return []
    values = result.variable_values(driven)
    return [run for run, value in zip(runs, values, strict=True) if value > CHOSEN]


def _serve(
    model: mathopt.Model, numbers: Numbers, runs: Sequence[PooledRun], driven: Sequence[mathopt.Variable]
) -> None:
    """Each stop has one pattern, and each call of it lies on one run."""
    wanted = [model.add_linear_constraint(lb=0.0, ub=0.0) for _ in numbers.place]
    for first, end in zip(numbers.first_choice[:-1], numbers.first_choice[1:], strict=True):
        chosen = [model.add_binary_variable() for _ in range(first, end)]
        model.add_linear_constraint(mathopt.fast_sum(chosen) == 1.0)
        for variable, choice in zip(chosen, range(first, end), strict=True):
            for call in numbers.call_of[choice]:
                if call != NOBODY:
                    wanted[call].set_coefficient(variable, -1.0)
    for variable, run in zip(driven, runs, strict=True):
        for call in run.calls:
            wanted[call].set_coefficient(variable, 1.0)


def _respect_fleets(
    model: mathopt.Model, numbers: Numbers, runs: Sequence[PooledRun], driven: Sequence[mathopt.Variable]
) -> None:
    sizes = np.bincount(numbers.slot_fleet, minlength=len(numbers.fleet_day))
    fleets = [model.add_linear_constraint(ub=float(size)) for size in sizes]
    days = [model.add_linear_constraint(ub=float(most)) for most in numbers.most_runs]
    for variable, run in zip(driven, runs, strict=True):
        fleets[run.fleet].set_coefficient(variable, 1.0)
        days[int(numbers.fleet_day[run.fleet])].set_coefficient(variable, 1.0)
