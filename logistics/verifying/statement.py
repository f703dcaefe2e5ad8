"""Verify a statement: compute every figure again from the inputs that it carries, and compare."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import StatementRefused
from logistics.seasons import NamedPlan, join_plans
from logistics.verifying.checksum import changed_inputs
from logistics.verifying.compared import Compared, NotWritable, compare_beside, compare_workbook
from logistics.verifying.finding import Finding
from logistics.verifying.from_plan import FromPlan, compare_with_plan
from logistics.verifying.impossible import impossible
from logistics.verifying.journal import InJournal, find_in_journal
from logistics.verifying.opening import open_record, open_workbook, record_file
from logistics.verifying.sums import wrong_figures
from logistics.verifying.trusted import taken_for_true
from logistics.verifying.verdict import Uncompared, Verdict, is_verified, verdict_of
from subsidy.record import Document, Record, read_record

_MOST_SUMS = 5  # that somebody would change by hand; more of them follow from an input


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
        trusted = taken_for_true(self.document, self.from_plan)
        unseen = self.compared.unseen if self.compared else ""
        return (f"utseendet i övrigt, som inte är jämfört, för {unseen}", *trusted) if unseen else trusted

    @property
    def uncompared(self) -> tuple[Uncompared, ...]:
        """What of a workbook was compared and what was not; none: all that a reader sees was."""
        return self.compared.uncompared if self.compared else ()

    @property
    def verdict(self) -> Verdict:
        """What the statement may be called."""
        is_proven = self.in_journal is not None and self.in_journal.proves
        return verdict_of(self.findings, self.uncompared, is_proven=is_proven)

    @property
    def is_verified(self) -> bool | None:
        """Whether everything in the file holds; None: nothing is wrong, but not everything could be compared."""
        return is_verified(self.verdict)


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
    seen = open_workbook(path, content)
    book = seen.book if seen else None
    record = open_record(path, content, book, _read, "beskedet")
    from_plan = _from_plan(record, plans) if plans else None
    sums = list(wrong_figures(record))
    inputs = list(impossible(record.document, record.claimed_payouts))
    in_cells: list[Finding] = []
    compared = None
    if seen is not None:
        is_record_changed = bool(sums) or not record.is_unchanged
        try:
            in_cells, compared = compare_workbook(seen, record, is_record_changed=is_record_changed)
        except NotWritable as fault:
            reason = (
                "dess indata får inte plats i en arbetsbok, så de är ändrade. Be avsändaren om filen på nytt."
            )
            raise StatementRefused(f"{path}: {reason}") from fault
    elif sums or not record.is_unchanged:
        in_cells = compare_beside(path, record)
    in_journal = find_in_journal(path, content, journal, record_file(book)) if journal else None
    in_order = list(_in_order(sums, [*(from_plan.findings if from_plan else ()), *in_cells]))
    findings = [
        *changed_inputs(record, is_alone=not (inputs or in_order)),
        *inputs,
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
