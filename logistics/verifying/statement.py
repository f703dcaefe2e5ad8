"""Verify a statement: compute every figure again from the inputs that it carries, and compare."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import StatementRefused
from logistics.swedish import amount_text, dates_text
from logistics.verifying.cells import Sheets, UnreadableWorkbook, Workbook, differences, read_book
from logistics.verifying.finding import Finding
from logistics.verifying.journal import InJournal, find_in_journal
from logistics.verifying.other_version import compare_parts
from subsidy.errors import SubsidyError
from subsidy.record import Damaged, Document, Record, RecordRefused, figures_of, paid_by_day, read_record
from subsidy.statement import Statement
from subsidy.workbook import write_statement, write_summary
from subsidy.workbook.record import FIRST_ROW, RECORD_SHEET

WORKBOOK_BEGINS = b"PK"
_FIGURES = (
    ("costs_ore", "kostnadsandel"),
    ("awards_ore", "bidrag"),
    ("paid_ore", "att betala ut"),
    ("onward_ore", "att föra vidare"),
)
_ANY_LINE = "{}"  # of the sheet Indata, which is not compared: it was read


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedStatement:
    """What a statement comes to when everything in it is computed again."""

    document: Document
    record: Record
    findings: tuple[Finding, ...]  # empty: nothing is wrong
    n_cells: (
        int | None
    )  # compared, all that there are; None: the file is no workbook, or not all were compared
    compared_sheets: tuple[str, ...] | None  # where values were, when not all were; None: everything was
    in_journal: InJournal | None  # None: there was none to look in

    @property
    def is_verified(self) -> bool | None:
        """Whether everything in the file holds; None: nothing is wrong, but not everything could be compared."""
        if self.findings:
            return False
        return None if self.compared_sheets is not None else True


def verify_statement(path: Path, journal: Path | None) -> VerifiedStatement:
    """Every figure of a statement, in a workbook or as JSON, computed again and compared to the öre.

    Raises
    ------
    StatementRefused
        The file is no statement, comes from another version of the program, or is so damaged that it cannot be
        computed again.
    JournalDamaged
        The journal was changed.
    OSError
        A file cannot be read.
    """
    content = path.read_bytes()
    book = _book(path, content)
    record = _record(path, content if book is None else _record_text(path, book.sheets))
    findings = [*_changed(record), *wrong_figures(record)]
    n_cells = compared_sheets = None
    if book is not None:
        in_cells, n_cells, compared_sheets = _compared(book, record)
        findings += in_cells
    in_journal = find_in_journal(path, content, journal) if journal else None
    findings += in_journal.findings if in_journal else ()
    return VerifiedStatement(
        document=record.document,
        record=record,
        findings=tuple(findings),
        n_cells=n_cells,
        compared_sheets=compared_sheets,
        in_journal=in_journal,
    )


def wrong_figures(record: Record) -> Iterator[Finding]:
    """The record's own figures where they are not what its inputs give."""
    claims, computed = record.claims, figures_of(record.document.settlement)
    names = {player.id: player.name for player in record.document.settlement.basis.players}
    for figure, what in _FIGURES:
        says, should_be = getattr(claims, figure), getattr(computed, figure)
        yield from _wrong_sums(figure, what, says, should_be, names)
    if claims.left_ore != computed.left_ore:
        yield _wrong_sum(
            "figures.left_ore", "Det som är kvar att fördela", claims.left_ore, computed.left_ore
        )
    payouts = record.document.payouts
    if record.claimed_payouts and payouts:
        says_by_day, by_day = record.claimed_payouts.paid_ore, paid_by_day(payouts.payouts)
        for day in sorted({*says_by_day, *by_day}):
            what = f"utbetalning {_day_text(day)}"
            yield from _wrong_sums(
                f"payouts.{day}", what, says_by_day.get(day, {}), by_day.get(day, {}), names
            )


