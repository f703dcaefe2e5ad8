"""Write a library's timetable and a run's driver sheet as Excel workbooks."""

from collections.abc import Iterator

from logistics.swedish import (
    clock,
    count_text,
    dates_text,
    distance_text,
    duration_text,
    weekday_name,
    weekdays_text,
)
from logistics.timetable.book import Cell, Column, Table, workbook_bytes
from logistics.timetable.model import Library, Rest, RunSheet, SheetStop, Timetable, Way


def library_workbook(library: Library, timetable: Timetable) -> bytes:
    """A library's week, all its dates, and the dates on which the van does not come."""
    tables = (_week(library, timetable), _dates(library, timetable), _skipped(library, timetable))
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
    )


def _dates(library: Library, timetable: Timetable) -> Table:
    coming = library.upcoming(timetable.issued_on)
    return Table(
        sheet_name="Datum",
        title=f"{library.name}: datum",
        notes=(f"Alla besök från och med {max(timetable.issued_on, timetable.first_date):%Y-%m-%d}.",),
        columns=(
            Column(heading="Datum", width=14, kind="date"),
            Column(heading="Dag", width=14),
            Column(heading="Bilen väntas från", width=20, kind="time"),
            Column(heading="till", width=12, kind="time"),
        ),
        rows=[
            (day.date, weekday_name(day.date.weekday()), day.visit.earliest_s, day.visit.latest_s)
            for day in coming
        ],
    )


def _skipped(library: Library, timetable: Timetable) -> Table:
    skipped = [skip for skip in library.skipped if skip.date >= timetable.issued_on]
    return Table(
        sheet_name="Bilen kommer inte",
        title=f"{library.name}: då kommer bilen inte",
        notes=("Dagar då bilen annars skulle ha kommit." if skipped else "Inga besök faller bort.",),
        columns=(
            Column(heading="Datum", width=14, kind="date"),
            Column(heading="Dag", width=14),
            Column(heading="Varför", width=46),
        ),
        rows=[(skip.date, weekday_name(skip.date.weekday()), skip.reason) for skip in skipped],
    )


def _run_notes(run: RunSheet, timetable: Timetable) -> Iterator[str]:
    yield f"Gäller {weekday_name(run.weekday)}ar {dates_text(timetable.first_date, timetable.last_date)}."
    start = ", ".join(part for part in (run.hub_name, run.hub_address) if part)
    yield (
        f"Avgår {clock(run.depart_s)} från {start}, med {count_text(run.crates_loaded, 'låda', 'lådor')} av "
        f"{run.capacity_crates}. Åter {clock(run.return_s)}. {distance_text(run.distance_m)}."
    )
    yield from (f"Avstängd väg: {sentence}" for sentence in run.closed_roads)


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
