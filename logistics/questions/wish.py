"""Say what a planner wishes were different, and change a problem accordingly."""

from dataclasses import dataclass, replace

from routes.places import WEEKDAYS, Stop, Window
from routes.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wished, for one stop or for the fleet; everything wished is to hold together.

    Raises
    ------
    ValueError
        On construction: nothing is wished, something is wished of no stop, or the wish contradicts itself.
    """

    stop_id: str | None = None
    weekdays: frozenset[int] | None = None  # visited on each of them; on no others unless `visits` says more
    visits: int | None = None  # a week
    before: frozenset[str] = frozenset()  # ids of stops that come after it on any run that serves both
    vehicle_ids: frozenset[str] | None = None  # only these serve it
    window: Window | None = None  # on every day that it takes deliveries
    without: frozenset[str] = frozenset()  # vehicles that are not there

    def __post_init__(self) -> None:
        if self.stop_id is None and self.asks_of_stop:
            raise ValueError(f"of which stop is this wished? {self}")
        if not self.asks_of_stop and not self.without:
            raise ValueError(f"nothing is wished: {self}")
        if self.weekdays is not None and (not self.weekdays or self.weekdays - set(WEEKDAYS)):
            raise ValueError(f"weekdays are 0 (Monday) to 4 (Friday), at least one: {self}")
        if self.visits is not None and not max(1, len(self.weekdays or ())) <= self.visits <= len(WEEKDAYS):
            raise ValueError(f"visits a week are 1 to 5, no fewer than the days wished: {self}")
        if self.stop_id in self.before:
            raise ValueError(f"a stop cannot come before itself: {self}")
        if self.vehicle_ids is not None and self.vehicle_ids <= self.without:
            raise ValueError(f"the stop is left without a vehicle: {self}")

    @property
    def asks_of_stop(self) -> bool:
        """Whether something is wished of a stop."""
        wished = (self.weekdays, self.visits, self.vehicle_ids, self.window)
        return any(part is not None for part in wished) or bool(self.before)


def wished(problem: Problem, wish: Wish) -> Problem:
    """The problem under a wish; all other rules hold as before.

    Raises
    ------
    KeyError
        If it names a stop or vehicle that is not there.
    """
    for vehicle_id in wish.without | (wish.vehicle_ids or frozenset()):
        problem.vehicle(vehicle_id)
    if wish.stop_id is not None:
        own = _changed(problem.stop(wish.stop_id), wish)
        problem = replace(problem, stops=tuple(own if s.id == own.id else s for s in problem.stops))
    return _without(problem, wish.without) if wish.without else problem


def _changed(stop: Stop, wish: Wish) -> Stop:
    if wish.weekdays is not None:
        stop = replace(stop, fixed_weekdays=wish.weekdays)
    visits = wish.visits if wish.visits is not None else len(wish.weekdays or ())
    if visits:
        stop = replace(stop, visits_fewest=visits, visits_most=visits)
    if wish.vehicle_ids is not None:
        stop = replace(stop, vehicle_ids=wish.vehicle_ids)
    if wish.window is not None:
        stop = replace(stop, windows=tuple(window and wish.window for window in stop.windows))
    return replace(stop, before=stop.before | wish.before)


def _without(problem: Problem, gone: frozenset[str]) -> Problem:
    """The problem without some vehicles; a stop reserved for them alone can be served by none."""
    return replace(
        problem,
        vehicles=tuple(vehicle for vehicle in problem.vehicles if vehicle.id not in gone),
        detours={key: ways for key, ways in problem.detours.items() if key[0] not in gone},
        stops=tuple(
            stop if stop.vehicle_ids is None else replace(stop, vehicle_ids=stop.vehicle_ids - gone)
            for stop in problem.stops
        ),
    )
