"""Verify a statement: compute every figure again from the inputs that it carries, and compare."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.seasons import NamedPlan, join_plans
from logistics.verifying.cells import Workbook, read_book
from logistics.verifying.checksum import as_stated, changed_inputs, wrong_checksum
from logistics.verifying.differences import differences
from logistics.verifying.finding import Finding
from logistics.verifying.from_plan import FromPlan, compare_with_plan
from logistics.verifying.journal import InJournal, find_in_journal
from logistics.verifying.opening import open_book, open_record
from logistics.verifying.other_version import compare_parts
from logistics.verifying.sums import wrong_figures
from logistics.verifying.trusted import taken_for_true
from logistics.workbooks import UnreadableWorkbook
from subsidy.record import Document, Record, read_record
from subsidy.statement import Statement
from subsidy.workbook import write_statement, write_summary
from subsidy.workbook.record import RECORD_SHEET

_MOST_SUMS = 5  # that somebody would change by hand; more of them follow from an input


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How far the cells of a workbook were compared with those that its inputs give."""

    n_cells: int  # of the sheets compared
    is_computed: bool  # the formulas have values
    sheets: tuple[str, ...] | None = None  # where values were compared, if not everywhere; None: everywhere
    other_sheets: tuple[str, ...] = ()  # of the file, where they were not

    @property
    def is_whole(self) -> bool:
        """Whether every cell and every value was compared."""
        return self.is_computed and self.sheets is None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedStatement:
    """What a statement comes to when everything in it is computed again."""

    document: Document
    record: Record
    findings: tuple[Finding, ...]  # what was changed before what follows from it; empty: nothing is wrong
    compared: Compared | None  # None: the file is no workbook
    in_journal: InJournal | None  # None: there was none to look in
    from_plan: FromPlan | None = None  # None: no plan was given to compute it anew from

    @property
    def taken_for_true(self) -> tuple[str, ...]:
        """What was not computed again, in Swedish."""
        return taken_for_true(self.document, self.from_plan)

    @property
    def is_verified(self) -> bool | None:
        """Whether everything in the file holds; None: nothing is wrong, but not everything could be compared."""
        if self.findings:
            return False
        return None if self.compared and not self.compared.is_whole else True


def verify_statement(path: Path, journal: Path | None, plans: Sequence[NamedPlan] = ()) -> VerifiedStatement:
    """Every figure of a statement, in a workbook or as JSON, computed again and compared to the öre.

    With the plans that it came from, what it is computed from is measured anew, too.

    Raises
    ------
    StatementRefused
        The file is no statement, comes from a newer version of the program, or is so damaged that it cannot be
        computed again; or the plan has no such municipality.
    NothingHolds, DataFaults, SubsidyError, RoutesError
        The plans cannot be settled for the period.
    JournalDamaged
        The journal was changed.
    OSError
        A file cannot be read.
    """
    content = path.read_bytes()
    book = open_book(path, content)
    record = open_record(path, content, book, _read, "beskedet")
    from_plan = _from_plan(record, plans) if plans else None
    sums = list(wrong_figures(record))
    in_cells: list[Finding] = []
    compared = None
    if book is not None:
        is_record_changed = bool(sums) or not record.is_unchanged
        in_cells, compared = _compared(book, record, is_record_changed=is_record_changed)
    elif sums or not record.is_unchanged:
        in_cells = _beside(path, record)
    in_journal = find_in_journal(path, content, journal) if journal else None
    in_order = list(_in_order(sums, [*(from_plan.findings if from_plan else ()), *in_cells]))
    findings = [
        *changed_inputs(record, is_alone=not in_order),
        *(wrong_checksum(book, record) if book else ()),
        *in_order,
        *(in_journal.findings if in_journal else ()),
    ]
    return VerifiedStatement(
        document=record.document,
        record=record,
        findings=tuple(sorted(findings, key=lambda finding: finding.follows)),
        compared=compared,
        in_journal=in_journal,
        from_plan=from_plan,
    )


def _read(text: str | bytes) -> Record:
    return read_record(text, is_banking_day)


def _from_plan(record: Record, named: Sequence[NamedPlan]) -> FromPlan:
    basis = record.document.settlement.basis
    plans = join_plans(named, basis.first_date, basis.last_date)
    return compare_with_plan(record.document, plans, is_of_this_program=record.is_of_this_program)


def _in_order(sums: Sequence[Finding], in_cells: Sequence[Finding]) -> Iterator[Finding]:
    """What is wrong in the cells and the sums: sums follow where a changed input is found, or must be."""
    is_found = any(not finding.follows for finding in in_cells)
    if len(sums) > _MOST_SUMS and not is_found:
        sentence = (
            "Minst en uppgift som summorna räknas ur är ändrad. Vilken går inte att se i den här filen: lägg"
            " arbetsboken (.xlsx) bredvid och försök igen, eller be avsändaren om filen på nytt."
        )
        yield Finding(figure="inputs", says="", should_be="", sentence=sentence)
    yield from in_cells
    follow = is_found or len(sums) > _MOST_SUMS
    yield from (replace(finding, follows=follow) for finding in sums)


def _compared(book: Workbook, record: Record, *, is_record_changed: bool) -> tuple[list[Finding], Compared]:
    """What is wrong in the cells, and how far they were compared.

    A program of another version may lay sheets out otherwise, which is no fault. But the file says itself which
    version wrote it, so that no more is believed than what is the same, or could be compared. Formulas without
    values are compared as formulas.
    """
    should_be = read_book(_rendered(record)).without(RECORD_SHEET)
    own = as_stated(book, should_be).without(RECORD_SHEET)
    is_computed = own.is_computed
    own = own if is_computed else own.computed_as(should_be)
    findings = differences(own, should_be, is_record_changed=is_record_changed)
    n_cells = sum(map(len, should_be.sheets.values()))
    if not findings or record.is_of_this_program:
        return findings, Compared(n_cells=n_cells, is_computed=is_computed)
    findings, sheets = compare_parts(own, should_be, record.document, is_record_changed=is_record_changed)
    other_sheets = tuple(name for name in own.sheets if name not in sheets)
    return findings, Compared(
        n_cells=sum(len(own.sheets[name]) for name in sheets),
        is_computed=is_computed,
        sheets=sheets,
        other_sheets=other_sheets,
    )


def _beside(path: Path, record: Record) -> list[Finding]:
    """The inputs of a JSON file that are not those of the workbook written with it, if that lies beside."""
    beside = path.with_suffix(".xlsx")
    try:
        book = read_book(beside.read_bytes())
    except (OSError, UnreadableWorkbook):
        return []
    findings, _ = _compared(book, record, is_record_changed=True)
    return [
        replace(finding, sentence=f"{beside.name}: {finding.sentence}")
        for finding in findings
        if not finding.follows
    ]


def _rendered(record: Record) -> bytes:
    """The workbook that the record's inputs give, as this program writes it."""
    # The sheet Indata is not compared, for it was read; its fingerprint stands on another sheet, too.
    document = replace(record.document, record=(f'"fingerprint": "{record.content}"',))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "besked.xlsx")
        if isinstance(document, Statement):
            write_statement(document, path)
        else:
            write_summary(document, path)
        return path.read_bytes()
