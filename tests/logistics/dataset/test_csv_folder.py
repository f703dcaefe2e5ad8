"""CSV files come in many dialects, and all that Swedish offices use give the same data set."""

import os
import stat
from pathlib import Path

import pytest

from logistics.dataset import dataset_from_rows, read_dataset, write_csv
from logistics.dataset.schema import TABLES
from logistics.errors import DataFaults
from tests.logistics.dataset.small import DOCUMENTS, SMALL, small_rows, write_small

SMALL_DATASET = dataset_from_rows(small_rows(), "small")


def write_encoded(folder: Path, encoding: str, *, separator: str = ",", newline: str = "\n") -> Path:
    """The small data set in another dialect; a semicolon goes with decimal commas, as in Swedish Excel."""
    for name, text in SMALL.items():
        written = text
        if separator != ",":
            written = text.replace('"Torget 1, Karlstad"', "Torget 1# Karlstad").replace(",", separator)
            written = written.replace("#", ",")
        if separator == ";":
            for number in ("6.25", "0.05", "7.5", "5.3", "375.5", "4.05", "1040.5"):
                written = written.replace(number, number.replace(".", ","))
        (folder / f"{name}.csv").write_bytes(written.replace("\n", newline).encode(encoding))
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.toml").write_bytes(text.replace("\n", newline).encode(encoding))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_dialect_gives_the_same_data_set(
    encoding: str, separator: str, newline: str, tmp_path: Path
) -> None:
    """Säffle must be Säffle, and 6,25 crates 6.25, whatever program saved the file."""
    folder = write_encoded(tmp_path, encoding, separator=separator, newline=newline)
    assert read_dataset(folder) == SMALL_DATASET


def test_blank_rows_and_spaces_around_values_mean_nothing(tmp_path: Path) -> None:
    """Spreadsheets leave both behind."""
    write_small(tmp_path, {"flows": ("KIL,KAR,4", "\n ,, \n KIL ,\tKAR,\u00a04 ,, \n,,")})
    assert read_dataset(tmp_path) == SMALL_DATASET


def test_rows_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    """A fault below blank rows must be found at the row number it names."""
    write_small(tmp_path, {"flows": ("KIL,KAR,4", "\n\nKIL,KAR,fyra")})
    with pytest.raises(DataFaults, match=r"flows\.csv, rad 5, kolumn crates_per_week: ”fyra”"):
        read_dataset(tmp_path)


def test_the_separator_is_read_from_the_headings_alone(tmp_path: Path) -> None:
    """Semicolons inside a text must not be taken for separators, nor the reverse."""
    write_small(tmp_path, {"stop_closures": ("Inventering", "Inventering; stängt")})
    assert read_dataset(tmp_path).stop_closures[0].reason == "Inventering; stängt"


def test_the_separator_line_of_excel_is_left_out(tmp_path: Path) -> None:
    """Some exports begin with a line that names the separator, and Excel hides it."""
    write_small(tmp_path)
    (tmp_path / "flows.csv").write_text(
        "sep=;\nfrom_stop;to_stop;crates_per_week\nKAR;KIL;-1\n", encoding="utf-8"
    )
    with pytest.raises(DataFaults, match=r"flows\.csv, rad 3, kolumn crates_per_week: ”-1” är negativt"):
        read_dataset(tmp_path)


def test_headings_and_file_names_may_have_capitals(tmp_path: Path) -> None:
    """Windows does not tell Flows.csv from flows.csv."""
    write_small(tmp_path, {"flows": ("from_stop", "From_Stop ")})
    (tmp_path / "flows.csv").rename(tmp_path / "Flows.CSV")
    assert read_dataset(tmp_path) == SMALL_DATASET


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    """Which of them holds cannot be known."""
    write_small(tmp_path)
    (tmp_path / "FLOWS.csv").write_text(SMALL["flows"], encoding="utf-8")
    if not (tmp_path / "flows.csv").samefile(tmp_path / "FLOWS.csv"):
        with pytest.raises(DataFaults, match="tabellen finns i två filer; behåll en av dem"):
            read_dataset(tmp_path)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    """A README or a subfolder is no table."""
    write_small(tmp_path)
    (tmp_path / "README.md").write_text("hej", encoding="utf-8")
    (tmp_path / "old.csv").mkdir()
    assert read_dataset(tmp_path) == SMALL_DATASET


