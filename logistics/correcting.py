"""Say what a correction takes the place of: what that stated, what of it is paid and booked, and what changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.paying import Continued
from logistics.settling import SUMMARY_FILE, Settled, stem_of
from logistics.swedish import amount_text, dates_text
from subsidy.bookings import Booked, add_booked, book_plan
from subsidy.errors import SubsidyError
from subsidy.journal import Correction, Entry, IssueRefused, Journal, JournalDamaged, read_files
from subsidy.payout import PaidBefore, PayoutPlan, paid_sums_ore
from subsidy.record import Damaged, paid_by_day, read_record
from subsidy.statement import Settlement, Statement, Summary

SUMMARY_RECORD = Path(SUMMARY_FILE).with_suffix(".json").name


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction takes the place of."""

    correction: Correction
    documents: Mapping[str, Statement | Summary]  # without records, by the files that hold them
    continued: Continued  # what the correction pays and books on from

    @property
    def summary(self) -> Statement | Summary:
        """The region's."""
        return self.documents[SUMMARY_RECORD]

    @property
    def settlement(self) -> Settlement:
        """What is corrected."""
        return self.summary.settlement

    @property
    def plan(self) -> PayoutPlan | None:
        """How it was paid; None: its rule did not say."""
        return self.summary.payouts

    def change_ore(self, code: str, settled: Settled) -> int:
        """How much more a municipality is awarded now."""
        now_ore = settled.settlement.split.awards_ore.get(code, 0)
        return now_ore - self.settlement.split.awards_ore.get(code, 0)


def change_note(settled: Settled, corrected: Corrected, code: str) -> str:
    """What a correction changes for a municipality, in a Swedish sentence."""
    old = amount_text(corrected.settlement.split.awards_ore.get(code, 0))
    change_ore, number = corrected.change_ore(code, settled), corrected.correction.number
    claim_ore = corrected.plan.claims_ore.get(code) if corrected.plan else None
    claim = (
        f" Kravet på {amount_text(claim_ore)} i nr {number} ersätts av rättelsen, som räknar det som inte betalt."
        if claim_ore
        else ""
    )
    if change_ore == 0:
        return f"Bidraget är detsamma som i nr {number}: {old}.{claim}"
    word = "höjs" if change_ore > 0 else "sänks"
    return f"Bidraget {word} med {amount_text(abs(change_ore))}: i nr {number} var det {old}.{claim}"


def issued_note(
    journal: Journal, issued_on: date, corrects: Correction | None, *, issued: str = "Utfärdat"
) -> str:
    """When and as what something is issued, and what it takes the place of: Swedish, first in its notes."""
    on = dates_text(issued_on, issued_on)
    if corrects is None:
        return f"{issued} den {on} som nr {journal.next_number} i journalen."
    old = journal.entries[corrects.number - 1].issued_on
    return (
        f"Rättelse, utfärdad den {on} som nr {journal.next_number} i journalen. Den ersätter nr"
        f" {corrects.number}, som utfärdades den {dates_text(old, old)}. Skäl: {corrects.because}"
    )


def settlement_corrected(
    journal: Journal, folder: Path, correction: Correction | None, day: date
) -> Corrected | None:
    """What a correction of that day takes the place of; None for a first issue.

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
    return Corrected(
        correction=correction, documents=documents, continued=_continued(journal, folder, entry, day)
    )


def refuse_unchanged(settled: Settled, corrected: Corrected) -> None:
    """Refuse a correction with the documents of what it corrects, but for their notes.

    Raises
    ------
    IssueRefused
        Nothing is corrected.
    """
    now: dict[str, Statement | Summary] = {SUMMARY_RECORD: settled.summary}
    now |= {f"{stem_of(statement.municipality)}.json": statement for statement in settled.statements}
    if _stated(now) == _stated(corrected.documents):
        raise IssueRefused(
            f"Rättelsen ändrar inget: varje belopp, betalning och uppgift i beskeden är som i nr"
            f" {corrected.correction.number}, som fortsätter att gälla. Rätta datamängden, gör planen på nytt med"
            " bokslinga plan och utfärda sedan rättelsen."
        )


def refuse_unpayable(settled: Settled, corrected: Corrected) -> None:
    """Refuse a correction whose rule does not say when it is paid, though some of it was paid.

    Raises
    ------
    IssueRefused
        What was paid would be lost.
    """
    paid_ore = paid_sums_ore(corrected.continued.before).total()
    if settled.paying.plan is None and paid_ore:
        raise IssueRefused(
            f"Enligt nr {corrected.correction.number} är {amount_text(paid_ore)} redan betalt, men rättelsens"
            " regel säger inte när bidragen betalas ut. Ange payout i regeln, så räknas det betalda av."
        )


def _continued(journal: Journal, folder: Path, entry: Entry, day: date) -> Continued:
    """What an entry and those that it corrects paid and booked before a day, each until it was corrected."""
    from_day = date.min
    paid: dict[str, Mapping[str, int]] = {}
    booked: dict[str, Booked] = {}
    if entry.corrects:
        from_day, corrected = entry.issued_on, journal.entries[entry.corrects.number - 1]
        earlier = _continued(journal, folder, corrected, from_day)
        paid, booked = {**earlier.before.paid_ore}, {**earlier.booked}
    summary = summary_of(entry, folder)
    plan = summary.payouts if summary else None
    if summary and plan:
        paid |= paid_by_day(payout for payout in plan.payouts if from_day <= payout.date < day)
        bookings = book_plan(summary.settlement.carried, plan, booked)
        booked = add_booked(booked, (each for each in bookings if from_day <= each.date < day))
    return Continued(
        payable_from=plan.awards.payable_from if plan else None,
        before=PaidBefore(day=day, paid_ore=paid),
        booked=booked,
    )


def summary_of(entry: Entry, folder: Path) -> Statement | Summary | None:
    """The region's document of an entry; None: it is from before there were records."""
    if entry.file(SUMMARY_RECORD) is None:
        return None
    return _document_of(SUMMARY_RECORD, read_files(folder, entry)[SUMMARY_RECORD], entry)


def _document_of(name: str, content: bytes, entry: Entry) -> Statement | Summary:
    try:
        return read_record(content, is_banking_day).document
    except (Damaged, SubsidyError) as fault:
        sentence = f"{name} i nr {entry.number} går inte att räkna om: {fault}"
        raise JournalDamaged((sentence,)) from fault


def _stated(documents: Mapping[str, Statement | Summary]) -> dict[str, object]:
    """What documents say: everything but their notes and how much of what they pay stands as paid."""
    return {
        name: (replace(document, notes=(), record=(), payouts=None), _paid(document.payouts))
        for name, document in documents.items()
    }


def _paid(plan: PayoutPlan | None) -> object:
    return plan and (plan.rule, plan.awards.payable_from, paid_by_day(plan.payouts), plan.claims_ore)
