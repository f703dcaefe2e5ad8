"""Write a season's timetables into a folder: pages, calendars, workbooks and drivers' sheets."""

from collections.abc import Iterator
from pathlib import Path

from logistics.files import write_whole
from logistics.timetable.ics import calendar_bytes
from logistics.timetable.model import Timetable
from logistics.timetable.site import site_pages
from logistics.timetable.workbooks import library_workbook, run_workbook


def write_timetables(timetable: Timetable, folder: Path) -> tuple[Path, ...]:
    """The paths of everything written into `folder`, which is made if it is not there; `index.html` first.

    Everything is worked out before the first file is written, and each file is written beside and then
    renamed: what goes wrong leaves no half of a timetable. The same timetable gives the same bytes.

    Raises
    ------
    OSError
        If the folder cannot be written.

    """
    contents = dict(_contents(timetable))
    return tuple(write_whole(folder / name, content) for name, content in contents.items())


def _contents(timetable: Timetable) -> Iterator[tuple[str, bytes]]:
    yield from site_pages(timetable)
    for run in timetable.runs:
        yield f"tur/{run.id}.xlsx", run_workbook(run, timetable)
    for library in timetable.libraries:
        yield f"bibliotek/{library.slug}.xlsx", library_workbook(library, timetable)
        yield f"bibliotek/{library.slug}.ics", calendar_bytes(library, timetable)