def _wrong_sums(
    figure: str, what: str, says: Mapping[str, int], should_be: Mapping[str, int], names: Mapping[str, str]
) -> Iterator[Finding]:
    for id_ in sorted({*says, *should_be}):
        if says.get(id_) != should_be.get(id_):
            whose = f"{names.get(id_, id_)}, {what}"
            yield _wrong_sum(f"{figure}.{id_}", whose, says.get(id_), should_be.get(id_))


def _wrong_sum(figure: str, whose: str, says_ore: int | None, should_be_ore: int | None) -> Finding:
    says, should_be = _sum_text(says_ore), _sum_text(should_be_ore)
    sentence = f"Indata, {whose}: filen säger {says}, men det ska vara {should_be}."
    return Finding(figure=figure, says=says, should_be=should_be, sentence=sentence)


def _sum_text(ore: int | None) -> str:
    return "inget" if ore is None else amount_text(ore)


def _day_text(day: str) -> str:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return day
    return dates_text(on, on)


def _changed(record: Record) -> Iterator[Finding]:
    if not record.is_unchanged:
        sentence = "Indata har ändrats sedan filen skrevs: deras fingeravtryck stämmer inte."
        yield Finding(figure="fingerprint", says="", should_be=record.content, sentence=sentence)


def _compared(book: Workbook, record: Record) -> tuple[list[Finding], int | None, tuple[str, ...] | None]:
    """What is wrong in the cells; how many were compared, if all were; else the sheets where values were.

    A program of another version may lay sheets out otherwise, which is no fault. But the file says itself which
    version wrote it, so that no more is believed than what is the same, or could be compared.
    """
    should_be = _without_record(read_book(_rendered(record)).sheets)
    found = list(differences(_without_record(book.sheets), should_be))
    if found and not record.is_of_this_program:
        findings, sheets = compare_parts(book, should_be, record.document)
        return findings, None, sheets
    return found, sum(map(len, should_be.values())), None


def _book(path: Path, content: bytes) -> Workbook | None:
    """The workbook in a file; None when the file is none."""
    if not content.startswith(WORKBOOK_BEGINS):
        return None
    try:
        return read_book(content)
    except UnreadableWorkbook as damage:
        raise _refusal(path, "filen är ingen hel Excelfil (.xlsx)") from damage


def _record_text(path: Path, sheets: Sheets) -> str:
    if RECORD_SHEET not in sheets:
        reason = f"arbetsboken har inget blad {RECORD_SHEET}, så den är inget bidragsbesked som kan räknas om"
        raise _refusal(path, reason)
    lines = sheets[RECORD_SHEET]
    rows = sorted(int(place[1:]) for place in lines if place.startswith("A") and place[1:].isdigit())
    return "\n".join(str(lines[f"A{row}"].value) for row in rows if row >= FIRST_ROW)


def _record(path: Path, text: str | bytes) -> Record:
    try:
        return read_record(text, is_banking_day)
    except RecordRefused as refusal:
        raise _refusal(path, str(refusal)) from refusal
    except Damaged as fault:
        raise _refusal(path, f"innehållet är skadat eller ändrat ({fault.place})") from fault
    except SubsidyError as refusal:
        raise _refusal(path, f"beskedet går inte att räkna om ur sina indata: {refusal}") from refusal


def _rendered(record: Record) -> bytes:
    """The workbook that the record's inputs give, as this program writes it."""
    document = replace(record.document, record=(_ANY_LINE,))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "besked.xlsx")
        if isinstance(document, Statement):
            write_statement(document, path)
        else:
            write_summary(document, path)
        return path.read_bytes()


def _without_record(sheets: Sheets) -> Sheets:
    return {name: cells for name, cells in sheets.items() if name != RECORD_SHEET}


def _refusal(path: Path, reason: str) -> StatementRefused:
    return StatementRefused(f"{path}: {reason}. Be avsändaren om filen på nytt.")
