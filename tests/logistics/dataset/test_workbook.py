"""A workbook holds the same data set as the CSV files, and no cell is taken for something it is not."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from logistics.dataset import dataset_from_rows, read_dataset, write_workbook
from logistics.dataset.cells import cell_text
from logistics.errors import DataFaults
from tests.logistics.dataset.small import small_rows

SMALL_DATASET = dataset_from_rows(small_rows(), "small")


def write_sheets(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """The small data set as a workbook of plain texts, with the given sheets in place of its own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    small = small_rows()
    for name, rows in small.items():
        texts = [list(rows[0]), *(list(row.values()) for row in rows)]
        sheet = book.create_sheet(name)
        for row in sheets.get(name, texts):
            sheet.append(row)
    for name in [name for name in sheets if name not in small]:
        sheet = book.create_sheet(name)
        for row in sheets[name]:
            sheet.append(row)
    book.save(path)
    return path


def sentences(path: Path) -> list[str]:
    with pytest.raises(DataFaults) as refusal:
        read_dataset(path)
    return [fault.sentence for fault in refusal.value.faults]


FLOW_HEADINGS = ["from_stop", "to_stop", "crates_per_week"]


def test_cells_may_be_texts_numbers_dates_or_times(tmp_path: Path) -> None:
    """Excel turns what is typed into whatever it likes; the data set stays the same."""
    typed = {
        "flows": [FLOW_HEADINGS, ["KAR", "KIL", 6.25], ["KIL", "KAR", 4], ["SAF", "KIL", 0.05]],
        "stop_closures": [
            ["stop", "first_date", "last_date", "reason"],
            ["KIL", date(2026, 3, 9), datetime(2026, 3, 13), "Inventering"],  # noqa: DTZ001 - as in a cell
        ],
        "hours": [
            ["stop", "weekday", "opens", "closes", "delivery_from", "delivery_to"],
            *(
                [row[0], row[1], *(time.fromisoformat(t) if t else None for t in row[2:])]
                for row in hours_rows()
            ),
        ],
        "municipalities": [
            ["scb_code", "name", "orgnr", "population", "population_date"],
            [1715, "Kil", 2120001751, 12085, date(2023, 12, 31)],
            [1780.0, "Karlstad", "212000-1850", "97 233", "2023-12-31"],
            ["1785", "Säffle", "2120001900", 15011.0, "2023-12-31"],
        ],
    }
    assert read_dataset(write_sheets(tmp_path / "typed.xlsx", typed)) == SMALL_DATASET


def hours_rows() -> list[list[str]]:
    return [list(row.values()) for row in small_rows()["hours"]]


def test_a_fault_names_the_sheet(tmp_path: Path) -> None:
    """In a workbook of 15 sheets the file name does not help."""
    path = write_sheets(tmp_path / "fel.xlsx", {"flows": [FLOW_HEADINGS, [], ["KAR", "KIL", -2]]})
    assert sentences(path) == [
        "fel.xlsx, blad flows, rad 3, kolumn crates_per_week: ”-2” är negativt; ange 0 eller mer."
    ]


def test_missing_unknown_and_repeated_sheets_are_refused(tmp_path: Path) -> None:
    """A misspelt sheet would otherwise be silently empty; an empty spare sheet harms nobody."""
    path = write_sheets(tmp_path / "a.xlsx", {"flow": [["x"]], "Blad1": [], "Stops ": [["x"]]})
    book = openpyxl.load_workbook(path)
    book.remove(book["flows"])
    book.save(path)
    assert sentences(path) == [
        "a.xlsx, blad flow: bladet ”flow” är ingen känd tabell. Menade du ”flows”?",
        "a.xlsx, blad Stops : tabellen finns på två blad; behåll ett av bladen.",
        "a.xlsx, blad flows: bladet saknas; lägg till bladet, åtminstone med rubrikraden.",
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (True, "General", "ja"),
        (1715, "0000", "1715"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (1234567.5, "General", "1234567.5"),
        (100, "General", "100"),
        (0.3, "0%", "30%"),
        (0.335, "0.0 %", "33.5%"),
        (1, "0%", "100%"),
        (30, '0"%"', "30"),
        (datetime(2026, 1, 7), "yyyy-mm-dd", "2026-01-07"),  # noqa: DTZ001
        (datetime(2026, 1, 7, 8, 30), "General", "2026-01-07 08:30"),  # noqa: DTZ001
        (date(2026, 1, 7), "General", "2026-01-07"),
        (time(0, 0), "hh:mm", "00:00"),
        (time(7, 59, 59, 999_990), "hh:mm", "08:00"),
        (time(8, 30, 15), "hh:mm", "08:30:15"),
        (timedelta(hours=8, minutes=30), "[h]:mm", "08:30"),
        ("=cmd()", "@", "=cmd()"),
    ],
)
def test_a_cell_is_read_as_the_text_a_csv_file_would_hold(
    value: object, number_format: str, text: str
) -> None:
    """One code path reads all texts; a percentage must not lose its factor of 100."""
    assert cell_text(value, number_format) == text


