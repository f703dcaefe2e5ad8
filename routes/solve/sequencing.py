"""Give runs to vehicles: which vehicle drives which runs of a day, one after the other, and when each leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from routes.fleet import Vehicle
from routes.places import DAY_S
from routes.plan import Run
from routes.problem import Problem
from routes.solve.inputs import NEVER, DayInputs
from routes.solve.timing import cheapest_timing, time_run

MOST_TRIES = 10_000  # ways to share runs among vehicles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Order:
    """The stops of a run in their order (indices of `inputs`), and when its cheapest timing may leave."""

    inputs: DayInputs
    stops: tuple[int, ...]
    departs: tuple[int, int]
    lasts_s: int


def order_of(inputs: DayInputs, stops: tuple[int, ...]) -> Order:
    """The cheapest timing of an order; ValueError if none is allowed."""
    timing = cheapest_timing(inputs, stops)
    if timing.price >= NEVER:
        raise ValueError(f"no allowed timing for {stops}")
    return Order(inputs=inputs, stops=stops, departs=timing.departs, lasts_s=timing.lasts_s)


def share_runs(
    orders: Sequence[Order], vehicles: Sequence[Vehicle], problem: Problem, weekday: int
) -> tuple[Run, ...]:
    """The runs of alike vehicles; none if no sharing was found in which each order keeps its least price."""
    if len(orders) <= len(vehicles):
        return tuple(
            time_run(o.inputs, o.stops, problem, vehicle_id=v.id, weekday=weekday)
            for o, v in zip(orders, vehicles, strict=False)
        )
    for tries, shares in enumerate(_shares(len(orders), vehicles)):
        if tries >= MOST_TRIES:
            return ()
        sequences = [
            _sequence([orders[i] for i in share], v) for share, v in zip(shares, vehicles, strict=True)
        ]
        if None not in sequences:
            return tuple(
                time_run(
                    order.inputs, order.stops, problem, vehicle_id=v.id, weekday=weekday, depart_s=depart_s
                )
                for sequence, v in zip(sequences, vehicles, strict=True)
                for order, depart_s in sequence or ()
            )
    return ()


def _shares(runs: int, vehicles: Sequence[Vehicle]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way to give each run to a vehicle, the first vehicle without runs being the same as any other."""

    def give(run: int, shares: tuple[tuple[int, ...], ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
        if run == runs:
            yield shares
            return
        for v, share in enumerate(shares):
            if len(share) < vehicles[v].runs_most:
                yield from give(run + 1, (*shares[:v], (*share, run), *shares[v + 1 :]))
            if not share:
                return

    return give(0, ((),) * len(vehicles))


def _sequence(orders: Sequence[Order], vehicle: Vehicle) -> list[tuple[Order, int]] | None:
    """The runs of one vehicle in the order it drives them, with departures; None if its day cannot hold them."""
    for turn in permutations(orders):
        departs = _departures(turn, vehicle.turnaround_s)
        if departs and departs[-1] + turn[-1].lasts_s - departs[0] > vehicle.longest_shift_s:
            continue
        if len(departs) == len(turn):
            return list(zip(turn, departs, strict=True))
    return None


def _departures(turn: Sequence[Order], turnaround_s: int) -> list[int]:
    """When the runs leave, the first as late as it can and the others as soon after as they can; or nothing."""
    latest_s = 2 * DAY_S  # no bound yet
    for order in reversed(turn):
        latest_s = min(order.departs[1], latest_s - turnaround_s - order.lasts_s)
        if latest_s < order.departs[0]:
            return []
    departs: list[int] = []
    for order in turn:
        back_s = departs[-1] + turn[len(departs) - 1].lasts_s + turnaround_s if departs else latest_s
        departs.append(max(order.departs[0], back_s))
    return departs
