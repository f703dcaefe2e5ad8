"""Find the crates for which the stops of a run are paid most, within what the vehicle holds, compiled.

Every stop of a run offers a few visits that differ in their crates and in what they earn (a visit after a longer
gap brings more crates and spares another visit); the run takes one from each. That is a knapsack with one choice
from each group and two weights, deliveries and collections. It is bounded by pricing room (Sinha & Zoltners 1979)
and solved by branch and bound; what cannot be solved in a few thousand steps keeps its bound, which is valid too.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, Ints

MOST_STEPS = 5000  # of branch and bound for one run
HALVINGS = 12  # of the price of room
PACKED_BITS = 3  # for the number of an offer: at most one for each weekday
NO_OFFER = -NEVER


class Offers(NamedTuple):
    """What visits offer one kind of vehicle on one weekday; shape (n, offers)."""

    gains: Ints  # in 1/3 600 000 öre; NO_OFFER where a stop has fewer
    delivered: Ints  # crates
    collected: Ints


class Carried(NamedTuple):
    """For every set of stops asked for, shape (sets,)."""

    most: Ints  # no run through the set earns more; -NEVER where the least crates exceed the capacity
    found: Ints  # what the run below earns
    taken: Ints  # which offer of each stop it takes, packed: see `unpack`


def carry(masks: Ints, worth: Ints, offers: Offers, capacity: int) -> Carried:
    """What runs through these sets earn at most; one that cannot earn its `worth`, shape (sets,), is bounded."""
    return Carried(*_carry(masks, worth, offers, capacity))


def unpack(taken: int, stop: int) -> int:
    """The number of the offer that a run takes at a stop."""
    return taken >> PACKED_BITS * stop & (1 << PACKED_BITS) - 1


@njit(cache=True, nogil=True)
def _carry(masks, worth, offers, capacity):
    n = offers.gains.shape[0]
    most, found = np.full(masks.size, NO_OFFER, dtype=np.int64), np.full(masks.size, NO_OFFER, dtype=np.int64)
    taken = np.zeros(masks.size, dtype=np.int64)
    stops, picks = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    best_picks = np.zeros(n, dtype=np.int64)
    for index in range(masks.size):
        count = 0
        for stop in range(n):
            if masks[index] >> stop & 1:
                stops[count] = stop
                count += 1
        own = stops[:count]
        gain, weight, back = _pick(own, offers, 0, 0, picks)
        if weight <= capacity and back <= capacity:
            most[index] = found[index] = gain
            taken[index] = _pack(own, picks)
            continue
        bound, in_price, out_price, value = _price_room(
            own, offers, capacity, weight, back, picks, best_picks
        )
        most[index], found[index] = bound, value
        if bound >= worth[index] and bound > value:
            most[index], found[index] = _branch(
                own, offers, capacity, in_price, out_price, value, bound, best_picks
            )
        if found[index] > NO_OFFER:
            taken[index] = _pack(own, best_picks)
    return most, found, taken


@njit(cache=True, nogil=True)
def _pack(stops, picks):
    packed = 0
    for k in range(stops.size):
        packed |= picks[k] << PACKED_BITS * stops[k]
    return packed


@njit(cache=True, nogil=True)
def _pick(stops, offers, in_price, out_price, picks):
    """The best offer of each stop where room has these prices: what they earn, deliver and collect together."""
    gain, weight, back = np.int64(0), np.int64(0), np.int64(0)
    for k in range(stops.size):
        stop = stops[k]
        best, least = -1, np.int64(0)
        for offer in range(offers.gains.shape[1]):
            if offers.gains[stop, offer] == NO_OFFER:
                break
            net = (
                offers.gains[stop, offer]
                - in_price * offers.delivered[stop, offer]
                - out_price * offers.collected[stop, offer]
            )
            if best < 0 or net > least:
                best, least = offer, net
        picks[k] = best
        gain += offers.gains[stop, best]
        weight += offers.delivered[stop, best]
        back += offers.collected[stop, best]
    return gain, weight, back


@njit(cache=True, nogil=True)
def _price_room(stops, offers, capacity, weight, back, picks, best_picks):
    """The bound with the best price of room found, that price each way, and the best picks that fit."""
    in_part, out_part = int(weight > capacity), int(back > capacity)
    low, high = np.int64(0), np.int64(1)
    for k in range(stops.size):
        for offer in range(offers.gains.shape[1]):
            if offers.gains[stops[k], offer] != NO_OFFER:
                high = max(high, abs(offers.gains[stops[k], offer]) + 1)
    high *= 2
    bound, best_price, value = np.int64(NEVER), np.int64(0), np.int64(NO_OFFER)
    for _ in range(3 * HALVINGS):
        price = (low + high) // 2
        gain, weight, back = _pick(stops, offers, price * in_part, price * out_part, picks)
        spare = in_part * (capacity - weight) + out_part * (capacity - back)
        if gain + price * spare < bound:
            bound, best_price = gain + price * spare, price
        if weight <= capacity and back <= capacity and gain > value:
            value = gain
            best_picks[: stops.size] = picks[: stops.size]
        if spare < 0:
            low = price
        else:
            high = price
        if high - low <= 1 or 64 * (high - low) < low:
            break
    return bound, best_price * in_part, best_price * out_part, value


@njit(cache=True, nogil=True)
def _branch(stops, offers, capacity, in_price, out_price, value, bound, best_picks):
    """The most that fits, by depth-first search; the bound where that takes too long."""
    count = stops.size
    ahead = np.zeros(count + 1, dtype=np.int64)  # the most that the stops from k on earn, room paid for
    least_in, least_out = np.zeros(count + 1, dtype=np.int64), np.zeros(count + 1, dtype=np.int64)
    for k in range(count - 1, -1, -1):
        stop = stops[k]
        best = np.int64(NO_OFFER)
        light_in, light_out = np.int64(NEVER), np.int64(NEVER)
        for offer in range(offers.gains.shape[1]):
            if offers.gains[stop, offer] == NO_OFFER:
                break
            net = (
                offers.gains[stop, offer]
                - in_price * offers.delivered[stop, offer]
                - out_price * offers.collected[stop, offer]
            )
            best = max(best, net)
            light_in = min(light_in, offers.delivered[stop, offer])
            light_out = min(light_out, offers.collected[stop, offer])
        ahead[k] = ahead[k + 1] + best
        least_in[k], least_out[k] = least_in[k + 1] + light_in, least_out[k + 1] + light_out
    if least_in[0] > capacity or least_out[0] > capacity:
        return np.int64(NO_OFFER), np.int64(NO_OFFER)
    picks = np.full(count, -1, dtype=np.int64)
    gains = np.zeros(count + 1, dtype=np.int64)
    room_in, room_out = np.full(count + 1, capacity), np.full(count + 1, capacity)
    depth, steps = 0, 0
    while depth >= 0:
        picks[depth] += 1
        offer = picks[depth]
        stop = stops[depth]
        if offer == offers.gains.shape[1] or offers.gains[stop, offer] == NO_OFFER:
            picks[depth] = -1
            depth -= 1
            continue
        steps += 1
        if steps > MOST_STEPS:
            return bound, value
        gain = gains[depth] + offers.gains[stop, offer]
        left_in = room_in[depth] - offers.delivered[stop, offer]
        left_out = room_out[depth] - offers.collected[stop, offer]
        if left_in < least_in[depth + 1] or left_out < least_out[depth + 1]:
            continue
        if gain + ahead[depth + 1] + in_price * left_in + out_price * left_out <= value:
            continue
        if depth + 1 == count:
            if gain > value:
                value = gain
                best_picks[:count] = picks
            continue
        gains[depth + 1], room_in[depth + 1], room_out[depth + 1] = gain, left_in, left_out
        depth += 1
    return value, value
