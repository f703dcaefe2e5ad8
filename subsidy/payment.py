"""Write payouts as an ISO 20022 payment file (pain.001.001.03) that a person uploads to the bank."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from subsidy.characters import Fitter, Replacement
from subsidy.credit_transfers import Message, build_document, shown_reference
from subsidy.creditors import (
    Creditor,
    Payer,
    faults_of_creditors,
    faults_of_own_account,
    faults_of_payer,
)
from subsidy.errors import Fault, PaymentRefused, field_fault
from subsidy.payout import Payout, group_by_date
from subsidy.wording import format_kr

# A payment's id is both of these and a part's two digits, with hyphens: at most 35 characters.
LONGEST_MESSAGE_ID = 26
LONGEST_RECEIVER_ID = 5
LONGEST_REFERENCE = 140
# SEPA's characters and the Swedish letters: what Swedish banks forward unchanged.
CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ åäöÅÄÖéÉ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFile:
    """The file's bytes, and every character that was replaced."""

    content: bytes
    replacements: tuple[Replacement, ...]


def write_payments(
    payouts: Sequence[Payout], payer: Payer, creditors: Sequence[Creditor], message: Message
) -> PaymentFile:
    """One payment for each payout, in one group for each day. Nothing is sent.

    Creditors who are paid nothing may be among `creditors` and are not looked at.

    Raises
    ------
    PaymentRefused
        A receiver is missing, or has a wrong name or account; the payer's particulars are wrong; there is
        nothing to pay, or its day has passed; a text is too long or cannot be written. Every fault is named.

    Source: ISO 20022, CustomerCreditTransferInitiationV03; for accounts at Bankgirot the Swedish Common
    Interpretation of ISO 20022 Payment Messages, appendix 1.
    """
    fitter = Fitter(has=CHARACTERS.__contains__)
    payer = replace(payer, name=fitter.fit(payer.name, whose="Betalaren", field="namnet"))
    message = replace(message, reference=fitter.fit(message.reference, whose="Filen", field="meddelandet"))
    paid = {payout.id for payout in payouts}
    receivers = [
        replace(creditor, name=fitter.fit(creditor.name, whose=creditor.name, field="namnet"))
        for creditor in creditors
        if creditor.id in paid
    ]
    faults = [
        *faults_of_payer(payer),
        *faults_of_creditors(receivers),
        *faults_of_own_account(payer, receivers),
        *_faults_of_receivers(payouts, receivers),
        *_faults_of_payouts(payouts, message),
        *_faults_of_message(payouts, message),
        *fitter.faults,
    ]
    if faults:
        raise PaymentRefused(tuple(faults))
    document = build_document(payouts, payer, {creditor.id: creditor for creditor in receivers}, message)
    return PaymentFile(
        content=ElementTree.tostring(document, encoding="utf-8", xml_declaration=True) + b"\n",
        replacements=tuple(fitter.replacements),
    )


def _faults_of_receivers(payouts: Sequence[Payout], creditors: Sequence[Creditor]) -> list[Fault]:
    faults = []
    counted = Counter(creditor.id for creditor in creditors)
    for id_, name in dict.fromkeys((payout.id, payout.name) for payout in payouts):
        if not re.fullmatch(rf"[A-Za-z0-9]{{1,{LONGEST_RECEIVER_ID}}}", id_):
            right = f"Betalningens id rymmer en kod av högst {LONGEST_RECEIVER_ID} bokstäver och siffror."
            faults.append(field_fault("wrong_receiver_id", whose=name, field="koden", value=id_, right=right))
        if counted[id_] != 1:
            value = f"{id_} {counted[id_]} gånger" if counted[id_] else ""
            right = "Varje mottagare ska stå en gång, med namn och bankgiro eller IBAN."
            faults.append(
                field_fault("not_one_creditor", whose=name, field="kontot", value=value, right=right)
            )
    return faults


def _faults_of_payouts(payouts: Sequence[Payout], message: Message) -> list[Fault]:
    if not payouts:
        return [Fault(rule="nothing_to_pay", sentence="Det finns inget att betala ut, så ingen fil skrivs.")]
    faults = []
    today = message.created_at.date()
    for day in group_by_date(payouts):
        if day < today:
            right = f"Filen skapas {today}; banken betalar inte bakåt i tiden. Planera om utbetalningarna."
            value = day.isoformat()
            faults.append(
                field_fault("day_passed", whose="Filen", field="betalningsdagen", value=value, right=right)
            )
    counted_parts = Counter((payout.id, payout.part) for payout in payouts)
    for payout in payouts:
        if counted_parts[payout.id, payout.part] > 1 or payout.amount_ore <= 0:
            right = "Varje del av ett bidrag betalas en gång, med mer än 0 kr."
            value = f"del {payout.part}, {format_kr(payout.amount_ore)}"
            faults.append(
                field_fault("wrong_payout", whose=payout.name, field="betalningen", value=value, right=right)
            )
    return faults


def _faults_of_message(payouts: Sequence[Payout], message: Message) -> list[Fault]:
    faults = []
    if not re.fullmatch(rf"[A-Za-z0-9.-]{{1,{LONGEST_MESSAGE_ID}}}", message.id):
        right = f"Använd 1 till {LONGEST_MESSAGE_ID} bokstäver a–z, siffror, punkter och bindestreck."
        faults.append(
            field_fault("wrong_message_id", whose="Filen", field="id", value=message.id, right=right)
        )
    longest = max((len(shown_reference(message, payout)) for payout in payouts), default=0)
    reference = message.reference
    slashes = reference.startswith("/") or reference.endswith("/") or "//" in reference
    if not reference.strip() or longest > LONGEST_REFERENCE or slashes:
        right = "Skriv högst 120 tecken, utan snedstreck först, sist eller två i rad."
        faults.append(
            field_fault("wrong_reference", whose="Filen", field="meddelandet", value=reference, right=right)
        )
    return faults
