"""Read how the region books and pays, from the data set's finance.toml."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from logistics.dataset import DataSet
from logistics.errors import DataFaults, Fault
from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.invoice_table import read_invoice_columns
from subsidy import creditors, errors
from subsidy.bookings import Booking
from subsidy.creditors import BankAccount, Payer, faults_of_payer
from subsidy.errors import RuleFault
from subsidy.kinds import TEXT, Kind, choice, shown, whole
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.places import Places, did_you_mean
from subsidy.voucher_faults import find_faults
from subsidy.vouchers import Account, Bookkeeping, CostObject, build_vouchers

FINANCE_FILE = "finance.toml"
_HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_TABLES = ("bookkeeping", "payer", "invoice")
_LARGEST_DIMENSION = 9999
# Which value of the document a fault of the money core is about.
_PAYER_KEYS = {
    "no_name": "name", "long_name": "name", "wrong_orgnr": "orgnr", "wrong_agreement": "agreement",
    "wrong_bic": "bic", "wrong_iban": "account", "wrong_bankgiro": "account",
}  # fmt: skip
_BOOK_KEYS = {
    "no_company": "company", "wrong_orgnr": "orgnr", "wrong_account": "accounts", "account_twice": "accounts",
    "no_account_name": "accounts", "wrong_dimension": "own_dimensions", "unknown_dimension": "objects",
    "wrong_object": "objects", "object_twice": "objects", "dimension_twice": "objects",
}  # fmt: skip
# Any booking shows whether the accounts and dimensions can be booked on.
_TRIAL = Booking(id="0000", name="Prov", date=date(2026, 1, 1), grant_ore=1, text="Prov")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finance:
    """What the document says; None where a table is missing, and for invoices what is usual."""

    bookkeeping: Bookkeeping | None
    payer: Payer | None
    invoice: InvoiceColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """What the settings of a data set say, where the document does not."""

    name: str = "Regionen"
    orgnr: str = "232100-0156"


def finance_of(dataset: DataSet) -> Finance:
    """How the region of a data set books and pays.

    Raises
    ------
    DataFaults
        With every fault of the document: unknown names, wrong values, numbers whose check digit is wrong,
        accounts and dimensions that are not declared.
    """
    settings = dataset.settings
    return _read(dataset.finance, _Region(name=settings.county_name, orgnr=settings.county_orgnr))


def find_finance_faults(text: str) -> tuple[Fault, ...]:
    """Every fault of the document by itself, whatever the settings say."""
    try:
        _read(text, _Region())
    except DataFaults as refusal:
        return refusal.faults
    return ()


def _read(text: str, region: _Region) -> Finance:
    faults: list[RuleFault] = []
    places = _Lines(file=FINANCE_FILE, text=text)
    tables = tomllib.loads(text, parse_float=Decimal)
    faults += [_unknown(places, name) for name in tables if name not in _TABLES]
    found = {name: _table(tables, name, places, faults) for name in _TABLES if name in tables}
    bookkeeping = _bookkeeping(found["bookkeeping"], region) if "bookkeeping" in found else None
    payer = _payer(found["payer"], region) if "payer" in found else None
    if not faults:
        faults += _faults_within(places, bookkeeping, payer)
    invoice = read_invoice_columns(found["invoice"]) if "invoice" in found else InvoiceColumns()
    if faults:
        raise DataFaults(tuple(_as_fault(fault) for fault in dict.fromkeys(faults)))
    return Finance(bookkeeping=bookkeeping, payer=payer, invoice=invoice)


def _table(tables: Mapping[str, object], name: str, places: Places, faults: list[RuleFault]) -> Fields:
    values = tables[name]
    if not isinstance(values, Mapping):
        problem = f"{shown(values)} är ingen tabell"
        faults.append(
            places.fault(name, problem=problem, remedy=f"skriv rubriken [{name}] och raderna under den")
        )
        values = {}
    return Fields(values=values, place=name, places=places, faults=faults)


def _unknown(places: Places, name: str) -> RuleFault:
    remedy = did_you_mean(name, _TABLES) or f"ta bort den (rubrikerna är {', '.join(_TABLES)})"
    return places.fault(name, value=name, problem=f"rubriken ”{name}” är okänd", remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines(Places):
    """The text of the document, whose headings are those of tables."""

    def line_of(self, place: str) -> int | None:
        """The line of a value as `bookkeeping.accounts[2].number`; that of its heading where it has none."""
        table, _, rest = place.partition(".")
        key = re.split(r"[.\[]", rest)[0]
        heading_line, is_inside = None, False
        for line_number, line in enumerate(self.text.split("\n"), start=1):
            if heading := _HEADING.fullmatch(line):
                if heading[1] == f"{table}.{key}":
                    return line_number
                is_inside = heading[1] == table
                heading_line = line_number if is_inside else heading_line
            elif is_inside and key and re.match(rf'\s*"?{re.escape(key)}"?\s*=', line):
                return line_number
        return heading_line


def _bookkeeping(fields: Fields, region: _Region) -> Bookkeeping:
    accounts = [
        Account(number=row.needed("number", NUMBER), name=row.needed("name", TEXT))
        for row in fields.rows("accounts")
    ]
    objects = [
        CostObject(
            dimension=row.needed("dimension", _DIMENSION),
            number=row.needed("number", NUMBER),
            name=row.needed("name", TEXT),
        )
        for row in (fields.rows("objects") if "objects" in fields.values else ())
    ]
    read = Bookkeeping(
        company=fields.optional("company", TEXT, region.name),
        orgnr=fields.optional("orgnr", TEXT, region.orgnr),
        accounts=tuple(accounts),
        grant_account=fields.needed("grant_account", NUMBER),
        paying_account=fields.needed("paying_account", NUMBER),
        claim_account=fields.maybe("claim_account", NUMBER),
        earlier_years_account=fields.maybe("earlier_years_account", NUMBER),
        objects=tuple(objects),
        own_dimensions=_own_dimensions(fields.table("own_dimensions")),
        receiver_dimension=fields.maybe("receiver_dimension", _DIMENSION),
        series=fields.optional("series", _SERIES, ""),
    )
    _refuse_unknown(fields, accounts=("number", "name"), objects=("dimension", "number", "name"))
    return read


def _own_dimensions(fields: Fields) -> tuple[tuple[int, str], ...]:
    for number in fields.values:
        if not (number.isascii() and number.isdigit()):
            fields.refuse(number, f"”{number}” är inget nummer", 'skriv numret och namnet, som 20 = "Kommun"')
    numbers = [number for number in fields.values if number.isascii() and number.isdigit()]
    return tuple((int(number), fields.needed(number, TEXT)) for number in numbers)


def _payer(fields: Fields, region: _Region) -> Payer:
    account = fields.table("account")
    read = Payer(
        name=fields.optional("name", TEXT, region.name),
        orgnr=fields.optional("orgnr", TEXT, region.orgnr),
        agreement=fields.needed("agreement", NUMBER),
        account=BankAccount(
            kind=account.needed("kind", _ACCOUNT_KIND), number=account.needed("number", TEXT)
        ),
        bic=fields.needed("bic", TEXT),
    )
    account.refuse_unknown()
    fields.refuse_unknown()
    return read


def _refuse_unknown(fields: Fields, **lists: tuple[str, ...]) -> None:
    """Add a fault for each name that nobody asked for, in the table and in the rows of its lists."""
    fields.refuse_unknown()
    for name, known in lists.items():
        for row in fields.rows(name) if name in fields.values else ():
            row.asked.extend(known)
            row.refuse_unknown()


def _faults_within(
    places: Places, bookkeeping: Bookkeeping | None, payer: Payer | None
) -> Iterator[RuleFault]:
    """What the money core finds wrong with what could be read: check digits, accounts, dimensions."""
    for fault in faults_of_payer(payer) if payer else ():
        yield _placed(places, f"payer.{_PAYER_KEYS[fault.rule]}", fault)
    for fault in (
        find_faults(bookkeeping, build_vouchers([_TRIAL], bookkeeping, "Prov")) if bookkeeping else ()
    ):
        yield _placed(places, f"bookkeeping.{_book_key(fault, bookkeeping)}", fault)


def _book_key(fault: errors.Fault, bookkeeping: Bookkeeping | None) -> str:
    if fault.rule != "account_missing" or bookkeeping is None:
        return _BOOK_KEYS[fault.rule]
    keys = ("grant_account", "paying_account", "claim_account", "earlier_years_account")
    return next(key for key in keys if getattr(bookkeeping, key) == fault.facts["value"])


def _placed(places: Places, key: str, fault: errors.Fault) -> RuleFault:
    facts = fault.facts
    problem = f"{facts['field']} är ”{facts['value']}”"
    right = str(facts["right"]).removesuffix(".")
    remedy = right if right[:2].isupper() else right[:1].lower() + right[1:]  # it follows a semicolon
    return places.fault(key, value=facts["value"], problem=problem, remedy=remedy)


def _as_fault(fault: RuleFault) -> Fault:
    return Fault(
        file=fault.file,
        row=fault.line,
        key=fault.place or None,
        value=fault.value,
        problem=fault.problem,
        remedy=fault.remedy,
    )


def _read_number(value: object) -> str:
    # 5820 without quotation marks names the same account.
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return str(value)
    return TEXT.read(value)


def _read_series(value: object) -> str:
    return "" if value == "" else TEXT.read(value)


NUMBER = Kind(read=_read_number, allowed="ett nummer inom citattecken", stand_in="0")
_SERIES = Kind(read=_read_series, allowed="en serie inom citattecken, eller ingenting", stand_in="")
_DIMENSION = whole(1, _LARGEST_DIMENSION)
_ACCOUNT_KIND = choice({kind.value: kind for kind in creditors.Kind})