def test_every_minute_of_the_day_survives_a_workbook() -> None:
    """A time is stored as a part of the day, and 08:00 must not come back as 07:59."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet, clock = book.add_worksheet(), book.add_format({"num_format": "hh:mm"})
        for minute in range(1440):
            sheet.write_number(minute, 0, 60 * minute / 86_400, clock)
    read = openpyxl.load_workbook(content, data_only=True).active
    expected = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(1440)]
    assert expected == [cell_text(row[0].value) for row in read.iter_rows()]


def test_a_percentage_is_no_number(tmp_path: Path) -> None:
    """Excel stores 400 % as 4, and whoever typed it meant something else than 4 crates."""
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cell = book["flows"]["C3"]
    cell.value, cell.number_format = 4, "0.0%"
    book.save(tmp_path / "a.xlsx")
    assert "”400%” är inget tal" in sentences(tmp_path / "a.xlsx")[0]


def write_formula(path: Path, formula: str, stored: object) -> Path:
    """The small data set with one formula for the crates from Karlstad to Kil."""
    write_workbook(SMALL_DATASET, path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = openpyxl.load_workbook(path)
    flows = f"xl/worksheets/sheet{book.sheetnames.index('flows') + 1}.xml"
    kind = ' t="e"' if str(stored).startswith("#") else ""
    cell = f'<c r="C2" {kind}><f>{formula}</f>{"" if stored is None else f"<v>{stored}</v>"}</c>'.encode()
    start = parts[flows].index(b'<c r="C2"')
    end = parts[flows].index(b"</c>", start) + 4
    parts[flows] = parts[flows][:start] + cell + parts[flows][end:]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_formula_is_read_by_its_stored_value(tmp_path: Path) -> None:
    """Planners compute their crates in the workbook they hand in."""
    assert read_dataset(write_formula(tmp_path / "a.xlsx", "25/4", 6.25)) == SMALL_DATASET


@pytest.mark.parametrize(
    ("stored", "problem"),
    [(None, "formeln har inget sparat värde, ”=25/4”"), ("#DIV/0!", "cellen visar ett fel, ”#DIV/0!”")],
)
def test_a_formula_without_a_value_is_refused(stored: str | None, problem: str, tmp_path: Path) -> None:
    """An empty result would be read as an empty cell."""
    found = sentences(write_formula(tmp_path / "a.xlsx", "25/4", stored))
    remedy = "öppna filen i Excel, rätta cellen och spara"
    assert found == [f"a.xlsx, blad flows, rad 2, kolumn crates_per_week: {problem}; {remedy}."]


@pytest.mark.parametrize("name", ["+46 54", "-2", "@home", "+cmd()", "_x0041_", "#N/A", "TRUE", "0123"])
def test_text_that_looks_like_something_else_stays_text(name: str, tmp_path: Path) -> None:
    """A name must never run as a formula in a public servant's Excel, nor lose its zeros."""
    place = replace(SMALL_DATASET.places[3], name=name)
    dataset = replace(SMALL_DATASET, places=(*SMALL_DATASET.places[:3], place))
    write_workbook(dataset, tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["places"]["B5"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert read_dataset(tmp_path / "a.xlsx") == dataset


def test_the_same_data_set_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two workbooks of one data set can be compared without opening them."""
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    first = (tmp_path / "a.xlsx").read_bytes()
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    assert first == (tmp_path / "a.xlsx").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def damaged(kind: str) -> bytes:
    """Bytes that are no whole workbook."""
    if kind == "html":
        return b"<html><table><tr><td>from_stop</td></tr></table></html>"
    if kind == "old":
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    content = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("a.txt", "hej")
        return content.getvalue()
    with Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("flows").write_string(0, 0, "x" * 1000)
    whole = content.getvalue()
    return whole[: len(whole) // 2] if kind == "half" else b""


@pytest.mark.parametrize("kind", ["empty", "html", "old", "zip", "half"])
def test_a_file_that_is_no_whole_workbook_is_refused(kind: str, tmp_path: Path) -> None:
    """Renamed web pages, old .xls files and broken downloads come with the ending .xlsx."""
    (tmp_path / "a.xlsx").write_bytes(damaged(kind))
    assert sentences(tmp_path / "a.xlsx") == [
        (
            "a.xlsx: filen är ingen hel Excelfil (.xlsx); "
            "öppna den i Excel och spara den som Excel-arbetsbok (.xlsx) utan lösenord."
        )
    ]


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to gigabytes would stop the machine."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(201_000_000))
    assert "ingen hel Excelfil" in sentences(tmp_path / "a.xlsx")[0]


def test_a_sheet_that_states_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    """Some exports say that every sheet ends at A1."""
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name, content in parts.items():
            wrong = content.replace(b'<dimension ref="A1:C4"/>', b'<dimension ref="A1"/>')
            archive.writestr(name, wrong)
    assert read_dataset(tmp_path / "b.xlsx") == SMALL_DATASET
