"""Pay what a final settlement leaves to pay, and claim back what was too much: the files of both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from logistics.banking import is_banking_day
from logistics.dataset import DataSet
from logistics.finance import FINANCE_FILE, Finance, finance_of
from logistics.paying import subject_of
from logistics.payment_files import PaymentFiles, creditors_of
from subsidy.bookings import Booking
from subsidy.errors import Fault, PayingRefused
from subsidy.final import FinalRow, FinalSettlement
from subsidy.final_wording import next_award
from subsidy.payout import Payout
from subsidy.payout_dates import first_banking_day, next_due_date
from subsidy.sie import EXTENSION
from subsidy.vouchers import Bookkeeping, build_vouchers

_NOT_ISSUED = (
    "Ett utkast: inga filer till banken eller bokföringen skrivs. De skrivs när slutavräkningen utfärdas, med"
    " --journal och utan --draft."
)
_NO_ACCOUNT = (
    f"{FINANCE_FILE} saknar earlier_years_account, kontot för tidigare års bidrag, under [bookkeeping]: utan det"
    " kan det som förs över inte bokföras."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPaying:
    """What is paid, what is claimed back and when, and the files for the bank and the bookkeeping."""

    created_on: date  # the day of the letters, the claims and the files
    payouts: tuple[Payout, ...] = ()  # all on one day
    claims: tuple[FinalRow, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)  # contents by name
    unwritten: tuple[str, ...] = ()  # Swedish sentences: which files are not written, and why
    replacements: tuple[str, ...] = ()  # Swedish sentences: characters that a file's format lacks

    @property
    def paid_on(self) -> date | None:
        """The day of every payment; None: nothing is paid, or the rule does not say when."""
        return self.payouts[0].date if self.payouts else None


def first_day_after(last: date) -> date:
    """The first banking day after a settled period: no invoice of the period is later than its last day."""
    return first_banking_day(last + timedelta(days=1), is_banking_day)


def pay_finally(
    final: FinalSettlement,
    dataset: DataSet,
    created_on: date,
    paid_on: date | None = None,
    *,
    number: int | None = None,
) -> FinalPaying:
    """Every positive balance as one payment, every negative one as a claim; nothing where they are carried.

    Without `paid_on` the payments are on the rule's next day of payment from `created_on`. There are files only of
    what is issued, as a `number` of the journal: it could else be paid and booked twice.

    Raises
    ------
    DataFaults
        finance.toml has faults.
    PayingRefused
        A name or an account is missing or wrong, or nobody says when what is issued is paid, or where what is
        carried is booked; every fault is named.
    """
    paying = FinalPaying(created_on=created_on)
    if not final.is_carried:
        due = [row for row in final.rows if row.balance_ore > 0]
        day = paid_on or _rule_day(final, created_on)
        payouts = tuple(
            Payout(id=row.id, name=row.name, date=day, part=1, parts=1, amount_ore=row.balance_ore)
            for row in due
            if day is not None
        )
        claims = tuple(row for row in final.rows if row.balance_ore < 0)
        paying = replace(paying, payouts=payouts, claims=claims)
        if number is not None and due and day is None:
            raise PayingRefused((Fault(rule="no_day", sentence=_no_day(final), facts={}),))
    return _with_files(final, dataset, paying, number)


def _rule_day(final: FinalSettlement, created_on: date) -> date | None:
    rule = final.budget.rule.payout
    return next_due_date(rule, created_on, is_banking_day) if rule else None


def _with_files(
    final: FinalSettlement, dataset: DataSet, paying: FinalPaying, number: int | None
) -> FinalPaying:
    finance = finance_of(dataset)
    is_draft = number is None
    if not is_draft and _lacks_account(final, finance):
        raise PayingRefused((Fault(rule="no_account", sentence=_NO_ACCOUNT, facts={}),))
    files = PaymentFiles(
        id=f"SLUT{number or ''}-{final.budget.basis.first_date:%y%m%d}",
        subject=subject_of(final.budget, "Slutavräkning"),
        finance=finance,
        creditors=creditors_of(dataset),
        created_on=paying.created_on,
    )
    written = {**dict(_bookings_of_year(files, final)), **dict(_written(files, paying))}
    if files.faults:
        raise PayingRefused(tuple(files.faults))
    kept = {name: content for name, content in written.items() if content is not None and not is_draft}
    return replace(
        paying,
        files=kept,
        unwritten=(*((_NOT_ISSUED,) if is_draft else ()), *_unwritten(final, finance, paying)),
        replacements=tuple(replacement.sentence for replacement in files.replacements.values()),
    )


def _bookings_of_year(files: PaymentFiles, final: FinalSettlement) -> Iterator[tuple[str, bytes | None]]:
    """What the settlement changes of the period's grants, in the period itself, for what is paid or carried later.

    What was carried into the period and is left over stands on that account already, and so does what earlier
    settlements changed, whether they paid it or let it be carried.
    """
    bookkeeping, day = files.finance.bookkeeping, final.budget.basis.last_date
    changed = [
        (row, row.balance_ore - final.stood_carried_ore(row.id) - _onward_ore(final, row))
        for row in final.rows
    ]
    if bookkeeping is None or bookkeeping.earlier_years_account is None or not any(ore for _, ore in changed):
        return
    bookings = [
        Booking(
            id=row.id,
            name=row.name,
            date=day,
            grant_ore=ore,
            earlier_ore=-ore,
            text=f"{row.name}, slutavräkning",
        )
        for row, ore in changed
        if ore
    ]
    vouchers = build_vouchers(bookings, bookkeeping, files.subject)
    yield f"slutavrakning-{day}{EXTENSION}", files.book(bookkeeping, vouchers)


def _onward_ore(final: FinalSettlement, row: FinalRow) -> int:
    """What was left to deduct of the year before, and no earlier settlement counted."""
    return row.onward_ore - sum(before.onward_ore for before in final.settled_of(row.id))


def _written(files: PaymentFiles, paying: FinalPaying) -> Iterator[tuple[str, bytes | None]]:
    """What is paid, and what is claimed back."""
    payer, bookkeeping = files.finance.payer, files.finance.bookkeeping
    day, paid = paying.paid_on, f"utbetalning-{paying.paid_on}"
    if day is not None and payer is not None:
        yield f"{paid}.xml", files.payment(day, paying.payouts, payer)
    if day is not None and bookkeeping is not None:
        payouts = [(payout.id, payout.name, payout.amount_ore) for payout in paying.payouts]
        vouchers = build_vouchers(_bookings(payouts, day, bookkeeping), bookkeeping, files.subject)
        yield f"{paid}{EXTENSION}", files.book(bookkeeping, vouchers)
    if paying.claims and bookkeeping is not None:
        claims = [(row.id, row.name, row.balance_ore) for row in paying.claims]
        vouchers = build_vouchers(
            _bookings(claims, paying.created_on, bookkeeping), bookkeeping, files.subject
        )
        yield f"krav-{paying.created_on}{EXTENSION}", files.book(bookkeeping, vouchers)


def _bookings(
    balances: Iterable[tuple[str, str, int]], day: date, bookkeeping: Bookkeeping
) -> Iterator[Booking]:
    """Each balance from the account where it was put; from that of grants where there is no such account."""
    is_put = bookkeeping.earlier_years_account is not None
    for id_, name, balance_ore in balances:
        yield Booking(
            id=id_,
            name=name,
            date=day,
            grant_ore=0 if is_put else balance_ore,
            earlier_ore=balance_ore if is_put else 0,
            claim_ore=max(0, -balance_ore),
            text=f"{name}, slutavräkning" + (", krävs åter" if balance_ore < 0 else ""),
        )


def _unwritten(final: FinalSettlement, finance: Finance, paying: FinalPaying) -> tuple[str, ...]:
    payouts, claims, sentences = paying.payouts, paying.claims, []
    if any(row.balance_ore > 0 for row in final.rows) and not payouts and not final.is_carried:
        sentences.append(_no_day(final))
    if payouts and finance.payer is None:
        sentences.append(f"Ingen betalningsfil skrivs: {FINANCE_FILE} saknar [payer], den som betalar.")
    if (payouts or claims) and finance.bookkeeping is None:
        sentences.append(f"Inga bokföringsfiler skrivs: {FINANCE_FILE} saknar [bookkeeping], kontona.")
    if final.is_carried and any(row.balance_ore for row in final.rows):
        award = next_award(final)
        sentences.append(f"Ingen betalningsfil skrivs: balanserna förs till utbetalningarna av {award}.")
    if _lacks_account(final, finance):
        sentences.append(_NO_ACCOUNT)
    return tuple(sentences)


def _no_day(final: FinalSettlement) -> str:
    return (
        f"Regeln {final.budget.rule.id} säger inte när bidragen betalas ut (payout): ange dagen med --pay-on."
    )


def _lacks_account(final: FinalSettlement, finance: Finance) -> bool:
    """Whether something is carried, or was, and the bookkeeping has no account between the years for it."""
    bookkeeping = finance.bookkeeping
    if bookkeeping is None or bookkeeping.earlier_years_account is not None:
        return False
    return any(
        (final.is_carried and row.balance_ore) or final.stood_carried_ore(row.id) for row in final.rows
    )
