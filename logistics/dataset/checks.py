"""Find what every table must keep: ids that exist, and no row twice."""

from collections.abc import Iterator

from logistics.dataset.kinds import did_you_mean
from logistics.dataset.records import Record, Records
from logistics.dataset.rules import find_broken_rules
from logistics.dataset.schema import TABLES, Table
from logistics.errors import Fault


def find_faults(records: Records) -> tuple[Fault, ...]:
    """Every fault between the rows of a data set; none that only follows from an unreadable value."""
    faults = [
        *(fault for table in TABLES for fault in _missing_rows(records, table)),
        *(fault for table in TABLES for fault in _unknown_ids(records, table)),
        *(fault for table in TABLES for fault in _repeated_rows(records, table)),
    ]
    return (*faults, *find_broken_rules(records))


def _missing_rows(records: Records, table: Table) -> Iterator[Fault]:
    is_empty = records.by_table.get(table.name) == ()
    if is_empty and not table.may_be_empty and table.name not in records.broken:
        home = records.homes[table.name]
        yield Fault(
            file=home.file,
            sheet=home.sheet,
            problem="tabellen har inga rader",
            remedy="fyll i minst en rad under rubrikerna",
        )


def _unknown_ids(records: Records, table: Table) -> Iterator[Fault]:
    for column in table.columns:
        known = _known_ids(records, column.refers_to)
        if not known:
            continue
        home = " eller ".join(target.split(".")[0] for target in column.refers_to)
        for record in records.by_table.get(table.name, ()):
            found = record.values.get(column.name)
            ids = sorted(found) if isinstance(found, frozenset) else [found]
            for unknown in (value for value in ids if value is not None and value not in known):
                remedy = did_you_mean(str(unknown), known) or f"ange ett id som finns i {home}"
                yield record.fault(column.name, f"”{unknown}” finns inte i {home}", remedy)


def _known_ids(records: Records, targets: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that may be referred to; none where one is unreadable, and good references would look wrong."""
    known: list[str] = []
    for table, column in (target.split(".") for target in targets):
        found = [r.values.get(column) for r in records.by_table.get(table, ())]
        if not found or None in found:
            return ()
        known.extend(str(value) for value in found)
    return tuple(known)


def _repeated_rows(records: Records, table: Table) -> Iterator[Fault]:
    for columns in table.unique:
        first_rows: dict[tuple[object, ...], Record] = {}
        for record in records.by_table.get(table.name, ()):
            if any(name not in record.values for name in columns):
                continue
            key = tuple(_folded(record.values[name]) for name in columns)
            if key not in first_rows:
                first_rows[key] = record
                continue
            shown = ", ".join(f"”{record.cells[name].text}”" for name in columns)
            yield record.fault(
                columns[-1],
                f"{shown} står redan på rad {first_rows[key].line}",
                "behåll en av raderna",
            )


def _folded(value: object) -> object:
    # Ids become file names, and Windows takes kil.html and KIL.html for the same file.
    return value.casefold() if isinstance(value, str) else value
