"""The road network holds the roads that are open on a date, in the directions they may be driven."""

from datetime import date

import networkx as nx
import pytest

from routes.errors import UnreachablePlaces
from routes.network import RoadClosure, RoadSection, build_network, refuse_unreachable

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 6)
CLOSED = RoadClosure(from_place="b", to_place="a", first_date=FIRST, last_date=LAST)


def section(from_place: str, to_place: str, **fields: object) -> RoadSection:
    """A kilometre of road 63 at 60 km/h: one minute."""
    given: dict[str, object] = {"road": "Rv 63", "length_m": 1000, "speed_kmh": 60}
    return RoadSection(from_place=from_place, to_place=to_place, **{**given, **fields})


def arcs(network: nx.DiGraph) -> list[tuple[str, str]]:
    return sorted(network.edges)


def test_road_is_open_both_ways() -> None:
    """A row in the data is a road, not a direction."""
    assert [("a", "b"), ("b", "a")] == arcs(build_network([section("a", "b")]))


def test_one_way_road_is_open_one_way() -> None:
    """A slip road leads on or off, never both."""
    assert [("a", "b")] == arcs(build_network([section("a", "b", one_way=True)]))


def test_arc_carries_length_time_and_road() -> None:
    """The driver's sheet names the road."""
    network = build_network([section("a", "b")])
    assert {"length_m": 1000, "duration_s": 60, "road": "Rv 63"} == network["b"]["a"]


@pytest.mark.parametrize(
    ("length_m", "speed_kmh", "seconds"),
    [(1000, 60, 60), (9300, 65, 515), (1, 90, 0), (25, 90, 1), (25, 60, 2), (12, 90, 0), (13, 90, 1)],
)
def test_driving_time_is_rounded_half_up(length_m: int, speed_kmh: int, seconds: int) -> None:
    """9.3 km at 65 km/h are 515.08 s; 25 m at 60 km/h are 1.5 s."""
    assert seconds == section("a", "b", length_m=length_m, speed_kmh=speed_kmh).duration_s


@pytest.mark.parametrize("fields", [{"length_m": 0}, {"speed_kmh": 0}, {"length_m": -5}])
def test_road_without_length_or_speed_is_refused(fields: dict[str, int]) -> None:
    """A road of no length is a mistake in the data."""
    with pytest.raises(ValueError, match="must be positive"):
        section("a", "b", **fields)


@pytest.mark.parametrize("day", [FIRST, date(2026, 3, 4), LAST])
def test_closed_road_is_closed_both_ways_on_its_days(day: date) -> None:
    """First and last day belong to the closure, whichever end is named first."""
    assert [] == arcs(build_network([section("a", "b")], [CLOSED], on=day))


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 7)])
def test_road_is_open_the_day_before_and_the_day_after(day: date) -> None:
    """Roadworks end when they are said to."""
    assert [("a", "b"), ("b", "a")] == arcs(build_network([section("a", "b")], [CLOSED], on=day))


def test_without_a_date_no_road_is_closed() -> None:
    """The season's base plan does not know the roadworks of one week."""
    assert [("a", "b"), ("b", "a")] == arcs(build_network([section("a", "b")], [CLOSED]))


def test_other_roads_stay_open() -> None:
    """A closure is one section, not a town."""
    network = build_network([section("a", "b"), section("b", "c")], [CLOSED], on=FIRST)
    assert [("b", "c"), ("c", "b")] == arcs(network)


def test_places_on_closed_roads_are_still_known() -> None:
    """They are unreachable, which is told by name; they are not misspelt."""
    network = build_network([section("a", "b")], [CLOSED], on=FIRST)
    assert ["a", "b"] == sorted(network.nodes)


@pytest.mark.parametrize("fast_first", [True, False])
def test_faster_of_two_parallel_sections_stays(*, fast_first: bool) -> None:
    """The old road beside the new one: the van takes the new one, whichever row comes first."""
    roads = [section("a", "b", road="E18", speed_kmh=120), section("b", "a", road="old")]
    network = build_network(roads if fast_first else roads[::-1])
    assert ["E18", "E18"] == [network["a"]["b"]["road"], network["b"]["a"]["road"]]


def test_one_way_road_beside_a_slower_road() -> None:
    """Fast there, slow back."""
    network = build_network(
        [section("a", "b", road="slip", speed_kmh=120, one_way=True), section("a", "b", road="old")]
    )
    assert ["slip", "old"] == [network["a"]["b"]["road"], network["b"]["a"]["road"]]


def test_place_behind_a_closed_road_is_refused_by_name() -> None:
    """Every such place is named at once."""
    roads = [section("hub", "a"), section("a", "b"), section("b", "c")]
    network = build_network(roads, [CLOSED], on=FIRST)
    with pytest.raises(UnreachablePlaces, match=r"b, c") as refused:
        refuse_unreachable(network, "hub", ["a", "b", "c", "b"])
    assert ("b", "c") == refused.value.place_ids


def test_place_with_no_way_back_is_refused() -> None:
    """A van that cannot come home has not served anybody."""
    network = build_network([section("hub", "a", one_way=True), section("hub", "b")])
    with pytest.raises(UnreachablePlaces) as refused:
        refuse_unreachable(network, "hub", ["a", "b"])
    assert ("a",) == refused.value.place_ids


def test_place_with_no_way_there_is_refused() -> None:
    """Nor one that can only be left."""
    network = build_network([section("a", "hub", one_way=True)])
    with pytest.raises(UnreachablePlaces, match="a"):
        refuse_unreachable(network, "hub", ["a"])


def test_place_that_no_road_knows_is_refused() -> None:
    """A misspelt place is as unreachable as an island."""
    with pytest.raises(UnreachablePlaces, match="island"):
        refuse_unreachable(build_network([section("hub", "a")]), "hub", ["island"])


def test_hub_without_roads_is_refused() -> None:
    """Then nothing can be reached, and the hub is what is wrong."""
    with pytest.raises(UnreachablePlaces) as refused:
        refuse_unreachable(build_network([section("a", "b")]), "hub", ["a"])
    assert ("hub",) == refused.value.place_ids


def test_reachable_places_are_accepted() -> None:
    """The hub among them."""
    network = build_network([section("hub", "a")])
    assert refuse_unreachable(network, "hub", ["a", "hub"]) is None
