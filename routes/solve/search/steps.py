"""Search a small problem for a number of steps and no clock: the same numbers always give the same week."""

from collections.abc import Sequence

import numpy as np

from routes.solve.inputs import NEVER, Ints
from routes.solve.numbers import Numbers
from routes.solve.search.anneal import BEST_OUT
from routes.solve.search.chains import COLD, HOT, Chain, load
from routes.solve.search.layout import COUNT, PRICE, empty_state, facts_of
from routes.solve.search.pool import PooledRun

_STAGES = 6  # of falling heat
CallsOfRun = tuple[int, tuple[int, ...]]  # the fleet that drives it, and its calls in order


def search_by_steps(numbers: Numbers, start: Sequence[CallsOfRun], *, seed: int, steps: int) -> Ints | None:
    """The exact prices of the runs of the best week found; None if every week found leaves stops out.

    Half of the steps begin from nothing, and half from the runs of `start`, which serve every stop, if these
    keep all rules.
    """
    chain = Chain(numbers, facts_of(numbers), seed, 0)
    # Where stops lie side by side, a leg costs next to nothing: leaving one out must still cost more than a run.
    chain.weights += int(numbers.run_price.max(initial=0))
    chain.begin_empty()
    _cool(chain, steps)
    runs = [PooledRun(fleet, calls, 0) for fleet, calls in start]
    if _keep_all_rules(chain, runs):
        chain.begin_with(runs)
        _cool(chain, steps)
    if int(chain.totals[BEST_OUT]) > 0:
        return None
    used = np.flatnonzero(chain.best.slots[:, COUNT])
    prices: Ints = chain.best.slots[used, PRICE]
    return prices


def _cool(chain: Chain, steps: int) -> None:
    for stage in range(_STAGES):
        chain.step(max(1, steps // (2 * _STAGES)), chain.leg * HOT * (COLD / HOT) ** (stage / _STAGES))


def _keep_all_rules(chain: Chain, runs: Sequence[PooledRun]) -> bool:
    week = empty_state(chain.numbers)
    load(chain.numbers, chain.facts, week, runs)
    return bool((week.slots[week.slots[:, COUNT] > 0, PRICE] < NEVER).all())
