"""What stands at the end is beaten by nothing that was tried, and everything that fell was beaten."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from logistics.dataset import StopRow
from logistics.questions.arrivals import mean_days_to_arrival
from logistics.questions.frontier import Point, find_frontier, unbeaten
from logistics.questions.frontier_files import PICTURE, WORKBOOK, frontier_files, plan_name
from logistics.questions.frontier_wording import frontier_lines, frontier_result
from logistics.questions.service import AS_IS
from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.errors import ImpossiblePlan
from routes.progress import OutOfTime
from routes.week import plan_week


@pytest.fixture(scope="module")
def frontier(small):
    return find_frontier(small, time_limit_s=120, seed=1)


def point(cost_ore, visits, days):
    """A point with these figures; the rest does not matter."""
    made = object.__new__(Point)
    object.__setattr__(made, "certificate", type("Cost", (), {"cost_ore": cost_ore}))
    object.__setattr__(made, "visits", visits)
    object.__setattr__(made, "days", Fraction(days))
    return made


def test_a_choice_is_beaten_by_one_as_good_and_better_in_something():
    """On paper: dearer for the same, slower for the same, fewer visits for the same."""
    best, dearer, slower, fewer = point(100, 5, 3), point(101, 5, 3), point(100, 5, 4), point(100, 4, 3)
    faster, more = point(200, 5, 2), point(200, 6, 3)
    assert all(best.beats(other) for other in (dearer, slower, fewer))
    assert not any(best.beats(other) for other in (best, point(100, 5, 3), faster, more))
    assert [best, faster, more] == list(
        unbeaten([fewer, more, best, slower, point(100, 5, 3), dearer, faster])
    )


def test_what_stands_is_beaten_by_nothing_and_what_fell_is(frontier):
    """The definition, over all that was tried."""
    for one in frontier.points:
        beaten = any(other.beats(one) for other in frontier.points)
        twin = any(
            (best.cost_ore, best.visits, best.days) == (one.cost_ore, one.visits, one.days)
            for best in frontier.best
        )
        assert beaten != twin
    assert frontier.tried_all


def test_every_choice_is_the_cheapest_week_for_its_service(frontier):
    """Planned alone, each costs the same."""
    for one in frontier.points:
        assert one.certificate.is_optimal
        problem = frontier.planned(one).problem
        assert one.cost_ore == plan_week(problem, time_limit_s=60, seed=1)[1].cost_ore
        assert sum(len(run.visits) for run in one.plan.runs) == one.visits
        assert mean_days_to_arrival(one.plan, frontier.dataset.flows) == one.days
        assert one.direct_days <= one.days


def test_every_choice_can_be_saved_as_a_plan(frontier):
    """Its data set asks for what the plan gives."""
    for one in frontier.best:
        planned = frontier.planned(one)
        assert () == find_violations(planned.plan, planned.problem)
        assert plan_cost_ore(planned.plan, planned.problem) == one.cost_ore


def test_more_visits_cost_more_and_arrive_sooner_at_the_ends(frontier):
    """The cheapest choice is the slowest that stands, the dearest the fastest."""
    first, last = frontier.best[0], frontier.best[-1]
    assert first.cost_ore < last.cost_ore
    assert max(p.days for p in frontier.best) == first.days
    assert min(p.days for p in frontier.best) == last.days


def test_the_data_sets_own_week_is_among_the_choices(frontier, planned):
    """At the price that the plan has."""
    (own,) = (p for p in frontier.points if p.service is AS_IS)
    assert planned.certificate.cost_ore == own.cost_ore


def test_time_that_is_not_enough_is_told(small):
    """Some choices are better than none, if it is said that they are some."""
    tried = []

    def show(count, _standing, _seconds):
        tried.append(count)
        if count == 3:
            raise OutOfTime

    some = find_frontier(small, time_limit_s=60, seed=1, on_progress=show)
    assert (3, False) == (len(some.points) + len(some.impossible), some.tried_all)
    assert "tiden räckte inte till alla" in dict(frontier_lines(some))["Prövade"]


def test_a_data_set_that_cannot_be_planned_at_all_says_why(small):
    """No choice of visits opens a door."""
    hours = tuple(
        replace(row, delivery_from_s=0, delivery_to_s=60) if row.stop == "SAF" and row.delivery_to_s else row
        for row in small.hours
    )
    with pytest.raises(ImpossiblePlan, match="Sjukhusbiblioteket"):
        find_frontier(replace(small, hours=hours), time_limit_s=60, seed=1)


def test_the_screen_shows_every_choice_that_stands(frontier):
    """Numbered as in the workbook and the picture."""
    lines = dict(frontier_lines(frontier))
    assert [str(n) for n in range(1, len(frontier.best) + 1)] == [label for label in lines if label.isdigit()]
    assert "inget av valen går att göra billigare" == lines["Bevisat"]
    result = frontier_result(frontier)
    assert len(frontier.points) == len(result["points"])
    assert [plan_name(1)] == [p["plan"] for p in result["points"] if p["number"] == 1]


def test_the_workbook_holds_numbers_as_numbers(frontier):
    """Kronor, visits and days can be summed and sorted."""
    files = dict(frontier_files(frontier, frontier.dataset.settings.season_first_date))
    book = load_workbook(BytesIO(files[WORKBOOK]))
    assert ["Val", "Besök", "Alla prövade"] == book.sheetnames
    rows = [row for row in book["Val"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(frontier.best) == len(rows)
    first = frontier.best[0]
    assert (1, first.cost_ore / 100, first.visits) == (rows[0][0], rows[0][2], rows[0][3])
    assert round(100 * first.days) / 100 == rows[0][4]
    visits = [row for row in book["Besök"].iter_rows(values_only=True) if row[0] == "Karlstads bibliotek"]
    assert [len(p.plan.pattern_of("KAR")) for p in frontier.best] == list(visits[0][1:])


def test_the_picture_can_be_read_without_eyes_and_without_colours(frontier):
    """Title, description, text for every mark; circles, crosses and diamonds."""
    files = dict(frontier_files(frontier, frontier.dataset.settings.season_first_date))
    svg = ET.fromstring(files[PICTURE])  # noqa: S314  # our own picture
    ns = "{http://www.w3.org/2000/svg}"
    assert "img" == svg.get("role")
    ids = {svg.find(f"{ns}title").get("id"), svg.find(f"{ns}desc").get("id")}
    assert ids == set(svg.get("aria-labelledby").split())
    described = svg.find(f"{ns}desc").text
    assert f"{len(frontier.points)}\xa0val prövades" in described
    named = [mark for mark in svg.iter() if mark.tag in (f"{ns}circle", f"{ns}path") and len(mark)]
    assert len(frontier.points) <= len(named)
    assert all(mark.find(f"{ns}title").text for mark in named)


def test_the_same_frontier_gives_the_same_bytes(frontier):
    """Files are compared and archived."""
    day = frontier.dataset.settings.season_first_date
    assert dict(frontier_files(frontier, day)) == dict(frontier_files(frontier, day))


def test_all_stops_alike_are_one_class(small):
    """Five levels, and steps from them."""
    rows: tuple[StopRow, ...] = tuple(
        replace(row, visits_fewest=1, visits_most=1, longest_gap_days=5) for row in small.stops
    )
    found = find_frontier(replace(small, stops=rows), time_limit_s=120, seed=1)
    assert found.tried_all
    assert found.best
