"""Extend partial runs stop by stop and compare them, compiled.

A label is a partial run: it left the hub and has served a set of stops, the last one being LAST. Since a run
may choose when to leave, its times are three numbers (Savelsbergh 1992; Vidal et al. 2014): leaving at t, the
work so far ends at max(EARLIEST, t + TOTAL), and t may not exceed LATEST. Leaving as late as possible is never
longer, so a whole run lasts max(TOTAL, EARLIEST - LATEST). FULLEST is the capacity that the simultaneous
deliveries and collections so far need (Dethloff 2001), PICKED the crates collected.

A break splits a run in two. It may last longer than it must, and so swallows waiting: the work before it fits
when t >= AFTER, and the work after it lasts max(SINCE, EARLIEST - ARRIVE_BY), where ARRIVE_BY is the latest
moment at which the leg with the break may end; only openings after the break can make it wait.
"""

import numpy as np
from numba import njit

# columns of a label (int32: metres, seconds, crates, places in the array of labels)
WAY, TOTAL, EARLIEST, LATEST, FULLEST, PICKED, SINCE, ARRIVE_BY, AFTER, RESTED, PARENT, LAST, NEXT = range(13)
COLUMNS = 13
NOBODY = -1
HUB = 0

# entries of DayInputs.limits
LEAVE, RETURN, SHIFT, CAPACITY, BREAK_MODE, BREAK_AFTER, BREAK_LENGTH, LAST_OPENING, START_BY = range(9)
NO_BREAK, WORK_BREAK, DRIVING_BREAK = 0, 1, 2


@njit(cache=True, nogil=True)
def start(limits):
    """The label of a run that has not left the hub.

    LATEST begins at START_BY, for leaving even later never shortens a run; so ARRIVE_BY at LAST_OPENING.
    """
    label = np.zeros(COLUMNS, dtype=np.int32)
    label[EARLIEST] = label[AFTER] = limits[LEAVE]
    label[LATEST] = limits[START_BY]
    label[ARRIVE_BY] = limits[LAST_OPENING]
    label[PARENT] = label[LAST] = label[NEXT] = NOBODY
    return label


@njit(cache=True, nogil=True)
def drive(label, leg_s, rests, limits):
    """Add a leg to `label`, with the break on it if `rests`; whether the break may be there."""
    mode, after_s = limits[BREAK_MODE], limits[BREAK_AFTER]
    if rests:
        if mode == NO_BREAK or label[RESTED] == 1:
            return False
        if mode == WORK_BREAK:
            label[AFTER] = max(limits[LEAVE], label[EARLIEST] - after_s)
        label[RESTED] = 1
        label[SINCE] = 0
        label[TOTAL] += limits[BREAK_LENGTH]
        label[EARLIEST] += limits[BREAK_LENGTH]
    elif mode == DRIVING_BREAK or label[RESTED] == 1:
        label[SINCE] += leg_s
    label[TOTAL] += leg_s
    label[EARLIEST] += leg_s
    return True


@njit(cache=True, nogil=True)
def serve(label, opens_s, closes_s, service_s, limits):
    """Add a visit with this window and service time to `label`, which has just arrived."""
    label[LATEST] = min(label[LATEST], closes_s - label[TOTAL])
    label[EARLIEST] = max(label[EARLIEST], opens_s) + service_s
    label[TOTAL] += service_s
    if label[RESTED] == 1 and limits[BREAK_MODE] == WORK_BREAK:
        label[ARRIVE_BY] = min(label[ARRIVE_BY], closes_s - label[SINCE])
        label[SINCE] += service_s


@njit(cache=True, nogil=True)
def load(label, delivered, collected):
    """Add the crates of a visit to `label`."""
    label[PICKED] += collected
    label[FULLEST] = max(label[FULLEST] + delivered, label[PICKED])


@njit(cache=True, nogil=True)
def lasts(label):
    """The shortest time from leaving the hub to the end of the work so far, waiting included."""
    return max(label[TOTAL], label[EARLIEST] - label[LATEST])


@njit(cache=True, nogil=True)
def is_allowed(label, limits):
    """Whether `label` keeps latest departure, shift, capacity and the break rule so far."""
    if label[LATEST] < label[AFTER] or label[FULLEST] > limits[CAPACITY]:
        return False
    span_s, after_s = lasts(label), limits[BREAK_AFTER]
    if span_s > limits[SHIFT] or label[EARLIEST] > limits[RETURN]:
        return False
    if limits[BREAK_MODE] == WORK_BREAK:
        if label[RESTED] == 0:
            return span_s <= after_s
        no_waiting = label[EARLIEST] - label[SINCE] > limits[LAST_OPENING]
        return label[SINCE] <= after_s and (no_waiting or label[EARLIEST] - label[ARRIVE_BY] <= after_s)
    return limits[BREAK_MODE] == NO_BREAK or label[SINCE] <= after_s


@njit(cache=True, nogil=True)
def go_home(label, leg_s, rests, service_s, limits):
    """Add the last leg to `label`; whether the whole run is allowed. `service_s` is all its service time."""
    if not drive(label, leg_s, rests, limits):
        return False
    label[LATEST] = min(label[LATEST], limits[RETURN] - label[TOTAL])
    if limits[BREAK_MODE] == DRIVING_BREAK and label[RESTED] == 1:
        driving_s = label[TOTAL] - service_s - limits[BREAK_LENGTH]
        if driving_s > 2 * limits[BREAK_AFTER]:
            return False
    if limits[BREAK_MODE] == WORK_BREAK and label[RESTED] == 1:
        label[ARRIVE_BY] = min(label[ARRIVE_BY], limits[RETURN] - label[SINCE])
    return is_allowed(label, limits)


@njit(cache=True, nogil=True)
def dominates(one, other, limits):
    """Whether every way to go on from `other` is allowed and no dearer from `one`; both at the same place.

    A run that has not rested yet also beats one that has, if it can rest on its next leg and be no worse.
    """
    rest_s, since, arrive_by, after = 0, one[SINCE], one[ARRIVE_BY], one[AFTER]
    if one[RESTED] != other[RESTED]:
        if one[RESTED] == 1:
            return False
        rest_s, since, arrive_by = limits[BREAK_LENGTH], 0, limits[LAST_OPENING]
        if limits[BREAK_MODE] == WORK_BREAK:
            after = max(after, one[EARLIEST] - limits[BREAK_AFTER])
    return (
        one[WAY] <= other[WAY]
        and one[TOTAL] + rest_s <= other[TOTAL]
        and one[EARLIEST] + rest_s <= other[EARLIEST]
        and one[LATEST] >= other[LATEST]
        and one[FULLEST] <= other[FULLEST]
        and since <= other[SINCE]
        and arrive_by >= other[ARRIVE_BY]
        and after <= other[AFTER]
    )
