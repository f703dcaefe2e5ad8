"""Roads as a driver reads them off the signs."""

from dataclasses import replace

import pytest

from logistics.timetable import Stretch, build_timetable
from logistics.timetable.roads import find_way, road_sections
from tests.logistics.timetable.county import county, county_season


def test_consecutive_sections_of_one_road_are_one_stretch():
    """Karlstad-Ilanda and Ilanda-Kil are both Rv 61: a driver does not turn at Ilanda."""
    season = county_season()
    way = find_way(season, road_sections(season.dataset), "bil-1", ("KAR", "KIL"))
    assert (Stretch(road="Rv 61", to_name="Kil", distance_m=20_000),) == way.stretches


def test_a_change_of_road_begins_a_new_stretch():
    """From Sunne home: Lv 238 to Kil, then Rv 61."""
    home = build_timetable(county_season()).run("mandag-bil-1").way_home
    expected = (
        Stretch(road="Lv 238", to_name="Kil", distance_m=42_000),
        Stretch(road="Rv 61", to_name="Karlstad", distance_m=20_000),
    )
    assert expected == home.stretches


def test_the_way_to_a_stop_beside_the_hub_is_empty():
    """The hub stands in Karlstad, and so does a library."""
    stop = build_timetable(county_season()).run("tisdag-bil-2").stops[0]
    assert ((), 0, 0) == (stop.way.stretches, stop.way.distance_m, stop.way.driving_s)


def test_a_one_way_road_leads_one_way():
    """A driver's sheet must not send a van against the traffic."""
    one_way = replace(county().roads[0], one_way=True)
    sections = road_sections(county(roads=(one_way, *county().roads[1:])))
    assert (True, False) == (("KAR", "ilanda") in sections, ("ilanda", "KAR") in sections)


def test_a_way_without_a_road_is_refused():
    """A plan made from other roads than the data set's gives no driver's sheet."""
    season = county_season()
    sections = {pair: road for pair, road in road_sections(season.dataset).items() if "ilanda" not in pair}
    with pytest.raises(ValueError, match="no road joins KAR and ilanda"):
        find_way(season, sections, "bil-1", ("KAR", "KIL"))


@pytest.mark.parametrize(
    ("road", "expected"),
    [
        ("lokal", "lokal väg"),
        ("övr länsväg", "Övrig länsväg"),
        ("övr länsväg (Mangskog)", "Övrig länsväg (Mangskog)"),
        ("Rv 61", "Rv 61"),
    ],
)
def test_abbreviations_of_the_data_are_written_out(road, expected):
    """`lokal till Kil` is no Swedish that a driver would say."""
    roads = tuple(replace(one, road=road) if one.to_place == "SUN" else one for one in county().roads)
    stop = build_timetable(county_season(dataset=county(roads=roads))).run("mandag-bil-1").stops[1]
    assert expected == stop.way.stretches[0].road
