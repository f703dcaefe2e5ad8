"""State what one fleet may drive on its day as a network, to be walked from the hub or towards it.

Node 0 is the hub, the others are calls. Everything a label cannot carry is relaxed, so that a walk through the
network may be cheaper than the run it stands for but never dearer: waiting costs nothing, a break only
its pay and the work it leaves no room for, and the runs of one vehicle do not know each other.
"""

from typing import NamedTuple

import numpy as np

from routes.solve.inputs import Bools, Ints
from routes.solve.limits import (
    BREAK_AFTER,
    BREAK_LENGTH,
    BREAK_MODE,
    CAPACITY,
    HUB,
    LEAVE,
    RETURN,
    SHIFT,
    WORK_BREAK,
)
from routes.solve.numbers import Numbers

NEVER = 1 << 60  # the price of a leg that is not driven
COARSE_LOADS = 200  # different loads in the coarse network, which rounds them down
WORD = 62  # stops or cuts in one whole number
BYTES = 8  # of a word, so that the last one is not full


class Network(NamedTuple):
    """One fleet's day with m calls, as seen by one who walks it; shapes (m + 1,) and (m + 1, m + 1)."""

    price: Ints  # of a leg and of the service before it; NEVER where there is none
    clock: Ints  # seconds from the beginning of one service to that of the next; 0 where no clock is needed
    work: Ints  # the same without the waiting; 0 where the clock says it all
    lifts: Ints  # what the call adds to all earlier loads: crates delivered, walking from the hub
    drops: Ints  # what it adds to all later loads: crates collected, walking from the hub
    opens: Ints  # first moment at which service may begin; of the hub: when the walk begins
    closes: Ints  # last such moment from which the walk can still end in time
    work_left: Ints  # the most work there may have been before the service begins
    own: Ints  # shape (m + 1, words): the bit of the stop
    forbids: Ints  # shape (m + 1, words): stops after which the walk may not come here
    limits: (
        Ints  # shape (5,): capacity, the clocks of both ends of a walk together, most work, and what follows
    )


# entries of Network.limits; a run of more than FREE_WORK seconds of work pays for a break
CAPACITY_OF, CLOCKS, MOST_WORK, FREE_WORK, BREAK_PRICE = range(5)


def fleet_calls(numbers: Numbers, fleet: int) -> Ints:
    """The calls that a fleet may serve."""
    on_the_day = numbers.call_day == numbers.fleet_day[fleet]
    return np.flatnonzero(on_the_day & numbers.may_serve[fleet][numbers.place - 1])


def fleet_network(numbers: Numbers, fleet: int, scale: int) -> Network:
    """The network of a fleet walked from the hub, its prices multiplied by `scale`."""
    calls = fleet_calls(numbers, fleet)
    places = np.concatenate(([HUB], numbers.place[calls]))
    ways, limits = numbers.fleet_ways[fleet], numbers.limits[fleet]
    service = _with_hub(numbers.service[calls])
    work = service[:, None] + numbers.seconds[ways][np.ix_(places, places)]
    price = numbers.metre_price[fleet] * numbers.metres[ways][np.ix_(places, places)]
    price += numbers.second_price[fleet] * work
    price[HUB] += numbers.run_price[fleet]
    price *= scale
    price[places[:, None] == places[None, :]] = NEVER
    capacity = limits[CAPACITY]
    loads = [_with_hub(crates[calls]) for crates in (numbers.delivered, numbers.collected)]
    price[:, (loads[0] > capacity) | (loads[1] > capacity)] = NEVER
    opens = np.maximum(_with_hub(numbers.opens[calls]), limits[LEAVE])
    closes = np.minimum(_with_hub(numbers.closes[calls], limits[RETURN]), limits[RETURN])
    network = Network(
        price=price,
        clock=work,
        work=work,
        lifts=loads[0],
        drops=loads[1],
        opens=opens,
        closes=closes,
        work_left=np.zeros_like(opens),
        own=bits(places[:, None] - 1 == np.arange(len(numbers.first_call) - 1)),
        forbids=bits(_forbidden(numbers, places)),
        limits=np.array(
            [
                capacity,
                limits[LEAVE] + limits[RETURN],
                _most_work(limits),
                *_paid_break(limits, scale * int(numbers.second_price[fleet])),
            ],
            dtype=np.int64,
        ),
    )
    return _without_idle_clocks(network)


