"""Describe who pays and who is paid, and find what is wrong with their names and accounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from subsidy.check_digits import bankgiro_problem, iban_problem, orgnr_problem, without_spaces
from subsidy.errors import Fault, field_fault

LONGEST_NAME = 70  # longer ones are cut on the way between banks
LONGEST_AGREEMENT = 35


class Kind(StrEnum):
    """How an account is numbered."""

    BANKGIRO = "bankgiro"
    IBAN = "iban"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """A Swedish account as it was written down; `faults_of_creditors` tells whether it can be right."""

    kind: Kind
    number: str  # bankgiro with its hyphen; IBAN with or without spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Who receives payouts."""

    id: str  # SCB code
    name: str
    account: BankAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Who pays, and from where."""

    name: str
    orgnr: str  # with hyphen
    agreement: str  # the bank's number for the payer's file agreement
    account: BankAccount
    bic: str  # of the payer's bank


def faults_of_creditors(creditors: Sequence[Creditor]) -> list[Fault]:
    """Every missing or too long name, and every account that cannot be right or that two would share."""
    faults = []
    first_with: dict[str, str] = {}
    for creditor in creditors:
        whose = creditor.name.strip() or f"Mottagaren {creditor.id}"
        faults += [*_faults_of_name(creditor.name, whose), *_faults_of_account(creditor.account, whose)]
        number = without_spaces(creditor.account.number)
        other = first_with.setdefault(number, whose)
        if other != whose:
            right = f"{other} har samma konto; varje mottagare har ett eget."
            faults.append(
                field_fault("account_twice", whose=whose, field="kontot", value=number, right=right)
            )
    return faults


def faults_of_own_account(payer: Payer, creditors: Sequence[Creditor]) -> list[Fault]:
    """Every receiver whose account is the payer's own: the money would never leave it."""
    own = without_spaces(payer.account.number)
    right = f"Det är betalarens eget konto ({payer.name}); ange mottagarens."
    return [
        field_fault(
            "own_account", whose=creditor.name, field="kontot", value=creditor.account.number, right=right
        )
        for creditor in creditors
        if without_spaces(creditor.account.number) == own
    ]


def faults_of_payer(payer: Payer) -> list[Fault]:
    """Every fault in the payer's name, numbers, account and bank."""
    whose = payer.name.strip() or "Betalaren"
    faults = [*_faults_of_name(payer.name, whose), *_faults_of_account(payer.account, whose)]
    if right := orgnr_problem(payer.orgnr):
        value = payer.orgnr
        faults.append(
            field_fault("wrong_orgnr", whose=whose, field="organisationsnumret", value=value, right=right)
        )
    if not re.fullmatch(r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?", payer.bic):
        right = "Bankens BIC har 8 eller 11 tecken, till exempel SWEDSESS."
        faults.append(field_fault("wrong_bic", whose=whose, field="BIC", value=payer.bic, right=right))
    if not re.fullmatch(rf"[A-Za-z0-9]{{1,{LONGEST_AGREEMENT}}}", payer.agreement):
        right = f"Bankens avtalsnummer har 1 till {LONGEST_AGREEMENT} bokstäver och siffror."
        value = payer.agreement
        faults.append(
            field_fault("wrong_agreement", whose=whose, field="avtalsnumret", value=value, right=right)
        )
    return faults


def _faults_of_name(name: str, whose: str) -> list[Fault]:
    if not name.strip():
        right = "Skriv mottagarens eller betalarens namn; banken kräver det."
        return [field_fault("no_name", whose=whose, field="namnet", value="", right=right)]
    if len(name) > LONGEST_NAME:
        right = f"Banken tar emot högst {LONGEST_NAME} tecken; korta namnet."
        return [field_fault("long_name", whose=whose, field="namnet", value=name, right=right)]
    return []


def _faults_of_account(account: BankAccount, whose: str) -> list[Fault]:
    problem = bankgiro_problem if account.kind is Kind.BANKGIRO else iban_problem
    right = problem(account.number)
    if not right:
        return []
    field = "bankgironumret" if account.kind is Kind.BANKGIRO else "IBAN"
    return [field_fault(f"wrong_{account.kind}", whose=whose, field=field, value=account.number, right=right)]
