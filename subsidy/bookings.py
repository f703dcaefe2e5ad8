"""Say what is booked when: payouts, what is claimed back, and what is carried from the year before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from subsidy.carrying import Carried
from subsidy.payout import Payout, PayoutPlan, paid_sums_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is booked for one municipality on one day; positive is debit."""

    id: str  # SCB code
    name: str
    date: date
    grant_ore: int  # of the year's own award
    earlier_ore: int = 0  # of what is carried from the year before
    claim_ore: int = 0  # that is claimed back
    text: str

    @property
    def paid_ore(self) -> int:
        """What is paid."""
        return self.grant_ore + self.earlier_ore + self.claim_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """What has been booked for one municipality."""

    grant_ore: int = 0
    earlier_ore: int = 0


NOTHING = Booked()


def book_plan(
    carried: Iterable[Carried], plan: PayoutPlan, booked: Mapping[str, Booked]
) -> tuple[Booking, ...]:
    """What is left to book of a plan, in order of date and SCB code: each award and what is carried in full.

    Each payout is booked on its day: first what is carried from the year before, the rest on the award. An award
    that is wholly held back is booked on the first day of payouts. `booked` is what was booked before
    the day of a correction, which books only what then is missing: what is claimed back on its own day.
    """
    found = (booking for row in carried for booking in _bookings_of(row, plan, booked.get(row.id, NOTHING)))
    return tuple(sorted(found, key=lambda booking: (booking.date, booking.id)))


def add_booked(booked: Mapping[str, Booked], bookings: Iterable[Booking]) -> dict[str, Booked]:
    """What has been booked when some more is."""
    sums = dict(booked)
    for booking in bookings:
        so_far = sums.get(booking.id, NOTHING)
        sums[booking.id] = Booked(
            grant_ore=so_far.grant_ore + booking.grant_ore,
            earlier_ore=so_far.earlier_ore + booking.earlier_ore,
        )
    return sums


def _bookings_of(row: Carried, plan: PayoutPlan, booked: Booked) -> Iterator[Booking]:
    before = plan.awards.before
    name = next(award.name for award in plan.awards.rows if award.id == row.id)
    claimed_ore = paid_sums_ore(before)[row.id] - booked.grant_ore - booked.earlier_ore
    change_ore = plan.claims_ore.get(row.id, 0) - claimed_ore
    if before and change_ore:
        yield Booking(
            id=row.id,
            name=name,
            date=before.day,
            grant_ore=-change_ore,
            claim_ore=change_ore,
            text=f"{name}, {'åter att betala' if change_ore > 0 else 'krav som dras tillbaka'}",
        )
    earlier_ore = row.paid_ore - row.award_ore - booked.earlier_ore
    for payout in plan.due:
        if payout.id == row.id:
            part_ore = min(earlier_ore, payout.amount_ore)
            earlier_ore -= part_ore
            yield _booking_of(payout, part_ore)
    if earlier_ore:
        day = before.day if before else _first_day(plan)
        text = f"{name}, överfört från året före"
        yield Booking(
            id=row.id, name=name, date=day, grant_ore=-earlier_ore, earlier_ore=earlier_ore, text=text
        )


def _booking_of(payout: Payout, earlier_ore: int) -> Booking:
    return Booking(
        id=payout.id,
        name=payout.name,
        date=payout.date,
        grant_ore=payout.amount_ore - earlier_ore,
        earlier_ore=earlier_ore,
        text=f"{payout.name}, del {payout.part} av {payout.parts}",
    )


def _first_day(plan: PayoutPlan) -> date:
    awards = plan.awards
    return plan.payouts[0].date if plan.payouts else max(awards.first_date, awards.payable_from)
