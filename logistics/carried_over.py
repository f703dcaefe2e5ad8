"""Refuse to carry what is paid, to pay what is carried, and to carry other sums than the journal's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from logistics.balances import BALANCES_FILE
from logistics.correcting import summary_of
from logistics.kept_finals import KeptFinal, carried_ore, standing_finals
from logistics.swedish import list_text
from subsidy.carrying import year_after
from subsidy.final import FinalSettlement
from subsidy.journal import Entry, IssueRefused, Journal
from subsidy.statement import Settlement
from subsidy.wording import format_kr, format_period

BALANCES_KEPT = "avstamning-balanser.csv"  # the name of the balances of a settlement in the journal
_ANEW = "gör planen på nytt med bokslinga plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taker:
    """An award that stands and has taken over balances."""

    entry: Entry
    settlement: Settlement

    @property
    def taken_ore(self) -> Mapping[str, int]:
        return _stated_ore(self.settlement)


def refuse_balances(settlement: Settlement, journal: Journal, folder: Path) -> None:
    """Refuse an award whose balances another has taken over, or are not those that the journal carries.

    Those of a year that the journal knows nothing of are taken as they stand.

    Raises
    ------
    IssueRefused
        With every municipality whose balance differs.
    JournalDamaged
        The files of an entry were changed or lost, or cannot be computed again.
    """
    basis, stated_ore = settlement.basis, _stated_ore(settlement)
    year, period = basis.first_date.year, (basis.first_date, basis.last_date)
    # Read in any case: what is damaged is found before anything is issued, not by `describe_left` after it.
    finals, takers = _finals_into(journal, folder, year), _takers(journal, folder, year)
    if not stated_ore:
        return
    for other in takers:
        if (other.entry.first_date, other.entry.last_date) != period:
            raise IssueRefused(_taken_twice(other.entry, basis.year_before))
    kept_ore = carried_ore(finals)
    awards = journal.standing_of("award")
    is_known = finals or any(year_after(entry.first_date, entry.last_date) == year for entry in awards)
    if is_known and stated_ore != kept_ore:
        names = {row.id: row.name for kept in finals for row in kept.final.rows}
        names |= {municipality.code: municipality.name for municipality in basis.municipalities}
        which = list_text(
            f"{names[code]} {format_kr(stated_ore.get(code, 0))} i datamängden och"
            f" {format_kr(kept_ore.get(code, 0))} i journalen"
            for code in sorted(stated_ore.keys() | kept_ore.keys())
            if stated_ore.get(code) != kept_ore.get(code)
        )
        raise IssueRefused(
            f"Det som ska föras över från {basis.year_before} är inte det som journalen för över: {which}."
            f" {_remedy(finals, folder, basis.year_before)}{_gone(settlement, finals)}"
        )


def refuse_taken(final: FinalSettlement, journal: Journal, folder: Path) -> None:
    """Refuse to pay and claim what a standing award has taken over: it would be paid twice.

    Raises
    ------
    IssueRefused
        One has taken more than what other periods carry.
    JournalDamaged
        The files of an entry were changed or lost, or cannot be computed again.
    """
    period = (final.budget.basis.first_date, final.budget.basis.last_date)
    finals = _finals_into(journal, folder, final.next_year)
    takers = _takers(journal, folder, final.next_year)  # read in any case, as above
    others = [kept for kept in finals if (kept.entry.first_date, kept.entry.last_date) != period]
    for taker in () if final.is_carried else takers:
        if taker.taken_ore != carried_ore(others):
            number, basis = taker.entry.number, taker.settlement.basis
            raise IssueRefused(
                f"Det som skulle betalas ut och krävas åter är redan med i nr {number} i journalen, bidraget för"
                f" {basis.period_name}: där läggs det som förs över från {basis.year_before} till eller dras av."
                f" Rätta först det bidraget utan balanser: ta bort dem ur datamängden ({BALANCES_FILE}), {_ANEW}"
                f" och utfärda med bokslinga issue --corrects {number}. Gör sedan om slutavräkningen."
            )


def describe_left(journal: Journal, folder: Path, year: int) -> str:
    """That a year's awards, where any are issued, have not taken over what stands: Swedish, or nothing.

    Raises
    ------
    JournalDamaged
        The files of an entry were changed or lost, or cannot be computed again.
    """
    finals = _finals_into(journal, folder, year)
    takers = _takers(journal, folder, year)
    kept_ore = carried_ore(finals)
    is_awarded = any(entry.first_date.year == year for entry in journal.standing_of("award"))
    if not finals or not is_awarded or (takers[0].taken_ore if takers else {}) == kept_ore:
        return ""
    numbers = _numbers([kept for kept in finals if kept.final.is_carried])
    if takers:
        number = takers[0].entry.number
        return (
            f"Nr {number} i journalen har med balanserna från {year - 1} som de var, inte som de nu står i"
            f" {numbers}. Byt ut dem i datamängden ({BALANCES_FILE}), {_ANEW} och rätta med bokslinga issue"
            f" --corrects {number}."
        )
    return (
        f"Det som slutavräkningen {numbers} för över från {year - 1} är inte med i något utfärdat bidrag. Ska det"
        f" fortfarande föras över, lägg balanserna i datamängden ({BALANCES_FILE}) för det första bidraget som"
        f" börjar {year}, {_ANEW} och utfärda eller rätta det bidraget."
    )


def _takers(journal: Journal, folder: Path, year: int) -> tuple[_Taker, ...]:
    """The standing awards that begin in a year and have balances: one at the most, but for what is asked now."""
    begun = [entry for entry in journal.standing_of("award") if entry.first_date.year == year]
    summaries = ((entry, summary_of(entry, folder)) for entry in begun)
    return tuple(
        _Taker(entry=entry, settlement=summary.settlement)
        for entry, summary in summaries
        if summary and summary.settlement.basis.balances
    )


def _finals_into(journal: Journal, folder: Path, year: int) -> tuple[KeptFinal, ...]:
    """The final settlements whose balances, if they carry, go into a year's awards."""
    return tuple(kept for kept in standing_finals(journal, folder) if kept.final.next_year == year)


