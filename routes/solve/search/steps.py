"""Search a small problem for a number of steps and no clock: the same numbers always give the same week."""

import numpy as np

from routes.solve.inputs import Ints
from routes.solve.numbers import Numbers
from routes.solve.search.anneal import BEST_OUT
from routes.solve.search.chains import COLD, HOT, Chain
from routes.solve.search.layout import COUNT, PRICE, facts_of

_STAGES = 6  # of falling heat
_SHIFT_S = 8 * 3600  # what a run may last, roughly


def search_by_steps(numbers: Numbers, *, seed: int, steps: int) -> Ints | None:
    """The exact prices of the runs of the best week found; None if every week found leaves stops out."""
    chain = Chain(numbers, facts_of(numbers), seed, 0)
    # Where stops lie side by side, a leg costs next to nothing: leaving one out must still cost more than a run.
    chain.weights += 2 * int(
        numbers.run_price.max(initial=0) + numbers.second_price.max(initial=0) * _SHIFT_S
    )
    chain.begin_empty()
    for stage in range(_STAGES):
        chain.step(max(1, steps // _STAGES), chain.leg * HOT * (COLD / HOT) ** (stage / _STAGES))
    if int(chain.totals[BEST_OUT]) > 0:
        return None
    used = np.flatnonzero(chain.best.slots[:, COUNT])
    prices: Ints = chain.best.slots[used, PRICE]
    return prices
