"""Find everything that keeps vouchers from being booked."""

from collections import Counter
from collections.abc import Sequence

from subsidy.check_digits import orgnr_problem
from subsidy.errors import Fault, field_fault
from subsidy.vouchers import Bookkeeping, CostObject, Voucher

FIRST_OWN_DIMENSION = 20


def find_faults(bookkeeping: Bookkeeping, vouchers: Sequence[Voucher]) -> tuple[Fault, ...]:
    """Every reason why these vouchers cannot be booked."""
    objects = [found for voucher in vouchers for row in voucher.rows for found in row.objects]
    return (
        *_faults_of_company(bookkeeping),
        *_faults_of_accounts(bookkeeping, vouchers),
        *_faults_of_dimensions(bookkeeping, objects),
        *_faults_of_vouchers(vouchers),
    )


def _faults_of_company(bookkeeping: Bookkeeping) -> list[Fault]:
    whose, faults = bookkeeping.company or "Bokföringen", []
    if not bookkeeping.company.strip():
        right = "Skriv organisationens namn; SIE kräver det."
        faults.append(field_fault("no_company", whose=whose, field="namnet", value="", right=right))
    if right := orgnr_problem(bookkeeping.orgnr):
        value = bookkeeping.orgnr
        faults.append(
            field_fault("wrong_orgnr", whose=whose, field="organisationsnumret", value=value, right=right)
        )
    return faults


def _faults_of_accounts(bookkeeping: Bookkeeping, vouchers: Sequence[Voucher]) -> list[Fault]:
    whose, faults = "Kontoplanen", []
    for number, n in sorted(Counter(account.number for account in bookkeeping.accounts).items()):
        if not (number.isascii() and number.isdigit()):
            right = "Ett kontonummer består av siffror."
            faults.append(
                field_fault("wrong_account", whose=whose, field="kontot", value=number, right=right)
            )
        if n > 1:
            right = "Varje konto ska stå en gång."
            faults.append(
                field_fault("account_twice", whose=whose, field="kontot", value=number, right=right)
            )
    for account in bookkeeping.accounts:
        if not account.name.strip():
            right = f"Skriv namnet på konto {account.number}."
            faults.append(field_fault("no_account_name", whose=whose, field="namnet", value="", right=right))
    known = {account.number for account in bookkeeping.accounts}
    booked = {row.account for voucher in vouchers for row in voucher.rows}
    named = {bookkeeping.grant_account, bookkeeping.paying_account}
    optional = (bookkeeping.claim_account, bookkeeping.earlier_years_account)
    named |= {number for number in optional if number is not None}
    for number in sorted((booked | named) - known):
        right = "Kontot saknas i kontoplanen; lägg till det med sitt namn eller byt konto."
        faults.append(field_fault("account_missing", whose=whose, field="kontot", value=number, right=right))
    return faults


def _faults_of_dimensions(bookkeeping: Bookkeeping, objects: Sequence[CostObject]) -> list[Fault]:
    whose, faults = "Dimensionerna", []
    for number, name in bookkeeping.own_dimensions:
        if number < FIRST_OWN_DIMENSION or not name.strip():
            right = "Egna dimensioner har nummer från 20 och ett namn; 1–19 bestäms av SIE."
            faults.append(
                field_fault("wrong_dimension", whose=whose, field="numret", value=number, right=right)
            )
    names: dict[tuple[int, str], str] = {}
    for found in dict.fromkeys(objects):
        shown = f"{found.dimension} {found.number}"
        if found.dimension not in bookkeeping.dimensions:
            right = f"Dimension {found.dimension} är inte namngiven; lägg till den eller byt dimension."
            faults.append(
                field_fault("unknown_dimension", whose=whose, field="objektet", value=shown, right=right)
            )
        if not found.number.strip() or not found.name.strip():
            right = "Ett objekt har både nummer och namn."
            faults.append(
                field_fault("wrong_object", whose=whose, field="objektet", value=shown, right=right)
            )
        if names.setdefault((found.dimension, found.number), found.name) != found.name:
            right = f"Objektet har flera namn: {names[found.dimension, found.number]} och {found.name}."
            faults.append(
                field_fault("object_twice", whose=whose, field="objektet", value=shown, right=right)
            )
    return faults


def _faults_of_vouchers(vouchers: Sequence[Voucher]) -> list[Fault]:
    if not vouchers:
        return [Fault(rule="no_vouchers", sentence="Det finns inga utbetalningar att bokföra.")]
    faults = []
    for voucher in vouchers:
        whose = f"Verifikationen {voucher.date}"
        if voucher.imbalance_ore != 0 or not voucher.rows:
            right = "Debet och kredit ska ta ut varandra, och minst en rad ska finnas."
            value = f"{voucher.imbalance_ore} öre"
            faults.append(field_fault("not_zero", whose=whose, field="summan", value=value, right=right))
        accounts_of_object = [Counter(found.dimension for found in row.objects) for row in voucher.rows]
        if any(n > 1 for counted in accounts_of_object for n in counted.values()):
            right = "En rad har högst ett objekt i varje dimension."
            faults.append(
                field_fault("dimension_twice", whose=whose, field="raden", value=voucher.text, right=right)
            )
    return faults
