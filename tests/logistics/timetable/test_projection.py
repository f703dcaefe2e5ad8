"""Places on a flat picture."""

from math import cos, isclose, radians

import pytest

from logistics.timetable.projection import project

CORNERS = [("sw", 59.0, 12.0), ("ne", 60.0, 14.0)]


def test_a_kilometre_is_as_long_both_ways():
    """At 59.5 degrees a degree of longitude is cos 59.5 of one of latitude."""
    picture = project(CORNERS, shown=["sw", "ne"], width=640, margin=(50, 30))
    (x0, y0), (x1, y1) = picture.points["sw"], picture.points["ne"]
    assert isclose((x1 - x0) / (y0 - y1), 2 * cos(radians(59.5)) / 1)


def test_shown_places_touch_the_margins():
    """The picture is filled and nothing shown is cut off."""
    picture = project(CORNERS, shown=["sw", "ne"], width=640, margin=(50, 30))
    found = (*picture.points["sw"], *picture.points["ne"])
    assert (50, picture.height - 30, 590, 30) == pytest.approx(found)


def test_places_that_are_not_shown_lie_where_they_are():
    """A road that leads out of the county goes to the edge in its true direction."""
    places = [*CORNERS, ("far", 59.0, 11.0)]
    x, y = project(places, shown=["sw", "ne"], width=640, margin=(50, 30)).points["far"]
    assert (-220, True) == (
        round(x),
        isclose(y, project(CORNERS, shown=["sw", "ne"], width=640, margin=(50, 30)).points["sw"][1]),
    )


def test_one_place_falls_in_the_middle():
    """A data set may begin with a single library."""
    picture = project([("a", 59.0, 13.0)], shown=["a"], width=640, margin=(50, 30))
    assert ((320, 30), 60) == (picture.points["a"], picture.height)


def test_a_column_of_places_stays_within_bounds():
    """Places due north of each other must not give an endless picture."""
    picture = project([("a", 59.0, 13.0), ("b", 61.0, 13.0)], shown=["a", "b"], width=640, margin=(50, 30))
    assert 2 * 640 + 60 == picture.height


def test_a_map_of_nothing_is_refused():
    """There is no picture without a place."""
    with pytest.raises(ValueError, match="at least one place"):
        project(CORNERS, shown=[], width=640, margin=(50, 30))
