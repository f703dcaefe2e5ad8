"""Verify a journal on the command line, or find a file in one."""

from collections.abc import Sequence
from pathlib import Path

from logistics.cli.answers import Answer, Line
from logistics.cli.findings import findings_result, findings_text
from logistics.swedish import count_text, dates_text, list_text
from logistics.verifying import Finding, InJournal, find_in_journal, lost_entries, read_chain, wrong_files
from subsidy.journal import Entry, Journal, is_cut_short, unnamed_files

_MOST_NAMED = 3  # files that no entry names
Shown = tuple[Answer, tuple[Finding, ...]]
_CUT_SHORT = (
    "journalens sista rad är avbruten: ett utfärdande stannade på vägen, av strömavbrott eller full disk, eller så"
    " har någon klippt i filen. Om ett besked saknas ovan, hämta journalens mapp från en säkerhetskopia; annars"
    " utfärda på nytt"
)
_UNNAMED = (
    "{} i journalens mapp hör inte till någon post ({}): ett utfärdande stannade på vägen, eller så har någon"
    " tagit bort poster i slutet av journalen. Jämför sista postens fingeravtryck med det som mottagarna har fått"
)


def shown_journal(place: Path) -> Shown:
    """Every entry of a journal whose chain holds; the files too, when it is a folder.

    Raises
    ------
    JournalDamaged
        The chain does not hold.
    """
    chain = read_chain(place)
    is_folder = place.is_dir()
    lost = lost_entries(place, chain)
    findings = (*lost, *(wrong_files(place, chain) if is_folder else ()))
    is_cut = is_folder and is_cut_short(place)
    unnamed = unnamed_files(place, chain) if is_folder else ()
    lines = [
        ("Journal", _chain_text(chain, is_folder=is_folder, is_short=bool(lost))),
        ("Fel", findings_text(findings)),
        *((f"Nr {entry.number}", _entry_text(entry, chain, is_short=bool(lost))) for entry in chain.entries),
        *([("Observera", _CUT_SHORT)] if is_cut else []),
        *(
            [("Observera", _UNNAMED.format(count_text(len(unnamed), "fil", "filer"), _names_text(unnamed)))]
            if unnamed and not lost
            else []
        ),
        ("Fingeravtryck", _fingerprint_text(chain)),
    ]
    result = {
        "is_verified": None if unnamed and not findings else not findings,
        "findings": findings_result(findings),
        "entries": [_entry_result(entry, chain) for entry in chain.entries],
        "is_cut_short": is_cut,
        "unnamed_files": unnamed,
    }
    return Answer(lines=lines, result=result), findings


def shown_other(path: Path, journal: Path) -> Shown:
    """Whether a file that cannot be computed again, such as a letter, is one that was issued.

    Raises
    ------
    JournalDamaged
        The journal was changed.
    """
    found = find_in_journal(path, path.read_bytes(), journal)
    wrong = findings_text(found.findings)
    lines = [("Fil", "jämförd med journalen, inte omräknad"), ("Fel", wrong), *journal_lines(found)]
    result = {"findings": findings_result(found.findings), **journal_result(found)}
    return Answer(lines=lines, result={"is_verified": not found.findings, **result}), found.findings


def journal_lines(found: InJournal | None) -> list[Line]:
    """What a journal says of a file; that none was asked, if so."""
    if found is None:
        return [
            (
                "Journal",
                "inte kontrollerad; ange den med --journal för att se att filen är den som utfärdades",
            )
        ]
    if found.of_inputs:
        entry = found.of_inputs
        on = dates_text(entry.issued_on, entry.issued_on)
        text = (
            f"hel kedja; filen är inte byte för byte den som utfärdades, men dess indata är de som utfärdades den"
            f" {on} som nr {entry.number}"
        )
        return [("Journal", text), *_correction_lines(found.corrected_by)]
    if found.entry is None:
        return [("Journal", "hel kedja, men filen finns inte i den")]
    entry = found.entry
    on = dates_text(entry.issued_on, entry.issued_on)
    lines = [
        ("Journal", f"hel kedja; filen är byte för byte den som utfärdades den {on} som nr {entry.number}")
    ]
    lines.append(("Fingeravtryck", f"{entry.fingerprint} (postens; regionen kan bekräfta att det är deras)"))
    return [*lines, *_correction_lines(found.corrected_by)]


def _correction_lines(later: Entry | None) -> list[Line]:
    """That what was issued stands no longer, where it was corrected."""
    if later is None:
        return []
    because = later.corrects.because if later.corrects else ""
    corrected = "rättad" if later.kind == "final" else "rättat"
    return [("Gäller", f"inte längre: {corrected} av nr {later.number} ({because})")]


def journal_result(found: InJournal | None) -> dict[str, object]:
    """The same for a program."""
    return {
        "number": found.entry.number if found and found.entry else None,
        "inputs_number": found.of_inputs.number if found and found.of_inputs else None,
        "entry_fingerprint": found.entry.fingerprint if found and found.entry else None,
        "corrected_by": found.corrected_by.number if found and found.corrected_by else None,
    }


def _names_text(names: Sequence[str]) -> str:
    """The first of the files, and how many more there are."""
    more = len(names) - _MOST_NAMED
    shown = list_text(names[:_MOST_NAMED])
    return f"{shown} och {more} till" if more > 0 else shown


def _fingerprint_text(chain: Journal) -> str:
    return (
        f"{chain.last_fingerprint} (av sista posten)" if chain.entries else "inget: journalen har inga poster"
    )


def _chain_text(chain: Journal, *, is_folder: bool, is_short: bool) -> str:
    kept = count_text(len(chain.entries), "post", "poster")
    if is_short:
        return f"{kept}, hel kedja så långt, men den slutar för tidigt"
    checked = "" if is_folder else "; filerna är inte kontrollerade, de ligger i journalens mapp"
    return f"{kept}, hel kedja{checked}"


def _entry_text(entry: Entry, chain: Journal, *, is_short: bool) -> str:
    on = dates_text(entry.issued_on, entry.issued_on)
    period = dates_text(entry.first_date, entry.last_date)
    is_final = entry.kind == "final"
    what, issued = ("slutavräkning för ", "utfärdad") if is_final else ("", "utfärdat")
    text = f"{what}{period}, {issued} den {on}, {count_text(len(entry.files), 'fil', 'filer')}"
    if entry.corrects:
        text += f"; rättar nr {entry.corrects.number} ({entry.corrects.because})"
    later = chain.corrected_by(entry.number)
    if later:
        return f"{text}; {'rättad' if is_final else 'rättat'} av nr {later.number}"
    return f"{text}; gäller, om inte en post som saknas rättar det" if is_short else f"{text}; gäller"


def _entry_result(entry: Entry, chain: Journal) -> dict[str, object]:
    later = chain.corrected_by(entry.number)
    return {
        "number": entry.number,
        "kind": entry.kind,
        "first_date": entry.first_date.isoformat(),
        "last_date": entry.last_date.isoformat(),
        "issued_on": entry.issued_on.isoformat(),
        "corrects": entry.corrects.number if entry.corrects else None,
        "because": entry.corrects.because if entry.corrects else None,
        "corrected_by": later.number if later else None,
        "fingerprint": entry.fingerprint,
        "files": {file.name: file.sha256 for file in entry.files},
    }
