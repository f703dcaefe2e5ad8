"""State how good a week plan is, and what of that is proven."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from routes.duals import Duals

Method = Literal["exact", "bounded", "large"]  # by the number of stops, see `routes.week`
EndedBy = Literal["proof", "time limit", "work done", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a plan costs, what no plan can cost less than, and how that was found."""

    cost_ore: int
    lower_bound_ore: int | None  # None: no bound was computed, so nothing is proven
    method: Method
    seed: int
    seconds: float  # spent on planning
    ended_by: EndedBy
    rounding_ore: int  # each run is rounded once to whole öre: a gap up to this is no gap
    duals: Duals | None = (
        None  # what the bound can be recomputed from (`routes.proof`); None: the solver's word
    )

    def __post_init__(self) -> None:
        if self.method not in get_args(Method) or self.ended_by not in get_args(EndedBy):
            raise ValueError(f"no such method or end: {self.method!r}, {self.ended_by!r}")
        if self.lower_bound_ore is not None and self.lower_bound_ore > self.cost_ore:
            raise ValueError(f"the lower bound exceeds the cost: {self}")

    @property
    def gap(self) -> Fraction | None:
        """(cost - lower bound) / cost, or None where no bound was computed; 0 for a plan that costs nothing."""
        if self.lower_bound_ore is None:
            return None
        return Fraction(self.cost_ore - self.lower_bound_ore, self.cost_ore or 1)

    @property
    def is_optimal(self) -> bool:
        """Whether no plan costs less, but for the rounding of each run to whole öre."""
        return self.lower_bound_ore is not None and self.cost_ore - self.lower_bound_ore <= self.rounding_ore
