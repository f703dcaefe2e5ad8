"""Metres and seconds follow the path that is cheapest for the vehicle, and agree with an independent matrix."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

import sample_data
from routes.errors import UnreachablePlaces
from routes.network import RoadSection, build_network
from routes.travel import Travel, measure_travel

FIXTURES = Path(__file__).parent / "fixtures"
ROADS = Path(sample_data.__file__).parent / "roads.csv"

# From a to b: 10 km of lane at 30 km/h, or 16 km by E18 through c at 120 km/h.
TWO_WAYS = build_network(
    [
        RoadSection(from_place="a", to_place="b", road="lane", length_m=10_000, speed_kmh=30),
        RoadSection(from_place="a", to_place="c", road="E18", length_m=8_000, speed_kmh=120),
        RoadSection(from_place="c", to_place="b", road="E18", length_m=8_000, speed_kmh=120),
    ]
)


def ways(per_km_ore: int, per_hour_ore: int) -> Travel:
    return measure_travel(TWO_WAYS, "a", ["b"], per_km_ore=per_km_ore, per_hour_ore=per_hour_ore)


def measures(travel: Travel) -> tuple[int, int, tuple[str, ...]]:
    return travel.leg_m("a", "b"), travel.leg_s("a", "b"), travel.paths["a", "b"]


def test_dear_hours_take_the_fast_road() -> None:
    """16 km and 8 minutes by E18."""
    assert (16_000, 480, ("a", "c", "b")) == measures(ways(0, 30_000))


def test_dear_kilometres_take_the_short_road() -> None:
    """10 km and 20 minutes by the lane."""
    assert (10_000, 1200, ("a", "b")) == measures(ways(1_000, 0))


def test_prices_decide_between_short_and_fast() -> None:
    """6 km more cost as much as 12 minutes less save when an hour costs 30 times a kilometre."""
    assert 16_000 == ways(100, 3_001).leg_m("a", "b")
    assert 10_000 == ways(100, 2_999).leg_m("a", "b")


def test_of_equally_cheap_ways_the_faster_one_is_taken() -> None:
    """Nobody is helped by arriving later at the same price."""
    assert ("a", "c", "b") == ways(100, 3_000).paths["a", "b"]


def test_free_driving_takes_the_fastest_way() -> None:
    """With no prices at all every way is equally cheap."""
    assert ("a", "c", "b") == ways(0, 0).paths["a", "b"]


def test_hub_comes_first_and_each_place_once() -> None:
    """Two stops in one house are one place."""
    travel = measure_travel(TWO_WAYS, "c", ["b", "a", "b", "c"], per_km_ore=1, per_hour_ore=1)
    assert ("c", "b", "a") == travel.place_ids


def test_a_place_is_no_way_from_itself() -> None:
    """Two stops in one house are no drive apart."""
    travel = ways(1, 1)
    assert (0, 0, ("b",)) == (travel.leg_m("b", "b"), travel.leg_s("b", "b"), travel.paths["b", "b"])


def test_directions_may_differ() -> None:
    """A one-way road there, the long road back."""
    network = build_network(
        [
            RoadSection(from_place="a", to_place="b", road="slip", length_m=500, speed_kmh=50, one_way=True),
            RoadSection(from_place="a", to_place="b", road="old", length_m=900, speed_kmh=30),
        ]
    )
    travel = measure_travel(network, "a", ["b"], per_km_ore=1_000, per_hour_ore=0)
    assert (500, 900) == (travel.leg_m("a", "b"), travel.leg_m("b", "a"))


def test_unreachable_place_is_refused_by_name() -> None:
    """A matrix with a hole would send a van into it."""
    with pytest.raises(UnreachablePlaces, match="island"):
        measure_travel(TWO_WAYS, "a", ["b", "island"], per_km_ore=1, per_hour_ore=1)


def test_place_outside_the_matrix_is_refused() -> None:
    """It has no row, and no neighbour's row will do."""
    with pytest.raises(ValueError, match="not in"):
        ways(1, 1).leg_m("a", "c")


def test_matrix_cannot_be_changed() -> None:
    """Plans are priced by it again and again."""
    with pytest.raises(ValueError, match="read-only"):
        ways(1, 1).metres[0, 1] = 0


def sections() -> list[RoadSection]:
    with ROADS.open(encoding="utf-8-sig", newline="") as file:
        return [
            RoadSection(
                from_place=row["from_place"],
                to_place=row["to_place"],
                road=row["road"],
                length_m=int(row["length_m"]),
                speed_kmh=int(row["speed_kmh"]),
                one_way=row["one_way"] == "ja",
            )
            for row in csv.DictReader(file)
        ]


def reference(name: str) -> dict[tuple[str, str], float]:
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row[""], to): float(value) for row in rows for to, value in row.items() if to}


@pytest.fixture(scope="module")
def fastest() -> Travel:
    towns = sorted({town for pair in reference("reference_matrix_km.csv") for town in pair})
    return measure_travel(build_network(sections()), "KAR", towns, per_km_ore=0, per_hour_ore=1)


def test_kilometres_agree_with_the_reference(fastest: Travel) -> None:
    """Sixteen towns, computed once from the same roads by other code: within 1 % on every pair."""
    apart = {
        pair: (km, fastest.leg_m(*pair))
        for pair, km in reference("reference_matrix_km.csv").items()
        if abs(fastest.leg_m(*pair) - 1000 * km) > 10 * km
    }
    assert {} == apart


def test_minutes_agree_with_the_reference(fastest: Travel) -> None:
    """Within 1 %, and half a minute more because the reference is rounded to whole minutes."""
    apart = {
        pair: (minutes, fastest.leg_s(*pair))
        for pair, minutes in reference("reference_matrix_min.csv").items()
        if abs(fastest.leg_s(*pair) - 60 * minutes) > 0.6 * minutes + 30
    }
    assert {} == apart


def test_reference_has_every_pair_of_sixteen_towns(fastest: Travel) -> None:
    """A comparison with nothing would pass too."""
    for name in ("reference_matrix_km.csv", "reference_matrix_min.csv"):
        assert 16 * 16 == len(reference(name))
    assert 16 == len(fastest.place_ids)


def test_paths_add_up_to_the_matrix(fastest: Travel) -> None:
    """The map draws the path that was priced."""
    network = build_network(sections())
    for (a, b), path in fastest.paths.items():
        arcs = [network[x][y] for x, y in pairwise(path)]
        assert (a, b) == (path[0], path[-1])
        assert fastest.leg_m(a, b) == sum(arc["length_m"] for arc in arcs)
        assert fastest.leg_s(a, b) == sum(arc["duration_s"] for arc in arcs)
