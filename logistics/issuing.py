"""Issue a settlement: mark its documents, and make the entry that a journal keeps for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import NotVerified
from logistics.settling import SUMMARY_FILE, Settled
from logistics.swedish import dates_text
from logistics.verifying import wrong_figures
from subsidy.errors import SubsidyError
from subsidy.journal import Correction, Issue, IssueRefused, Journal, JournalDamaged, read_files
from subsidy.record import Damaged, Record, Recorder, read_record, record_bytes
from subsidy.statement import Settlement

SUMMARY_RECORD = Path(SUMMARY_FILE).with_suffix(".json").name


def mark_issued(settled: Settled, journal: Journal, issued_on: date, corrects: Correction | None) -> Settled:
    """The settlement whose documents say when they were issued and as what, and what they correct."""
    note = _note(journal, issued_on, corrects)
    recorder = Recorder(settled.settlement)
    return replace(
        settled,
        statements=tuple(
            recorder.recorded(replace(statement, notes=(note, *statement.notes)))
            for statement in settled.statements
        ),
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
    """What stands in the journal for the period that ends the day before, if anything does.

    Raises
    ------
    JournalDamaged
        Its files were changed or lost, or cannot be computed again.
    """
    day = first - timedelta(days=1)
    entries = [entry for entry in journal.standing_on(day, day) if entry.last_date == day]
    if not entries or entries[0].file(SUMMARY_RECORD) is None:
        return None
    content = read_files(folder, entries[0])[SUMMARY_RECORD]
    try:
        return read_record(content, is_banking_day).document.settlement
    except (Damaged, SubsidyError) as fault:
        sentence = f"{SUMMARY_RECORD} i nr {entries[0].number} går inte att räkna om: {fault}"
        raise JournalDamaged((sentence,)) from fault


def read_written(written: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """The files written in a folder, by their names below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}


def _note(journal: Journal, issued_on: date, corrects: Correction | None) -> str:
    on = dates_text(issued_on, issued_on)
    if corrects is None:
        return f"Utfärdat den {on} som nr {journal.next_number} i journalen."
    old = journal.entries[corrects.number - 1].issued_on
    return (
        f"Rättelse, utfärdad den {on} som nr {journal.next_number} i journalen. Den ersätter nr"
        f" {corrects.number}, som utfärdades den {dates_text(old, old)}. Skäl: {corrects.because}"
    )


def _verified(settled: Settled) -> Record:
    record = read_record(record_bytes(settled.summary.record), is_banking_day)
    if findings := tuple(wrong_figures(record)):
        raise NotVerified(tuple(finding.sentence for finding in findings))
    return record
