"""Extend all sets of stops that a run can serve by one stop, set by set, compiled.

Labels (see `routes.solve.part_run`) are kept for every set and its last stop; sets are bit masks. All sets of
k + 1 stops are made from those of k stops, so only two layers need be in memory; a set that no run can serve has
no labels and is never extended.

Source: Held & Karp 1962 for the recursion; Desrochers & Soumis 1988 for labels and dominance.
"""

from collections.abc import Iterator

import numpy as np
from numba import njit
from numpy.typing import NDArray

from routes.solve import part_run
from routes.solve.inputs import NEVER, DayInputs, Ints
from routes.solve.limits import CAPACITY, HUB, NO_BREAK, NOBODY
from routes.solve.part_run import Label
from routes.travel import quickest_seconds

COLUMNS = 11  # of a label in memory: its own numbers, and the label that it extends
LAST, PARENT = 5, 10
NO_LIMIT = np.zeros(0, dtype=np.int64)

Rows = NDArray[np.int32]


def layers_of(inputs: DayInputs, ahead: Ints, at_most: int, price: Ints, unwaited: Ints) -> Iterator[Rows]:
    """The labels of all sets of one stop, of two and so on; the least price of each set is noted on the way.

    `price` and `unwaited` (waiting not paid), shape (2^n,), are lowered, without the price of the run itself. With
    `ahead`, shape (2^n, n) flat, labels are dropped that cost more than `at_most` with what is ahead of them.
    """
    n = len(inputs.opens)
    home_s = quickest_seconds(inputs.seconds)[:, HUB].copy()
    later = later_masks(inputs)
    begins, ends = np.zeros(1 << n, dtype=np.int64), np.zeros(1 << n, dtype=np.int64)
    ends[0] = 1
    rows = start_rows(inputs.limits)
    for size in range(1, n + 1):
        masks = extended_sets(n, size, begins, ends, later, inputs)
        rows, bounds = extend_all(
            masks, rows, begins, ends, inputs, home_s, later, ahead, at_most, price, unwaited
        )
        begins[masks], ends[masks] = bounds[:-1], bounds[1:]
        yield rows
        if not len(rows):
            return


def later_masks(inputs: DayInputs) -> Ints:
    """For every stop the mask of those that it must come before."""
    n = len(inputs.opens)
    if not inputs.before.size:
        return np.zeros(n, dtype=np.int64)
    masks: Ints = inputs.before.astype(np.int64) @ (1 << np.arange(n, dtype=np.int64))
    return masks


@njit(cache=True, nogil=True)
def start_rows(limits):
    """The one label of the empty set: a run that has not left."""
    rows = np.empty((1, COLUMNS), dtype=np.int32)
    _write(rows, 0, part_run.start(part_run.read_limits(limits)), NOBODY)
    return rows


@njit(cache=True, nogil=True)
def _write(rows, place, label, parent):
    rows[place, 0], rows[place, 1], rows[place, 2] = label.way, label.total, label.earliest
    rows[place, 3], rows[place, 4], rows[place, 5] = label.latest, label.fullest, label.last
    rows[place, 6], rows[place, 7], rows[place, 8] = label.rested, label.since, label.arrive_by
    rows[place, 9], rows[place, 10] = label.after, parent


@njit(cache=True, nogil=True)
def label_at(rows, place):
    """A label as it was written."""
    return Label(
        np.int64(rows[place, 0]),
        np.int64(rows[place, 1]),
        np.int64(rows[place, 2]),
        np.int64(rows[place, 3]),
        np.int64(rows[place, 4]),
        np.int64(rows[place, 5]),
        np.int64(rows[place, 6]),
        np.int64(rows[place, 7]),
        np.int64(rows[place, 8]),
        np.int64(rows[place, 9]),
    )


@njit(cache=True, nogil=True)
def extended_sets(n, size, begins, ends, later, inputs):
    """The sets of `size` stops that extend some set with labels and fit the vehicle, ascending."""
    found = np.empty(1024, dtype=np.int64)
    count = 0
    mask = (1 << size) - 1
    while mask < 1 << n:
        delivered, collected, possible = 0, 0, False
        for stop in range(n):
            if not mask >> stop & 1:
                continue
            if not inputs.is_open[stop]:
                possible = False
                break
            delivered += inputs.delivered[stop]
            collected += inputs.collected[stop]
            source = mask ^ 1 << stop
            possible |= (begins[source] < ends[source]) & (not source & later[stop])
        if possible and max(delivered, collected) <= inputs.limits[CAPACITY]:
            if count == found.size:
                found = np.concatenate((found, np.empty_like(found)))
            found[count] = mask
            count += 1
        lowest = mask & -mask  # the next mask with as many bits (Gosper 1972)
        ripple = mask + lowest
        mask = ripple | ((mask ^ ripple) >> 2) // lowest
    return found[:count].copy()


