"""Price whole weeks whose weekdays are all given, for their true crates: what the relaxation cannot rule out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.proof.daytable import price_days
from routes.proof.numbers import NEVER, ORE, Ints, Moved
from routes.proof.options import Option
from routes.proof.relaxed import day_kinds, runs_of
from routes.proof.subsets import price_sets


@dataclass(slots=True, kw_only=True)
class TrueDays:
    """The least costs of days by their visits; days that come again are priced once."""

    problem: Problem
    known: dict[tuple[int, tuple[tuple[int, Moved], ...]], int] = field(default_factory=dict)

    def week_ore(self, chosen: Sequence[Option]) -> int:
        """What no plan that visits every stop as chosen costs less than; NEVER where there is none."""
        return min(NEVER, sum(self._day_ore(chosen, day) for day in WEEKDAYS))

    def _day_ore(self, chosen: Sequence[Option], weekday: int) -> int:
        visits = tuple((s, option.on(weekday)) for s, option in enumerate(chosen) if weekday in option.days)
        if (weekday, visits) not in self.known:
            self.known[weekday, visits] = self._price(weekday, visits)
        return self.known[weekday, visits]

    def _price(self, weekday: int, visits: tuple[tuple[int, Moved], ...]) -> int:
        if not visits:
            return 0
        kinds = day_kinds(self.problem, weekday, [s for s, _ in visits], [moved for _, moved in visits])
        prices = [_rounded(price_sets(kind.numbers).paid) for kind in kinds]
        runs = runs_of(self.problem, weekday, kinds, len(visits))
        return int(price_days(prices, [kind.runs for kind in kinds], runs, len(visits))[-1])


def _rounded(prices: Ints) -> Ints:
    """Whole öre, a half öre upward."""
    return np.where(prices < NEVER, (2 * prices + ORE) // (2 * ORE), NEVER)
