"""Settle a period finally: awards from the budget against awards from what it really cost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from subsidy.errors import Fault, SplitRefused
from subsidy.measures import Measures
from subsidy.statement import Settlement, settle
from subsidy.wording import format_kr


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCorrection:
    """A correction of an earlier year: what one municipality got too little of, or too much."""

    date: date  # when it was found
    year: int  # that was wrong
    id: str  # SCB code
    amount_ore: int  # positive: the municipality is to get more
    corrects: str  # what it corrects: the reference of a statement, a decision or a journal entry
    because: str

    def __post_init__(self) -> None:
        if not self.corrects.strip() or not self.because.strip():
            raise ValueError(f"a correction names what it corrects, and why: {self}")

    @property
    def money(self) -> tuple[str, int, int, str]:
        """What tells it from others: its date and its reference may be written in many ways."""
        return same_money(self.id, self.year, self.amount_ore, self.because)


def same_money(id_: str, year: int, amount_ore: int, because: str) -> tuple[str, int, int, str]:
    """What two corrections share that are one and the same."""
    return id_, year, amount_ore, " ".join(because.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledBefore:
    """What an earlier settlement of the period paid to one municipality, claimed from it, or let be carried."""

    number: int  # of the settlement in the journal
    id: str  # SCB code
    amount_ore: int  # positive: paid
    onward_ore: int  # the part of both that was left to deduct of the year before
    carried_ore: int = 0  # by how much it raised what is carried into the next award, and moved no money


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """One part of what a period really cost; negative where something is taken off."""

    name: str  # as a reader sees it
    amount_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRow:
    """One municipality's figures: by the budget, by the actual costs, and what is between them."""

    id: str
    name: str
    budget_cost_ore: int
    actual_cost_ore: int
    budget_award_ore: int
    actual_award_ore: int
    correction_ore: int  # of earlier years
    onward_ore: int  # 0 or less: of the year before, what the budget's award was too small to hold
    settled_ore: int = 0  # paid, or below 0 claimed back, by earlier settlements of the period

    @property
    def difference_ore(self) -> int:
        """What the actual costs change; negative when less is awarded."""
        return self.actual_award_ore - self.budget_award_ore

    @property
    def whole_ore(self) -> int:
        """What the period comes to, whatever is settled of it already."""
        return self.difference_ore + self.correction_ore + self.onward_ore

    @property
    def balance_ore(self) -> int:
        """What is carried or paid: positive to the municipality, negative from it."""
        return self.whole_ore - self.settled_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalSettlement:
    """Both settlements of a period, the corrections that fall in it, and a row for each municipality."""

    budget: Settlement
    actual: Settlement
    corrections: tuple[YearCorrection, ...]
    rows: tuple[FinalRow, ...]  # by SCB code
    settled: tuple[SettledBefore, ...] = ()  # by earlier settlements of the period

    def __post_init__(self) -> None:
        sides = (
            (self.budget, [row.budget_award_ore for row in self.rows]),
            (self.actual, [row.actual_award_ore for row in self.rows]),
        )
        for settlement, awards_ore in sides:
            contribution_ore = settlement.rule.amount_ore
            if sum(awards_ore) + settlement.split.left_ore != contribution_ore:
                raise ValueError(f"the awards {awards_ore} and what is left are not {contribution_ore} öre")
        if self.budget.rule != self.actual.rule:
            raise ValueError("the budget and the actual costs are settled by different rules")
        corrections_ore = sum(correction.amount_ore for correction in self.corrections)
        if sum(row.correction_ore for row in self.rows) != corrections_ore:
            raise ValueError(f"the rows do not hold the corrections of {corrections_ore} öre")
        if [row.onward_ore for row in self.rows] != [row.onward_ore for row in self.budget.carried]:
            raise ValueError("the rows do not hold what the budget's awards were too small to hold")
        settled_ore = {row.id: sum(each.amount_ore for each in self.settled_of(row.id)) for row in self.rows}
        if {row.id: row.settled_ore for row in self.rows} != settled_ore:
            raise ValueError(f"the rows do not hold what is settled: {settled_ore}")
        if others := {before.id for before in self.settled} - settled_ore.keys():
            raise ValueError(f"something is settled with {others}, who are not in the settlement")

    @property
    def is_carried(self) -> bool:
        """Whether the balance goes into a later award; else it is paid, or claimed back."""
        return self.budget.rule.settlement == "carry"

    @property
    def next_year(self) -> int:
        """The year whose award, the first if it has several, takes a balance that is carried."""
        return self.budget.basis.next_year

    @property
    def balance_ore(self) -> int:
        """The balances of all municipalities together."""
        return sum(row.balance_ore for row in self.rows)

    @property
    def onward_ore(self) -> int:
        """What the budget's awards were too small to hold of the balances of the year before."""
        return sum(row.onward_ore for row in self.rows)

    @property
    def settled_by(self) -> tuple[int, ...]:
        """The numbers of the earlier settlements of the period that paid or claimed, first to last."""
        return tuple(dict.fromkeys(before.number for before in self.settled if before.amount_ore))

    def stood_carried_ore(self, id_: str) -> int:
        """What the latest of them left to carry, instead of which this settlement's balance stands."""
        return sum(before.carried_ore for before in self.settled_of(id_))

    def settled_of(self, id_: str) -> tuple[SettledBefore, ...]:
        """What each of them settled with one municipality."""
        return tuple(before for before in self.settled if before.id == id_)


