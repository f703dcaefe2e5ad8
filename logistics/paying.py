"""Pay a settlement: when what is paid, and the files for the bank and the bookkeeping of each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.dataset import DataSet
from logistics.files import replace_files
from logistics.finance import FINANCE_FILE, Finance, finance_of
from logistics.payment_files import Occasion, PaymentFiles, creditors_of
from logistics.swedish import dates_text, list_text
from subsidy.bookings import Booked, Booking, book_plan
from subsidy.check_digits import without_spaces
from subsidy.creditors import Kind
from subsidy.errors import PayingRefused
from subsidy.payout import Awards, PaidBefore, PayoutPlan, group_by_date, plan_payouts
from subsidy.record.payouts import awards_of
from subsidy.statement import Settlement
from subsidy.wording import format_fours


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """What a correction pays and books on from."""

    payable_from: date | None  # of what is corrected; None: its rule did not say when it is paid
    before: PaidBefore
    booked: Mapping[str, Booked]  # before the correction, by SCB code


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedAs:
    """The place in the journal of what is paid."""

    number: int
    continues: Continued | None = None  # None: a first issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """How a settlement is paid."""

    plan: PayoutPlan | None  # None: the rule does not say when
    occasions: tuple[Occasion, ...]  # in order of date
    unwritten: tuple[str, ...]  # Swedish sentences: which files are not written, and why
    replacements: tuple[str, ...]  # Swedish sentences: characters that a file's format lacks


def pay(
    settlement: Settlement,
    dataset: DataSet,
    created_on: date | None = None,
    issued_as: IssuedAs | None = None,
) -> Paying:
    """The payouts of a settlement's awards on banking days, and the files that carry them out.

    Each day of payouts has files of its own: a file is approved and uploaded once, when its time has come,
    with what was decided by then; banks refuse days far ahead; and a voucher belongs in an open period. The
    files are dated `created_on`, without it the day of the decision, so that the same settlement always
    gives the same files; a day before that gets no payment file. What is issued, and no draft (None), pays what
    was due before its day on the next banking day; a correction pays and books only what is left to pay and book.

    Raises
    ------
    DataFaults
        finance.toml has faults.
    PayingRefused
        The awards cannot be paid by the rule, or an account or a name is missing or wrong; every fault is named.
    """
    rule = settlement.rule
    finance = finance_of(dataset)
    if rule.payout is None:
        sentence = (
            f"Regeln {rule.id} säger inte när bidragen betalas ut (payout), så ingen utbetalningsplan och inga "
            "filer till banken eller bokföringen skrivs."
        )
        return Paying(plan=None, occasions=(), unwritten=(sentence,), replacements=())
    day = created_on or rule.decided_on
    plan = plan_payouts(rule.payout, _awards(settlement, day, issued_as), is_banking_day)
    files = PaymentFiles(
        id=_id(settlement, issued_as),
        subject=subject_of(settlement, "Bidrag"),
        finance=finance,
        creditors=creditors_of(dataset),
        created_on=day,
    )
    continues = issued_as.continues if issued_as else None
    occasions = _occasions(
        files, plan, book_plan(settlement.carried, plan, continues.booked if continues else {})
    )
    if files.faults:
        raise PayingRefused(tuple(files.faults))
    unwritten = _unwritten(finance, files) if occasions else ()
    return Paying(
        plan=plan,
        occasions=occasions,
        unwritten=unwritten,
        replacements=tuple(replacement.sentence for replacement in files.replacements.values()),
    )


def describe_undated(paying: Paying, decided_on: date) -> str:
    """That payment files made as on the day of the decision do not know which days have passed since.

    A Swedish sentence for whoever settles late; empty when no payment file is written.
    """
    first = next((day.date for day in paying.occasions if day.payment is not None), None)
    if first is None:
        return ""
    return (
        f"Betalningsfilerna är gjorda som på beslutets dag, {dates_text(decided_on, decided_on)}, och den första"
        f" betalas {dates_text(first, first)}: har en betalningsdag passerat, kör om med --created och dagens"
        " datum, så skrivs ingen betalningsfil för den."
    )


def write_occasions(occasions: Sequence[Occasion], folder: Path) -> tuple[Path, ...]:
    """Write the files of every day into a folder, all or none; their paths, in order of date. Nothing is sent.

    Raises
    ------
    OSError
        The files cannot be written.
    """
    files = {name: content for occasion in occasions for name, content in occasion.files.items()}
    if files:
        replace_files(folder, files)
    return tuple(folder / name for name in files)


def account_text(dataset: DataSet, code: str) -> str:
    """Where a municipality is paid, as `bankgiro 5050-1055` or IBAN in fours; empty if the data set has none."""
    account = next((account for account in dataset.accounts if account.scb_code == code), None)
    if account is None:
        return ""
    if account.kind == Kind.IBAN:
        return f"IBAN {format_fours(without_spaces(account.number))}"
    return f"{account.kind} {account.number}"


def _awards(settlement: Settlement, day: date, issued_as: IssuedAs | None) -> Awards:
    decided_on = settlement.rule.decided_on
    if issued_as is None:
        return awards_of(settlement, decided_on)
    if issued_as.continues is None:
        return awards_of(settlement, max(day, decided_on))
    continues = issued_as.continues
    return awards_of(settlement, continues.payable_from or decided_on, continues.before)


def _id(settlement: Settlement, issued_as: IssuedAs | None) -> str:
    """What names all files of an issue: its number is in it, for a correction pays other sums on the same days."""
    first = settlement.basis.first_date
    return f"BIDRAG{issued_as.number}-{first:%y%m%d}" if issued_as else f"BIDRAG-{first:%Y%m%d}"


def _occasions(files: PaymentFiles, plan: PayoutPlan, bookings: Sequence[Booking]) -> tuple[Occasion, ...]:
    payouts = group_by_date(plan.due)
    days = sorted({*payouts, *(booking.date for booking in bookings)})
    return tuple(
        files.of_day(day, payouts.get(day, ()), tuple(booking for booking in bookings if booking.date == day))
        for day in days
    )


def subject_of(settlement: Settlement, what: str) -> str:
    """What receivers and bookkeepers read of a payment."""
    basis = settlement.basis
    period = basis.calendar_year or f"{basis.first_date} till {basis.last_date}"
    return f"{what} bibliotekstransporter {period}, {settlement.rule.reference}"


def _unwritten(finance: Finance, files: PaymentFiles) -> tuple[str, ...]:
    sentences = []
    if finance.payer is None:
        sentences.append(f"Inga betalningsfiler skrivs: {FINANCE_FILE} saknar [payer], den som betalar.")
    elif files.passed:
        days = list_text(dates_text(day, day) for day in files.passed)
        sentences.append(f"Ingen betalningsfil skrivs för {days}, som har passerat.")
    if finance.bookkeeping is None:
        sentences.append(f"Inga bokföringsfiler skrivs: {FINANCE_FILE} saknar [bookkeeping], kontona.")
    return tuple(sentences)
