"""Find the closures that keep a run from its way."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from logistics.calendar import service_dates
from logistics.dataset import RoadClosure
from logistics.planning.planned import Planned
from logistics.planning.roads import Section, section_of
from routes.cost import legs


def driven_closures(planned: Planned, period: tuple[date, date] | None = None) -> tuple[RoadClosure, ...]:
    """The closures that keep some run of the period from its way: its times hold while the road is open.

    Without a period, those of the season.
    """
    settings = planned.dataset.settings
    driven = set(_driven(planned))
    dates = service_dates(*(period or (settings.season_first_date, settings.season_last_date)))
    return tuple(
        closure
        for closure in planned.dataset.road_closures
        if any(
            (day.weekday(), section_of(closure)) in driven
            for day in dates
            if closure.first_date <= day <= closure.last_date
        )
    )


def _driven(planned: Planned) -> Iterator[tuple[int, Section]]:
    """Each weekday and section that a run passes."""
    for run in planned.plan.runs:
        paths = planned.problem.ways(run.vehicle_id, run.weekday).paths
        for leg in legs(run, planned.problem):
            for ends in pairwise(paths[leg]):
                yield run.weekday, frozenset(ends)
