"""Extend partial runs stop by stop and compare them, compiled, each run a handful of numbers in registers.

A label is a partial run: it left the hub and has served a set of stops. Since a run may choose when to leave,
its times are three numbers (Savelsbergh 1992; Vidal et al. 2014): leaving at t, the work so far ends at
max(earliest, t + total), and t may not exceed `latest`. Leaving as late as possible is never longer, so a whole
run lasts max(total, earliest - latest).

A break splits a run in two. It may last longer than it must, and so swallows waiting: the work before it fits
when t >= after, and the work after it lasts max(since, earliest - arrive_by), where arrive_by is the latest
moment at which the leg with the break may end; only openings after the break can make it wait.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.solve.limits import (
    BREAK_AFTER,
    BREAK_LENGTH,
    BREAK_MODE,
    CAPACITY,
    DRIVING_BREAK,
    LAST_OPENING,
    LEAVE,
    NO_BREAK,
    NOBODY,
    RETURN,
    SHIFT,
    START_BY,
    WORK_BREAK,
)

Whole = int | np.int64


class Label(NamedTuple):
    """A partial run, all whole numbers."""

    way: Whole  # metres
    total: Whole  # seconds of driving, service and break
    earliest: Whole  # seconds after midnight
    latest: Whole
    fullest: Whole  # the capacity that deliveries and collections so far need (Dethloff 2001), crates
    last: Whole  # index of the last stop, or NOBODY
    rested: Whole  # 1 after the break
    since: (
        Whole  # seconds of work since the break; where driving counts, of driving since the hub or the break
    )
    arrive_by: Whole
    after: Whole


class Limits(NamedTuple):
    """The entries of DayInputs.limits, by name."""

    leave: int
    back: int
    shift: int
    capacity: int
    mode: int
    work: int  # seconds of work or driving without a break
    rest: int  # seconds of the break
    last_opening: int
    start_by: int


@njit(cache=True, nogil=True)
def read_limits(limits):
    """The limits by name; where not even the longest shift can need a break, there is no rule for one."""
    mode = NO_BREAK if limits[SHIFT] <= limits[BREAK_AFTER] else limits[BREAK_MODE]
    return Limits(
        limits[LEAVE],
        limits[RETURN],
        limits[SHIFT],
        limits[CAPACITY],
        mode,
        limits[BREAK_AFTER],
        limits[BREAK_LENGTH],
        limits[LAST_OPENING],
        limits[START_BY],
    )


@njit(cache=True, nogil=True)
def start(limits):
    """The label of a run that has not left the hub; leaving after `start_by` would never shorten it."""
    return Label(0, 0, limits.leave, limits.start_by, 0, NOBODY, 0, 0, limits.last_opening, limits.leave)


@njit(cache=True, nogil=True)
def drive(label, leg_m, leg_s, rests, limits):
    """`label` after a leg, with the break on it if `rests`; only for labels that have not rested."""
    since, after, rested, rest_s = label.since, label.after, label.rested, 0
    if rests:
        if limits.mode == WORK_BREAK:
            after = max(limits.leave, label.earliest - limits.work)
        rested, since, rest_s = 1, 0, limits.rest
    elif limits.mode == DRIVING_BREAK or rested == 1:
        since += leg_s
    return Label(
        label.way + leg_m,
        label.total + leg_s + rest_s,
        label.earliest + leg_s + rest_s,
        label.latest,
        label.fullest,
        label.last,
        rested,
        since,
        label.arrive_by,
        after,
    )


@njit(cache=True, nogil=True)
def serve(label, stop, opens_s, closes_s, service_s, limits):
    """`label`, which has just arrived, after a visit with this window and service time."""
    since, arrive_by = label.since, label.arrive_by
    if label.rested == 1 and limits.mode == WORK_BREAK:
        arrive_by = min(arrive_by, closes_s - since)
        since += service_s
    return Label(
        label.way,
        label.total + service_s,
        max(label.earliest, opens_s) + service_s,
        min(label.latest, closes_s - label.total),
        label.fullest,
        stop,
        label.rested,
        since,
        arrive_by,
        label.after,
    )


@njit(cache=True, nogil=True)
def load(label, delivered, picked):
    """`label` after a visit that delivers so many crates, `picked` having been collected by then."""
    return Label(
        label.way,
        label.total,
        label.earliest,
        label.latest,
        max(label.fullest + delivered, picked),
        label.last,
        label.rested,
        label.since,
        label.arrive_by,
        label.after,
    )


@njit(cache=True, nogil=True)
def lasts(label):
    """The shortest time from leaving the hub to the end of the work so far, waiting included."""
    return max(label.total, label.earliest - label.latest)


@njit(cache=True, nogil=True)
def is_allowed(label, home_s, limits):
    """Whether `label` keeps latest departure, shift, return, capacity and break rule, with `home_s` yet to go."""
    span_s = lasts(label)
    if (
        label.fullest > limits.capacity
        or label.latest < label.after
        or span_s + home_s > limits.shift
        or label.earliest + home_s > limits.back
    ):
        return False
    if limits.mode == NO_BREAK:
        return True
    if limits.mode == DRIVING_BREAK:
        return label.since <= limits.work
    if label.rested == 0:
        return span_s <= limits.work
    no_waiting = label.earliest - label.since > limits.last_opening
    return label.since <= limits.work and (no_waiting or label.earliest - label.arrive_by <= limits.work)


@njit(cache=True, nogil=True)
def go_home(label, leg_m, leg_s, rests, service_s, limits):
    """`label` after the last leg, and whether the whole run is allowed. `service_s` is all its service time."""
    home = drive(label, leg_m, leg_s, rests, limits)
    arrive_by = home.arrive_by
    if limits.mode == WORK_BREAK and home.rested == 1:
        arrive_by = min(arrive_by, limits.back - home.since)
    whole = Label(
        home.way,
        home.total,
        home.earliest,
        min(home.latest, limits.back - home.total),
        home.fullest,
        home.last,
        home.rested,
        home.since,
        arrive_by,
        home.after,
    )
    if limits.mode == DRIVING_BREAK and whole.rested == 1:
        driving_s = whole.total - service_s - limits.rest
        if driving_s > 2 * limits.work:
            return whole, False
    return whole, is_allowed(whole, 0, limits)


@njit(cache=True, nogil=True)
def dominates(one, other, limits):
    """Whether every way to go on from `other` is allowed and no dearer from `one`; both at the same place.

    A run that has not rested yet also beats one that has, if it can rest on its next leg and be no worse.
    """
    if one.way > other.way or one.fullest > other.fullest or one.latest < other.latest:
        return False
    if limits.mode == NO_BREAK:
        return one.total <= other.total and one.earliest <= other.earliest
    rest_s, since, arrive_by, after = 0, one.since, one.arrive_by, one.after
    if one.rested != other.rested:
        if one.rested == 1:
            return False
        rest_s, since, arrive_by = limits.rest, 0, limits.last_opening
        if limits.mode == WORK_BREAK:
            after = max(after, one.earliest - limits.work)
    return (
        one.total + rest_s <= other.total
        and one.earliest + rest_s <= other.earliest
        and since <= other.since
        and arrive_by >= other.arrive_by
        and after <= other.after
    )
