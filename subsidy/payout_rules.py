"""Describe the dated rules for when awards are paid."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Shift(StrEnum):
    """Where a payout goes whose day is no banking day; it never leaves its month."""

    LATER = "later"  # the next banking day; the one before when the month ends first
    EARLIER = "earlier"  # the banking day before; the next one when the month begins first


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutStep:
    """How awards of a size are paid."""

    from_ore: int  # awards of at least this, and less than the next step's
    every_months: int | None  # one part for each so many months of the period; None = all in one sum


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRule:
    """How and when awards are paid for periods that begin within the rule's own."""

    id: str
    first_date: date
    last_date: date  # included
    steps: tuple[PayoutStep, ...]  # from 0 öre upwards
    due_day: int  # of the first month that a part is for; the month's last day if it has fewer
    shift: Shift
    unit_ore: int  # parts are whole multiples; the first part carries what is left over
    reference: str  # the decision's number
    source: str  # where the rule can be read

    def __post_init__(self) -> None:
        sizes = [step.from_ore for step in self.steps]
        if not sizes or sizes[0] != 0 or any(low >= high for low, high in pairwise(sizes)):
            raise ValueError(f"{self.id}: the steps must begin at 0 öre and rise, not {sizes}")
        if any(step.every_months is not None and step.every_months < 1 for step in self.steps):
            raise ValueError(f"{self.id}: a part is for at least one month")
        if self.last_date < self.first_date:
            raise ValueError(f"{self.id}: the rule ends {self.last_date}, before it begins")
        if not 1 <= self.due_day <= 31 or self.unit_ore < 1:
            raise ValueError(f"{self.id}: day {self.due_day} or unit {self.unit_ore} öre makes no sense")

    def step_of(self, award_ore: int) -> PayoutStep:
        """The step that an award of this size is paid by."""
        return next(step for step in reversed(self.steps) if step.from_ore <= award_ore)
