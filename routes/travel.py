"""Measure metres and seconds between the hub and all stops by the path cheapest for a vehicle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from routes.network import Network, refuse_unreachable


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Travel:
    """The ways between all places for one kind of vehicle."""

    place_ids: tuple[str, ...]
    metres: NDArray[np.int64]  # shape (n, n), row = from, in the order of `place_ids`
    seconds: NDArray[np.int64]  # shape (n, n), row = from
    paths: Mapping[tuple[str, str], tuple[str, ...]]  # every place passed, ends included

    def leg_m(self, from_id: str, to_id: str) -> int:
        """Metres from one place to another; ValueError for a place that is not in the matrix."""
        return int(self.metres[self.place_ids.index(from_id), self.place_ids.index(to_id)])

    def leg_s(self, from_id: str, to_id: str) -> int:
        """Seconds of driving from one place to another; ValueError for an unknown place."""
        return int(self.seconds[self.place_ids.index(from_id), self.place_ids.index(to_id)])


def quickest_seconds(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Least seconds between places by any detour, shape (n, n): the cheapest ways need not be the fastest.

    Source
    ------
    Floyd 1962.
    """
    quickest = seconds.copy()
    for via in range(len(quickest)):
        quickest = np.minimum(quickest, quickest[:, via, None] + quickest[None, via, :])
    return quickest


def measure_travel(
    network: Network, hub_id: str, place_ids: Iterable[str], *, per_km_ore: int, per_hour_ore: int
) -> Travel:
    """The cheapest way between each two places at these prices; of equally cheap ways the faster one.

    With `per_km_ore=0` the ways are the fastest. The hub comes first, each place once.

    Raises
    ------
    UnreachablePlaces
        If the hub has no road to or from some place.
    """
    ids = tuple(dict.fromkeys((hub_id, *place_ids)))
    refuse_unreachable(network, hub_id, ids)
    metres = np.zeros((len(ids), len(ids)), dtype=np.int64)
    seconds = np.zeros_like(metres)
    paths: dict[tuple[str, str], tuple[str, ...]] = {}

    def price(_from: str, _to: str, arc: Mapping[str, int]) -> int:
        ore_scaled = per_km_ore * arc["length_m"] * 3600 + per_hour_ore * arc["duration_s"] * 1000
        return ore_scaled * 1_000_000 + arc["duration_s"]  # equal prices are told apart by time

    for row, from_id in enumerate(ids):
        ways = nx.single_source_dijkstra_path(network, from_id, weight=price)
        for column, to_id in enumerate(ids):
            way = ways[to_id]
            arcs = [network[a][b] for a, b in pairwise(way)]
            metres[row, column] = sum(arc["length_m"] for arc in arcs)
            seconds[row, column] = sum(arc["duration_s"] for arc in arcs)
            paths[from_id, to_id] = tuple(way)
    metres.flags.writeable = seconds.flags.writeable = False
    return Travel(place_ids=ids, metres=metres, seconds=seconds, paths=paths)
