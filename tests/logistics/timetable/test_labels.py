"""Names on maps that can be read."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

import sample_data
from logistics.dataset import read_dataset
from logistics.timetable import Season, build_timetable
from logistics.timetable.day_map import draw_day
from logistics.timetable.labels import Mark, overlap, place_labels
from logistics.timetable.week_map import draw_week
from tests.logistics.timetable.county import ISSUED, as_problem, plausible_plan


def mark(x, y, *lines):
    return Mark(point=(x, y), half_width=5, half_height=5, lines=lines)


@cache
def drawings(folder):
    """The maps of the week and of each day."""
    dataset = read_dataset(folder)
    problem = as_problem(dataset)
    timetable = build_timetable(
        Season(
            dataset=dataset,
            problem=problem,
            plan=plausible_plan(dataset, problem),
            first_date=dataset.settings.season_first_date,
            last_date=dataset.settings.season_last_date,
            issued_on=ISSUED,
        )
    )
    return [draw_week(timetable), *(draw_day(timetable, day) for day in timetable.weekdays)]


def test_a_lonely_name_stands_to_the_right():
    """That is where a reader looks first."""
    (label,) = place_labels([mark(100, 100, "Kil")], [], size=(640, 640), font=13)
    assert ("start", True, None) == (label.anchor, label.at[0] > 105, label.leader)


def test_two_neighbours_do_not_cover_each_other():
    """Two names on one another are two names lost."""
    labels = place_labels(
        [mark(100, 100, "Karlstad"), mark(130, 100, "Skoghall")], [], size=(640, 640), font=13
    )
    assert 0 == overlap(labels[0].box, labels[1].box)


def test_a_name_at_the_edge_turns_inwards():
    """A name cut off by the edge of the picture cannot be read."""
    (label,) = place_labels([mark(620, 100, "Kristinehamn")], [], size=(640, 640), font=13)
    assert ("end", True) == (label.anchor, label.box[2] < 640)


def test_a_name_keeps_off_a_road_where_it_can():
    """A route drawn through a name hides both."""
    (label,) = place_labels([mark(100, 100, "Kil")], [((100, 100), (300, 100))], size=(640, 640), font=13)
    assert "end" == label.anchor


@pytest.mark.parametrize("name", ["", "with_branches"])
def test_no_names_of_the_sample_data_cover_each_other(name):
    """16 towns, and about 30 with the branches: the maps that are printed."""
    folder = Path(sample_data.FOLDER) / name
    covered = [
        (a.lines[0], b.lines[0])
        for drawing in drawings(folder)
        for a, b in combinations([*drawing.labels, *drawing.faint_labels], 2)
        if overlap(a.box, b.box) > 0
    ]
    assert [] == covered


@pytest.mark.parametrize("name", ["", "with_branches"])
def test_no_name_of_the_sample_data_is_cut_off(name):
    """Every name lies within its picture."""
    folder = Path(sample_data.FOLDER) / name
    cut = [
        label.lines[0]
        for drawing in drawings(folder)
        for label in (*drawing.labels, *drawing.faint_labels)
        if min(label.box[:2]) < 0 or label.box[2] > drawing.width or label.box[3] > drawing.height
    ]
    assert [] == cut
