"""Write vouchers as a SIE 4I file, for import into any Swedish bookkeeping program."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from subsidy.characters import Fitter, Replacement
from subsidy.errors import VouchersRefused
from subsidy.voucher_faults import find_faults
from subsidy.vouchers import Account, Bookkeeping, CostObject, Voucher, VoucherRow

ENCODING = "cp437"  # what the standard calls PC8
EXTENSION = ".si"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The program that writes the file."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SieFile:
    """The file's bytes, and every character that the format lacks."""

    content: bytes
    replacements: tuple[Replacement, ...]


def write_sie(
    bookkeeping: Bookkeeping, vouchers: Sequence[Voucher], program: Program, generated_on: date
) -> SieFile:
    """The vouchers as one file, ready to be imported.

    Accounts are declared in order of number, dimensions and objects likewise, and only those used.
    A voucher's series comes from the bookkeeping; its number is left to the receiving program.

    Raises
    ------
    VouchersRefused
        A voucher does not sum to zero, an account or a dimension is not declared, or a text holds a
        character that nothing in the format can stand for; every fault is named.

    Source: SIE-gruppen, *SIE filformat*, utgåva 4B, file type 4I.
    """
    faults = find_faults(bookkeeping, vouchers)
    writer = _Writer()
    lines = [
        *_identification(writer, bookkeeping, program, generated_on),
        *_chart(writer, bookkeeping, vouchers),
        *(line for voucher in vouchers for line in _voucher(writer, bookkeeping, voucher)),
    ]
    faults += tuple(writer.fitter.faults)
    if faults:
        raise VouchersRefused(faults)
    text = "".join(f"{line}\r\n" for line in lines)
    return SieFile(content=text.encode(ENCODING), replacements=tuple(writer.fitter.replacements))


def has_character(character: str) -> bool:
    """Whether a SIE text may hold the character: printable, in code page 437, and no backslash.

    The standard escapes a quotation mark with a backslash and does not say how a backslash itself is
    written, so that a text ending in one would be read in two ways.
    """
    return character != "\\" and character.isprintable() and bool(character.encode(ENCODING, "ignore"))


@dataclass(frozen=True, slots=True)
class _Writer:
    fitter: Fitter = field(default_factory=lambda: Fitter(has=has_character))

    def quote(self, text: str, whose: str, what: str) -> str:
        return _quoted(self.fitter.fit(text, whose=whose, field=what))

    def quote_exactly(self, text: str, whose: str, what: str) -> str:
        return _quoted(self.fitter.keep(text, whose=whose, field=what))


def _identification(
    writer: _Writer, bookkeeping: Bookkeeping, program: Program, generated_on: date
) -> list[str]:
    name = writer.quote(program.name, "Programmet", "namnet")
    version = writer.quote(program.version, "Programmet", "versionen")
    company = writer.quote(bookkeeping.company, "Bokföringen", "namnet")
    return [
        "#FLAGGA 0",
        f"#PROGRAM {name} {version}",
        "#FORMAT PC8",
        f"#GEN {_day(generated_on)}",
        "#SIETYP 4",
        f"#ORGNR {bookkeeping.orgnr}",
        f"#FNAMN {company}",
    ]


def _chart(writer: _Writer, bookkeeping: Bookkeeping, vouchers: Sequence[Voucher]) -> list[str]:
    rows = [row for voucher in vouchers for row in voucher.rows]
    booked = {row.account for row in rows}
    accounts = [account for account in bookkeeping.accounts if account.number in booked]
    objects = dict.fromkeys(found for row in rows for found in row.objects)
    dimensions = sorted({found.dimension for found in objects})
    return [
        *(_account(writer, account) for account in sorted(accounts, key=lambda account: account.number)),
        *(_dimension(writer, bookkeeping, number) for number in dimensions),
        *(_object(writer, found) for found in sorted(objects, key=lambda o: (o.dimension, o.number))),
    ]


def _account(writer: _Writer, account: Account) -> str:
    return f"#KONTO {account.number} {writer.quote(account.name, f'Konto {account.number}', 'namnet')}"


def _dimension(writer: _Writer, bookkeeping: Bookkeeping, number: int) -> str:
    name = bookkeeping.dimensions.get(number, "")
    return f"#DIM {number} {writer.quote(name, f'Dimension {number}', 'namnet')}"


def _object(writer: _Writer, found: CostObject) -> str:
    name = writer.quote(found.name, f"Objekt {found.number}", "namnet")
    return f"#OBJEKT {found.dimension} {_number(writer, found)} {name}"


def _voucher(writer: _Writer, bookkeeping: Bookkeeping, voucher: Voucher) -> list[str]:
    whose = f"Verifikationen {voucher.date}"
    series = writer.quote_exactly(bookkeeping.series, "Bokföringen", "serien")
    text = writer.quote(voucher.text, whose, "texten")
    rows = [_row(writer, row, whose) for row in voucher.rows]
    return [f'#VER {series} "" {_day(voucher.date)} {text}', "{", *rows, "}"]


def _row(writer: _Writer, row: VoucherRow, whose: str) -> str:
    objects = " ".join(f"{found.dimension} {_number(writer, found)}" for found in row.objects)
    text = writer.quote(row.text, whose, "radens text")
    return f'#TRANS {row.account} {{{objects}}} {_amount(row.amount_ore)} "" {text}'


def _number(writer: _Writer, found: CostObject) -> str:
    return writer.quote_exactly(found.number, f"Objekt {found.number}", "numret")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def _amount(ore: int) -> str:
    kronor, rest_ore = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kronor}.{rest_ore:02}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
