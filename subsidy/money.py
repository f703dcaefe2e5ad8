"""Split a sum of öre so that the parts add up exactly, in öre or in larger units."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm


def split_ore(total_ore: int, weights: Mapping[str, int | Fraction], *, unit_ore: int = 1) -> dict[str, int]:
    """Parts of `total_ore` in proportion to `weights`, in whole units of `unit_ore`, sorted by id.

    Every part is first rounded down; the units left over go one each to the largest remainders, and
    between equal remainders to the lowest id (SCB code). So the parts sum to the total, no part is a unit
    or more from its exact value, the order of `weights` never matters, a larger weight never gets less
    than a smaller one, and a weight of zero gets nothing.

    Raises
    ------
    ValueError
        The total or a weight is negative, there is nobody to share, every weight is zero although
        there is something to share, or the total is no multiple of the unit.

    Source: the method of the largest remainder (Hamilton), Balinski & Young 2001, *Fair Representation*.

    Examples
    --------
    >>> split_ore(100, {"1715": 1, "1780": 1, "1784": 1})
    {'1715': 34, '1780': 33, '1784': 33}
    >>> split_ore(10_000, {"1715": 1, "1780": 1, "1784": 1}, unit_ore=100)
    {'1715': 3400, '1780': 3300, '1784': 3300}
    """
    _refuse_nonsense(total_ore, weights)
    n_units = whole_units(total_ore, unit_ore)
    if n_units * unit_ore != total_ore:
        raise ValueError(f"{total_ore} öre is no multiple of {unit_ore} öre")
    # Whole numbers with a common denominator: exact for any total and any weights.
    denominator = lcm(*(Fraction(weight).denominator for weight in weights.values()))
    whole = {id_: int(weights[id_] * denominator) for id_ in sorted(weights)}
    sum_of_weights = sum(whole.values())
    if sum_of_weights == 0:
        return dict.fromkeys(whole, 0)
    parts = {id_: n_units * weight // sum_of_weights for id_, weight in whole.items()}
    by_remainder = sorted(whole, key=lambda id_: (-(n_units * whole[id_] % sum_of_weights), id_))
    for id_ in by_remainder[: n_units - sum(parts.values())]:
        parts[id_] += 1
    return {id_: part * unit_ore for id_, part in parts.items()}


def whole_units(ore: int, unit_ore: int) -> int:
    """How many whole units a sum holds; ValueError if the unit is less than one öre."""
    if unit_ore < 1:
        raise ValueError(f"a unit of {unit_ore} öre makes no sense")
    return ore // unit_ore


def _refuse_nonsense(total_ore: int, weights: Mapping[str, int | Fraction]) -> None:
    if total_ore < 0:
        raise ValueError(f"cannot split a negative total: {total_ore} öre")
    if not weights:
        raise ValueError(f"nobody to split {total_ore} öre between")
    negative = {id_: weight for id_, weight in weights.items() if weight < 0}
    if negative:
        raise ValueError(f"weights cannot be negative: {negative}")
    if total_ore > 0 and not any(weights.values()):
        raise ValueError(f"every weight is zero, so {total_ore} öre cannot be split")
