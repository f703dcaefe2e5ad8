"""Issue a settlement: mark its documents, and make the entry that a journal keeps for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.correcting import Corrected, change_note, issued_note, summary_of
from logistics.dataset import DataSet
from logistics.errors import NotVerified
from logistics.paying import IssuedAs, pay
from logistics.settling import Settled
from logistics.swedish import dates_text
from logistics.verifying import refuse_shortened, wrong_figures
from subsidy.journal import Correction, Issue, IssueRefused, Journal
from subsidy.record import Record, Recorder, read_record, record_bytes
from subsidy.statement import Settlement, Statement


def number_files(settled: Settled, dataset: DataSet, issued_on: date, issued_as: IssuedAs) -> Settled:
    """The settlement whose files of payouts bear the number that it has in the journal."""
    return replace(settled, paying=pay(settled.settlement, dataset, issued_on, issued_as))


def mark_issued(settled: Settled, journal: Journal, issued_on: date, corrected: Corrected | None) -> Settled:
    """The settlement whose documents say when they were issued and as what, what they correct and what changed."""
    note = issued_note(journal, issued_on, corrected.correction if corrected else None)
    recorder = Recorder(settled.settlement)

    def marked(statement: Statement) -> Statement:
        changed = (change_note(settled, corrected, statement.municipality.code),) if corrected else ()
        return replace(statement, notes=(note, *changed, *statement.notes))

    return replace(
        settled,
        statements=tuple(recorder.recorded(marked(statement)) for statement in settled.statements),
        summary=recorder.recorded(replace(settled.summary, notes=(note, *settled.summary.notes))),
    )


def issue_of(
    settled: Settled, files: Mapping[str, bytes], issued_on: date, corrects: Correction | None
) -> Issue:
    """What the journal is asked to keep.

    Raises
    ------
    NotVerified
        The summary's own record gives other figures: nothing is issued that a receiver could not recompute.
    """
    record = _verified(settled)
    basis = settled.settlement.basis
    return Issue(
        first_date=basis.first_date,
        last_date=basis.last_date,
        issued_on=issued_on,
        content=record.content,
        inputs=record.inputs,
        rule=record.rule,
        corrects=corrects,
        files=files,
    )


def refuse_undecided(settled: Settled, issued_on: date) -> None:
    """Refuse to issue what is decided later.

    Raises
    ------
    IssueRefused
        The decision is of a later day.
    """
    decided_on = settled.settlement.rule.decided_on
    if issued_on < decided_on:
        raise IssueRefused(
            f"Beslutet fattas {dates_text(decided_on, decided_on)}, så inget kan utfärdas"
            f" {dates_text(issued_on, issued_on)}. Ange en dag med --today som inte är tidigare."
        )


def settlement_before(journal: Journal, folder: Path, first: date) -> Settlement | None:
    """What stands in the journal for the latest period that ends before a day, if anything does.

    Raises
    ------
    JournalDamaged
        Entries were taken away from its end, or its files were changed or lost, or cannot be computed again.
    """
    refuse_shortened(folder, journal)
    ended = (e for e in journal.standing_of("award") if e.last_date < first)
    entry = max(ended, key=lambda entry: entry.last_date, default=None)
    summary = summary_of(entry, folder) if entry else None
    return summary.settlement if summary else None


def read_written(written: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """The files written in a folder, by their names below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}


def _verified(settled: Settled) -> Record:
    record = read_record(record_bytes(settled.summary.record), is_banking_day)
    if findings := tuple(wrong_figures(record)):
        raise NotVerified(tuple(finding.sentence for finding in findings))
    return record
