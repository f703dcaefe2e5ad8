"""Plan when each award is paid, and in which parts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from subsidy.errors import Fault, PayoutRefused, field_fault
from subsidy.money import split_ore
from subsidy.payout_dates import BankingDay, due_dates, fits_in_parts, next_due_date
from subsidy.payout_rules import PayoutRule
from subsidy.wording import format_kr, format_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What one municipality is to be paid for a period: its award, and what is carried into it."""

    id: str  # SCB code
    name: str
    amount_ore: int
    sized_ore: int | None = None  # the award alone, which decides the step; None: nothing is carried into it

    @property
    def size_ore(self) -> int:
        """What decides in which step the award is."""
        return self.amount_ore if self.sized_ore is None else self.sized_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidBefore:
    """What stands as paid when a correction takes the place of what it was paid by."""

    day: date  # of the correction: what was due earlier stands as paid, and nothing else is paid earlier
    paid_ore: Mapping[str, Mapping[str, int]]  # by date, then by SCB code

    def __post_init__(self) -> None:
        if any(date.fromisoformat(day) >= self.day for day in self.paid_ore):
            raise ValueError(f"nothing is paid on {self.day} or later: {sorted(self.paid_ore)}")
        if any(amount_ore <= 0 for paid in self.paid_ore.values() for amount_ore in paid.values()):
            raise ValueError("a payout is more than 0 öre")

    def paid_to(self, id_: str) -> tuple[tuple[date, int], ...]:
        """The days and sums that one municipality was paid, in order of date."""
        return tuple(
            (date.fromisoformat(day), paid[id_]) for day, paid in sorted(self.paid_ore.items()) if id_ in paid
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Awards:
    """Everything awarded for one period."""

    first_date: date
    last_date: date  # included
    payable_from: date  # nothing is paid before; what was due earlier is paid on the first banking day
    rows: tuple[Award, ...]
    before: PaidBefore | None = None  # of a correction

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"the period ends {self.last_date}, before it begins {self.first_date}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """One sum paid to one municipality on one banking day."""

    id: str  # SCB code
    name: str
    date: date
    part: int  # from 1
    parts: int
    amount_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutPlan:
    """Awards and the payouts that pay them, sorted by date, SCB code and part.

    In a correction those that stand as paid are among them, and what is paid beyond an award is claimed back.
    """

    rule: PayoutRule
    awards: Awards
    payouts: tuple[Payout, ...]

    def __post_init__(self) -> None:
        paid_ore: Counter[str] = Counter()
        for payout in self.payouts:
            paid_ore[payout.id] += payout.amount_ore
        for id_, claim_ore in self.claims_ore.items():
            paid_ore[id_] -= claim_ore
        awarded_ore = Counter({award.id: award.amount_ore for award in self.awards.rows})
        if paid_ore != awarded_ore:
            raise ValueError(f"the payouts {dict(paid_ore)} are not the awards {dict(awarded_ore)}")
        if any(payout.amount_ore <= 0 for payout in self.payouts):
            raise ValueError("a payout is more than 0 öre")
        if len({(payout.id, payout.part) for payout in self.payouts}) < len(self.payouts):
            raise ValueError("a part of an award is paid twice")

    def is_paid(self, payout: Payout) -> bool:
        """Whether a payout stands as paid already."""
        return self.awards.before is not None and payout.date < self.awards.before.day

    @property
    def due(self) -> tuple[Payout, ...]:
        """The payouts that do not stand as paid already."""
        return tuple(payout for payout in self.payouts if not self.is_paid(payout))

    @property
    def claims_ore(self) -> dict[str, int]:
        """What was paid beyond the awards and is claimed back, by SCB code; only those who have any."""
        paid_ore = paid_sums_ore(self.awards.before)
        beyond_ore = {award.id: paid_ore[award.id] - award.amount_ore for award in self.awards.rows}
        return {id_: ore for id_, ore in beyond_ore.items() if ore > 0}


def plan_payouts(rule: PayoutRule, awards: Awards, is_banking_day: BankingDay) -> PayoutPlan:
    """The days and parts in which every award is paid; an award of 0 öre gives no payout.

    The size of the whole award decides the step, whatever is carried into it from the year before. Parts
    are equal but for whole units (`unit_ore`) that do not divide evenly: the earliest parts get one more
    each, and the first carries what is less than a unit. So the parts sum to the award to the öre, and no
    later part is larger than an earlier one.

    In a correction what was due before its day stands as paid. The rest of an award is divided likewise over
    the days that are left of its parts; without any it is paid in one sum on the rule's next day of payment.

    Raises
    ------
    PayoutRefused
        The rule does not hold when the period begins, an award is negative or stands twice, somebody without
        an award was paid, or the period does not consist of whole months that the parts divide evenly; every
        fault is named.

    Source: Region Värmland's rule for operating grants, by size of the award.
    """
    faults = _find_faults(rule, awards)
    if faults:
        raise PayoutRefused(faults)
    period = (awards.first_date, awards.last_date)
    days = {step: due_dates(rule, step, period, awards.payable_from, is_banking_day) for step in rule.steps}
    paid: Mapping[str, Sequence[tuple[date, int]]] = {}
    if before := awards.before:
        following = (next_due_date(rule, before.day, is_banking_day),)
        days = {
            step: tuple(day for day in due if day >= before.day) or following for step, due in days.items()
        }
        paid = {award.id: before.paid_to(award.id) for award in awards.rows}
    payouts = [
        payout
        for award in awards.rows
        for payout in _payouts_of(
            award, paid.get(award.id, ()), days[rule.step_of(award.size_ore)], rule.unit_ore
        )
    ]
    payouts.sort(key=lambda payout: (payout.date, payout.id, payout.part))
    return PayoutPlan(rule=rule, awards=awards, payouts=tuple(payouts))


def split_parts(amount_ore: int, n_parts: int, unit_ore: int) -> tuple[int, ...]:
    """Parts that sum to the amount, largest first; parts of 0 öre are left out.

    Examples
    --------
    >>> split_parts(500_000_05, 4, 1)
    (12500002, 12500001, 12500001, 12500001)
    >>> split_parts(150_001_07, 2, 100)  # whole kronor: 75 001 and 75 000, and 7 öre to the first
    (7500107, 7500000)
    """
    units, left_ore = divmod(amount_ore, unit_ore)
    by_number = split_ore(units, {f"{number:04}": 1 for number in range(n_parts)})
    first, *others = (part * unit_ore for part in by_number.values())
    return tuple(part for part in (first + left_ore, *others) if part > 0)


def paid_sums_ore(before: PaidBefore | None) -> Counter[str]:
    """What stands as paid in all, by SCB code."""
    sums_ore: Counter[str] = Counter()
    for paid in before.paid_ore.values() if before else ():
        sums_ore.update(paid)
    return sums_ore


def group_by_date(payouts: Iterable[Payout]) -> dict[date, tuple[Payout, ...]]:
    """The payouts of each day, in order of date; within a day as they come."""
    by_date: dict[date, list[Payout]] = {}
    for payout in payouts:
        by_date.setdefault(payout.date, []).append(payout)
    return {day: tuple(by_date[day]) for day in sorted(by_date)}


def _payouts_of(
    award: Award, paid: Sequence[tuple[date, int]], days: tuple[date, ...], unit_ore: int
) -> list[Payout]:
    left_ore = max(0, award.amount_ore - sum(amount_ore for _, amount_ore in paid))
    parts = [*paid, *zip(days, split_parts(left_ore, len(days), unit_ore), strict=False)]
    return [
        Payout(
            id=award.id,
            name=award.name,
            date=day,
            part=number,
            parts=len(parts),
            amount_ore=amount_ore,
        )
        for number, (day, amount_ore) in enumerate(parts, start=1)
    ]


def _find_faults(rule: PayoutRule, awards: Awards) -> tuple[Fault, ...]:
    faults = [fault for award in awards.rows for fault in _faults_of_award(rule, awards, award)]
    twice = [id_ for id_, n in Counter(award.id for award in awards.rows).items() if n > 1]
    for id_ in twice:
        names = ", ".join(award.name for award in awards.rows if award.id == id_)
        right = "Varje kommun ska ha ett enda bidrag för perioden."
        faults.append(field_fault("award_twice", whose=names, field="kommunkoden", value=id_, right=right))
    for id_ in sorted(paid_sums_ore(awards.before).keys() - {award.id for award in awards.rows}):
        right = (
            "Den har fått betalt enligt det som rättas och ska därför stå med i rättelsen, om så med 0 kr."
        )
        whose = "Kommunen som saknas"
        faults.append(
            field_fault("paid_without_award", whose=whose, field="kommunkoden", value=id_, right=right)
        )
    if not rule.first_date <= awards.first_date <= rule.last_date:
        right = f"Regeln gäller perioder som börjar {format_period(rule.first_date, rule.last_date)}."
        value = awards.first_date.isoformat()
        faults.append(
            field_fault(
                "rule_does_not_hold",
                whose=f"Utbetalningsregeln {rule.id}",
                field="periodens första dag",
                value=value,
                right=right,
            )
        )
    return tuple(faults)


def _faults_of_award(rule: PayoutRule, awards: Awards, award: Award) -> list[Fault]:
    if award.amount_ore < 0:
        right = "Ett bidrag är 0 kr eller mer; det som ska betalas tillbaka är ingen utbetalning."
        shown = format_kr(award.amount_ore)
        return [field_fault("negative_award", whose=award.name, field="bidraget", value=shown, right=right)]
    every_months = rule.step_of(award.size_ore).every_months
    if every_months is None or award.amount_ore == 0:
        return []
    if fits_in_parts(awards.first_date, awards.last_date, every_months):
        return []
    right = (
        f"Bidraget {format_kr(award.size_ore)} betalas i delar om {every_months} månader, så perioden ska "
        f"bestå av hela kalendermånader vars antal är jämnt delbart med {every_months}."
    )
    period = format_period(awards.first_date, awards.last_date)
    return [field_fault("uneven_period", whose=award.name, field="perioden", value=period, right=right)]
