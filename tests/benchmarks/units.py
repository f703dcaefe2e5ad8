"""Make decimal loads whole, and tell distances in the unit of the best known values."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import numpy as np

from tests.benchmarks.cases import CannotState, Floats, Ints

FINEST_LOAD = 5  # decimals: the loads of the FSPD set are fractions printed with six digits

# Families whose listed weights are whole because they were multiplied; best known values are not.
FAMILIES = (
    (re.compile(r"(SCA|CON)[38]-\d", re.IGNORECASE), 10_000),  # Dethloff 2001
    (re.compile(r"(R|C|RC)\d+(_\d+)*", re.IGNORECASE), 1_000),  # Montané & Galvão 2006
)

# Families that say EUC_2D and are measured exactly all the same: their best known values are.
EXACT = re.compile(r"(CMT\d+[A-Z]?|Golden_?\d+|tai\d+[a-d])", re.IGNORECASE)


def number(text: str) -> Decimal:
    """A number as written.

    Raises
    ------
    CannotState
        If the text is not a number.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise CannotState(f"{text!r} stands where a number should") from None
    if not value.is_finite():
        raise CannotState(f"{text!r} stands where a number should")
    return value


def whole_loads(loads: Sequence[Decimal]) -> tuple[Ints, int]:
    """The loads in the coarsest decimal step that makes them whole, and how many steps one unit has.

    The step is never finer than 1 / 100 000; loads written with more digits are rounded to the nearest step.
    """
    decimals = max((-int(load.normalize().as_tuple().exponent) for load in loads), default=0)
    scale = 10 ** min(max(decimals, 0), FINEST_LOAD)
    return np.array([int((load * scale).to_integral_value()) for load in loads], dtype=np.int64), scale


def rounding_of(name: str, stated: str) -> str:
    """How distances are rounded: as stated, but for the families that everyone measures exactly."""
    return "EXACT_2D" if stated == "EUC_2D" and EXACT.fullmatch(name) else stated


def listed_unit(name: str, weights: Floats) -> int:
    """How many steps of an explicit matrix make one unit of the family's best known values."""
    if (weights != np.rint(weights)).any():
        return 1
    return next((unit for pattern, unit in FAMILIES if pattern.fullmatch(name)), 1)
