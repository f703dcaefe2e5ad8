"""Verify a final settlement: compute every amount again from the inputs that it carries, and compare."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from logistics.swedish import amount_text
from logistics.verifying.appearance import misleading, unlike_formats
from logistics.verifying.cells import Workbook, read_book
from logistics.verifying.checksum import changed_inputs
from logistics.verifying.differences import differences
from logistics.verifying.final_sheet import wrong_amounts
from logistics.verifying.finding import Finding
from logistics.verifying.impossible import of_settlement, wrong_input
from logistics.verifying.journal import InJournal, find_in_journal
from logistics.verifying.opening import open_record, open_workbook, record_file
from logistics.verifying.verdict import Uncompared, Verdict, is_verified, sheets_text, verdict_of
from subsidy import final_wording as wording
from subsidy.final_record import FinalFigures, FinalRecord, final_figures, read_final_record
from subsidy.workbook.book import Book
from subsidy.workbook.record import RECORD_SHEET
from subsidy.workbook.writing import write_common

_AMOUNTS = {
    "budget_cost_ore": wording.BUDGET_SHARE,
    "actual_cost_ore": wording.ACTUAL_SHARE,
    "budget_award_ore": wording.BUDGET_AWARD,
    "actual_award_ore": wording.ACTUAL_AWARD,
    "correction_ore": wording.CORRECTIONS,
    "onward_ore": "Kvar att dra av",
    "settled_ore": wording.SETTLED,
    "balance_ore": wording.BALANCE,
}
_AMOUNTS_ALONE = (wording.INVOICED_SHEET, wording.FINAL_SHEET)
_PARTLY_COMPARED = sheets_text((wording.INVOICED_SHEET, wording.FINAL_SHEET))
_NOT_IN_RECORD = "fakturornas rader står inte i filens indata, så bladen kan inte skrivas på nytt"
_TOTALS = {
    "actual_cost_ore": "faktisk kostnad",
    "budget_left_ore": "kvar av bidraget i budget",
    "actual_left_ore": "kvar av bidraget efter faktisk kostnad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedFinal:
    """What a final settlement comes to when everything in it is computed again."""

    record: FinalRecord
    findings: tuple[Finding, ...]  # what was changed before what follows from it; empty: nothing is wrong
    sheets: tuple[str, ...]  # of the workbook, that were compared; none: the file is no workbook
    other_sheets: tuple[str, ...] = ()  # of the workbook, where nothing was
    is_computed: bool  # the workbook's formulas have values
    in_journal: InJournal | None = None  # None: it was not issued, or there was none to look in

    @property
    def is_whole(self) -> bool:
        """Whether every value was compared that can be computed again."""
        return self.is_computed and self.sheets != _AMOUNTS_ALONE

    @property
    def uncompared(self) -> tuple[Uncompared, ...]:
        """What of the workbook was compared and what was not: sheets with invoices cannot be written anew."""
        if not self.sheets:
            return ()
        what = f"{sheets_text(self.other_sheets)}, utseendet på alla blad, och orden på {_PARTLY_COMPARED}"
        return (Uncompared(compared=_compared_text(self), what=what, why=_NOT_IN_RECORD),)

    @property
    def verdict(self) -> Verdict:
        """What the settlement may be called."""
        is_proven = self.in_journal is not None and self.in_journal.proves
        return verdict_of(self.findings, self.uncompared, is_proven=is_proven)

    @property
    def is_verified(self) -> bool | None:
        """Whether everything holds; None: nothing is wrong, but not everything could be compared."""
        return is_verified(self.verdict)


def verify_final(path: Path, journal: Path | None = None) -> VerifiedFinal:
    """Every amount of a final settlement, in a workbook or as JSON, computed again and compared to the öre.

    One that says that it was issued is looked up in the journal.

    Raises
    ------
    StatementRefused
        The file is no final settlement, or so damaged that it cannot be computed again.
    JournalDamaged
        The journal was changed.
    OSError
        The file cannot be read.
    """
    content = path.read_bytes()
    seen = open_workbook(path, content)
    book = seen.book if seen else None
    record = open_record(path, content, book, read_final_record, "slutavräkningen")
    is_changed = not record.is_unchanged
    in_sheets: list[Finding] = []
    sheets: tuple[str, ...] = ()
    if seen is not None:
        in_sheets, sheets = _compared(seen.book, record, is_record_changed=is_changed)
        in_sheets += misleading(seen)
    inputs = [wrong_input(said) for said in of_settlement(record.final.budget)]
    stated = list(_wrong_claims(record))
    follow = [replace(each, follows=bool(in_sheets)) for each in stated]
    in_journal = (
        find_in_journal(path, content, journal, record_file(book)) if journal and record.own.notes else None
    )
    findings = [
        *changed_inputs(record, is_alone=not (inputs or in_sheets or stated)),
        *inputs,
        *in_sheets,
        *follow,
    ]
    if in_journal:
        findings += in_journal.findings
    return VerifiedFinal(
        record=record,
        findings=tuple(sorted(findings, key=lambda finding: finding.follows)),
        sheets=sheets,
        other_sheets=tuple(
            name for name in (book.sheets if book else ()) if name not in (*sheets, RECORD_SHEET)
        ),
        is_computed=book is None or book.is_computed,
        in_journal=in_journal,
    )


def _compared_text(verified: VerifiedFinal) -> str:
    if not verified.is_computed:
        return "indata och formler, men INTE beloppen: filen är sparad av ett program som inte räknar"
    amounts = f"beloppen på {_PARTLY_COMPARED}"
    others = [name for name in verified.sheets if name not in (wording.INVOICED_SHEET, wording.FINAL_SHEET)]
    return f"{amounts}, och alla celler på {sheets_text(others)}" if others else amounts


def _compared(
    book: Workbook, record: FinalRecord, *, is_record_changed: bool
) -> tuple[list[Finding], tuple[str, ...]]:
    """What is wrong in the calculation, cell by cell, and in the amounts of the settlement.

    Another version of the program may lay the calculation out otherwise, which is no fault.
    """
    should_be = _calculation(record)
    own = replace(
        book,
        sheets={name: cells for name, cells in book.sheets.items() if name in should_be.sheets},
        names={name: place for name, place in book.names.items() if name in should_be.names},
    )
    own = own if book.is_computed else own.computed_as(should_be)
    found = differences(own, should_be, is_record_changed=is_record_changed)
    amounts = list(wrong_amounts(book, record)) if book.is_computed else []
    if found and not record.is_of_this_program:
        return amounts, _AMOUNTS_ALONE
    if record.is_of_this_program and not is_record_changed:
        found += unlike_formats(own, should_be)
    return [*found, *amounts], (wording.INVOICED_SHEET, *_AMOUNTS_ALONE, *should_be.sheets)


def _calculation(record: FinalRecord) -> Workbook:
    """The sheets on which the actual cost and the contribution are shared, as this program writes them."""
    common = write_common(record.final.actual)
    book = Book(record.final.actual, title="", receiver="", shared=common.shared)
    book.add_shared(common.shared)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "slutavrakning.xlsx")
        book.save(path)
        return read_book(path.read_bytes())


def _wrong_claims(record: FinalRecord) -> Iterator[Finding]:
    """The record's own figures where they are not what its inputs give."""
    claims, computed = record.claims, final_figures(record.final)
    for field, what in _TOTALS.items():
        yield from _wrong(field, what, getattr(claims, field), getattr(computed, field))
    yield from _wrong_rows(claims, computed)


def _wrong_rows(claims: FinalFigures, computed: FinalFigures) -> Iterator[Finding]:
    said = {row.id: row for row in claims.rows}
    for row in computed.rows:
        own = said.pop(row.id, None)
        for field, what in _AMOUNTS.items():
            says_ore = getattr(own, field) if own else None
            whose = f"{row.name}, {what[0].lower()}{what[1:]}"
            yield from _wrong(f"{field}.{row.id}", whose, says_ore, getattr(row, field))
    for id_, row in said.items():
        yield from _wrong(f"balance_ore.{id_}", row.name, row.balance_ore, None)


def _wrong(figure: str, whose: str, says_ore: int | None, should_be_ore: int | None) -> Iterator[Finding]:
    if says_ore != should_be_ore:
        says, should_be = ("inget" if ore is None else amount_text(ore) for ore in (says_ore, should_be_ore))
        sentence = f"Indata, {whose}: filen säger {says}, men dess indata ger {should_be}."
        yield Finding(figure=f"figures.{figure}", says=says, should_be=should_be, sentence=sentence)
