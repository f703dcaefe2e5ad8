"""Work out the timetable of every library, and everything that is printed beside it."""

from logistics.calendar import skipped_visits, visit_dates
from logistics.dataset import Road, StopRow
from logistics.files import distinct_slugs
from logistics.swedish import alphabetical
from logistics.timetable.closures import closures_on
from logistics.timetable.model import Library, MapPlace, Season, Timetable, VisitDate, WeeklyVisit
from logistics.timetable.roads import Sections, road_sections, run_ways
from logistics.timetable.sheets import build_sheets, run_ids
from routes.plan import Run

GRID_S = 5 * 60  # windows of arrival are given to five minutes, as people say them


def build_timetable(season: Season) -> Timetable:
    """Every library's weekdays, windows of arrival, crates and dates, and every run's sheet.

    Raises
    ------
    ValueError
        If the plan passes two places that no road joins, or begins service outside a stop's window.
    KeyError
        If the plan names a stop, vehicle or place that the data set does not have.

    """
    libraries = _libraries(season)
    places = {
        place.id: MapPlace(id=place.id, name=place.name, lat=place.lat, lon=place.lon)
        for place in season.dataset.places
    }
    settings = season.dataset.settings
    return Timetable(
        title=settings.title,
        county_name=settings.county_name,
        first_date=season.first_date,
        last_date=season.last_date,
        issued_on=season.issued_on,
        hub=places[season.problem.hub.place_id],
        hub_address=settings.hub_address,
        libraries=libraries,
        runs=build_sheets(season, {library.id: library for library in libraries}),
        places=tuple(places.values()),
        roads=tuple(sorted({_undirected(road) for road in season.dataset.roads})),
    )


def arrival_window(season: Season, stop_id: str, weekday: int, begin_s: int) -> tuple[int, int]:
    """When to expect the van whose service is planned to begin at `begin_s`: earliest and latest, seconds.

    The margin is added both ways and rounded outwards to five minutes, but never reaches outside the
    stop's own window: the van does not begin before it, and the plan must not be read as if it might end
    after it.
    """
    earliest_s = (begin_s - season.margin_s) // GRID_S * GRID_S
    latest_s = -(-(begin_s + season.margin_s) // GRID_S) * GRID_S
    window = season.problem.stop(stop_id).windows[weekday]
    if window is None or not window.opens_s <= begin_s <= window.closes_s:
        raise ValueError(
            f"{stop_id}: the plan begins service at {begin_s} s on weekday {weekday}, outside its window"
        )
    return max(earliest_s, window.opens_s), min(latest_s, window.closes_s)


def _undirected(road: Road) -> tuple[str, str]:
    ends = (road.from_place, road.to_place)
    return min(ends), max(ends)


def _libraries(season: Season) -> tuple[Library, ...]:
    slugs = distinct_slugs(row.id for row in season.dataset.stops)
    rows = sorted(season.dataset.stops, key=lambda row: (alphabetical(row.name), row.id))
    return tuple(_library(season, row, slugs[row.id]) for row in rows)


def _library(season: Season, row: StopRow, slug: str) -> Library:
    visits = _weekly_visits(season, row.id)
    of_weekday = {visit.weekday: visit for visit in visits}
    span = (season.first_date, season.last_date)
    place = season.dataset.place(row.place)
    return Library(
        id=row.id,
        slug=slug,
        name=row.name,
        town=place.name,
        address=row.address,
        place_id=place.id,
        visits=visits,
        dates=tuple(
            VisitDate(date=day, visit=of_weekday[day.weekday()])
            for day in visit_dates(season.dataset, season.plan, row.id, *span)
        ),
        skipped=skipped_visits(season.dataset, season.plan, row.id, *span),
    )


def _weekly_visits(season: Season, stop_id: str) -> tuple[WeeklyVisit, ...]:
    sections = road_sections(season.dataset)
    found = [
        _weekly_visit(season, run, n, sections)
        for run in season.plan.runs
        for n, visit in enumerate(run.visits)
        if visit.stop_id == stop_id
    ]
    return tuple(sorted(found, key=lambda visit: visit.weekday))


def _weekly_visit(season: Season, run: Run, n: int, sections: Sections) -> WeeklyVisit:
    visit = run.visits[n]
    earliest_s, latest_s = arrival_window(season, visit.stop_id, run.weekday, visit.begin_s)
    ways_here = run_ways(season, run, sections)[: n + 1]
    return WeeklyVisit(
        weekday=run.weekday,
        earliest_s=earliest_s,
        latest_s=latest_s,
        crates_in=visit.delivered_crates,
        crates_out=visit.collected_crates,
        run_id=run_ids(season)[run],
        closed_roads=closures_on(ways_here, season, run.weekday),
    )