@njit(cache=True, nogil=True)
def extend_all(masks, rows, begins, ends, inputs, home_s, later, ahead, at_most, price, unwaited):
    """The labels of all `masks`, each set's together, and where each set's begin; see `layers_of`."""
    limits = part_run.read_limits(inputs.limits)
    n = inputs.opens.size
    kept = np.empty((max(64, 2 * len(rows)), COLUMNS), dtype=np.int32)
    bounds = np.zeros(len(masks) + 1, dtype=np.int64)
    count = 0
    for index in range(len(masks)):
        mask = masks[index]
        picked, service_s = 0, 0
        for stop in range(n):
            if mask >> stop & 1:
                picked += inputs.collected[stop]
                service_s += inputs.service[stop]
        for stop in range(n):
            source = mask ^ 1 << stop
            if not mask >> stop & 1 or begins[source] == ends[source] or source & later[stop]:
                continue
            slot = count
            room = at_most - ahead[mask * n + stop] if ahead.size else NEVER
            kept, count = _fill_slot(
                kept, count, rows, begins[source], ends[source], stop, picked, room, inputs, home_s, limits
            )
            for place in range(slot, count):
                paid, worked = close(label_at(kept, place), inputs, service_s, limits)
                price[mask] = min(price[mask], paid)
                unwaited[mask] = min(unwaited[mask], worked)
        bounds[index + 1] = count
    return kept[:count].copy(), bounds


@njit(cache=True, nogil=True)
def _fill_slot(kept, count, rows, first, end, stop, picked, room, inputs, home_s, limits):
    """Append the labels of a set that ends at `stop`: those rows extended that nothing else dominates."""
    slot = count
    for place in range(first, end):
        label = label_at(rows, place)
        if label.earliest + inputs.seconds[label.last + 1, stop + 1] > inputs.closes[stop]:
            continue
        for rests in range(1 if limits.mode == NO_BREAK or label.rested == 1 else 2):
            trial, fits = _extend(label, stop, rests, picked, inputs, home_s, limits)
            if not fits or inputs.metre_price * trial.way + inputs.second_price * trial.total > room:
                continue
            count, fits = _make_room(kept, slot, count, trial, limits)
            if not fits:
                continue
            if count == len(kept):
                kept = np.concatenate((kept, np.empty_like(kept)))
            _write(kept, count, trial, place)
            count += 1
    return kept, count


@njit(cache=True, nogil=True)
def _extend(label, stop, rests, picked, inputs, home_s, limits):
    """`label` after one more visit, the break on the way if `rests`; whether it is allowed."""
    here = label.last + 1
    there = part_run.drive(
        label, inputs.metres[here, stop + 1], inputs.seconds[here, stop + 1], rests, limits
    )
    closes_s = inputs.closes[stop]
    if there.earliest > closes_s:
        return there, False
    served = part_run.serve(there, stop, inputs.opens[stop], closes_s, inputs.service[stop], limits)
    loaded = part_run.load(served, inputs.delivered[stop], picked)
    return loaded, part_run.is_allowed(loaded, home_s[stop + 1], limits)


@njit(cache=True, nogil=True)
def _make_room(kept, slot, count, trial, limits):
    """Drop what `trial` dominates from a slot; what is left of it, and whether nothing there dominates `trial`."""
    place = slot
    while place < count:
        other = label_at(kept, place)
        if part_run.dominates(other, trial, limits):
            return count, False
        if part_run.dominates(trial, other, limits):
            count -= 1
            kept[place] = kept[count]
        else:
            place += 1
    return count, True


@njit(cache=True, nogil=True)
def close(label, inputs, service_s, limits):
    """The least prices of a run that goes home now, with its waiting and without; NEVER if none is allowed."""
    here = label.last + 1
    paid, worked = np.int64(NEVER), np.int64(NEVER)
    for rests in range(1 if limits.mode == NO_BREAK or label.rested == 1 else 2):
        whole, fits = part_run.go_home(
            label, inputs.metres[here, HUB], inputs.seconds[here, HUB], rests, service_s, limits
        )
        if fits:
            way = inputs.metre_price * whole.way
            paid = min(paid, way + inputs.second_price * part_run.lasts(whole))
            worked = min(worked, way + inputs.second_price * whole.total)
    return paid, worked
