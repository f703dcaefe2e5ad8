"""Hold the TOML documents of a data set, rules and bookkeeping, and find what is wrong with them as texts."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from logistics.dataset.kinds import is_garbled
from logistics.dataset.records import Home
from logistics.dataset.toml_syntax import SyntaxProblem, find_syntax_problem
from logistics.errors import Fault

HEADING = "toml"  # of the one column of a document's sheet
LONGEST_LINE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the data set."""

    name: str  # the field of DataSet, the file without .toml, and the Excel sheet
    meaning: str  # Swedish
    example: str  # a line of it
    may_be_missing: bool = False


DOCUMENTS = (
    Document(
        name="rules",
        meaning="Regionens bidrag: period, belopp, nycklar, golv, tak, avrundning, utbetalning och beslut; "
        "tomt betyder inget bidrag",
        example="contribution_kr = 900000",
    ),
    Document(
        name="finance",
        meaning="Bokföring, betalare och fakturornas kolumner; bladet får saknas",
        example='grant_account = "5820"',
        may_be_missing=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A document as it stands in a file."""

    home: Home
    text: str  # tidy
    rows_above: int = 0  # the heading of a sheet

    def fault(self, problem: str, remedy: str, *, line: int | None = None, value: str = "") -> Fault:
        """A fault in the document, on a line counted from 1."""
        return Fault(
            file=self.home.file,
            sheet=self.home.sheet,
            row=None if line is None else line + self.rows_above,
            value=value,
            problem=problem,
            remedy=remedy,
        )


def tidy_document(text: str) -> str:
    """The text with one kind of line ends, no white space that nobody sees, and a line end last.

    A document read from a sheet, one line in each row, is then the same as one read from a file.
    """
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return document_of_lines(plain.split("\n"))


def document_of_lines(lines: Iterable[str]) -> str:
    """The tidy document with these lines."""
    joined = "\n".join(line.rstrip() for line in lines).rstrip("\n")
    return f"{joined}\n" if joined else ""


def lines_of(text: str) -> Sequence[str]:
    """The lines of a tidy document."""
    return text.split("\n")[:-1]


def find_document_faults(raw: RawDocument) -> list[Fault]:
    """Every letter that is lost or cannot stand in a file; only in a text without such, what is no TOML."""
    faults = [
        raw.fault(*found, line=number, value=line[:100])
        for number, line in enumerate(lines_of(raw.text), start=1)
        if (found := _problem_of(line))
    ]
    if faults:
        return faults
    syntax = find_syntax_problem(raw.text)
    return [_syntax_fault(raw, syntax)] if syntax else []


def _problem_of(line: str) -> tuple[str, str] | None:
    if is_garbled(line):
        return "texten har feltolkade å, ä eller ö", "spara filen som UTF-8 och rätta de förvanskade tecknen"
    # XML, and so Excel, cannot hold the last four.
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\t" for letter in line) or any(
        letter in line for letter in "\ufffe\uffff\u2028\u2029"
    ):
        return "texten har styrtecken", "skriv raden på nytt utan dem"
    if len(line) > LONGEST_LINE:
        return f"raden är {len(line)} tecken lång", f"skriv högst {LONGEST_LINE} tecken på en rad"
    return None


def _syntax_fault(raw: RawDocument, syntax: SyntaxProblem) -> Fault:
    lines = lines_of(raw.text)
    shown = lines[syntax.line - 1].strip()[:100] if 0 < syntax.line <= len(lines) else ""
    return raw.fault(syntax.problem, syntax.remedy, line=syntax.line, value=shown)
