"""Say which values Excel lets into a column: drop-down lists, numbers, dates and times."""

from datetime import date, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from logistics.dataset.columns import Column
from logistics.dataset.schema import TABLES

LAST_ROW = 5000  # lists and validation reach this far; rows below it are read and checked all the same


def define_lists(book: Workbook) -> None:
    """Name the filled part of every column of ids, for the drop-down lists on other sheets."""
    for table, column in sorted(_targets()):
        headings = next(t.headings for t in TABLES if t.name == table)
        letter = xl_col_to_name(headings.index(column))
        whole = f"{table}!${letter}$2:${letter}${LAST_ROW}"
        filled = f"{table}!${letter}$2:INDEX({whole},MAX(1,COUNTA({whole})))"
        book.define_name(_list_name(table), f"={filled}")


def validation(column: Column) -> dict[str, Any] | None:
    """The options of XlsxWriter's `data_validation` for a column; None where any text goes."""
    rule = _rule(column)
    if rule is None:
        return None
    message = f"Ange {column.kind.allowed}."
    return {"error_title": "Går inte att använda", "error_message": message[:255], **rule}


def _rule(column: Column) -> dict[str, Any] | None:
    kind = column.kind
    if column.refers_to:
        return None if kind.is_many else _id_rule(column)  # a list would let in one id only
    if kind.choices:
        return {"validate": "list", "source": list(kind.choices)}
    if kind.shape == "date":
        return _between("date", date(1990, 1, 1), date(2099, 12, 31))
    if kind.shape == "clock":
        return _between("time", time(0, 0), time(23, 59))
    if kind.shape == "number":
        number = "integer" if kind.is_whole else "decimal"
        if kind.most is not None:
            return _between(number, kind.least, kind.most)
        return {"validate": number, "criteria": ">=", "value": kind.least}
    return None


def _id_rule(column: Column) -> dict[str, Any]:
    home = column.refers_to[0].split(".")[0]
    rule = {"validate": "list", "source": f"={_list_name(home)}"}
    message = f"Ange ett id som finns på bladet {home}."
    if len(column.refers_to) == 1:
        return {**rule, "error_message": message}
    # One list cannot offer the ids of two sheets: the others may be typed, after a warning.
    other = column.refers_to[1].split(".")[1]
    return {**rule, "error_type": "warning", "error_message": f"{message} Även {other} går bra."}


def _between(what: str, least: object, most: object) -> dict[str, Any]:
    return {"validate": what, "criteria": "between", "minimum": least, "maximum": most}


def _targets() -> set[tuple[str, str]]:
    first_targets = {c.refers_to[0] for table in TABLES for c in table.columns if c.refers_to}
    return {(target.split(".")[0], target.split(".")[1]) for target in first_targets}


def _list_name(table: str) -> str:
    return f"lista_{table}"
