"""Follow a run place by place, compiled: how long it lasts, when it may leave, what it carries.

A run that leaves the hub at t and serves some stops is done at max(ends_s, t + lasts_s), if t <= starts_s:
lasts_s is all its time but waiting, ends_s its earliest end because of openings, starts_s the latest departure
that keeps every closing time (Savelsbergh 1992). Leaving at starts_s makes it shortest.

Under a rule on work a rest splits the run in two spans. The first must not exceed the limit, so t >= from_s. The
second has a time, an earliest end and a latest start of its own, counted from the arrival of the leg with the
rest: the rest may go on as long as the driver likes, and so swallows waiting. Under a rule on driving span_s is
the time at the wheel since the hub or the rest.
"""

from typing import NamedTuple

from numba import njit

from routes.proof.numbers import DRIVING, NO_RULE, WORK


class Walk(NamedTuple):
    """A run so far."""

    way_m: int
    lasts_s: int
    ends_s: int
    starts_s: int
    from_s: int
    span_s: int
    span_ends_s: int
    span_starts_s: int
    fullest: int  # crates: the capacity that it needs
    rested: int  # 1 after the rest


COLUMNS = len(Walk._fields)


@njit(cache=True, nogil=True)
def read(runs, row):
    """The run in a row of `runs`, shape (rows, COLUMNS)."""
    r = runs[row]
    return Walk(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9])


@njit(cache=True, nogil=True)
def write(runs, row, run):
    """Put a run into a row of `runs`."""
    for column in range(COLUMNS):
        runs[row, column] = run[column]


@njit(cache=True, nogil=True)
def begin(limits):
    """A run that has not left. After the last opening nothing waits, so a later departure never helps."""
    latest_s = limits.last_opening_s
    return Walk(0, 0, limits.leave_s, latest_s, limits.leave_s, 0, 0, latest_s, 0, 0)


@njit(cache=True, nogil=True)
def may_rest(run, limits):
    """Whether the next leg may have the rest on it."""
    return limits.rule != NO_RULE and run.rested == 0


@njit(cache=True, nogil=True)
def drive(run, leg_m, leg_s, rests, limits):
    """The run after one more leg, with the rest on it if `rests`."""
    from_s, span_s, span_ends_s, rest_s = run.from_s, run.span_s, run.span_ends_s, 0
    if rests:
        rest_s, span_s = limits.rest_s, 0
        if limits.rule == WORK:
            from_s = max(from_s, run.ends_s - limits.after_s)
    elif limits.rule == DRIVING or run.rested == 1:
        span_s += leg_s
        span_ends_s += leg_s
    return Walk(
        run.way_m + leg_m,
        run.lasts_s + rest_s + leg_s,
        run.ends_s + rest_s + leg_s,
        run.starts_s,
        from_s,
        span_s,
        span_ends_s,
        run.span_starts_s,
        run.fullest,
        1 if rests else run.rested,
    )


@njit(cache=True, nogil=True)
def serve(run, opens_s, closes_s, service_s, delivered, picked, limits):
    """The run after a visit where it has just arrived; `picked` are all crates collected by then (Dethloff 2001).

    `keeps_rules` tells whether it came in time.
    """
    span_s, span_ends_s, span_starts_s = run.span_s, run.span_ends_s, run.span_starts_s
    if run.rested == 1 and limits.rule == WORK:
        span_starts_s = min(span_starts_s, closes_s - span_s)
        span_ends_s = max(span_ends_s, opens_s) + service_s
        span_s += service_s
    # A run that cannot arrive before closing has no time left to start.
    starts_s = min(run.starts_s, closes_s - run.lasts_s) if run.ends_s <= closes_s else run.from_s - 1
    return Walk(
        run.way_m,
        run.lasts_s + service_s,
        max(run.ends_s, opens_s) + service_s,
        starts_s,
        run.from_s,
        span_s,
        span_ends_s,
        span_starts_s,
        max(run.fullest + delivered, picked),
        run.rested,
    )


@njit(cache=True, nogil=True)
def end(run, limits):
    """The run when it is back at the hub."""
    return Walk(
        run.way_m,
        run.lasts_s,
        run.ends_s,
        min(run.starts_s, limits.return_s - run.lasts_s),
        run.from_s,
        run.span_s,
        run.span_ends_s,
        min(run.span_starts_s, limits.return_s - run.span_s),
        run.fullest,
        run.rested,
    )


@njit(cache=True, nogil=True)
def keeps_rules(run, limits):
    """Whether a run keeps closing times, hours, shift, capacity and the rule on rest so far."""
    if run.starts_s < run.from_s or run.ends_s > limits.return_s or run.fullest > limits.capacity:
        return False
    if paid_s(run) > limits.shift_s:
        return False
    if limits.rule == WORK:
        if run.rested == 0:
            return paid_s(run) <= limits.after_s
        return max(run.span_s, run.span_ends_s - run.span_starts_s) <= limits.after_s
    return limits.rule == NO_RULE or run.span_s <= limits.after_s


@njit(cache=True, nogil=True)
def drives_too_long(run, service_s, limits):
    """Whether the driving of a whole run does not fit in the two spans that a rest makes.

    A rest in the middle of a leg parts its driving as is best.
    """
    if limits.rule != DRIVING or run.rested == 0:
        return False
    return run.lasts_s - service_s - limits.rest_s > 2 * limits.after_s


@njit(cache=True, nogil=True)
def paid_s(run):
    """The shortest time from leaving the hub to the end of the run so far, waiting included."""
    return max(run.lasts_s, run.ends_s - run.starts_s)


@njit(cache=True, nogil=True)
def is_ahead(run, other, limits):
    """Whether `run` can go on wherever `other` can, as far as its times and crates tell.

    A run that has not rested is also compared with one that has, as if it rested on its next leg.
    """
    if run.lasts_s > other.lasts_s or run.ends_s > other.ends_s:
        return False
    if run.starts_s < other.starts_s or run.fullest > other.fullest:
        return False
    if run.rested == other.rested:
        return (
            run.from_s <= other.from_s
            and run.span_s <= other.span_s
            and run.span_ends_s <= other.span_ends_s
            and run.span_starts_s >= other.span_starts_s
        )
    from_s = max(run.from_s, run.ends_s - limits.after_s) if limits.rule == WORK else run.from_s
    return (
        run.rested == 0
        and run.lasts_s + limits.rest_s <= other.lasts_s
        and run.ends_s + limits.rest_s <= other.ends_s
        and from_s <= other.from_s
    )
