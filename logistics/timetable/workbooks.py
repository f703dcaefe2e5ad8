"""Write a library's timetable and a run's driver sheet as Excel workbooks."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from logistics.swedish import (
    clock,
    clock_span,
    count_text,
    dates_text,
    distance_text,
    duration_text,
    long_date,
    weekday_name,
    weekdays_text,
)
from logistics.timetable.book import Cell, Column, Table, workbook_bytes
from logistics.timetable.closures import closure_notice, closure_text, delay_text, library_closures
from logistics.timetable.model import Library, Rest, RunSheet, SheetStop, Timetable, Way, WeeklyVisit


def library_workbook(library: Library, timetable: Timetable) -> bytes:
    """A library's week, and all its dates with what is out of the ordinary; a page each."""
    tables = (_week(library, timetable), _dates(library, timetable))
    subject = f"{timetable.title} – {library.name}"
    return workbook_bytes(tables, subject=subject, issued_on=timetable.issued_on)


def run_workbook(run: RunSheet, timetable: Timetable) -> bytes:
    """The driver's sheet of one run: stops in order with times, crates, roads and addresses."""
    title = f"Körlista {weekday_name(run.weekday)}, tur {run.number}: {run.vehicle_name}"
    table = Table(
        sheet_name="Körlista",
        title=title,
        notes=tuple(_run_notes(run, timetable)),
        columns=(
            Column(heading="Nr", width=5, kind="count"),
            Column(heading="Stopp", width=27),
            Column(heading="Adress", width=24),
            Column(heading="Väg dit", width=36),
            Column(heading="Km", width=8, kind="km"),
            Column(heading="Framme", width=10, kind="time"),
            Column(heading="Börja", width=9, kind="time"),
            Column(heading="Kör vidare", width=9, kind="time"),
            Column(heading="Lämna", width=9, kind="count"),
            Column(heading="Hämta", width=9, kind="count"),
            Column(heading="I bilen", width=9, kind="count"),
        ),
        rows=tuple(_run_rows(run)),
        landscape=True,
    )
    return workbook_bytes((table,), subject=f"{timetable.title} – {title}", issued_on=timetable.issued_on)


def _week(library: Library, timetable: Timetable) -> Table:
    return Table(
        sheet_name="Veckan",
        title=library.name,
        notes=(
            f"Gäller {dates_text(timetable.first_date, timetable.last_date)}.",
            f"Bilen kommer {weekdays_text(visit.weekday for visit in library.visits)}."
            if library.visits
            else "Biblioteket har inga besök i veckoplanen.",
            *(
                closure_notice(road, weekdays=weekdays)
                for road, weekdays in library_closures(library, timetable.issued_on).items()
            ),
        ),
        columns=(
            Column(heading="Dag", width=16),
            Column(heading="Bilen väntas från", width=20, kind="time"),
            Column(heading="till", width=12, kind="time"),
            Column(heading="Lådor hit", width=12, kind="count"),
            Column(heading="Lådor härifrån", width=17, kind="count"),
            Column(heading="Bil", width=20),
        ),
        rows=[
            (
                weekday_name(visit.weekday).capitalize(),
                visit.earliest_s,
                visit.latest_s,
                visit.crates_in,
                visit.crates_out,
                timetable.run(visit.run_id).vehicle_name,
            )
            for visit in library.visits
        ],
        dense=True,
    )


def _dates(library: Library, timetable: Timetable) -> Table:
    """A row a week, with a column for each weekday of the library: a season on one sheet of paper."""
    weeks: dict[tuple[int, int], dict[int, date]] = defaultdict(dict)
    for coming in library.upcoming(timetable.issued_on):
        weeks[_week_of(coming.date)][coming.date.weekday()] = coming.date
    remarks: dict[tuple[int, int], list[str]] = defaultdict(list)
    for day, remark in sorted(_remarks(library, timetable.issued_on)):
        remarks[_week_of(day)].append(f"{long_date(day).capitalize()}: {remark}")
    weekdays = [visit.weekday for visit in library.visits]
    return Table(
        sheet_name="Datum",
        title=f"{library.name}: datum",
        notes=(f"Alla besök från och med {max(timetable.issued_on, timetable.first_date):%Y-%m-%d}.",),
        columns=(
            Column(heading="Vecka", width=8, kind="count"),
            *(Column(heading=_weekday_heading(visit), width=15, kind="date") for visit in library.visits),
            Column(heading="Att veta", width=50),
        ),
        rows=[
            (week[1], *(weeks[week].get(day) for day in weekdays), "\n".join(remarks[week]) or None)
            for week in sorted(weeks.keys() | remarks.keys())
        ],
        dense=True,
    )


def _remarks(library: Library, on_or_after: date) -> Iterator[tuple[date, str]]:
    for skip in library.skipped:
        if skip.date >= on_or_after:
            yield skip.date, f"ingen bil ({skip.reason})."
    for coming in library.upcoming(on_or_after):
        if coming.closed_roads:
            sentence = delay_text(coming.closed_roads)
            yield coming.date, sentence[0].lower() + sentence[1:]


def _week_of(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _weekday_heading(visit: WeeklyVisit) -> str:
    return f"{weekday_name(visit.weekday).capitalize()}\n{clock_span(visit.earliest_s, visit.latest_s)}"


def _run_notes(run: RunSheet, timetable: Timetable) -> Iterator[str]:
    yield f"Gäller {weekday_name(run.weekday)}ar {dates_text(timetable.first_date, timetable.last_date)}."
    start = ", ".join(part for part in (run.hub_name, run.hub_address) if part)
    yield (
        f"Avgår {clock(run.depart_s)} från {start}, med {count_text(run.crates_loaded, 'låda', 'lådor')} av "
        f"{run.capacity_crates}. Åter {clock(run.return_s)}. {distance_text(run.distance_m)}."
    )
    yield from (f"Avstängd väg: {closure_text(road)}" for road in run.closed_roads)


def _run_rows(run: RunSheet) -> Iterator[tuple[Cell, ...]]:
    for stop in run.stops:
        yield from _rest_rows(stop.rest, stop.library.name)
        yield _stop_row(stop)
    yield from _rest_rows(run.rest_home, run.hub_name)
    way = run.way_home
    home = (None, run.hub_name, run.hub_address, _way_text(way), way.distance_m, run.return_s)
    yield (*home, None, None, run.crates_returned, None, 0)


def _stop_row(stop: SheetStop) -> tuple[Cell, ...]:
    return (
        stop.number,
        stop.library.name,
        stop.library.address or stop.library.town,
        _way_text(stop.way),
        stop.way.distance_m,
        stop.arrive_s,
        stop.begin_s,
        stop.leave_s,
        stop.crates_in,
        stop.crates_out,
        stop.crates_on_board,
    )


def _rest_rows(rest: Rest | None, next_name: str) -> Iterator[tuple[Cell, ...]]:
    if rest:
        where = "på vägen" if rest.on_road else f"vid {next_name}, före arbetet där"
        text = f"Rast {duration_text(rest.end_s - rest.begin_s)} {where}"
        yield (None, text, None, None, None, None, rest.begin_s, rest.end_s, None, None, None)


def _way_text(way: Way) -> str:
    if not way.stretches:
        return "Samma plats"
    return ", ".join(f"{stretch.road} till {stretch.to_name}" for stretch in way.stretches)
