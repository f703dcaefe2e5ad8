"""Read SIE 4I files as strictly as the standard is written, without knowing our writer.

Written from SIE-gruppen's *SIE filformat*, utgåva 4B, for file type 4I (vouchers for import). The standard
asks an importing program to pass over labels that it does not know; a reader that is to find faults refuses
them, and demands what the standard only recommends: that every account and object is declared.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MANDATORY = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
FORBIDDEN = {"#IB", "#UB", "#OIB", "#OUB", "#RES", "#PSALDO", "#PBUDGET", "#OMFATTN", "#BKOD"}
# The four parts of a file, in order.
GROUPS = (
    {"#FLAGGA"},
    {"#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#PROSA", "#FNR", "#ORGNR", "#ADRESS", "#FNAMN", "#RAR"},
    {"#KONTO", "#DIM", "#OBJEKT"},
    {"#VER"},
)
ONCE = GROUPS[0] | GROUPS[1] - {"#RAR"}
STANDARD_DIMENSIONS = {1, 6, 7, 8, 9, 10}
RESERVED = range(11, 20)
# A field: text within quotation marks, where \" is a quotation mark, or anything without spaces.
QUOTED = r'"(?:\\"|[^"\\])*"'
FIELD = re.compile(rf"(?P<objects>\{{[^{{}}]*\}})|(?P<quoted>{QUOTED})|(?P<bare>[^\s\"{{}}\\]+)")


class NotSie(Exception):
    """The bytes are no SIE 4I file; says at which line and why."""


@dataclass
class Row:
    """One row of a voucher."""

    account: str
    objects: dict[int, str]
    amount: Decimal
    text: str


@dataclass
class Voucher:
    """A voucher with its rows."""

    series: str
    number: str
    day: date
    text: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class SieFile:
    """Everything that a file says."""

    items: dict[str, list[str]] = field(default_factory=dict)  # what stands once, by label
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)


def read_sie(content: bytes) -> SieFile:
    """The file's contents, or `NotSie`."""
    reader = _Reader()
    for number, line in enumerate(_lines(content), start=1):
        try:
            reader.read(line)
        except (NotSie, ValueError, LookupError) as problem:
            raise NotSie(f"line {number}: {problem}: {line!r}") from None
    reader.end()
    return reader.file


def _lines(content: bytes) -> list[str]:
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content) or re.search(rb"\r(?!\n)", content):
        raise NotSie("a control character")
    if not content.endswith(b"\n"):
        raise NotSie("the last line has no end")
    return [line.removesuffix("\r") for line in content.decode("cp437").split("\n")[:-1]]


