"""Find the cheapest run through every set of stops at once, by dynamic programming over subsets."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from routes.solve.cheapest_run import cheapest_run
from routes.solve.inputs import NEVER, DayInputs, Ints, stops_of
from routes.solve.route_layers import NO_LIMIT, layers_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RouteTable:
    """The cheapest run through every set of stops; masks index the arrays, NEVER where no run is allowed."""

    inputs: DayInputs
    price: Ints  # shape (2^n,), in 1/3 600 000 öre
    price_unwaited: Ints  # shape (2^n,): the least price of an allowed run if its waiting were not paid

    def order(self, mask: int) -> tuple[int, ...]:
        """The stops of `mask` in the order of its cheapest run; KeyError if none is allowed."""
        if self.price[mask] >= NEVER:
            raise KeyError(mask)
        stops = stops_of(mask)
        order = cheapest_run(self.inputs.only(list(stops)), at_most=int(self.price[mask]))[1]
        return tuple(stops[i] for i in order)


def route_table(inputs: DayInputs, check: Callable[[], None] = lambda: None) -> RouteTable:
    """The route table of one kind of vehicle on one weekday; `check` is called now and then, and may raise."""
    price, unwaited = (np.full(1 << len(inputs.opens), NEVER, dtype=np.int64) for _ in range(2))
    for _ in layers_of(inputs, NO_LIMIT, NEVER, price, unwaited):
        check()
    price[price < NEVER] += inputs.run_price
    unwaited[unwaited < NEVER] += inputs.run_price
    return RouteTable(inputs=inputs, price=price, price_unwaited=unwaited)
