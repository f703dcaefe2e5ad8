"""Calendars that real calendar programs open; read back by the library and by dateutil's own reader."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from logistics.timetable import build_timetable, calendar_bytes
from tests.logistics.timetable.county import county, county_season

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def kil(**changes):
    timetable = build_timetable(county_season(**changes))
    return next(one for one in timetable.libraries if one.id == "KIL"), timetable


def events(library, timetable):
    return list(Calendar.from_ical(calendar_bytes(library, timetable)).walk("VEVENT"))


def test_every_visit_is_an_event_in_its_window():
    """The first: Monday 2 March, 08:05-08:35."""
    library, timetable = kil()
    found = events(library, timetable)
    expected = (datetime(2026, 3, 2, 8, 5, tzinfo=STOCKHOLM), datetime(2026, 3, 2, 8, 35, tzinfo=STOCKHOLM))
    assert (len(library.dates), *expected) == (len(found), found[0].start, found[0].end)


def test_holidays_and_closures_have_no_event():
    """6 April is annandag påsk, and Kil takes stock 13-17 April."""
    days = {event.start.date() for event in events(*kil())}
    assert set() == days & {date(2026, 4, 6), date(2026, 4, 13), date(2026, 4, 16)}


def test_an_event_on_a_date_with_a_closed_road_says_so():
    """4-8 May 2026 the road to Kil is closed; the van comes on Monday and Thursday, perhaps late."""
    sentence = "Vägen Kil–Ilanda är avstängd; bilen kan bli försenad."
    found = [event.start.date() for event in events(*kil()) if sentence in event["description"]]
    assert [date(2026, 5, 4), date(2026, 5, 7)] == found


def test_time_of_day_stays_when_the_clocks_change():
    """29 March 2026: the van still comes at five past eight."""
    starts = {event.start.date(): event.start for event in events(*kil())}
    before, after = starts[date(2026, 3, 26)], starts[date(2026, 3, 30)]
    assert (timedelta(hours=1), timedelta(hours=2)) == (before.utcoffset(), after.utcoffset())


def test_uids_stay_from_issue_to_issue_and_are_distinct():
    """Importing again replaces events instead of doubling them."""
    first, later = events(*kil()), events(*kil(issued_on=date(2026, 4, 1)))
    uids = [str(event["uid"]) for event in first]
    assert (uids, len(uids)) == ([str(event["uid"]) for event in later], len(set(uids)))


def test_a_later_issue_has_a_higher_sequence():
    """Programs keep the event with the highest SEQUENCE (RFC 5545, 3.8.7.4)."""
    first, later = events(*kil()), events(*kil(issued_on=date(2026, 4, 1)))
    assert int(first[0]["sequence"]) < int(later[0]["sequence"])


@pytest.mark.parametrize("month", range(1, 13))
def test_the_zone_in_the_file_is_swedish_time(month):
    """Read by another reader than the one that wrote it, against the time zone database."""
    text = calendar_bytes(*kil()).decode()
    zone = tzical(StringIO(text)).get("Europe/Stockholm")
    noons = [
        datetime(year, month, day, 12, tzinfo=STOCKHOLM) for year in (2026, 2027, 2030) for day in (1, 25, 28)
    ]
    assert [noon.utcoffset() for noon in noons] == [noon.replace(tzinfo=zone).utcoffset() for noon in noons]


def test_lines_are_folded_and_end_as_the_standard_says():
    """Outlook refuses files with bare line feeds or lines over 75 octets (RFC 5545, 3.1)."""
    content = calendar_bytes(*kil())
    lines = content.split(b"\r\n")
    assert (True, True) == (b"\n" not in content.replace(b"\r\n", b""), max(map(len, lines)) <= 75)


def test_text_of_the_data_set_cannot_add_lines_of_its_own():
    """A name with commas, semicolons and backslashes is text, not a property."""
    stops = list(county().stops)
    stops[1] = replace(stops[1], name="Kil; a, b\\nATTACH:x")
    library, timetable = kil(dataset=county(stops=tuple(stops)))
    found = events(library, timetable)[0]
    assert ("Boktransporten kommer till Kil; a, b\\nATTACH:x", None) == (
        found["summary"],
        found.get("attach"),
    )


def test_a_window_without_length_has_no_end():
    """RFC 5545 3.8.2.2 wants an end after the start; Outlook refuses another."""
    hours = tuple(
        replace(row, delivery_from_s=8 * 3600 + 1200, delivery_to_s=8 * 3600 + 1200)
        if row.stop == "KIL"
        else row
        for row in county().hours
    )
    found = events(*kil(dataset=county(hours=hours)))[0]
    assert ("DTEND" in found, found.start) == (False, datetime(2026, 3, 2, 8, 20, tzinfo=STOCKHOLM))


def test_the_same_timetable_gives_the_same_bytes():
    """Nothing of the clock is in the file."""
    assert calendar_bytes(*kil()) == calendar_bytes(*kil())
