"""Verify a final settlement on the command line."""

from pathlib import Path

from logistics.cli.answers import Answer, Line
from logistics.cli.checksums import checksum_line, checksum_result
from logistics.cli.findings import findings_result
from logistics.cli.limits import limits
from logistics.cli.progress import show_step
from logistics.cli.verdicts import verdict_lines, verdict_result
from logistics.cli.verify_journal import journal_lines, journal_result
from logistics.swedish import amount_text, dates_text, list_text
from logistics.verifying import Finding
from logistics.verifying.final import VerifiedFinal, verify_final
from subsidy.final import FinalSettlement
from subsidy.final_record import final_figures
from subsidy.final_wording import next_award

_TRUSTED = (
    "fakturornas rader, vad som avgår från dem, och underlagets mätvärden: de kommer ur fakturorna, planen och"
    " datamängden och kan inte räknas om ur slutavräkningen; och utseendet, utom det som skulle visa något annat"
    " än cellernas värden"
)
_SETTLED = "vad tidigare slutavräkningar betalade, krävde och förde över, som står i journalen; "
_NOT_ISSUED = "slutavräkningen säger inte att den är införd i någon"
_WHOLE = "Ändå är alla belopp och uträkningen jämförda."
_NOT_WHOLE = "Jämförda är beloppen, men INTE uträkningen, som är upplagd på ett annat sätt."


def shown_final(path: Path, journal: Path | None = None) -> tuple[Answer, tuple[Finding, ...]]:
    """What a final settlement comes to, and what is wrong with it.

    Raises
    ------
    StatementRefused
        The file cannot be read or computed again.
    JournalDamaged
        The journal was changed.
    """
    show_step("Räknar om slutavräkningen ur dess indata")
    verified = verify_final(path, journal)
    return Answer(lines=_lines(verified), result=_result(verified)), verified.findings


def _lines(verified: VerifiedFinal) -> list[Line]:
    record = verified.record
    final = record.final
    basis = final.budget.basis
    reach = _WHOLE if verified.is_whole else _NOT_WHOLE
    lines = [
        ("Slutavräkning", f"{basis.issuer.name}, {dates_text(basis.first_date, basis.last_date)}"),
        checksum_line(record.content, is_own=record.is_unchanged, is_issued=_is_issued(verified)),
        ("Skrivet av", record.program),
        *verdict_lines(verified.verdict, verified.findings, verified.uncompared, right=_right_text(verified)),
        *(("Observera", text) for text in limits(record, is_computed=verified.is_computed, reach=reach)),
        ("Faktisk kostnad", f"{amount_text(final.actual.basis.cost_ore)}, summan av sina delar"),
        ("Bidrag", _awards_text(verified)),
        *_settled_lines(final),
        ("Att reglera", f"{amount_text(final.balance_ore)} i allt, omräknat; {_how(final)}"),
    ]
    lines += journal_lines(verified.in_journal) if record.own.notes else [("Journal", _NOT_ISSUED)]
    return [*lines, ("Taget för sant", f"{_SETTLED if final.settled else ''}{_TRUSTED}")]


def _right_text(verified: VerifiedFinal) -> str:
    if not verified.uncompared:
        return "inga; alla belopp är omräknade"
    return "inga; filen är byte för byte den som journalen har"


def _is_issued(verified: VerifiedFinal) -> bool:
    return verified.in_journal is not None and verified.in_journal.entry is not None


def _how(final: FinalSettlement) -> str:
    return f"förs till {next_award(final)}" if final.is_carried else "betalas ut och krävs åter"


def _settled_lines(final: FinalSettlement) -> list[Line]:
    """What earlier settlements of the period paid and claimed, where any did."""
    if not final.settled_by:
        return []
    paid_ore = sum(max(0, before.amount_ore) for before in final.settled)
    claimed_ore = sum(max(0, -before.amount_ore) for before in final.settled)
    numbers = list_text(f"nr {number}" for number in final.settled_by)
    text = f"{amount_text(paid_ore)} betalt och {amount_text(claimed_ore)} krävt enligt {numbers} i journalen"
    return [("Redan reglerat", text)]


def _awards_text(verified: VerifiedFinal) -> str:
    rows = verified.record.final.rows
    budget = amount_text(sum(row.budget_award_ore for row in rows))
    actual = amount_text(sum(row.actual_award_ore for row in rows))
    return f"{actual} efter faktisk kostnad, {budget} i budget; omräknade"


def _result(verified: VerifiedFinal) -> dict[str, object]:
    figures = final_figures(verified.record.final)
    return {
        "is_verified": verified.is_verified,
        **verdict_result(verified.verdict, verified.uncompared),
        **checksum_result(verified.record.content, is_own=verified.record.is_unchanged),
        "findings": findings_result(verified.findings),
        "program": verified.record.program,
        "compared_sheets": verified.sheets,
        "other_sheets": verified.other_sheets,
        "is_computed": verified.is_computed,
        "actual_cost_ore": figures.actual_cost_ore,
        "settlement": verified.record.final.budget.rule.settlement,
        "balances_ore": {row.id: row.balance_ore for row in figures.rows},
        "settled_ore": {row.id: row.settled_ore for row in figures.rows},
        **journal_result(verified.in_journal),
    }
