"""Carry the balance of the year before into what is paid of an award."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What one municipality has left to get, or to give back, from the year before."""

    id: str  # SCB code
    year: int  # that it comes from
    amount_ore: int  # positive: to the municipality; negative: from it
    reference: str  # of the final settlement or correction that gave it

    def __post_init__(self) -> None:
        if self.amount_ore == 0 or not self.reference.strip():
            raise ValueError(f"a balance is some amount and names where it comes from: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One municipality's award and what is carried into it: together what is paid and what is carried on."""

    id: str  # SCB code
    award_ore: int  # by the rule
    carried_ore: int
    reference: str  # empty: nothing is carried

    @property
    def paid_ore(self) -> int:
        """The award and what is carried into it, but never less than nothing."""
        return max(0, self.award_ore + self.carried_ore)

    @property
    def onward_ore(self) -> int:
        """What the award is too small to hold, 0 or less: it goes on into the year's final settlement."""
        return min(0, self.award_ore + self.carried_ore)


def year_after(first: date, last: date) -> int:
    """The year whose first award takes what a period carries, first and last day.

    What all periods that begin in a year carry is carried together, once, so that of a spring waits for the
    autumn's.
    """
    return max(first.year + 1, (last + timedelta(days=1)).year)


def carry(awards_ore: Mapping[str, int], balances: Iterable[Balance]) -> tuple[Carried, ...]:
    """Every award with the balance that is carried into it, in the order of the awards.

    Examples
    --------
    500 kr are awarded, and 700 kr were paid too much last year: nothing is paid, and 200 kr are left to deduct.

    >>> (row,) = carry({"1715": 500_00}, [Balance(id="1715", year=2026, amount_ore=-700_00, reference="B 1")])
    >>> row.paid_ore, row.onward_ore
    (0, -20000)
    """
    by_id = {balance.id: balance for balance in balances}
    return tuple(
        Carried(
            id=id_,
            award_ore=award_ore,
            carried_ore=by_id[id_].amount_ore if id_ in by_id else 0,
            reference=by_id[id_].reference if id_ in by_id else "",
        )
        for id_, award_ore in awards_ore.items()
    )
