"""Split a sum of öre so that the parts add up exactly."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm


def split_ore(total_ore: int, weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """Parts of `total_ore` in proportion to `weights`, in whole öre, sorted by id.

    Every part is first rounded down; the öre left over go one each to the largest remainders, and
    between equal remainders to the lowest id (SCB code). So the parts sum to the total, no part is 1 öre
    or more from its exact value, the order of `weights` never matters, a larger weight never gets less
    than a smaller one, and a weight of zero gets nothing.

    Raises
    ------
    ValueError
        The total or a weight is negative, there is nobody to share, or every weight is zero although
        there is something to share.

    Source: the method of the largest remainder (Hamilton), Balinski & Young 2001, *Fair Representation*.

    Examples
    --------
    >>> split_ore(100, {"1715": 1, "1780": 1, "1784": 1})
    {'1715': 34, '1780': 33, '1784': 33}
    """
    _refuse_nonsense(total_ore, weights)
    # Whole numbers with a common denominator: exact for any total and any weights.
    denominator = lcm(*(Fraction(weight).denominator for weight in weights.values()))
    whole = {id_: int(weights[id_] * denominator) for id_ in sorted(weights)}
    sum_of_weights = sum(whole.values())
    if sum_of_weights == 0:
        return dict.fromkeys(whole, 0)
    parts = {id_: total_ore * weight // sum_of_weights for id_, weight in whole.items()}
    by_remainder = sorted(whole, key=lambda id_: (-(total_ore * whole[id_] % sum_of_weights), id_))
    for id_ in by_remainder[: total_ore - sum(parts.values())]:
        parts[id_] += 1
    return parts


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
