"""Build the document of a payment file, element by element in the order of the schema."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from subsidy.check_digits import without_spaces
from subsidy.creditors import BankAccount, Creditor, Kind, Payer
from subsidy.payout import Payout, group_by_date

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
CURRENCY = "SEK"
COUNTRY = "SE"
# Bankgirot as a member of the Swedish clearing.
CLEARING_SYSTEM, BANKGIROT = "SESBA", "9900"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What names one payment file."""

    id: str  # never used before: banks refuse a second file of the same id
    created_at: datetime  # local time, without zone
    reference: str  # what the receivers see

    def __post_init__(self) -> None:
        if self.created_at.tzinfo is not None:
            raise ValueError(f"local time has no zone: {self.created_at}")


def build_document(
    payouts: Sequence[Payout], payer: Payer, creditors: Mapping[str, Creditor], message: Message
) -> Element:
    """The whole document; every text in it must already fit the schema."""
    document = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(document, "CstmrCdtTrfInitn")
    header = SubElement(initiation, "GrpHdr")
    _text(header, "MsgId", message.id)
    _text(header, "CreDtTm", message.created_at.isoformat(timespec="seconds"))
    _totals(header, payouts)
    initiator = SubElement(header, "InitgPty")
    _text(initiator, "Nm", payer.name)
    _organisation(initiator, payer.agreement, "CUST")
    for day, paid in group_by_date(payouts).items():
        group = SubElement(initiation, "PmtInf")
        _group(group, day, paid, payer, message)
        for payout in paid:
            _transfer(SubElement(group, "CdtTrfTxInf"), payout, creditors[payout.id], message)
    ElementTree.indent(document)
    return document


def end_to_end_id(message: Message, payout: Payout) -> str:
    """What identifies one payment all the way to its receiver; no other payment of the file has it."""
    return f"{message.id}-{payout.id}-{payout.part:02}"


def shown_reference(message: Message, payout: Payout) -> str:
    """What the receiver reads beside the sum."""
    part = f", del {payout.part} av {payout.parts}" if payout.parts > 1 else ""
    return f"{message.reference}{part}"


def _group(group: Element, day: date, payouts: Sequence[Payout], payer: Payer, message: Message) -> None:
    """Everything that the payments of one day have in common."""
    _text(group, "PmtInfId", f"{message.id}-{day:%Y%m%d}")
    _text(group, "PmtMtd", "TRF")
    _totals(group, payouts)
    _text(_path(group, "PmtTpInf", "SvcLvl"), "Cd", "NURG")
    _text(group, "ReqdExctnDt", day.isoformat())
    debtor = SubElement(group, "Dbtr")
    _text(debtor, "Nm", payer.name)
    _text(_path(debtor, "PstlAdr"), "Ctry", COUNTRY)
    _organisation(debtor, payer.orgnr.replace("-", ""), "COID")
    account = SubElement(group, "DbtrAcct")
    _account(account, payer.account)
    _text(account, "Ccy", CURRENCY)
    _text(_path(group, "DbtrAgt", "FinInstnId"), "BIC", payer.bic)
    _text(group, "ChrgBr", "SLEV")


def _transfer(transfer: Element, payout: Payout, creditor: Creditor, message: Message) -> None:
    _text(_path(transfer, "PmtId"), "EndToEndId", end_to_end_id(message, payout))
    _text(_path(transfer, "Amt"), "InstdAmt", _amount(payout.amount_ore)).set("Ccy", CURRENCY)
    if creditor.account.kind is Kind.BANKGIRO:
        member = _path(transfer, "CdtrAgt", "FinInstnId", "ClrSysMmbId")
        _text(_path(member, "ClrSysId"), "Cd", CLEARING_SYSTEM)
        _text(member, "MmbId", BANKGIROT)
    party = SubElement(transfer, "Cdtr")
    _text(party, "Nm", creditor.name)
    _text(_path(party, "PstlAdr"), "Ctry", COUNTRY)
    _account(SubElement(transfer, "CdtrAcct"), creditor.account)
    _text(_path(transfer, "RmtInf"), "Ustrd", shown_reference(message, payout))


def _account(parent: Element, account: BankAccount) -> None:
    number = SubElement(parent, "Id")
    if account.kind is Kind.IBAN:
        _text(number, "IBAN", without_spaces(account.number))
        return
    other = SubElement(number, "Othr")
    _text(other, "Id", account.number.replace("-", ""))
    _text(_path(other, "SchmeNm"), "Prtry", "BGNR")


def _organisation(parent: Element, number: str, scheme: str) -> None:
    other = _path(parent, "Id", "OrgId", "Othr")
    _text(other, "Id", number)
    _text(_path(other, "SchmeNm"), "Cd", scheme)


def _totals(parent: Element, payouts: Sequence[Payout]) -> None:
    _text(parent, "NbOfTxs", str(len(payouts)))
    _text(parent, "CtrlSum", _amount(sum(payout.amount_ore for payout in payouts)))


def _path(parent: Element, *tags: str) -> Element:
    for tag in tags:
        parent = SubElement(parent, tag)
    return parent


def _text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = text
    return element


def _amount(ore: int) -> str:
    kronor, rest_ore = divmod(ore, 100)
    return f"{kronor}.{rest_ore:02}"