def settle_finally(
    budget: Settlement,
    actual_cost_ore: int,
    *,
    players: Sequence[Measures] | None = None,
    corrections: Sequence[YearCorrection] = (),
    settled: Sequence[SettledBefore] = (),
) -> FinalSettlement:
    """The awards that the actual cost gives under the same rule, against those of the budget.

    What earlier settlements of the period have `settled` is not paid or claimed again, only what differs from it.
    `players` are the measures of what really happened, where they differ from those of the budget. The
    contribution is the same; other awards follow from other caps and other measures.

    Raises
    ------
    SplitRefused
        The actual cost cannot be shared, or a correction names a municipality that is not in the
        settlement, a year that is not an earlier one, a day before that year ended, an amount of nought, or
        the same as another; every fault is named.
    ValueError
        Something is settled with somebody who is not in the settlement.

    Examples
    --------
    A cap of 100 %: costs of 40 000 kr instead of 50 000 lower an award of 45 000 kr to 40 000, so 5 000 kr is
    deducted from the next award (or claimed back).
    """
    faults = tuple(_find_faults(budget, corrections))
    if faults:
        raise SplitRefused(faults)
    # What was carried into the budget's payouts is not paid once more.
    basis = replace(
        budget.basis,
        cost_ore=actual_cost_ore,
        players=tuple(players or budget.basis.players),
        balances=(),
    )
    actual = settle(basis, budget.rule)
    corrected_ore: Counter[str] = Counter()
    for correction in corrections:
        corrected_ore[correction.id] += correction.amount_ore
    onward_ore = {row.id: row.onward_ore for row in budget.carried}
    settled_ore: Counter[str] = Counter()
    for before in settled:
        settled_ore[before.id] += before.amount_ore
    rows = tuple(
        FinalRow(
            id=member.id,
            name=member.name,
            budget_cost_ore=budget.cost.costs_ore[member.id],
            actual_cost_ore=actual.cost.costs_ore[member.id],
            budget_award_ore=budget.split.awards_ore[member.id],
            actual_award_ore=actual.split.awards_ore[member.id],
            correction_ore=corrected_ore[member.id],
            onward_ore=onward_ore[member.id],
            settled_ore=settled_ore[member.id],
        )
        for member in budget.basis.members
    )
    ordered = sorted(
        corrections, key=lambda correction: (correction.date, correction.id, correction.corrects)
    )
    return FinalSettlement(
        budget=budget, actual=actual, corrections=tuple(ordered), rows=rows, settled=tuple(settled)
    )


def _find_faults(budget: Settlement, corrections: Sequence[YearCorrection]) -> Iterator[Fault]:
    codes = {municipality.code for municipality in budget.basis.municipalities}
    year = budget.basis.first_date.year
    for correction in corrections:
        what = (
            f"Rättelsen av {correction.corrects} den {correction.date} på {format_kr(correction.amount_ore)}"
        )
        if correction.id not in codes:
            yield _fault(
                "unknown_municipality", f"{what} gäller {correction.id}, som inte är med.", correction
            )
        if correction.year >= year:
            sentence = f"{what} gäller {correction.year}, men bara år före {year} kan rättas här."
            yield _fault("not_an_earlier_year", sentence, correction)
        elif correction.date.year <= correction.year:
            sentence = f"{what} är daterad innan året {correction.year} var slut. Rätta datumet eller året."
            yield _fault("dated_too_early", sentence, correction)
        if correction.amount_ore == 0:
            yield _fault("nothing_corrected", f"{what} ändrar ingenting. Ta bort raden.", correction)
    counts = Counter(correction.money for correction in corrections)
    for correction in {correction.money: correction for correction in corrections}.values():
        if (count := counts[correction.money]) > 1:
            sentence = (
                f"Rättelsen av {correction.corrects} på {format_kr(correction.amount_ore)} till {correction.id}"
                f" för {correction.year} ({correction.because}) står {count} gånger."
                " Behåll en, eller skriv i skälet vad som skiljer dem åt."
            )
            yield _fault("correction_twice", sentence, correction)


def _fault(rule: str, sentence: str, correction: YearCorrection) -> Fault:
    return Fault(rule=rule, sentence=sentence, facts={"id": correction.id, "corrects": correction.corrects})
