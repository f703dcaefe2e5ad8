"""Find what the journal's final settlement of a period paid and claimed: the next settles only what differs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from logistics.errors import QuestionRefused
from logistics.swedish import count_text, list_text
from subsidy.errors import SubsidyError
from subsidy.final import CostPart, FinalSettlement, SettledBefore
from subsidy.final_record import FinalRecord, read_final_record
from subsidy.journal import Entry, IssueRefused, Journal, JournalDamaged, read_files
from subsidy.record import Damaged
from subsidy.wording import format_kr

FINAL_RECORD = "slutavrakning.json"  # in every entry of a final settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The final settlement of a period that stands in the journal."""

    entry: Entry
    record: FinalRecord

    @property
    def settled(self) -> tuple[SettledBefore, ...]:
        """What it and those before it paid and claimed."""
        return (*self.record.final.settled, *self._own())

    @property
    def sentence(self) -> str:
        """That they hold, in Swedish."""
        numbers = dict.fromkeys((*self.record.final.settled_by, self.entry.number))
        return (
            f"Det som nr {list_text(map(str, numbers))} i journalen betalade ut och krävde åter gäller"
            " fortfarande. Nu regleras bara skillnaden mot det."
        )

    def _own(self) -> Iterator[SettledBefore]:
        onward_ore: Counter[str] = Counter()
        for before in self.record.final.settled:
            onward_ore[before.id] += before.onward_ore
        for row in self.record.final.rows:
            own_ore = row.onward_ore - onward_ore[row.id]
            if row.balance_ore or own_ore:
                yield SettledBefore(
                    number=self.entry.number, id=row.id, amount_ore=row.balance_ore, onward_ore=own_ore
                )


def earlier_settlement(journal: Journal, folder: Path, period: tuple[date, date]) -> Earlier | None:
    """The one for exactly a period, first and last day, if there is one.

    Raises
    ------
    JournalDamaged
        Its files were changed or lost, or it does not come to what it says when it is computed again.
    """
    entry = journal.standing_for("final", period)
    if entry is None:
        return None
    try:
        record = read_final_record(read_files(folder, entry)[FINAL_RECORD])
    except (KeyError, Damaged, SubsidyError) as fault:
        if isinstance(fault, JournalDamaged):
            raise
        raise JournalDamaged(
            (f"{FINAL_RECORD} i nr {entry.number} går inte att räkna om: {fault}",)
        ) from fault
    if record.claims.rows != record.final.rows:
        sentence = (
            f"{FINAL_RECORD} i nr {entry.number} ger andra belopp när den räknas om än den utfärdades med."
        )
        raise JournalDamaged((sentence,))
    return Earlier(entry=entry, record=record)


def refuse_lost_corrections(final: FinalSettlement, earlier: Earlier) -> None:
    """Refuse to leave out what an earlier settlement settled of years before: it would be taken back unsaid.

    Raises
    ------
    QuestionRefused
        Corrections are missing; every one of them is named.
    """
    names = {row.id: row.name for row in final.rows}
    lost = [found for found in earlier.record.final.corrections if found not in final.corrections]
    if lost:
        which = list_text(
            f"{names[found.id]} {format_kr(found.amount_ore)} för {found.year} ({found.corrects})"
            for found in lost
        )
        raise QuestionRefused(
            f"Nr {earlier.entry.number} i journalen räknade med {count_text(len(lost), 'rättelse', 'rättelser')}"
            f" av tidigare år som inte är med nu: {which}. Ange dem igen med --corrections; är någon fel, lägg"
            " till en rad som tar tillbaka den."
        )


def refuse_unchanged(final: FinalSettlement, cost_parts: tuple[CostPart, ...], earlier: Earlier) -> None:
    """Refuse a correction that comes to what it corrects.

    Raises
    ------
    IssueRefused
        Nothing is corrected.
    """
    before = earlier.record
    was = (before.final.budget, before.final.actual, before.final.corrections, before.cost_parts)
    if was == (final.budget, final.actual, final.corrections, cost_parts):
        raise IssueRefused(
            f"Rättelsen ändrar inget: kostnaden, bidragen och rättelserna av tidigare år är som i nr"
            f" {earlier.entry.number}, som fortsätter att gälla."
        )
