"""Pay a settlement: when what is paid, and the files for the bank and the bookkeeping of each day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from logistics.banking import is_banking_day
from logistics.dataset import Account, DataSet
from logistics.finance import FINANCE_FILE, Finance, finance_of
from logistics.swedish import dates_text, list_text
from subsidy.characters import Replacement
from subsidy.credit_transfers import Message
from subsidy.creditors import BankAccount, Creditor, Kind, Payer
from subsidy.errors import Fault, PayingRefused
from subsidy.payment import write_payments
from subsidy.payout import Payout, PayoutPlan, group_by_date, plan_payouts
from subsidy.record.payouts import awards_of
from subsidy.sie import EXTENSION, Program, write_sie
from subsidy.statement import Settlement
from subsidy.vouchers import Bookkeeping, build_vouchers

PROGRAM = Program(name="Bokslingan", version=version("bokslinga"))
Purpose = Literal["draft", "first issue", "correction"]  # what the files of payouts are written for


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One day of payouts, and its files as far as the data set has what they need."""

    date: date
    n_payouts: int
    amount_ore: int
    payment: bytes | None  # pain.001, for the bank
    voucher: bytes | None  # SIE 4I, for the bookkeeping

    @property
    def files(self) -> dict[str, bytes]:
        """The contents of the files by their names."""
        name = f"utbetalning-{self.date}"
        both = {f"{name}.xml": self.payment, f"{name}{EXTENSION}": self.voucher}
        return {file: content for file, content in both.items() if content is not None}


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
    purpose: Purpose = "draft",
    payable_from: date | None = None,
) -> Paying:
    """The payouts of a settlement's awards on banking days, and the files that carry them out.

    Each day of payouts has files of its own: a file is approved and uploaded once, when its time has come,
    with what was decided by then; banks refuse days far ahead; and a voucher belongs in an open period. The
    files are dated `created_on`, without it the day of the decision, so that the same settlement always
    gives the same files; a day before that gets no payment file. A first issue pays what was due before its
    day on the next banking day; a correction writes nothing for days before its own, for they are paid and booked,
    and is `payable_from` the same day as what it corrects.

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
    from_day = max(day, rule.decided_on) if purpose == "first issue" else payable_from or rule.decided_on
    plan = plan_payouts(rule.payout, awards_of(settlement, from_day), is_banking_day)
    files = _Files(
        settlement=settlement,
        finance=finance,
        creditors=tuple(_creditor(account) for account in dataset.accounts),
        created_on=day,
        books_passed=purpose != "correction",
    )
    occasions = tuple(files.of_day(day, payouts) for day, payouts in group_by_date(plan.payouts).items())
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
    """Write the files of every day into a folder; their paths, in order of date. Nothing is sent.

    Raises
    ------
    OSError
        The files cannot be written.
    """
    files = {name: content for occasion in occasions for name, content in occasion.files.items()}
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)


def account_text(dataset: DataSet, code: str) -> str:
    """Where a municipality is paid, as `bankgiro 5050-1055`; empty if the data set does not say."""
    account = next((account for account in dataset.accounts if account.scb_code == code), None)
    if account is None:
        return ""
    return f"{'IBAN' if account.kind == Kind.IBAN else account.kind} {account.number}"


@dataclass(slots=True, kw_only=True)
class _Files:
    """Makes the files of day after day, and collects what is wrong with them."""

    settlement: Settlement
    finance: Finance
    creditors: tuple[Creditor, ...]
    created_on: date
    books_passed: bool  # whether days before that get a voucher
    faults: list[Fault] = field(default_factory=list)
    replacements: dict[tuple[str, str, str], Replacement] = field(default_factory=dict)
    passed: list[date] = field(default_factory=list)

    def of_day(self, day: date, payouts: Sequence[Payout]) -> Occasion:
        bookkeeping, payer = self.finance.bookkeeping, self.finance.payer
        has_passed = day < self.created_on
        if has_passed:
            self.passed.append(day)
        return Occasion(
            date=day,
            n_payouts=len(payouts),
            amount_ore=sum(payout.amount_ore for payout in payouts),
            payment=self._payment(day, payouts, payer) if payer and not has_passed else None,
            voucher=self._voucher(payouts, bookkeeping)
            if bookkeeping and (self.books_passed or not has_passed)
            else None,
        )

    def _payment(self, day: date, payouts: Sequence[Payout], payer: Payer) -> bytes | None:
        message = Message(
            # The same day of the same period always has the same id: a bank refuses to pay it twice.
            id=f"BIDRAG-{self.settlement.basis.first_date:%Y%m%d}-{day:%Y%m%d}",
            created_at=datetime.combine(self.created_on, time()),
            reference=_subject(self.settlement),
        )
        try:
            written = write_payments(payouts, payer, self.creditors, message)
        except PayingRefused as refusal:
            self._refuse(refusal)
            return None
        return self._keep(written.replacements, written.content)

    def _voucher(self, payouts: Sequence[Payout], bookkeeping: Bookkeeping) -> bytes | None:
        vouchers = build_vouchers(payouts, bookkeeping, _subject(self.settlement))
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


def _creditor(account: Account) -> Creditor:
    return Creditor(
        id=account.scb_code,
        name=account.name,
        account=BankAccount(kind=Kind(account.kind), number=account.number),
    )


def _subject(settlement: Settlement) -> str:
    """What receivers and bookkeepers read."""
    basis = settlement.basis
    whole_year = (date(basis.first_date.year, 1, 1), date(basis.first_date.year, 12, 31))
    is_year = (basis.first_date, basis.last_date) == whole_year
    period = str(basis.first_date.year) if is_year else f"{basis.first_date} till {basis.last_date}"
    return f"Bidrag bibliotekstransporter {period}, {settlement.rule.reference}"


def _unwritten(finance: Finance, files: _Files) -> tuple[str, ...]:
    sentences = []
    if finance.payer is None:
        sentences.append(f"Inga betalningsfiler skrivs: {FINANCE_FILE} saknar [payer], den som betalar.")
    elif files.passed:
        days = list_text(dates_text(day, day) for day in files.passed)
        which = "Ingen betalningsfil" if files.books_passed else "Varken betalningsfil eller bokföringsfil"
        sentences.append(f"{which} skrivs för {days}, som har passerat.")
    if finance.bookkeeping is None:
        sentences.append(f"Inga bokföringsfiler skrivs: {FINANCE_FILE} saknar [bookkeeping], kontona.")
    return tuple(sentences)
