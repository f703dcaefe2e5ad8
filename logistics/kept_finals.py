"""Read the final settlements that a journal keeps, and what they carry into a year's awards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from subsidy.errors import SubsidyError
from subsidy.final import FinalSettlement
from subsidy.final_record import FinalRecord, read_final_record
from subsidy.journal import Entry, Journal, JournalDamaged, read_files
from subsidy.record import Damaged

FINAL_RECORD = "slutavrakning.json"  # in every entry of a final settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFinal:
    """A final settlement that stands, and its entry."""

    entry: Entry
    final: FinalSettlement


def read_final(entry: Entry, folder: Path) -> FinalRecord:
    """The record of a final settlement.

    Raises
    ------
    JournalDamaged
        Its files were changed or lost, or it does not come to what it says when it is computed again.
    """
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
    return record


def standing_finals(journal: Journal, folder: Path) -> tuple[KeptFinal, ...]:
    """Those that stand, in order of entry.

    Raises
    ------
    JournalDamaged
        As `read_final`.
    """
    return tuple(
        KeptFinal(entry=entry, final=read_final(entry, folder).final)
        for entry in journal.standing_of("final")
    )


def carried_ore(finals: Iterable[KeptFinal]) -> Mapping[str, int]:
    """What some of them carry together, by SCB code; nobody with nothing."""
    sums_ore: Counter[str] = Counter()
    for kept in finals:
        if kept.final.is_carried:
            for row in kept.final.rows:
                sums_ore[row.id] += row.balance_ore
    return {id_: ore for id_, ore in sums_ore.items() if ore}
