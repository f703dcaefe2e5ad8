"""Read payment files against the published schema and what Swedish banks ask for, not knowing our writer."""

import importlib.util
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import xmlschema

NAMESPACES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"}


class NotPain(Exception):
    """The bytes are no payment file; says why."""


@dataclass(frozen=True)
class Payment:
    """One credit transfer as the bank would carry it out."""

    day: date
    id: str
    name: str
    account: tuple[str, str]  # scheme and number
    amount: Decimal
    reference: str


@cache
def schema() -> xmlschema.XMLSchema:
    """The schema as ISO 20022 publishes it, out of a package that carries it."""
    found = importlib.util.find_spec("sepaxml")
    assert found is not None
    assert found.origin is not None
    return xmlschema.XMLSchema(str(Path(found.origin).parent / "schemas" / "pain.001.001.03.xsd"))


def read_payments(content: bytes) -> list[Payment]:
    """Every payment of a file that keeps the schema, whose sums and counts agree, or `NotPain`."""
    text = content.decode("utf-8")
    problems = [str(error.reason) for error in schema().iter_errors(text)]
    if problems:
        raise NotPain("; ".join(problems))
    root = ElementTree.fromstring(text)  # noqa: S314 - our own file
    header = _one(root, "p:CstmrCdtTrfInitn/p:GrpHdr")
    groups = root.findall("p:CstmrCdtTrfInitn/p:PmtInf", NAMESPACES)
    by_group = [_payments(group) for group in groups]
    payments = [payment for group in by_group for payment in group]
    for part, paid in [(header, payments), *zip(groups, by_group, strict=True)]:
        if int(_text(part, "p:NbOfTxs")) != len(paid):
            raise NotPain("a wrong number of payments")
        if Decimal(_text(part, "p:CtrlSum")) != sum(payment.amount for payment in paid):
            raise NotPain("a wrong control sum")
    for ids in ([payment.id for payment in payments], [_text(group, "p:PmtInfId") for group in groups]):
        if len(set(ids)) < len(ids):
            raise NotPain("an id stands twice")
    return payments


def _payments(group: ElementTree.Element) -> list[Payment]:
    _text(group, "p:Dbtr/p:Nm")  # the schema lets names out, the banks do not
    return [
        Payment(
            day=date.fromisoformat(_text(group, "p:ReqdExctnDt")),
            id=_text(transfer, "p:PmtId/p:EndToEndId"),
            name=_text(transfer, "p:Cdtr/p:Nm"),
            account=_account(transfer),
            amount=_kronor(_one(transfer, "p:Amt/p:InstdAmt")),
            reference=_text(transfer, "p:RmtInf/p:Ustrd"),
        )
        for transfer in group.findall("p:CdtTrfTxInf", NAMESPACES)
    ]


def _account(transfer: ElementTree.Element) -> tuple[str, str]:
    number = _one(transfer, "p:CdtrAcct/p:Id")
    iban = number.find("p:IBAN", NAMESPACES)
    if iban is not None:
        return "IBAN", iban.text or ""
    member = "p:CdtrAgt/p:FinInstnId/p:ClrSysMmbId"
    if (_text(transfer, f"{member}/p:ClrSysId/p:Cd"), _text(transfer, f"{member}/p:MmbId")) != (
        "SESBA",
        "9900",
    ):
        raise NotPain("a bankgiro that is not at Bankgirot")
    return _text(number, "p:Othr/p:SchmeNm/p:Prtry"), _text(number, "p:Othr/p:Id")


def _kronor(amount: ElementTree.Element) -> Decimal:
    kronor = Decimal(amount.text or "")
    if amount.get("Ccy") != "SEK" or kronor <= 0 or kronor != round(kronor, 2):
        raise NotPain("an amount that is no kronor and öre")
    return kronor


def _text(parent: ElementTree.Element, path: str) -> str:
    text = _one(parent, path).text
    if not text or not text.strip():
        raise NotPain(f"{path} is empty")
    return text


def _one(parent: ElementTree.Element, path: str) -> ElementTree.Element:
    (found,) = parent.findall(path, NAMESPACES) or [None]
    if found is None:
        raise NotPain(f"{path} is missing")
    return found
