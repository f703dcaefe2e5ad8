"""Draw small instances in numbers: one day of pickups and deliveries, or days with patterns."""

from random import Random

import numpy as np

from routes.solve.numbers import Numbers

FAR = 10**9


def draw_day(seed: int, *, stops: int = 7) -> Numbers:
    """One day, one fleet of as many vans as stops, a price of one a metre; loads bind."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    return _numbers(random, stops, days=1, vans=max(stops, 1), patterns=[[(0,)]] * stops, timed=False)


def draw_days(seed: int) -> Numbers:
    """Three days, two vans a day, five stops with one or two visits; windows and shifts bind."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    kinds = ([(0,), (1,), (2,)], [(0, 1), (1, 2), (0, 2)], [(0, 2), (1,)])
    patterns = [random.choice(kinds) for _ in range(5)]
    return _numbers(random, 5, days=3, vans=2, patterns=patterns, timed=True)


def _numbers(
    random: Random, n: int, *, days: int, vans: int, patterns: list[list[tuple[int, ...]]], timed: bool
) -> Numbers:
    spots = np.array([[random.randint(0, 60), random.randint(0, 60)] for _ in range(n + 1)]).reshape(n + 1, 2)
    metres = np.abs(spots[:, None] - spots[None, :]).sum(axis=2)
    rows = [(i, pattern) for i, choices in enumerate(patterns) for pattern in choices]
    calls = sorted({(i, day, len(p)) for i, p in rows for day in p})  # crates by the number of visits
    number = {call: k for k, call in enumerate(calls)}
    k = len(calls)
    opens = [random.choice((0, 0, 40)) if timed else 0 for _ in calls]
    closes = [random.choice((100, 200)) if timed else FAR for _ in calls]
    shift = 230 if timed else FAR
    return Numbers(
        seconds=metres[None].astype(np.int64),
        metres=metres[None].astype(np.int64),
        fleet_day=np.arange(days),
        fleet_ways=np.zeros(days, dtype=np.int64),
        limits=np.array([[0, FAR, shift, 12, 0, 0, 0, max(opens, default=0), max(opens, default=0)]] * days),
        metre_price=np.ones(days, dtype=np.int64),
        second_price=np.full(days, int(timed)),
        run_price=np.full(days, 5 * int(timed)),
        turnaround=np.zeros(days, dtype=np.int64),
        may_serve=np.ones((days, n), dtype=np.bool_),
        slot_fleet=np.repeat(np.arange(days), vans),
        slot_vehicle=np.tile(np.arange(vans), days),
        first_slot=np.arange(days + 1) * vans,
        most_runs=np.full(days, vans),
        before=np.zeros((0, 0), dtype=np.bool_),
        first_choice=np.searchsorted([i for i, _ in rows], np.arange(n + 1)).astype(np.int64),
        call_of=np.array(
            [[number[i, d, len(p)] if d in p else -1 for d in range(days)] for i, p in rows], dtype=np.int64
        ).reshape(-1, days),
        first_call=np.searchsorted([i for i, _, _ in calls], np.arange(n + 1)).astype(np.int64),
        place=np.array([i + 1 for i, _, _ in calls], dtype=np.int64),
        call_day=np.array([day for _, day, _ in calls], dtype=np.int64),
        opens=np.array(opens, dtype=np.int64),
        closes=np.array(closes, dtype=np.int64),
        service=np.array([random.randint(0, 5) for _ in range(k)], dtype=np.int64),
        delivered=np.array([random.randint(1, 5) // visits for _, _, visits in calls], dtype=np.int64),
        collected=np.array([random.randint(0, 5) // visits for _, _, visits in calls], dtype=np.int64),
    )
