"""Tell every library when the van comes, and every driver where to go."""

from logistics.timetable.build import arrival_window, build_timetable
from logistics.timetable.ics import calendar_bytes
from logistics.timetable.model import (
    ARRIVAL_MARGIN_S,
    ClosedRoad,
    Library,
    MapPlace,
    Rest,
    RunSheet,
    Season,
    SheetStop,
    Stretch,
    Timetable,
    VisitDate,
    Way,
    WeeklyVisit,
)
from logistics.timetable.site import site_pages
from logistics.timetable.workbooks import library_workbook, run_workbook
from logistics.timetable.write import write_timetables

__all__ = [
    "ARRIVAL_MARGIN_S",
    "ClosedRoad",
    "Library",
    "MapPlace",
    "Rest",
    "RunSheet",
    "Season",
    "SheetStop",
    "Stretch",
    "Timetable",
    "VisitDate",
    "Way",
    "WeeklyVisit",
    "arrival_window",
    "build_timetable",
    "calendar_bytes",
    "library_workbook",
    "run_workbook",
    "site_pages",
    "write_timetables",
]
