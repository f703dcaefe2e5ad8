"""What the maps of the week and of a day show."""

from logistics.timetable import build_timetable
from logistics.timetable.day_map import draw_day
from logistics.timetable.line_styles import LINE_STYLES, run_style
from logistics.timetable.week_map import draw_week
from tests.logistics.timetable.county import county_season


def tuesday():
    return draw_day(build_timetable(county_season()), 1)


def test_the_week_names_every_town_with_its_days():
    """One look tells where the van comes when."""
    found = {label.lines for label in draw_week(build_timetable(county_season())).labels}
    assert {
        ("Arvika", "tis"),
        ("Karlstad", "tis"),
        ("Kil", "mån tor"),
        ("Sunne", "mån"),
        ("Årjäng", "tis"),
    } == found


def test_a_day_numbers_its_stops_in_order():
    """Tuesday: Arvika and Årjäng by the first van, Karlstad by the second."""
    stops = {(pin.text, pin.style) for pin in tuesday().pins if pin.kind == "stop"}
    assert {("1", 0), ("2", 0), ("1", 1)} == stops


def test_towns_without_a_van_that_day_are_faint():
    """They help to find one's way, and must not look visited."""
    assert ["Kil", "Sunne"] == [label.lines[0] for label in tuesday().faint_labels]


def test_marks_at_one_place_stand_side_by_side():
    """The hub and a library share Karlstad: both have to be seen."""
    by_text = {pin.text or pin.kind: pin.point for pin in tuesday().pins if pin.kind != "faint"}
    hub = by_text["hub"]
    beside = next(pin.point for pin in tuesday().pins if pin.style == 1)
    assert (18, 0) == (round(beside[0] - hub[0]), round(beside[1] - hub[1]))


def test_the_description_says_what_the_picture_shows():
    """A reader who does not see the map hears the runs in order."""
    assert "Tur 1, Bokbil 1, kör från Navet till Arvika och Årjäng och tillbaka." in tuesday().description


def test_line_styles_differ_in_colour_and_in_dashes():
    """Either alone must be enough, for eyes and for black printers."""
    colours, dashes = {s.colour for s in LINE_STYLES}, {s.dashes for s in LINE_STYLES}
    assert (len(LINE_STYLES), len(LINE_STYLES)) == (len(colours), len(dashes))


def test_two_runs_of_a_day_have_different_styles():
    """They often leave the hub on the same road."""
    runs = build_timetable(county_season()).runs_on(1)
    assert [0, 1] == [run_style(run) for run in runs]
