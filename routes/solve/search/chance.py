"""Draw random numbers inside compiled loops: xorshift64* (Vigna 2016), its state one number in an array."""

from math import log

import numpy as np
from numpy.typing import NDArray

from routes.solve.inputs import NEVER
from routes.solve.search.compiled import inlined

Chance = NDArray[np.uint64]


def new_chance(seed: int, stream: int) -> Chance:
    """A state for a seed and one of its independent streams."""
    return np.random.default_rng([seed, stream]).integers(1, 2**63, size=1, dtype=np.uint64)


@inlined
def random(rng):
    """A number from 0 to below 1."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def below(rng, n):
    """A whole number from 0 to below n."""
    return int(random(rng) * n)


@inlined
def next_blink(chance, rng):
    """How many times nothing happens before what happens with this chance does: one number for many trials."""
    return int(log(1.0 - random(rng)) / log(1.0 - chance)) if chance > 0.0 else NEVER
