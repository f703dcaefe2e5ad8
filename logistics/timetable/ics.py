"""Write a library's visits as a calendar file that calendar programs open."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from logistics.swedish import clock_span, count_text
from logistics.timetable.closures import delay_text
from logistics.timetable.model import Library, Timetable, VisitDate

ZONE_NAME = "Europe/Stockholm"
ZONE = ZoneInfo(ZONE_NAME)


def calendar_bytes(library: Library, timetable: Timetable) -> bytes:
    """An iCalendar file (RFC 5545) with one event for every visit of the season.

    Single events, not a weekly rule with exceptions: programs differ in what they make of exceptions, and
    none of them can show a single event on a holiday. Each event keeps its UID from issue to issue, and a
    later issue has a higher SEQUENCE, so importing again corrects what is there.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Bokslingan//Tidtabell//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Boktransporten – {library.name}")
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add_component(_zone())
    for visit in library.dates:
        calendar.add_component(_event(library, visit, timetable.issued_on))
    return bytes(calendar.to_ical())


def _event(library: Library, coming: VisitDate, issued_on: date) -> Event:
    visit = coming.visit
    event = Event()
    event.add("uid", f"{library.id}-{coming.date:%Y%m%d}@bokslingan")
    event.add("dtstamp", datetime(issued_on.year, issued_on.month, issued_on.day, tzinfo=UTC))
    event.add("sequence", issued_on.toordinal())
    event.add("dtstart", _moment(coming.date, visit.earliest_s))
    # RFC 5545, 3.8.2.2: an end must come after its start; without one the event ends where it starts.
    if visit.latest_s > visit.earliest_s:
        event.add("dtend", _moment(coming.date, visit.latest_s))
    event.add("summary", f"Boktransporten kommer till {library.name}")
    event.add("description", _description(coming, issued_on))
    event.add("location", ", ".join(part for part in (library.name, library.address) if part))
    event.add("class", "PUBLIC")
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a visit does not make anyone's day busy
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _description(coming: VisitDate, issued_on: date) -> str:
    visit = coming.visit
    lines = (
        f"Bilen väntas {clock_span(visit.earliest_s, visit.latest_s)}.",
        delay_text(coming.closed_roads),
        (
            f"Lämnar omkring {count_text(visit.crates_in, 'låda', 'lådor')}, "
            f"hämtar omkring {count_text(visit.crates_out, 'låda', 'lådor')}."
        ),
        f"Enligt tidtabellen av den {issued_on:%Y-%m-%d}.",
    )
    return "\n".join(line for line in lines if line)


def _moment(day: date, seconds: int) -> datetime:
    # Through a naive time, so that 09:20 stays 09:20 on the day the clocks change.
    return (datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)).replace(tzinfo=ZONE)  # noqa: DTZ001


def _zone() -> Timezone:
    """Swedish time as it has been since 1996, by rule (directive 2000/84/EC)."""
    # The library's own definition is a list of dates, which Outlook does not read.
    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
    for part, name, month, (before, after) in (
        (TimezoneDaylight(), "CEST", 3, (1, 2)),
        (TimezoneStandard(), "CET", 10, (2, 1)),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 1 + before))  # noqa: DTZ001
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
