"""Make the files of payouts and bookings, for the bank and the bookkeeping, day after day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.metadata import version

from logistics.dataset import Account, DataSet
from logistics.finance import FINANCE_FILE, Finance
from subsidy.bookings import Booking
from subsidy.characters import Replacement
from subsidy.credit_transfers import Message
from subsidy.creditors import BankAccount, Creditor, Kind, Payer
from subsidy.errors import Fault, PayingRefused
from subsidy.payment import write_payments
from subsidy.payout import Payout
from subsidy.sie import EXTENSION, Program, write_sie
from subsidy.vouchers import Bookkeeping, Voucher, build_vouchers

PROGRAM = Program(name="Bokslingan", version=version("bokslinga"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One day on which something is paid or booked, and its files as far as the data set has what they need."""

    date: date
    n_payouts: int
    amount_ore: int
    payment: bytes | None  # pain.001, for the bank
    voucher: bytes | None  # SIE 4I, for the bookkeeping

    @property
    def files(self) -> dict[str, bytes]:
        """The contents of the files by their names."""
        name = f"{'utbetalning' if self.n_payouts else 'bokning'}-{self.date}"
        both = {f"{name}.xml": self.payment, f"{name}{EXTENSION}": self.voucher}
        return {file: content for file, content in both.items() if content is not None}


@dataclass(slots=True, kw_only=True)
class PaymentFiles:
    """Makes the files of day after day, and collects what is wrong with them."""

    id: str  # of all that is paid; with its day, that of a file
    subject: str  # what receivers and bookkeepers read
    finance: Finance
    creditors: tuple[Creditor, ...]
    created_on: date
    faults: list[Fault] = field(default_factory=list)
    replacements: dict[tuple[str, str, str], Replacement] = field(default_factory=dict)
    passed: list[date] = field(default_factory=list)

    def of_day(self, day: date, payouts: Sequence[Payout], bookings: Sequence[Booking]) -> Occasion:
        """What is paid and booked on a day, with its files."""
        bookkeeping, payer = self.finance.bookkeeping, self.finance.payer
        has_passed = day < self.created_on
        if has_passed and payouts:
            self.passed.append(day)
        return Occasion(
            date=day,
            n_payouts=len(payouts),
            amount_ore=sum(payout.amount_ore for payout in payouts),
            payment=self.payment(day, payouts, payer) if payer and payouts and not has_passed else None,
            voucher=self._voucher(bookings, bookkeeping) if bookkeeping and bookings else None,
        )

    def payment(self, day: date, payouts: Sequence[Payout], payer: Payer) -> bytes | None:
        """A file for the bank; None where something is wrong with it."""
        message = Message(
            # The same day of the same issue always has the same id: a bank refuses to pay it twice.
            id=f"{self.id}-{day:%Y%m%d}",
            created_at=datetime.combine(self.created_on, time()),
            reference=self.subject,
        )
        try:
            written = write_payments(payouts, payer, self.creditors, message)
        except PayingRefused as refusal:
            self._refuse(refusal)
            return None
        return self._keep(written.replacements, written.content)

    def _voucher(self, bookings: Sequence[Booking], bookkeeping: Bookkeeping) -> bytes | None:
        if faults := _faults_of_bookings(bookings, bookkeeping):
            self._refuse(PayingRefused(faults))
            return None
        return self.book(bookkeeping, build_vouchers(bookings, bookkeeping, self.subject))

    def book(self, bookkeeping: Bookkeeping, vouchers: Sequence[Voucher]) -> bytes | None:
        """A file for the bookkeeping; None where something is wrong with it."""
        try:
            written = write_sie(bookkeeping, vouchers, PROGRAM, self.created_on)
        except PayingRefused as refusal:
            self._refuse(refusal)
            return None
        return self._keep(written.replacements, written.content)

    def _refuse(self, refusal: PayingRefused) -> None:
        # Most of what is wrong is wrong on every day.
        told = {fault.sentence for fault in self.faults}
        faults = (
            _no_account(fault) if fault.rule == "not_one_creditor" else fault for fault in refusal.faults
        )
        self.faults += [fault for fault in faults if fault.sentence not in told]

    def _keep(self, replacements: Sequence[Replacement], content: bytes) -> bytes:
        for found in replacements:
            self.replacements.setdefault((found.text, found.character, found.written), found)
        return content


def _no_account(fault: Fault) -> Fault:
    # The data set has at most one account for each, so there is none.
    sentence = (
        f"{fault.facts['whose']} saknar konto. Lägg till kommunens bankgiro eller IBAN i accounts, eller ta bort "
        f"[payer] ur {FINANCE_FILE} om inga betalningsfiler ska skrivas."
    )
    return Fault(rule="no_account", sentence=sentence, facts=fault.facts)


def creditors_of(dataset: DataSet) -> tuple[Creditor, ...]:
    """Everybody who has an account in the data set."""
    return tuple(_creditor(account) for account in dataset.accounts)


def _faults_of_bookings(bookings: Sequence[Booking], bookkeeping: Bookkeeping) -> tuple[Fault, ...]:
    """That something is carried from the year before, and finance.toml names no account for it."""
    if bookkeeping.earlier_years_account or not any(booking.earlier_ore for booking in bookings):
        return ()
    sentence = (
        f"Det som förs över från året före är ingen kostnad för årets bidrag, men {FINANCE_FILE} anger inget konto"
        " för det. Skriv earlier_years_account och kontots nummer under [bookkeeping], och lägg till kontot i"
        " accounts."
    )
    return (Fault(rule="no_earlier_years_account", sentence=sentence, facts={}),)


def _creditor(account: Account) -> Creditor:
    return Creditor(
        id=account.scb_code,
        name=account.name,
        account=BankAccount(kind=Kind(account.kind), number=account.number),
    )
