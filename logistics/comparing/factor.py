"""Find the one factor that a contribution within floors and caps is shared by, so that a cell can show it."""

from fractions import Fraction

from subsidy.split import AwardRow, Split


def common_factor(split: Split) -> Fraction:
    """The f for which every exact award is min(cap, max(floor, f x share)), in öre.

    Raises
    ------
    ValueError
        There is none: the awards were not shared like that.

    Source: `subsidy.levels.level`.
    """
    factor = _candidate(split.rows)
    for row in split.rows:
        cap_ore = split.rule.amount_ore if row.cap_ore is None else row.cap_ore
        if row.exact_ore != min(cap_ore, max(row.floor_ore, factor * row.share)):
            raise ValueError(f"{row.id}: {row.exact_ore} öre is not within floor and cap by {factor}")
    return factor


def _candidate(rows: tuple[AwardRow, ...]) -> Fraction:
    sharing = [row for row in rows if row.share]
    free = [row.exact_ore / row.share for row in sharing if row.locked is None]
    at_cap = [row.exact_ore / row.share for row in sharing if row.locked == "cap"]
    at_floor = [row.exact_ore / row.share for row in sharing if row.locked == "floor"]
    if free:
        return free[0]
    return max(at_cap) if at_cap else min(at_floor, default=Fraction(0))
