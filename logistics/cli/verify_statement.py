"""Verify a statement or a journal on the command line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from logistics.cli.answers import Answer, Line
from logistics.cli.carried_wording import carried_result
from logistics.cli.findings import findings_result, findings_text
from logistics.cli.progress import show_step
from logistics.swedish import amount_text, count_text, dates_text, list_text
from logistics.verifying import (
    Compared,
    Finding,
    InJournal,
    VerifiedStatement,
    find_in_journal,
    read_chain,
    verify_statement,
    wrong_files,
)
from subsidy.carrying import Carried
from subsidy.carrying_wording import carried_label
from subsidy.journal import Entry, Journal, is_cut_short, unnamed_files
from subsidy.record.program import program
from subsidy.statement import Settlement, Statement

Shown = tuple[Answer, tuple[Finding, ...]]
_TRUSTED = (
    "turerna och vad de kostar, underlagets mätvärden (invånare, besök, lådor, vad grupper skulle kosta) och"
    " betalningskontona: de kommer ur planen och datamängden och kan inte räknas om ur beskedet"
)
_NOT_COMPUTED = (
    "arbetsboken har inga uträknade värden, för den är sparad av ett program som inte räknar. Öppna den i Excel"
    " eller LibreOffice och spara den en gång, så får den värden som kan kontrolleras. Här är indata, fasta värden"
    " och formler jämförda, men INTE det som formlerna visar"
)
_CUT_SHORT = (
    "journalens sista rad är avbruten: ett utfärdande stannade på vägen, av strömavbrott eller full disk, eller så"
    " har någon klippt i filen. Om ett besked saknas ovan, hämta journalens mapp från en säkerhetskopia; annars"
    " utfärda på nytt"
)
_UNNAMED = (
    "{} i journalens mapp hör inte till någon post: ett utfärdande stannade på vägen, eller så har någon tagit"
    " bort poster i slutet av journalen. Jämför sista postens fingeravtryck med det som mottagarna har fått"
)


def shown_statement(path: Path, journal: Path | None) -> Shown:
    """What a statement comes to, and what is wrong with it.

    Raises
    ------
    StatementRefused
        The file cannot be read or computed again.
    """
    show_step("Räknar om beskedet ur dess indata")
    verified = verify_statement(path, journal)
    return Answer(lines=_lines(verified), result=_result(verified)), verified.findings


def shown_other(path: Path, journal: Path) -> Shown:
    """Whether a file that cannot be computed again, such as a letter, is one that was issued.

    Raises
    ------
    JournalDamaged
        The journal was changed.
    """
    found = find_in_journal(path, path.read_bytes(), journal)
    wrong = findings_text(found.findings)
    lines = [("Fil", "jämförd med journalen, inte omräknad"), ("Fel", wrong), *_journal_lines(found)]
    result = {"findings": findings_result(found.findings), **_journal_result(found)}
    return Answer(lines=lines, result={"is_verified": not found.findings, **result}), found.findings


def shown_journal(place: Path) -> Shown:
    """Every entry of a journal whose chain holds; the files too, when it is a folder.

    Raises
    ------
    JournalDamaged
        The chain does not hold.
    """
    chain = read_chain(place)
    findings = wrong_files(place, chain) if place.is_dir() else ()
    checked = "" if place.is_dir() else "; filerna är inte kontrollerade, de ligger i journalens mapp"
    is_cut = place.is_dir() and is_cut_short(place)
    unnamed = unnamed_files(place, chain) if place.is_dir() else ()
    kept = count_text(len(chain.entries), "post", "poster")
    lines = [
        ("Journal", f"{kept}, hel kedja{checked}"),
        ("Fel", findings_text(findings)),
        *((f"Nr {entry.number}", _entry_text(entry, chain)) for entry in chain.entries),
        *([("Observera", _CUT_SHORT)] if is_cut else []),
        *([("Observera", _UNNAMED.format(count_text(len(unnamed), "fil", "filer")))] if unnamed else []),
        ("Fingeravtryck", f"{chain.last_fingerprint} (av sista posten)"),
    ]
    result = {
        "is_verified": None if unnamed and not findings else not findings,
        "findings": findings_result(findings),
        "entries": [_entry_result(entry, chain) for entry in chain.entries],
        "is_cut_short": is_cut,
        "unnamed_files": unnamed,
    }
    return Answer(lines=lines, result=result), findings


def _lines(verified: VerifiedStatement) -> list[Line]:
    settlement, record = verified.document.settlement, verified.record
    basis = settlement.basis
    unchanged = "oförändrade sedan de skrevs" if record.is_unchanged else "ändrade sedan de skrevs"
    return [
        ("Besked", f"{_receiver(verified)}, {dates_text(basis.first_date, basis.last_date)}"),
        ("Indata", f"{unchanged} ({record.program})"),
        ("Fel", _wrong_text(verified)),
        *(("Observera", text) for text in _limits(verified)),
        *_sum_lines(verified),
        *_journal_lines(verified.in_journal),
        ("Tas för sant", _TRUSTED),
    ]


def _receiver(verified: VerifiedStatement) -> str:
    document = verified.document
    if isinstance(document, Statement):
        return document.municipality.name
    return f"sammanställning, {document.settlement.basis.issuer.name}"


def _wrong_text(verified: VerifiedStatement) -> str:
    if verified.findings:
        return findings_text(verified.findings)
    compared = verified.compared
    if compared is None:
        return "inga; alla belopp omräknade"
    if not compared.is_whole:
        return "inga i det som kunde jämföras, men allt kunde inte jämföras"
    return f"inga; {count_text(compared.n_cells, 'cell', 'celler')} jämförda med en ny uträkning"


def _limits(verified: VerifiedStatement) -> Iterator[str]:
    """What could not be compared, and why."""
    compared, record = verified.compared, verified.record
    if compared and not compared.is_computed:
        yield _NOT_COMPUTED
    if not record.is_of_this_program:
        yield (
            f"filen är skriven av en annan version av programmet: {record.program}; den här är {program()}."
            f" {_reach(compared)}"
        )


def _reach(compared: Compared | None) -> str:
    """How far what another version wrote could be compared."""
    if compared is None:
        return "Alla belopp är ändå omräknade."
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
            *_paid_lines(document.settlement, (document.carried,)),
        ]
    split = document.settlement.split
    return [
        ("Kostnad att dela", f"{amount_text(document.settlement.basis.cost_ore)}"),
        ("Bidrag", f"{amount_text(sum(split.awards_ore.values()))} till alla, omräknat"),
        *_paid_lines(document.settlement, document.settlement.carried),
    ]


def _paid_lines(settlement: Settlement, rows: Sequence[Carried]) -> list[Line]:
    """What is carried from the year before and what is paid, where anything is carried."""
    if not settlement.basis.balances:
        return []
    carried = amount_text(sum(row.carried_ore for row in rows))
    paid = amount_text(sum(row.paid_ore for row in rows))
    return [(carried_label(settlement.basis.year_before), f"{carried}; {paid} att betala ut, omräknat")]


def _journal_lines(found: InJournal | None) -> list[Line]:
    if found is None:
        return [
            (
                "Journal",
                "inte kontrollerad; ange den med --journal för att se att filen är den som utfärdades",
            )
        ]
    if found.entry is None:
        return [("Journal", "hel kedja, men filen finns inte i den")]
    entry = found.entry
    on = dates_text(entry.issued_on, entry.issued_on)
    lines = [
        ("Journal", f"hel kedja; filen är byte för byte den som utfärdades den {on} som nr {entry.number}")
    ]
    lines.append(("Fingeravtryck", f"{entry.fingerprint} (postens; regionen kan bekräfta att det är deras)"))
    if later := found.corrected_by:
        because = later.corrects.because if later.corrects else ""
        lines.append(("Gäller", f"inte längre: rättat av nr {later.number} ({because})"))
    return lines


def _entry_text(entry: Entry, chain: Journal) -> str:
    on = dates_text(entry.issued_on, entry.issued_on)
    period = dates_text(entry.first_date, entry.last_date)
    text = f"{period}, utfärdat den {on}, {count_text(len(entry.files), 'fil', 'filer')}"
    if entry.corrects:
        text += f"; rättar nr {entry.corrects.number} ({entry.corrects.because})"
    later = chain.corrected_by(entry.number)
    return f"{text}; rättat av nr {later.number}" if later else f"{text}; gäller"


def _entry_result(entry: Entry, chain: Journal) -> dict[str, object]:
    later = chain.corrected_by(entry.number)
    return {
        "number": entry.number,
        "first_date": entry.first_date.isoformat(),
        "last_date": entry.last_date.isoformat(),
        "issued_on": entry.issued_on.isoformat(),
        "corrects": entry.corrects.number if entry.corrects else None,
        "because": entry.corrects.because if entry.corrects else None,
        "corrected_by": later.number if later else None,
        "fingerprint": entry.fingerprint,
        "files": {file.name: file.sha256 for file in entry.files},
    }


def _result(verified: VerifiedStatement) -> dict[str, object]:
    settlement, compared = verified.document.settlement, verified.compared
    return {
        "is_verified": verified.is_verified,
        "is_unchanged": verified.record.is_unchanged,
        "findings": findings_result(verified.findings),
        "receiver": _receiver(verified),
        "program": verified.record.program,
        "cells": compared.n_cells if compared and compared.is_whole else None,
        "is_computed": compared.is_computed if compared else None,
        "compared_sheets": compared.sheets if compared else None,
        "other_sheets": compared.other_sheets if compared else None,
        "limits": list(_limits(verified)),
        "cost_shares_ore": settlement.cost.costs_ore,
        "awards_ore": settlement.split.awards_ore,
        "left_ore": settlement.split.left_ore,
        **carried_result(settlement),
        **_journal_result(verified.in_journal),
    }


def _journal_result(found: InJournal | None) -> dict[str, object]:
    return {
        "number": found.entry.number if found and found.entry else None,
        "entry_fingerprint": found.entry.fingerprint if found and found.entry else None,
        "corrected_by": found.corrected_by.number if found and found.corrected_by else None,
    }
