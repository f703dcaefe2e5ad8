"""Find what the journal's final settlements of a period settled: the next settles only what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from logistics.errors import QuestionRefused
from logistics.exchange.corrections import CorrectionRow
from logistics.kept_finals import KeptFinal, read_final, standing_finals
from logistics.swedish import count_text, list_text
from subsidy.final import CostPart, FinalSettlement, SettledBefore, same_money
from subsidy.final_record import FinalRecord
from subsidy.final_wording import next_award
from subsidy.journal import Entry, IssueRefused, Journal
from subsidy.wording import format_kr, format_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The final settlement of a period that stands in the journal."""

    entry: Entry
    record: FinalRecord

    @property
    def settled(self) -> tuple[SettledBefore, ...]:
        """What it and those before it paid, claimed and let be carried."""
        return (*self.record.final.settled, *self._own())

    @property
    def sentences(self) -> tuple[str, ...]:
        """Which of that holds and which is replaced, in Swedish."""
        return (*self._paid_sentence(), *self._carried_sentence())

    def _paid_sentence(self) -> Iterator[str]:
        numbers = dict.fromkeys(before.number for before in self.settled if before.amount_ore)
        if numbers:
            yield (
                f"Det som nr {list_text(map(str, numbers))} i journalen betalade ut och krävde åter gäller"
                " fortfarande. Nu regleras bara skillnaden mot det."
            )

    def _carried_sentence(self) -> Iterator[str]:
        final = self.record.final
        if final.is_carried and any(row.balance_ore for row in final.rows):
            yield (
                f"Det som nr {self.entry.number} i journalen förde till {next_award(final)} ersätts av det som nu"
                " är att reglera."
            )

    def _own(self) -> Iterator[SettledBefore]:
        final = self.record.final
        for row in final.rows:
            before = final.settled_of(row.id)
            carried_ore = row.balance_ore if final.is_carried else 0
            own = SettledBefore(
                number=self.entry.number,
                id=row.id,
                amount_ore=row.balance_ore - carried_ore,
                onward_ore=row.onward_ore - sum(each.onward_ore for each in before),
                carried_ore=carried_ore - final.stood_carried_ore(row.id),
            )
            if own.amount_ore or own.onward_ore or own.carried_ore:
                yield own


def earlier_settlement(journal: Journal, folder: Path, period: tuple[date, date]) -> Earlier | None:
    """The one for exactly a period, first and last day, if there is one.

    Raises
    ------
    JournalDamaged
        Its files were changed or lost, or it does not come to what it says when it is computed again.
    """
    entry = journal.standing_for("final", period)
    return Earlier(entry=entry, record=read_final(entry, folder)) if entry else None


def refuse_settled_elsewhere(
    rows: Sequence[CorrectionRow], journal: Journal, folder: Path, period: tuple[date, date]
) -> None:
    """Refuse corrections that the final settlement of another period has settled, first and last day.

    The same municipality, year, amount and reason are the same money, however it is referred to.

    Raises
    ------
    IssueRefused
        With every such row.
    JournalDamaged
        The files of a settlement were changed or lost, or cannot be computed again.
    """
    if not rows:
        return
    others = {
        found.money: kept
        for kept in standing_finals(journal, folder)
        if (kept.entry.first_date, kept.entry.last_date) != period
        for found in kept.final.corrections
    }
    settled = [
        f"{row.place}: {_told(row, kept)}"
        for row in rows
        if (kept := others.get(same_money(row.scb_code, row.year, row.amount_ore, row.because)))
    ]
    if settled:
        raise IssueRefused("\n".join(settled))


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


def _told(row: CorrectionRow, kept: KeptFinal) -> str:
    name = next((found.name for found in kept.final.rows if found.id == row.scb_code), row.scb_code)
    period = format_period(kept.entry.first_date, kept.entry.last_date)
    return (
        f"{format_kr(row.amount_ore)} till {name} för {row.year} ({row.because}) är redan reglerat av"
        f" slutavräkningen nr {kept.entry.number} i journalen, för {period}. Ta bort raden; gäller den något"
        " annat, skriv det i skälet."
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
