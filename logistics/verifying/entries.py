"""Compare what a journal's entry says of itself with the documents that it issued."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from logistics.swedish import count_text, dates_text
from logistics.verifying.finding import Finding
from logistics.verifying.issued_as import IssuedAs, issued_as
from subsidy.canonical import Json, fingerprint, parse_json
from subsidy.final_record import SCHEMA as FINAL_SCHEMA
from subsidy.journal import Entry
from subsidy.record import SCHEMA as RECORD_SCHEMA
from subsidy.record.opening import fingerprint_of

_SHOWN = 16  # characters of a fingerprint
Parts = dict[str, Json]
Said = tuple[str, str]  # what the entry says, and what its file does


def wrong_entry(entry: Entry, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """What an entry says that the records among its files contradict; files that are no records say nothing."""
    records = {name: parts for name, content in files.items() if (parts := _record(content))}
    names: dict[Said, list[str]] = {}
    for name in sorted(records, key=lambda name: (_is_statement(records[name]), name)):
        for said in _contradictions(entry, records[name]):
            names.setdefault(said, []).append(name)
    return tuple(
        Finding(
            figure=f"journal[{entry.number}]",
            says=posts,
            should_be=theirs,
            sentence=f"Journalen, nr {entry.number}: posten {posts}, men {_files_text(whose)} {theirs}.",
        )
        for (posts, theirs), whose in names.items()
    )


def notes_of(content: bytes) -> tuple[str, ...]:
    """The notes of a record; none where it is no record."""
    return _notes(_record(content))


def _record(content: bytes) -> Parts:
    """The parts of a record of a statement or a final settlement; empty where it is none."""
    if not content.lstrip().startswith(b"{"):
        return {}
    try:
        parts = parse_json(content)
    except ValueError:
        return {}
    is_record = isinstance(parts, dict) and parts.get("schema") in (RECORD_SCHEMA, FINAL_SCHEMA)
    return parts if is_record and isinstance(parts, dict) else {}


def _contradictions(entry: Entry, parts: Parts) -> Iterator[Said]:
    basis = _settled(parts).get("basis")
    period = tuple(basis.get(each) for each in ("first_date", "last_date")) if isinstance(basis, dict) else ()
    if period != (entry.first_date.isoformat(), entry.last_date.isoformat()):
        yield f"är för {dates_text(entry.first_date, entry.last_date)}", "är för en annan period"
    if not _is_statement(parts):  # the region's, whose fingerprints the entry has
        yield from _other_fingerprints(entry, parts)
    if issued := issued_as(_notes(parts)):
        yield from _other_issue(entry, issued)


def _other_fingerprints(entry: Entry, parts: Parts) -> Iterator[Said]:
    inputs = "inputs" if parts["schema"] == FINAL_SCHEMA else "basis"
    for what, says, should_be in (
        ("innehållets", entry.content, fingerprint_of(parts)),
        ("indatas", entry.inputs, fingerprint([parts.get(inputs), parts.get("own")])),
        ("regelns", entry.rule, fingerprint(_settled(parts).get("rule"))),
    ):
        if says != should_be:
            yield f"säger att {what} fingeravtryck är {says[:_SHOWN]}…", f"har {should_be[:_SHOWN]}…"


def _other_issue(entry: Entry, issued: IssuedAs) -> Iterator[Said]:
    if issued.number != entry.number:
        yield f"är nr {entry.number}", f"säger nr {issued.number}"
    if issued.day != entry.issued_on:
        says = _day(issued.day) if issued.day else "en dag som inte finns"
        yield f"är daterad {_day(entry.issued_on)}", f"säger {says}"
    corrects, because = (entry.corrects.number, entry.corrects.because) if entry.corrects else (None, "")
    if issued.corrects != corrects:
        yield _corrects(corrects), _corrects(issued.corrects)
    elif issued.because != because:
        yield f"säger att skälet är ”{because}”", f"säger ”{issued.because}”"


def _is_statement(parts: Parts) -> bool:
    return parts.get("kind") == "statement"


def _files_text(names: Sequence[str]) -> str:
    first, *others = names
    return f"{first} (och {count_text(len(others), 'fil', 'filer')} till)" if others else first


def _settled(parts: Parts) -> Parts:
    """Where the basis and the rule stand: of a final settlement those that were decided."""
    inputs = parts.get("inputs") if parts.get("schema") == FINAL_SCHEMA else parts
    budget = inputs.get("budget", inputs) if isinstance(inputs, dict) else {}
    return budget if isinstance(budget, dict) else {}


def _notes(parts: Parts) -> tuple[str, ...]:
    own = parts.get("own")
    notes = own.get("notes") if isinstance(own, dict) else None
    return tuple(map(str, notes)) if isinstance(notes, list) else ()


def _corrects(number: int | None) -> str:
    return "rättar inget" if number is None else f"rättar nr {number}"


def _day(day: date) -> str:
    return dates_text(day, day)
