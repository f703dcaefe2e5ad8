"""Let our column generation bound a case from below, and perhaps prove its optimum."""

from collections.abc import Sequence
from itertools import pairwise

from routes.progress import Watch
from routes.solve.bounds.bound import bound_week
from routes.solve.numbers import Numbers
from tests.benchmarks.bound import Bound
from tests.benchmarks.cases import Case, Routes
from tests.benchmarks.numbers_of import numbers_of, run_price
from tests.benchmarks.ours import routes_of, tiny

WARM_S = 20


def prove(case: Case, *, seconds: float, threads: int, known: Routes | None) -> Bound:
    """The bound of a case when the solution `known` is told."""
    bound_week(numbers_of(tiny(case)), Watch(time_limit_s=WARM_S), threads=threads)  # compiles
    numbers = numbers_of(case)
    price = None if known is None else price_of(case, known)
    found = bound_week(numbers, Watch(time_limit_s=seconds), incumbent_price=price, threads=threads)
    orders = found.orders
    vehicles, value = in_unit(case, found.price)
    root_vehicles, root = in_unit(case, found.root_price)
    return Bound(
        value=value,
        root=root if root_vehicles == vehicles else None,
        vehicles=vehicles if case.vehicles_first else None,
        is_optimal=found.is_optimal,
        seconds=found.seconds,
        solution=_driven(case, numbers, orders) if orders is not None else None,
        note=f"at least {vehicles} vehicles" if case.vehicles_first else "",
    )


def price_of(case: Case, solution: Sequence[Sequence[Sequence[int]]]) -> int:
    """What a solution costs in the whole numbers of the engine."""
    runs = [run for day in solution for run in day if len(run)]
    legs = [leg for run in runs for leg in pairwise([0, *run, 0])]
    return len(runs) * run_price(case) + sum(int(case.steps[leg]) for leg in legs)


def in_unit(case: Case, price: int) -> tuple[int, float]:
    """The fewest runs that `price` leaves possible, and the least distance with so many.

    Steps of real-valued distances are rounded, so each leg may be half a step shorter than they say.
    """
    each = run_price(case)
    vehicles, steps = divmod(price, each) if each else (0, price)
    exact = (case.steps == case.distance * case.distance_scale).all()
    legs = 0 if exact else 2 * sum(max(len(pattern) for pattern in allowed) for allowed in case.patterns)
    return vehicles, max(0.0, (steps - legs / 2) / case.distance_scale)


def _driven(case: Case, numbers: Numbers, orders: Sequence[Sequence[int]]) -> Routes:
    return routes_of(case, numbers, [(slot, calls) for slot, calls in enumerate(orders) if len(calls)])