class _Reader:
    def __init__(self) -> None:
        self.file = SieFile()
        self.group = 0
        self.voucher: Voucher | None = None
        self.is_open = False

    def read(self, line: str) -> None:
        if line.strip() in ("{", "}"):
            self._brace(line.strip())
            return
        label, *fields = _fields(line)
        if label in FORBIDDEN:
            _fail(f"{label} is forbidden in type 4I")
        if (label == "#TRANS") != self.is_open:
            _fail("rows stand within the braces of a voucher, and nothing else does")
        if label == "#TRANS":
            self._row(fields)
            return
        if self.voucher is not None:
            _fail("a voucher without its braces")
        self._order(label)
        if label in ONCE:
            if label in self.file.items:
                _fail(f"{label} stands twice")
            self.file.items[label] = fields
        read: dict[str, Callable[[list[str]], None]] = {
            "#FLAGGA": lambda fields: _must(fields == ["0"], "an unread file has flag 0"),
            "#PROGRAM": lambda fields: _must(len(fields) == 2 and all(fields), "a name and a version"),
            "#FORMAT": lambda fields: _must(fields == ["PC8"], "the format is PC8"),
            "#GEN": lambda fields: _must(len(fields) in (1, 2) and bool(_day(fields[0])), "a date"),
            "#SIETYP": lambda fields: _must(fields == ["4"], "the type is 4"),
            "#ORGNR": lambda fields: _must(bool(re.fullmatch(r"\d{6}-\d{4}", fields[0])), "with hyphen"),
            "#FNAMN": lambda fields: _must(len(fields) == 1 and bool(fields[0]), "a name"),
            "#KONTO": self._account,
            "#DIM": self._dimension,
            "#OBJEKT": self._object,
            "#VER": self._begin,
        }
        read.get(label, lambda _: None)(fields)

    def end(self) -> None:
        missing = [label for label in MANDATORY if label not in self.file.items]
        if missing or self.voucher is not None or not self.file.vouchers:
            raise NotSie(f"missing at the end: {missing or 'a voucher or its closing brace'}")

    def _order(self, label: str) -> None:
        group = next((n for n, labels in enumerate(GROUPS) if label in labels), None)
        if group is None:
            _fail(f"unknown label {label}")
        if group < self.group or (group > 0 and "#FLAGGA" not in self.file.items):
            _fail(f"{label} stands too late, or before the flag")
        self.group = group

    def _account(self, fields: list[str]) -> None:
        number, name = fields
        _must(number.isascii() and number.isdigit() and name != "", "an account has digits and a name")
        _must(number not in self.file.accounts, "the account stands twice")
        self.file.accounts[number] = name

    def _dimension(self, fields: list[str]) -> None:
        number, name = int(fields[0]), fields[1]
        _must(number not in RESERVED and number > 0 and name != "", "a dimension that may be used")
        _must(number not in self.file.dimensions, "the dimension stands twice")
        self.file.dimensions[number] = name

    def _object(self, fields: list[str]) -> None:
        dimension, number, name = int(fields[0]), fields[1], fields[2]
        _must(dimension in self.file.dimensions or dimension in STANDARD_DIMENSIONS, "a known dimension")
        _must((dimension, number) not in self.file.objects and number != "" and name != "", "an object, once")
        self.file.objects[dimension, number] = name

    def _begin(self, fields: list[str]) -> None:
        _must(3 <= len(fields) <= 6, "series, number, date, text, day of registration, signature")
        series, number, day, *others = fields
        _must(number == "" or number.isdigit(), "a voucher's number is a number or empty")
        self.voucher = Voucher(series=series, number=number, day=_day(day), text="".join(others[:1]))

    def _brace(self, brace: str) -> None:
        if self.voucher is None or (brace == "}") != self.is_open:
            _fail("a brace without its voucher")
        self.is_open = brace == "{"
        if brace == "}":
            _must(bool(self.voucher.rows), "a voucher without rows")
            _must(sum(row.amount for row in self.voucher.rows) == 0, "the voucher does not sum to zero")
            self.file.vouchers.append(self.voucher)
            self.voucher = None

    def _row(self, fields: list[str]) -> None:
        _must(3 <= len(fields) <= 7, "account, objects, amount, day, text, quantity, signature")
        account, objects, amount, *others = fields
        _must(account in self.file.accounts, "an account that is declared")
        _must(objects.startswith("{"), "a list of objects, be it empty")
        _must(bool(re.fullmatch(r"-?\d+(\.\d{1,2})?", amount)), "an amount: point, two decimals, no plus")
        if others and others[0]:
            _day(others[0])
        pairs = _pairs(objects)
        _must(all(pair in self.file.objects for pair in pairs.items()), "objects that are declared")
        assert self.voucher is not None
        row = Row(account=account, objects=pairs, amount=Decimal(amount), text="".join(others[1:2]))
        self.voucher.rows.append(row)


def _fields(line: str) -> list[str]:
    """The fields of a line, quotation marks taken away; a list of objects stays as it is written."""
    fields, at = [], 0
    line = line.strip(" \t")
    while at < len(line):
        found = FIELD.match(line, at)
        if not found:
            _fail(f"no field begins at {line[at:]!r}")
        if found.lastgroup == "quoted":
            _must("\t" not in found.group(), "a control character in a text")
        fields.append(_text(found.group()))
        at = found.end()
        if at < len(line) and line[at] not in " \t":
            _fail("fields without space between them")
        at = len(line) - len(line[at:].lstrip(" \t"))
    _must(bool(fields) and bool(re.fullmatch(r"#[A-Z]+", fields[0])), "a line begins with a label")
    return fields


def _pairs(objects: str) -> dict[int, str]:
    fields = [_text(found.group()) for found in FIELD.finditer(objects[1:-1])]
    _must(len(fields) % 2 == 0, "objects stand in pairs")
    pairs = {int(dimension): number for dimension, number in zip(fields[::2], fields[1::2], strict=True)}
    _must(len(pairs) * 2 == len(fields), "one object in each dimension")
    return pairs


def _text(written: str) -> str:
    return written[1:-1].replace('\\"', '"') if written.startswith('"') else written


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{8}", text):
        _fail("a date is YYYYMMDD")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _must(holds: bool, what: str) -> None:
    if not holds:
        _fail(what)


def _fail(why: str) -> None:
    raise NotSie(why)
