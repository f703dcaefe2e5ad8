"""Compare a statement's workbook with the one that its inputs give: every cell, and how it looks."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from logistics.verifying.appearance import Seen
from logistics.verifying.cells import Workbook, read_book
from logistics.verifying.checksum import as_stated, wrong_checksum
from logistics.verifying.differences import differences
from logistics.verifying.finding import Finding
from logistics.verifying.look import OTHER_VERSION, compare_look
from logistics.verifying.opening import record_lines
from logistics.verifying.other_version import compare_parts
from logistics.verifying.package import read_package
from logistics.verifying.verdict import Uncompared, sheets_text
from logistics.workbooks import UnreadableWorkbook
from subsidy.record import Record
from subsidy.statement import Statement
from subsidy.workbook import write_statement, write_summary
from subsidy.workbook.record import RECORD_SHEET

_FORMULAS, _VALUES = "indata, fasta värden och formler", "det som formlerna visar"
_NOT_COMPUTED = "filen är sparad av ett program som inte räknar"
_SHOWN = "talformat, dolda delar och annat som visar något annat än cellernas värden"
_LOOK = (
    "utseendet i övrigt, på alla blad (färger, mönster, diagram, rutor och anmärkningar), och det på bladet Indata"
    " som inte är indata"
)


class NotWritable(ValueError):
    """No workbook can be written of the inputs: an amount is too large for one, or a text too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How far a workbook was compared with the one that its inputs give."""

    n_cells: int  # of the sheets compared
    is_computed: bool  # the formulas have values
    sheets: tuple[str, ...] | None = None  # where values were compared, if not everywhere; None: everywhere
    other_sheets: tuple[str, ...] = ()  # of the file, where they were not
    unseen: str = ""  # Swedish: why not all of its look was compared; empty: it was

    @property
    def is_whole(self) -> bool:
        """Whether every cell and every value was compared."""
        return self.is_computed and self.sheets is None

    @property
    def uncompared(self) -> tuple[Uncompared, ...]:
        """What was compared, and what was not; none: all that a reader sees was."""
        return tuple(self._uncompared())

    def _uncompared(self) -> Iterator[Uncompared]:
        if not self.is_computed:
            yield Uncompared(compared=_FORMULAS, what=_VALUES, why=_NOT_COMPUTED)
        if self.sheets is not None:
            yield self._of_other_version()
        if self.unseen:
            yield Uncompared(compared=_SHOWN, what=_LOOK, why=self.unseen)

    def _of_other_version(self) -> Uncompared:
        also = f" och tal och formler på {sheets_text(self.sheets)}" if self.sheets else ""
        others = f"{sheets_text(self.other_sheets)}, och " if self.other_sheets else ""
        return Uncompared(compared=f"de beslutade summorna{also}", what=f"{others}orden", why=OTHER_VERSION)


def compare_workbook(
    seen: Seen, record: Record, *, is_record_changed: bool
) -> tuple[list[Finding], Compared]:
    """What is wrong in a workbook, and how far it was compared.

    Raises
    ------
    NotWritable
        The inputs have no workbook.
    """
    book, found = seen.book, seen.package
    checksum = list(wrong_checksum(book, record))
    rendered = _rendered(record, record_lines(book.sheets))
    written = read_package(rendered)
    if found == written:  # part by part
        return _compare_cells(book, book, record, is_record_changed=is_record_changed)
    should_be = read_book(rendered)
    findings, compared = _compare_cells(book, should_be, record, is_record_changed=is_record_changed)
    look, unseen = compare_look(
        seen,
        Seen(written, should_be),
        [*checksum, *findings],
        is_same_version=record.is_of_this_program and not is_record_changed,
    )
    return [*checksum, *findings, *look], replace(compared, unseen=unseen)


def compare_beside(path: Path, record: Record) -> list[Finding]:
    """The inputs of a JSON file that are not those of the workbook written with it, if that lies beside."""
    beside = path.with_suffix(".xlsx")
    try:
        book = read_book(beside.read_bytes())
        should_be = read_book(_rendered(record))
    except (OSError, UnreadableWorkbook, NotWritable):
        return []
    findings, _ = _compare_cells(book, should_be, record, is_record_changed=True)
    return [
        replace(finding, sentence=f"{beside.name}: {finding.sentence}")
        for finding in findings
        if not finding.follows
    ]


def _compare_cells(
    book: Workbook, rendered: Workbook, record: Record, *, is_record_changed: bool
) -> tuple[list[Finding], Compared]:
    """What is wrong in the cells, and how far they were compared.

    A program of another version may lay sheets out otherwise, which is no fault. But the file says itself which
    version wrote it, so that no more is believed than what is the same, or could be compared. Formulas without
    values are compared as formulas.
    """
    should_be = rendered.without(RECORD_SHEET)
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


def _rendered(record: Record, lines: Sequence[str] = ()) -> bytes:
    """The workbook that the record's inputs give, as this program writes it."""
    # Its fingerprint stands on another sheet, too.
    document = replace(record.document, record=tuple(lines) or (f'"fingerprint": "{record.content}"',))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "besked.xlsx")
        try:
            if isinstance(document, Statement):
                write_statement(document, path)
            else:
                write_summary(document, path)
        except ValueError as fault:
            raise NotWritable(str(fault)) from fault
        return path.read_bytes()
