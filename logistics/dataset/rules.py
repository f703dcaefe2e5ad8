"""Find what rows of a data set must keep together: days, roads, periods and prices."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from logistics.dataset.library_rows import (
    Hours,
    Municipality,
    Settings,
    StopClosure,
    StopRow,
    stops_after,
)
from logistics.dataset.money_rows import BalanceRow
from logistics.dataset.network_rows import Road, RoadClosure, VehicleCost, VehicleRow
from logistics.dataset.quantities import DAY_NAMES
from logistics.dataset.records import Located, Record, Records
from logistics.errors import Fault

Rule = Callable[[Records], Iterator[Fault]]
Period = tuple[date, date, Record]


def find_broken_rules(records: Records) -> Iterator[Fault]:
    """Each fault against a rule whose tables could all be read."""
    for tables, rule in _RULES:
        if all(name in records.by_table and name not in records.broken for name in tables):
            yield from rule(records)


def _days_allow_the_visits(records: Records) -> Iterator[Fault]:
    days: dict[str, int] = defaultdict(int)
    for hours in records.of(Hours):
        days[hours.row.stop] += hours.row.delivery_from_s is not None
    for stop in records.of(StopRow):
        found = days[stop.row.id]
        if found == 0:
            problem = f"”{stop.row.id}” har ingen leveransdag"
            remedy = "ange delivery_from och delivery_to för minst en dag i hours"
            yield stop.record.fault("id", problem, remedy)
        elif found < stop.row.visits_fewest:
            days_text = "1 leveransdag" if found == 1 else f"{found} leveransdagar"
            problem = f"{stop.row.name}: {stop.row.visits_fewest} besök i veckan ryms inte på {days_text}"
            remedy = f"ange högst {found}, eller fler leveransdagar i hours"
            yield stop.record.fault("visits_fewest", problem, remedy)


def _fixed_days_are_open(records: Records) -> Iterator[Fault]:
    open_days = {(h.row.stop, h.row.weekday) for h in records.of(Hours) if h.row.delivery_from_s is not None}
    for stop in records.of(StopRow):
        closed = [
            DAY_NAMES[day] for day in sorted(stop.row.fixed_weekdays) if (stop.row.id, day) not in open_days
        ]
        if closed:
            problem = f"{stop.row.name} tar inte emot leveranser på den fasta dagen {', '.join(closed)}"
            remedy = "ange en annan dag, eller delivery_from och delivery_to för den i hours"
            yield stop.record.fault("fixed_weekdays", problem, remedy)


def _one_is_first_and_one_is_last(records: Records) -> Iterator[Fault]:
    for position, word in (("first", "först"), ("last", "sist")):
        stops = [stop for stop in records.of(StopRow) if stop.row.position == position]
        for stop in stops[1:]:
            problem = f"”{stops[0].row.id}” är redan {word} på sina turer"
            yield stop.record.fault("position", problem, "låt ett bibliotek vara det, eller ange before")


def _orders_do_not_go_round(records: Records) -> Iterator[Fault]:
    stops = {stop.row.id: stop for stop in records.of(StopRow)}
    positions = [stop.row.position for stop in stops.values() if stop.row.position]
    if len(set(positions)) < len(positions):
        return  # told already
    after = stops_after(stop.row for stop in stops.values())
    try:
        TopologicalSorter({first: sorted(after[first] & set(stops)) for first in after}).prepare()
    except CycleError as error:
        cycle = error.args[1][:0:-1]  # each before the next, and the last before the first
        # With one first and one last stop at most, some order of the round is in `before`.
        begin = next(i for i, stop_id in enumerate(cycle) if stops[stop_id].row.before & set(cycle))
        around = [*cycle[begin:], *cycle[: begin + 1]]
        problem = f"ordningen går runt: {' före '.join(f'”{stop_id}”' for stop_id in around)}"
        remedy = "ta bort ett av dem ur before, eller ändra position"
        yield stops[around[0]].record.fault("before", problem, remedy)


def _no_road_stands_twice(records: Records) -> Iterator[Fault]:
    first_lines: dict[tuple[str, str], int] = {}
    for road in records.of(Road):
        ends = (road.row.from_place, road.row.to_place)
        ways = [ends] if road.row.one_way else [ends, (ends[1], ends[0])]
        twin = next((first_lines[way] for way in ways if way in first_lines), None)
        if twin is not None:
            problem = f"sträckan ”{ends[0]}”–”{ends[1]}” står redan på rad {twin}"
            remedy = "behåll den rad som gäller, eller lägg en plats emellan om det är två vägar"
            yield road.record.fault("to_place", problem, remedy)
        for way in ways:
            first_lines.setdefault(way, road.record.line)


def _closed_roads_exist(records: Records) -> Iterator[Fault]:
    sections = {frozenset((road.row.from_place, road.row.to_place)) for road in records.of(Road)}
    for closure in records.of(RoadClosure):
        ends = (closure.row.from_place, closure.row.to_place)
        if frozenset(ends) not in sections:
            problem = f"det finns ingen vägsträcka mellan ”{ends[0]}” och ”{ends[1]}”"
            yield closure.record.fault("to_place", problem, "ange ändarna på en sträcka i roads")


def _prices_hold_from_the_season(records: Records) -> Iterator[Fault]:
    season = records.of(Settings)[0].row
    for vehicle in records.of(VehicleRow):
        starts = [c.row.valid_from for c in records.of(VehicleCost) if c.row.vehicle == vehicle.row.id]
        if not any(start <= season.season_first_date for start in starts):
            problem = f"”{vehicle.row.id}” har inget pris den {season.season_first_date}, när perioden börjar"
            remedy = "lägg till en rad i costs som gäller från den dagen eller tidigare"
            yield vehicle.record.fault("id", problem, remedy)


def _county_is_no_municipality(records: Records) -> Iterator[Fault]:
    county = records.of(Settings)[0]
    for municipality in records.of(Municipality):
        if municipality.row.orgnr == county.row.county_orgnr:
            problem = f"”{municipality.row.orgnr}” är regionens organisationsnummer"
            yield municipality.record.fault("orgnr", problem, "ange kommunens eget")


def _balances_are_of_a_year_before(records: Records) -> Iterator[Fault]:
    for settings in records.of(Settings):
        seasons = range(settings.row.season_first_date.year, settings.row.season_last_date.year + 1)
        for balance in records.of(BalanceRow):
            if balance.row.year + 1 not in seasons:
                problem = f"det som kommer från {balance.row.year} förs över till {balance.row.year + 1}, men"
                period = (
                    f"datamängden gäller {settings.row.season_first_date}–{settings.row.season_last_date}"
                )
                remedy = "ta bort raden om beloppet redan är reglerat, annars ange året före"
                yield balance.record.fault("year", f"{problem} {period}", remedy)


def _stop_closures_stand_apart(records: Records) -> Iterator[Fault]:
    periods = defaultdict(list)
    for closure in records.of(StopClosure):
        periods[closure.row.stop].append(_period(closure))
    yield from (fault for group in periods.values() for fault in _overlaps(group))


def _road_closures_stand_apart(records: Records) -> Iterator[Fault]:
    periods = defaultdict(list)
    for closure in records.of(RoadClosure):
        ends = frozenset((closure.row.from_place, closure.row.to_place))
        periods[ends].append(_period(closure))
    yield from (fault for group in periods.values() for fault in _overlaps(group))


def _period(located: Located[StopClosure] | Located[RoadClosure]) -> Period:
    return located.row.first_date, located.row.last_date, located.record


def _overlaps(periods: Iterable[Period]) -> Iterator[Fault]:
    ordered = sorted(periods, key=lambda period: period[:2])
    for (_, last, earlier), (first, _, later) in pairwise(ordered):
        if first <= last:
            problem = f"perioden överlappar den på rad {earlier.line}, som slutar {last}"
            yield later.fault("first_date", problem, "låt perioderna följa efter varandra")


_RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("stops", "hours"), _days_allow_the_visits),
    (("stops", "hours"), _fixed_days_are_open),
    (("stops",), _one_is_first_and_one_is_last),
    (("stops",), _orders_do_not_go_round),
    (("roads",), _no_road_stands_twice),
    (("roads", "road_closures"), _closed_roads_exist),
    (("settings", "vehicles", "costs"), _prices_hold_from_the_season),
    (("settings", "municipalities"), _county_is_no_municipality),
    (("settings", "balances"), _balances_are_of_a_year_before),
    (("stop_closures",), _stop_closures_stand_apart),
    (("road_closures",), _road_closures_stand_apart),
)