@pytest.mark.parametrize("content", [b"from_stop,to_stop\x81\xff\n", b"from_stop\0,to_stop\n", b"\xff\xfea"])
def test_unknown_bytes_are_refused(content: bytes, tmp_path: Path) -> None:
    """Guessing an encoding would garble names in silence."""
    write_small(tmp_path)
    (tmp_path / "flows.csv").write_bytes(content)
    with pytest.raises(
        DataFaults, match=r"flows\.csv: filens teckenkodning är okänd; spara den som CSV UTF-8\."
    ):
        read_dataset(tmp_path)


def test_utf_8_with_one_broken_byte_is_not_read_as_windows_text(tmp_path: Path) -> None:
    """The rest of the file would turn to ”KarlstÃ¤d” without a word."""
    broken = SMALL["places"].encode().replace(b"Korset", b"\xe4") + "ort,Årjäng,place,59.3,12.1\n".encode()
    write_small(tmp_path)
    (tmp_path / "places.csv").write_bytes(broken)
    with pytest.raises(DataFaults, match="är feltolkade å, ä eller ö"):
        read_dataset(tmp_path)


@pytest.mark.parametrize("text", ['KIL,"KAR,4\nSAF,KIL,1\n', 'KIL,"KAR"x,4\n'])
def test_quotation_marks_that_do_not_match_are_refused(text: str, tmp_path: Path) -> None:
    """An open quotation would swallow the rest of the file as one value."""
    write_small(tmp_path)
    (tmp_path / "flows.csv").write_text(f"from_stop,to_stop,crates_per_week\n{text}", encoding="utf-8")
    with pytest.raises(DataFaults, match=r"flows\.csv, rad 2: citattecknen går inte ihop"):
        read_dataset(tmp_path)


def test_decomposed_letters_are_the_same_letters(tmp_path: Path) -> None:
    """A Mac may write å as a and a ring; the id must still be found."""
    write_small(tmp_path, {"places": ("Korset", "A\u030amotfors")})
    assert read_dataset(tmp_path).place("kors").name == "Åmotfors"


def test_written_files_are_plain_and_the_same_every_time(tmp_path: Path) -> None:
    """A data set under version control must only change where it changed."""
    write_csv(SMALL_DATASET, tmp_path / "a")
    write_csv(SMALL_DATASET, tmp_path / "b")
    expected = "from_stop,to_stop,crates_per_week\nKAR,KIL,6.25\nKIL,KAR,4\nSAF,KIL,0.05\n"
    assert (tmp_path / "a" / "flows.csv").read_bytes() == expected.encode()
    for name in SMALL:
        file = f"{name}.csv"
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_writing_leaves_nothing_beside_and_other_files_alone(tmp_path: Path) -> None:
    """Files are written to the side and moved; nothing of that may remain."""
    (tmp_path / "notes.txt").write_text("kvar", encoding="utf-8")
    write_csv(SMALL_DATASET, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(f"{table.name}.csv" for table in TABLES), *(f"{n}.toml" for n in DOCUMENTS), "notes.txt"]
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_written_files_can_be_read_by_others(tmp_path: Path) -> None:
    """A temporary file is private; the finished one must not be."""
    (tmp_path / "usual").write_bytes(b"")
    write_csv(SMALL_DATASET, tmp_path / "a")
    usual, written = ((tmp_path / name).stat().st_mode for name in ("usual", "a/flows.csv"))
    assert stat.S_IMODE(usual) == stat.S_IMODE(written)


@pytest.mark.parametrize("name", ["volumes.csv", "finance.toml"])
def test_a_folder_in_the_place_of_a_table_is_told(tmp_path: Path, name: str) -> None:
    """The table may be left out, so nobody would know that it was not read; other folders mean nothing."""
    write_small(tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    for folder in (name, "annat.csv", "annat.toml"):
        (tmp_path / folder).mkdir()
    with pytest.raises(DataFaults) as refused:
        read_dataset(tmp_path)
    assert [name] == [fault.file for fault in refused.value.faults]
    assert "det är ingen fil, utan en mapp" in str(refused.value)
