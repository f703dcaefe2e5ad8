"""Build the road network of a date: which places a van can drive between, how far and how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx

from routes.errors import UnreachablePlaces

if TYPE_CHECKING:
    Network = nx.DiGraph[str]
else:
    Network = nx.DiGraph  # networkx takes no type parameters at run time


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSection:
    """A road between two neighbouring places, drivable both ways unless `one_way`."""

    from_place: str
    to_place: str
    road: str  # number or name
    length_m: int
    speed_kmh: int
    one_way: bool = False

    def __post_init__(self) -> None:
        if self.length_m <= 0 or self.speed_kmh <= 0:
            raise ValueError(f"length and speed must be positive: {self}")

    @property
    def duration_s(self) -> int:
        """Driving time in whole seconds, rounded half up."""
        return (2 * 36 * self.length_m + 10 * self.speed_kmh) // (2 * 10 * self.speed_kmh)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadClosure:
    """A section closed in both directions from `first_date` to `last_date`, both included."""

    from_place: str
    to_place: str
    first_date: date
    last_date: date

    def holds_on(self, day: date) -> bool:
        """Whether the section is closed on `day`."""
        return self.first_date <= day <= self.last_date


def build_network(
    sections: Iterable[RoadSection], closures: Iterable[RoadClosure] = (), *, on: date | None = None
) -> Network:
    """The directed graph of all open sections, each arc with `length_m`, `duration_s` and `road`.

    Without a date no closure holds. Of two sections between the same places the faster one stays.
    """
    closed = {frozenset((c.from_place, c.to_place)) for c in closures if on is not None and c.holds_on(on)}
    network: Network = nx.DiGraph()
    for section in sections:
        network.add_nodes_from((section.from_place, section.to_place))
        if frozenset((section.from_place, section.to_place)) in closed:
            continue
        _add_arc(network, section.from_place, section.to_place, section)
        if not section.one_way:
            _add_arc(network, section.to_place, section.from_place, section)
    return network


def refuse_unreachable(network: Network, hub_id: str, place_ids: Iterable[str]) -> None:
    """Refuse places that the hub has no road to and from.

    Raises
    ------
    UnreachablePlaces
        With every such place.
    """
    wanted = dict.fromkeys(place_ids)
    if hub_id not in network:
        raise UnreachablePlaces((hub_id,))
    there = nx.descendants(network, hub_id) | {hub_id}
    back = nx.ancestors(network, hub_id) | {hub_id}
    lost = tuple(place for place in wanted if place not in there or place not in back)
    if lost:
        raise UnreachablePlaces(lost)


def _add_arc(network: Network, from_id: str, to_id: str, section: RoadSection) -> None:
    if network.has_edge(from_id, to_id) and network[from_id][to_id]["duration_s"] <= section.duration_s:
        return
    network.add_edge(
        from_id, to_id, length_m=section.length_m, duration_s=section.duration_s, road=section.road
    )
