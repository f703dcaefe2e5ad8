"""Issue a settlement: mark its documents, and make the entry that a journal keeps for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import NotVerified
from logistics.settling import SUMMARY_FILE, Settled, stem_of
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
    documents: Mapping[str, Statement | Summary]  # without records, by the files that hold them

    @property
    def summary(self) -> Statement | Summary:
        """The region's."""
        return self.documents[SUMMARY_RECORD]

    @property
    def settlement(self) -> Settlement:
        """What is corrected."""
        return self.summary.settlement

    @property
    def payable_from(self) -> date | None:
        """From when it was paid; None: its rule did not say."""
        return self.summary.payouts.awards.payable_from if self.summary.payouts else None

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
    files = read_files(folder, entry)
    documents = {name: _document_of(name, files[name], entry) for name in files if name.endswith(".json")}
    return Corrected(correction=correction, documents=documents)


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


def refuse_unchanged(settled: Settled, corrected: Corrected) -> None:
    """Refuse a correction with the documents of what it corrects, but for their notes.

    Raises
    ------
    IssueRefused
        Nothing is corrected.
    """
    now: dict[str, Statement | Summary] = {SUMMARY_RECORD: settled.summary}
    now |= {f"{stem_of(statement)}.json": statement for statement in settled.statements}
    if _without_notes(now) == _without_notes(corrected.documents):
        raise IssueRefused(
            f"Rättelsen ändrar inget: varje belopp, betalning och uppgift i beskeden är som i nr"
            f" {corrected.correction.number}, som fortsätter att gälla. Rätta datamängden, gör planen på nytt med"
            " bokslinga plan och utfärda sedan rättelsen."
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
    return _document_of(SUMMARY_RECORD, content, entries[0]).settlement


def read_written(written: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """The files written in a folder, by their names below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in written}


def _document_of(name: str, content: bytes, entry: Entry) -> Statement | Summary:
    try:
        return read_record(content, is_banking_day).document
    except (Damaged, SubsidyError) as fault:
        sentence = f"{name} i nr {entry.number} går inte att räkna om: {fault}"
        raise JournalDamaged((sentence,)) from fault


def _without_notes(documents: Mapping[str, Statement | Summary]) -> dict[str, Statement | Summary]:
    return {name: replace(document, notes=(), record=()) for name, document in documents.items()}


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
