"""Turn the runs of a plan into drivers' sheets."""

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate

from logistics.files import distinct_slugs, slug
from logistics.swedish import weekday_name
from logistics.timetable.closures import closures_on
from logistics.timetable.model import Library, Rest, RunSheet, Season, SheetStop, Way
from logistics.timetable.roads import Sections, road_sections, run_ways
from routes.plan import Run


def run_ids(season: Season) -> dict[Run, str]:
    """A name for every run, usable in addresses: `mandag-bil-1`, and `mandag-bil-1-tur-2` for the van's second."""
    names: dict[Run, str] = {}
    made: Counter[tuple[int, str]] = Counter()
    for run in sorted(season.plan.runs, key=lambda run: run.depart_s):
        made[run.weekday, run.vehicle_id] += 1
        number = made[run.weekday, run.vehicle_id]
        names[run] = run.vehicle_id if number == 1 else f"{run.vehicle_id} tur {number}"
    slugs = distinct_slugs((*(vehicle.id for vehicle in season.problem.vehicles), *names.values()))
    return {run: f"{slug(weekday_name(run.weekday))}-{slugs[name]}" for run, name in names.items()}


def build_sheets(season: Season, libraries: Mapping[str, Library]) -> tuple[RunSheet, ...]:
    """The driver's sheet of every run, by weekday and number."""
    sections = road_sections(season.dataset)
    return tuple(
        _sheet(season, run, libraries, sections, number)
        for weekday in sorted({run.weekday for run in season.plan.runs})
        for number, run in enumerate(season.plan.runs_on(weekday), start=1)
    )


def _sheet(
    season: Season, run: Run, libraries: Mapping[str, Library], sections: Sections, number: int
) -> RunSheet:
    vehicle = season.problem.vehicle(run.vehicle_id)
    ways = run_ways(season, run, sections)
    stops = _stops(run, libraries, ways)
    return RunSheet(
        id=run_ids(season)[run],
        weekday=run.weekday,
        number=number,
        vehicle_name=vehicle.name,
        capacity_crates=vehicle.capacity_crates,
        hub_name=season.problem.hub.name,
        hub_address=season.dataset.settings.hub_address,
        depart_s=run.depart_s,
        return_s=run.return_s,
        crates_loaded=sum(visit.delivered_crates for visit in run.visits),
        stops=stops,
        way_home=ways[-1],
        rest_home=_rest(run, run.return_s) if not any(stop.rest for stop in stops) else None,
        closed_roads=closures_on(ways, season, run.weekday),
    )


def _stops(run: Run, libraries: Mapping[str, Library], ways: tuple[Way, ...]) -> tuple[SheetStop, ...]:
    loaded = sum(visit.delivered_crates for visit in run.visits)
    changes = (visit.collected_crates - visit.delivered_crates for visit in run.visits)
    on_board = list(accumulate(changes, initial=loaded))[1:]
    rest_at = _rest_position(run)
    return tuple(
        SheetStop(
            number=n + 1,
            library=libraries[visit.stop_id],
            way=ways[n],
            rest=_rest(run, visit.arrive_s) if n == rest_at else None,
            arrive_s=visit.arrive_s,
            begin_s=visit.begin_s,
            leave_s=visit.leave_s,
            crates_in=visit.delivered_crates,
            crates_out=visit.collected_crates,
            crates_on_board=on_board[n],
        )
        for n, visit in enumerate(run.visits)
    )


def _rest(run: Run, arrive_s: int) -> Rest | None:
    if run.rest is None:
        return None
    return Rest(begin_s=run.rest.begin_s, end_s=run.rest.end_s, on_road=run.rest.begin_s < arrive_s)


def _rest_position(run: Run) -> int | None:
    """The index of the first visit that begins after the break, or None when it is on the way home."""
    if run.rest is None:
        return None
    after = [n for n, visit in enumerate(run.visits) if visit.begin_s >= run.rest.end_s]
    return after[0] if after else None