def _stated_ore(settlement: Settlement) -> dict[str, int]:
    return {balance.id: balance.amount_ore for balance in settlement.basis.balances}


def _taken_twice(entry: Entry, year_before: int) -> str:
    return (
        f"Det som förs över från {year_before} är redan med i nr {entry.number} i journalen, för"
        f" {format_period(entry.first_date, entry.last_date)}. Ta bort balanserna ur datamängden, så förs de inte"
        " över två gånger."
    )


def _remedy(finals: Sequence[KeptFinal], folder: Path, year_before: int) -> str:
    """Why balances are other than those of the journal, and what to do."""
    carrying = [kept for kept in finals if kept.final.is_carried and carried_ore([kept])]
    if carrying:
        commands = list_text(f"bokslinga reissue {folder} --number {kept.entry.number}" for kept in carrying)
        return (
            f"Lägg raderna ur {BALANCES_KEPT} i {_numbers(carrying)} i {BALANCES_FILE} ({commands} skriver ut"
            f" dem), och {_ANEW}."
        )
    if finals:
        paid = any(not kept.final.is_carried for kept in finals)
        why = "betalade ut och krävde åter sitt, så inget av det förs över" if paid else "för inget över"
        return (
            f"Slutavräkningen {_numbers(finals)} {why}. Ta bort balanserna ur datamängden ({BALANCES_FILE}) och"
            f" {_ANEW}."
        )
    return (
        f"Ingen slutavräkning av {year_before} står i journalen. Utfärda den först med bokslinga reconcile"
        f" --journal, lägg dess balanser i {BALANCES_FILE} och {_ANEW}."
    )


def _gone(settlement: Settlement, finals: Sequence[KeptFinal]) -> str:
    """What to do about municipalities that something is carried for, and that are no longer in the award."""
    remaining = {municipality.code for municipality in settlement.basis.municipalities}
    carrying = [kept for kept in finals if carried_ore([kept]).keys() - remaining]
    if not carrying:
        return ""
    rows = (row for kept in carrying for row in kept.final.rows)
    names = {row.name for row in rows if row.id not in remaining and row.balance_ore}
    return (
        f' {list_text(sorted(names))} är inte längre med, så dit kan inget föras över: skriv settlement = "pay" i'
        f" regeln för {settlement.basis.year_before}, rätta det årets bidrag med bokslinga issue --corrects och"
        f" gör om slutavräkningen {_numbers(carrying)}. Då betalas det ut eller krävs åter."
    )


def _numbers(finals: Sequence[KeptFinal]) -> str:
    return f"nr {list_text(str(kept.entry.number) for kept in finals)}"
