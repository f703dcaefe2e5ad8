"""Find the best known value of an instance in a table `best_known.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cases import CannotState

TABLE = "best_known.csv"
FILE_COLUMNS = ("file", "instance", "name")
VALUE_COLUMNS = ("best_known", "bks", "best", "cost", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class BestKnown:
    """What is known of an instance."""

    cost: float
    vehicles: int | None = None


def best_known(instance: Path, table: Path | None) -> BestKnown | None:
    """The best known value, from `table` or else from the nearest table beside or above the instance.

    A row names the file by its path below the table's folder, or by its name with or without its ending; of a
    table that is given, names alone count too.
    """
    if table is not None:
        return _find(instance, table)
    for folder in instance.resolve().parents:
        if (folder / TABLE).is_file():
            return _find(instance, folder / TABLE)
    return None


def _find(instance: Path, table: Path) -> BestKnown | None:
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = set(rows[0]) if rows else set()
    file = next((each for each in FILE_COLUMNS if each in columns), None)
    value = next((each for each in VALUE_COLUMNS if each in columns), None)
    if file is None or value is None:
        raise CannotState(f"{table} needs a column of {FILE_COLUMNS} and one of {VALUE_COLUMNS}")
    exact = [row for row in rows if (table.parent / row[file]).resolve() == instance.resolve()]
    named = [
        row for row in rows if Path(row[file]).name.lower() in (instance.name.lower(), instance.stem.lower())
    ]
    stems = [row for row in rows if Path(row[file]).stem.lower() == instance.stem.lower()]
    for fitting in (exact, named, stems):
        if len({row[value] for row in fitting}) > 1:
            raise CannotState(f"{table} has {len(fitting)} rows for {instance.name}")
        if fitting and fitting[0][value].strip():
            vehicles = (fitting[0].get("vehicles") or "").strip()
            return BestKnown(cost=float(fitting[0][value]), vehicles=int(vehicles) if vehicles else None)
    return None
