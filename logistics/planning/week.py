"""State the routing problem of one calendar week: its holidays, closed libraries and closed roads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from logistics.calendar import service_dates
from logistics.dataset import DataSet
from logistics.errors import NothingHolds
from logistics.planning.problem import build_problem
from logistics.planning.roads import closed_all_season, closed_on, ways_of
from routes.errors import UnreachablePlaces
from routes.patterns import allowed_patterns
from routes.places import DAY_S, WEEKDAYS, Stop
from routes.problem import Problem
from routes.travel import Travel

UNREACHED_S = DAY_S  # no run holds a leg of a whole day
UNREACHED_M = 10_000_000


def problem_of_week(dataset: DataSet, monday: date) -> Problem:
    """The week to plan that begins on a Monday, at the prices of its first service date.

    On holidays and outside the season nobody drives. A stop has no window on the dates of its closures and
    where no open road leads to it; its fixed days count where they remain. Where the days that remain leave
    no pattern, the stop's longest gap is lengthened and then its fewest visits are lowered, as little as
    makes a pattern; a stop with no day left is not in the problem. Closed roads are detours on their days.

    Raises
    ------
    ValueError
        If the date is no Monday, or the holidays of its year are not known.
    NothingHolds
        If the week lies outside the season, or a vehicle has no price.
    DataFaults
        As for `build_problem`.
    """
    dates = _dates(dataset, monday)
    season = build_problem(dataset, prices_on=dates[0] if dates else monday)
    detours = {}
    lost = {}
    for day in dates:
        detours[day.weekday()], lost[day.weekday()] = _ways_on(dataset, season, day)
    stops = (_in_week(stop, _open_days(dataset, stop, dates, lost)) for stop in season.stops)
    remaining = tuple(stop for stop in stops if stop is not None)
    ids = frozenset(stop.id for stop in remaining)
    return replace(
        season,
        hub=replace(season.hub, weekdays=season.hub.weekdays & {day.weekday() for day in dates}),
        stops=tuple(replace(stop, before=stop.before & ids) for stop in remaining),
        detours={
            (id_, day): way
            for day, ways in detours.items()
            for id_, way in ways.items()
            if not _is_same(way, season.travel[id_])
        },
    )


def _dates(dataset: DataSet, monday: date) -> tuple[date, ...]:
    """The dates of the week on which vans drive."""
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is no Monday")
    first, last = dataset.settings.season_first_date, dataset.settings.season_last_date
    friday = monday + timedelta(days=len(WEEKDAYS) - 1)
    if friday < first or monday > last:
        raise NothingHolds(
            f"Veckan som börjar {monday} ligger utanför perioden {first}–{last}; välj en annan vecka, eller ändra"
            " perioden i settings."
        )
    return tuple(day for day in service_dates(monday, friday) if first <= day <= last)


def _open_days(
    dataset: DataSet, stop: Stop, dates: Iterable[date], lost: dict[int, frozenset[str]]
) -> frozenset[int]:
    closures = [closure for closure in dataset.stop_closures if closure.stop == stop.id]
    return frozenset(
        day.weekday()
        for day in dates
        if stop.windows[day.weekday()] is not None
        and stop.place_id not in lost[day.weekday()]
        and not any(closure.first_date <= day <= closure.last_date for closure in closures)
    )


def _in_week(stop: Stop, open_days: frozenset[int]) -> Stop | None:
    """The stop with these of its days, asking for no more than they can give; None where none are left."""
    windows = tuple(window if day in open_days else None for day, window in enumerate(stop.windows))
    if windows == stop.windows:
        return stop
    kept = stop.fixed_weekdays & open_days
    for fixed in (kept, frozenset[int]()):
        for fewest in range(min(stop.visits_fewest, len(open_days)), 0, -1):
            for gap in range(stop.longest_gap_days, len(WEEKDAYS) + 1):
                eased = replace(
                    stop,
                    windows=windows,
                    visits_fewest=fewest,
                    longest_gap_days=gap,
                    fixed_weekdays=fixed,
                )
                if allowed_patterns(eased):
                    return eased
    return None


def _ways_on(dataset: DataSet, season: Problem, day: date) -> tuple[dict[str, Travel], frozenset[str]]:
    """The ways of a day by vehicle id, empty where they are the season's, and the places that none reaches."""
    closed = closed_on(dataset, day)
    if closed == closed_all_season(dataset):
        return {}, frozenset()
    place_ids = [stop.place_id for stop in season.stops]
    try:
        return ways_of(dataset, season.vehicles, closed, place_ids), frozenset()
    except UnreachablePlaces as refusal:
        lost = frozenset(refusal.place_ids)
    reached = ways_of(dataset, season.vehicles, closed, [place for place in place_ids if place not in lost])
    return {id_: _with_lost(travel, sorted(lost)) for id_, travel in reached.items()}, lost


def _is_same(ways: Travel, others: Travel) -> bool:
    """Whether a closed road changes no way."""
    return (
        ways.place_ids == others.place_ids
        and ways.paths == others.paths
        and np.array_equal(ways.metres, others.metres)
        and np.array_equal(ways.seconds, others.seconds)
    )


def _with_lost(travel: Travel, lost: list[str]) -> Travel:
    """The ways with places that no run can reach within a day."""
    n, size = len(travel.place_ids), len(travel.place_ids) + len(lost)
    seconds = np.full((size, size), UNREACHED_S, dtype=np.int64)
    metres = np.full((size, size), UNREACHED_M, dtype=np.int64)
    seconds[:n, :n], metres[:n, :n] = travel.seconds, travel.metres
    np.fill_diagonal(seconds, 0)
    np.fill_diagonal(metres, 0)
    seconds.flags.writeable = metres.flags.writeable = False
    return replace(travel, place_ids=(*travel.place_ids, *lost), seconds=seconds, metres=metres)