def binds_by_time(network: Network) -> bool:
    """Whether time keeps runs shorter than loads do, by rule of thumb."""
    m = max(1, len(network.price) - 1)
    load = max(network.lifts.sum(), network.drops.sum()) / m
    by_load = network.limits[CAPACITY_OF] / max(load, 1e-9)
    seconds = np.sort(network.clock[1:][network.price[1:] < NEVER])
    typical = seconds[len(seconds) // 4] if len(seconds) else 0
    return bool((network.closes[HUB] - network.opens[HUB]) / max(typical, 1e-9) < by_load)


def coarsened(network: Network) -> Network:
    """The network with one resource alone, the one that binds most: cheaper to walk, and runs cheaper in it."""
    nothing, idle = np.zeros_like(network.lifts), np.zeros_like(network.clock)
    if binds_by_time(network):
        return network._replace(lifts=nothing, drops=nothing, work=idle)
    step = max(1, int(network.limits[CAPACITY_OF]) // COARSE_LOADS)
    limits = network.limits.copy()
    limits[CAPACITY_OF] //= step
    both = (network.lifts + network.drops) // (
        2 * step
    )  # either sum is at most the capacity, so is their mean
    return network._replace(
        clock=idle,
        work=idle,
        opens=np.full_like(network.opens, network.opens[HUB]),
        closes=np.full_like(network.closes, network.closes[HUB]),
        work_left=np.full_like(network.work_left, network.limits[MOST_WORK]),
        lifts=both,
        drops=both,
        limits=limits,
    )


def towards_hub(network: Network) -> Network:
    """The same network for one who walks every run from its end: time runs back, and crates change sides."""
    mirror = network.limits[CLOCKS]
    is_after = np.ascontiguousarray(network.price.T)
    reversed_network = network._replace(
        price=is_after,
        clock=np.ascontiguousarray(network.clock.T),
        work=np.ascontiguousarray(network.work.T),
        lifts=network.drops,
        drops=network.lifts,
        opens=mirror - network.closes,
        closes=mirror - network.opens,
        forbids=network.own,
    )
    return _with_last_moments(reversed_network, reversed_network.opens[HUB])


def _without_idle_clocks(network: Network) -> Network:
    """Drop the clocks that no walk can run against, and draw in the last moments."""
    leave, back = network.opens[HUB], network.closes[HUB]
    longest = int(network.work.max(axis=1).sum())
    waits = bool((network.opens[1:] > leave).any())
    if not waits:  # then clock and work are the same
        back = min(back, leave + network.limits[MOST_WORK])
        network = network._replace(limits=network.limits.copy())
        network.limits[CLOCKS] = leave + back
    closes = np.minimum(network.closes, back)
    idle = np.zeros_like(network.work)
    is_told_by_clock = not waits or network.limits[MOST_WORK] >= min(longest, back - leave)
    if is_told_by_clock and network.limits[FREE_WORK] >= longest:
        network = network._replace(work=idle)
    if not waits and closes.min() >= leave + longest:
        closes = np.full_like(closes, back)
        network = network._replace(clock=idle, opens=np.full_like(closes, leave))
    return _with_last_moments(network._replace(closes=closes), leave)


def _with_last_moments(network: Network, leave: int) -> Network:
    """Let every service begin early enough for the quickest way to the end of the walk."""
    end = network.limits[CLOCKS] - leave
    closes = np.minimum(network.closes, end - _quickest(network.clock)[:, HUB])
    closes[HUB] = end
    work_left = network.limits[MOST_WORK] - _quickest(network.work)[:, HUB]
    work_left[HUB] = network.limits[MOST_WORK]
    opens = network.opens.copy()
    opens[HUB] = leave
    return network._replace(opens=opens, closes=closes, work_left=work_left)


def _quickest(seconds: Ints) -> Ints:
    """The quickest ways over any number of legs (Floyd 1962), for legs need not keep the triangle inequality."""
    least: Ints = seconds.copy()
    for via in range(len(least)):
        np.minimum(least, least[:, via, None] + least[None, via, :], out=least)
    return least


def _most_work(limits: Ints) -> int:
    """The longest shift less the break that long work needs."""
    if limits[BREAK_MODE] != WORK_BREAK:
        return int(limits[SHIFT])
    return int(max(min(limits[BREAK_AFTER], limits[SHIFT]), limits[SHIFT] - limits[BREAK_LENGTH]))


def _paid_break(limits: Ints, second_price: int) -> tuple[int, int]:
    """How much work needs no break, and what a break costs."""
    if limits[BREAK_MODE] != WORK_BREAK or not limits[BREAK_LENGTH] * second_price:
        return NEVER, 0
    return int(limits[BREAK_AFTER]), int(limits[BREAK_LENGTH]) * second_price


def _forbidden(numbers: Numbers, places: Ints) -> Bools:
    """For every node the stops that may not have been served before it: its own and those that come after."""
    n = len(numbers.first_call) - 1
    forbidden: Bools = places[:, None] - 1 == np.arange(n)
    if numbers.before.size:
        forbidden[1:] |= numbers.before[places[1:] - 1]
    return forbidden


def bits(marked: Bools) -> Ints:
    """Truth values as bits of whole numbers, shape (nodes, words)."""
    nodes, n = marked.shape
    bits = np.zeros((nodes, max(1, -(-n // WORD))), dtype=np.int64)
    for stop in range(n):
        bits[:, stop // WORD] |= marked[:, stop].astype(np.int64) << (stop % WORD)
    return bits


def _with_hub(values: Ints, hub: int = 0) -> Ints:
    return np.concatenate(([hub], values)).astype(np.int64)
