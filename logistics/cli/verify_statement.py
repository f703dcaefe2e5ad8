"""Verify a statement on the command line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from logistics.cli.answers import Answer, Line
from logistics.cli.carried_wording import carried_lines, carried_result
from logistics.cli.checksums import checksum_line, checksum_result
from logistics.cli.findings import findings_result
from logistics.cli.limits import limits
from logistics.cli.periods import read_named
from logistics.cli.progress import show_step
from logistics.cli.verdicts import verdict_lines, verdict_result
from logistics.cli.verify_journal import Shown, journal_lines, journal_result
from logistics.swedish import amount_text, count_text, dates_text, list_text
from logistics.verifying import ASK_FOR_PLAN, Compared, FromPlan, VerifiedStatement, verify_statement
from subsidy.carrying import Carried
from subsidy.carrying_wording import carried_label
from subsidy.statement import Settlement, Statement

_SAME_ORDERS = ", och shapleyvärdet uppskattat med samma lottade ordningar"


def shown_statement(path: Path, journal: Path | None, plan_files: Sequence[Path] = ()) -> Shown:
    """What a statement comes to, and what is wrong with it; measured anew where its plans are given.

    Raises
    ------
    StatementRefused
        The file cannot be read or computed again.
    PlanFileRefused, NothingHolds
        A plan cannot be read, or they do not belong together.
    """
    plans = read_named(plan_files) if plan_files else ()
    source = f"{'planerna' if len(plans) > 1 else 'planen'}, även vad grupper skulle kosta"
    show_step(f"Räknar om beskedet ur {source if plans else 'dess indata'}")
    verified = verify_statement(path, journal, plans)
    return Answer(lines=_lines(verified), result=_result(verified)), verified.findings


def _lines(verified: VerifiedStatement) -> list[Line]:
    settlement, record = verified.document.settlement, verified.record
    basis = settlement.basis
    return [
        ("Besked", f"{_receiver(verified)}, {dates_text(basis.first_date, basis.last_date)}"),
        checksum_line(record.content, is_own=record.is_unchanged, is_issued=_is_issued(verified)),
        ("Skrivet av", record.program),
        *verdict_lines(verified.verdict, verified.findings, verified.uncompared, right=_right_text(verified)),
        *(("Observera", text) for text in _limits(verified)),
        *_sum_lines(verified),
        *_plan_lines(verified),
        *journal_lines(verified.in_journal),
        ("Taget för sant", _trusted_text(verified)),
    ]


def _is_issued(verified: VerifiedStatement) -> bool:
    return verified.in_journal is not None and verified.in_journal.entry is not None


def _trusted_text(verified: VerifiedStatement) -> str:
    trusted = "; ".join(verified.taken_for_true)
    return trusted if verified.from_plan else f"{trusted}; {ASK_FOR_PLAN}"


def _plan_lines(verified: VerifiedStatement) -> list[Line]:
    """What was computed anew from the plan."""
    from_plan = verified.from_plan
    if from_plan is None:
        return []
    players = verified.document.settlement.basis.players
    is_estimated = any(player.shapley_within_ore is not None for player in players)
    runs = count_text(from_plan.runs, "tur", "turer")
    tables = f" i {from_plan.timetables} tidtabeller, i genomsnitt" if from_plan.timetables > 1 else ","
    text = (
        f"{runs}{tables} {amount_text(from_plan.week_cost_ore)} i veckan och {amount_text(from_plan.cost_ore)} för"
        f" perioden; underlagets alla mätvärden är omräknade{_SAME_ORDERS if is_estimated else ''}"
    )
    return [(f"Ur {from_plan.source}", text)]


def _receiver(verified: VerifiedStatement) -> str:
    document = verified.document
    if isinstance(document, Statement):
        return document.municipality.name
    return f"sammanställning, {document.settlement.basis.issuer.name}"


def _right_text(verified: VerifiedStatement) -> str:
    """What was compared, where that was everything."""
    compared = verified.compared
    anew = (
        f"alla belopp omräknade ur {verified.from_plan.source}"
        if verified.from_plan
        else "alla summor följer ur filens egna indata"
    )
    if compared is None:
        return f"inga; {anew}"
    if verified.uncompared:
        return "inga; filen är byte för byte den som journalen har"
    return f"inga; {count_text(compared.n_cells, 'cell', 'celler')} jämförda med en ny uträkning, {anew}"


def _limits(verified: VerifiedStatement) -> Iterator[str]:
    """What could not be compared, and why."""
    compared = verified.compared
    is_computed = compared is None or compared.is_computed
    return limits(verified.record, is_computed=is_computed, reach=_reach(compared))


def _reach(compared: Compared | None) -> str:
    """How far what another version wrote could be compared."""
    if compared is None:
        return "Alla summor är ändå omräknade."
    if compared.sheets is None:
        return "Ändå är alla celler jämförda."
    if not compared.other_sheets:
        return "Alla tal och formler är jämförda, men INTE orden: en annan version kan ha valt andra."
    also = f" och talen på {_sheets_text(compared.sheets)}" if compared.sheets else ""
    return (
        f"Jämförda är de beslutade summorna{also}. INTE jämförda är {_sheets_text(compared.other_sheets)}, som är"
        " upplagda på ett annat sätt, och inga ord. Be avsändaren om sin version för att jämföra allt."
    )


def _sheets_text(sheets: Sequence[str]) -> str:
    return f"{'bladet' if len(sheets) == 1 else 'bladen'} {list_text(sheets)}"


def _sum_lines(verified: VerifiedStatement) -> list[Line]:
    document = verified.document
    if isinstance(document, Statement):
        return [
            ("Kostnadsandel", f"{amount_text(document.cost_ore)}, omräknad"),
            ("Bidrag", f"{amount_text(document.award_ore)}, omräknat"),
            *_paid_lines(document.settlement, document.carried),
        ]
    split = document.settlement.split
    return [
        ("Kostnad att dela", f"{amount_text(document.settlement.basis.cost_ore)}"),
        ("Bidrag", f"{amount_text(sum(split.awards_ore.values()))} till alla, omräknat"),
        *carried_lines(document.settlement),
    ]


def _paid_lines(settlement: Settlement, row: Carried) -> list[Line]:
    """What is carried from the year before into one award and what is paid, where anything is carried."""
    if not settlement.basis.balances:
        return []
    carried, paid = amount_text(row.carried_ore), amount_text(row.paid_ore)
    return [(carried_label(settlement.basis.year_before), f"{carried}; {paid} att betala ut, omräknat")]


def _result(verified: VerifiedStatement) -> dict[str, object]:
    settlement, compared = verified.document.settlement, verified.compared
    return {
        "is_verified": verified.is_verified,
        **verdict_result(verified.verdict, verified.uncompared),
        **checksum_result(verified.record.content, is_own=verified.record.is_unchanged),
        "findings": findings_result(verified.findings),
        "receiver": _receiver(verified),
        "program": verified.record.program,
        "cells": compared.n_cells if compared and compared.is_whole else None,
        "is_computed": compared.is_computed if compared else None,
        "compared_sheets": compared.sheets if compared else None,
        "other_sheets": compared.other_sheets if compared else None,
        "limits": list(_limits(verified)),
        "taken_for_true": verified.taken_for_true,
        "remedy": None if verified.from_plan else ASK_FOR_PLAN,
        "from_plan": _plan_result(verified.from_plan),
        "cost_shares_ore": settlement.cost.costs_ore,
        "awards_ore": settlement.split.awards_ore,
        "left_ore": settlement.split.left_ore,
        **carried_result(settlement),
        **journal_result(verified.in_journal),
    }


def _plan_result(from_plan: FromPlan | None) -> dict[str, object] | None:
    if from_plan is None:
        return None
    return {
        "is_same": not from_plan.findings,
        "runs": from_plan.runs,
        "week_cost_ore": from_plan.week_cost_ore,
        "cost_ore": from_plan.cost_ore,
        "added_notes": from_plan.added_notes,
    }
