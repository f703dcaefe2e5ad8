"""Issue a settlement: mark its documents, and make the entry that a journal keeps for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import NotVerified
from logistics.settling import SUMMARY_FILE, Settled
from logistics.swedish import amount_text, dates_text
from logistics.verifying import wrong_figures
from subsidy.errors import SubsidyError
from subsidy.journal import Correction, Entry, Issue, IssueRefused, Journal, JournalDamaged, read_files
from subsidy.record import Damaged, Record, Recorder, read_record, record_bytes
from subsidy.statement import Settlement, Statement, Summary

SUMMARY_RECORD = Path(SUMMARY_FILE).with_suffix(".json").name


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction takes the place of."""

    correction: Correction
    settlement: Settlement
    payable_from: date | None  # None: its rule did not say when it was paid

    def change_ore(self, code: str, settled: Settled) -> int:
        """How much more a municipality is awarded now."""
        now_ore = settled.settlement.split.awards_ore.get(code, 0)
        return now_ore - self.settlement.split.awards_ore.get(code, 0)


def mark_issued(settled: Settled, journal: Journal, issued_on: date, corrected: Corrected | None) -> Settled:
    """The settlement whose documents say when they were issued and as what, what they correct and what changed."""
    note = _note(journal, issued_on, corrected.correction if corrected else None)
    recorder = Recorder(settled.settlement)

    def marked(statement: Statement) -> Statement:
        changed = (change_note(settled, corrected, statement.municipality.code),) if corrected else ()
        return replace(statement, notes=(note, *changed, *statement.notes))

    return replace(
        settled,
        statements=tuple(recorder.recorded(marked(statement)) for statement in settled.statements),
        summary=recorder.recorded(replace(settled.summary, notes=(note, *settled.summary.notes))),
    )


def change_note(settled: Settled, corrected: Corrected, code: str) -> str:
    """What a correction changes for a municipality, in a Swedish sentence."""
    old = amount_text(corrected.settlement.split.awards_ore.get(code, 0))
    change_ore, number = corrected.change_ore(code, settled), corrected.correction.number
    if change_ore == 0:
        return f"Bidraget är detsamma som i nr {number}: {old}."
    word = "höjs" if change_ore > 0 else "sänks"
    return (
        f"Bidraget {word} med {amount_text(abs(change_ore))}: i nr {number} var det {old}. Det som redan är betalt"
        f" enligt nr {number} regleras för sig."
    )


def settlement_corrected(journal: Journal, folder: Path, correction: Correction | None) -> Corrected | None:
    """What a correction takes the place of; None for a first issue.

    Raises
    ------
    JournalDamaged
        Its files were changed or lost, or cannot be computed again.
    """
    if correction is None:
        return None
    entry = journal.entries[correction.number - 1]
    document = _document_of(entry, folder)
    return Corrected(
        correction=correction,
        settlement=document.settlement,
        payable_from=document.payouts.awards.payable_from if document.payouts else None,
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
    return _document_of(entries[0], folder).settlement


def read_written(written: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """The files written in a folder, by their names below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}


def _document_of(entry: Entry, folder: Path) -> Statement | Summary:
    content = read_files(folder, entry)[SUMMARY_RECORD]
    try:
        return read_record(content, is_banking_day).document
    except (Damaged, SubsidyError) as fault:
        sentence = f"{SUMMARY_RECORD} i nr {entry.number} går inte att räkna om: {fault}"
        raise JournalDamaged((sentence,)) from fault


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
