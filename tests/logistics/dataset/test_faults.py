"""Every fault is found, pointed at and explained, all of them in one go."""

from pathlib import Path

import pytest

from logistics.dataset import read_dataset
from logistics.dataset.schema import TABLES
from logistics.errors import DataFaults
from tests.logistics.dataset.small import SMALL, write_small

# One fault on each row: in a table of the small data set a text replaced by another; ⏎ is a new line.
CASES = Path(__file__).with_name("fault_cases.csv").read_text(encoding="utf-8").splitlines()[1:]


def sentences(folder: Path) -> list[str]:
    with pytest.raises(DataFaults) as refusal:
        read_dataset(folder)
    return [fault.sentence for fault in refusal.value.faults]


@pytest.mark.parametrize("case", CASES)
def test_one_wrong_value_is_one_sentence(case: str, tmp_path: Path) -> None:
    """A planner must see the place, the value and the remedy, and nothing that only follows from it."""
    table, old, new, sentence = case.replace("⏎", "\n").split("|")
    assert sentences(write_small(tmp_path, {table: (old, new)})) == [sentence]


@pytest.mark.parametrize(
    "number", [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
def test_a_character_that_nobody_sees_is_refused(number: int, tmp_path: Path) -> None:
    """U+202E shows the letters after it backwards: another name than the one that is compared."""
    assert sentences(write_small(tmp_path, {"municipalities": ("Kil", f"K{chr(number)}il")})) == [
        (
            f"municipalities.csv, rad 2, kolumn name: texten har ett osynligt tecken (U+{number:04X});"
            " skriv den på nytt utan det."
        )
    ]


@pytest.mark.parametrize("name", ["+46", "Кил", "Kil–Säffle", "Kil\N{NO-BREAK SPACE}2", "Kil 👩"])
def test_a_strange_name_that_can_be_seen_is_read(name: str, tmp_path: Path) -> None:
    """Who reads it can judge it."""
    dataset = read_dataset(write_small(tmp_path, {"municipalities": ("Kil", name)}))
    assert name == dataset.municipalities[0].name


def test_a_text_too_long_for_a_page_is_refused(tmp_path: Path) -> None:
    """A pasted document in a name cell would break every timetable."""
    assert sentences(write_small(tmp_path, {"places": ("Korset", "K" * 501)})) == [
        "places.csv, rad 5, kolumn name: texten är 501 tecken lång; skriv högst 500 tecken."
    ]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Mending one fault per attempt would take a day."""
    changes = {
        "flows": ("KAR,4\n", "KAR,-2\n"),
        "stops": ("KIL,1715", "KLI,1715"),
        "volumes": ("crates,weeks", "crates,week"),
    }
    assert sentences(write_small(tmp_path, changes)) == [
        "flows.csv, rad 3, kolumn crates_per_week: ”-2” är negativt; ange 0 eller mer.",
        "volumes.csv, rad 1, kolumn week: kolumnen ”week” är okänd. Menade du ”weeks”?",
        "volumes.csv, rad 1: kolumnen weeks saknas; lägg till den i rubrikraden.",
        "stops.csv, rad 3, kolumn place: ”KLI” finns inte i places. Menade du ”KIL”?",
    ]


def test_a_missing_table_does_not_make_every_reference_wrong(tmp_path: Path) -> None:
    """240 follow-on faults would hide the one that matters."""
    write_small(tmp_path)
    (tmp_path / "places.csv").unlink()
    assert sentences(tmp_path) == ["places.csv: filen saknas; lägg till filen, åtminstone med rubrikraden."]


def test_an_unreadable_id_does_not_make_every_reference_wrong(tmp_path: Path) -> None:
    """One mistyped id must not be reported once for each row that refers to it."""
    assert sentences(write_small(tmp_path, {"places": ("KIL,", "K L,")})) == [
        (
            "places.csv, rad 3, kolumn id: ”K L” går inte att använda; "
            "ange ett id av bokstäver, siffror, bindestreck och understreck."
        )
    ]


def test_unknown_and_misspelt_files_are_named(tmp_path: Path) -> None:
    """A misspelt table would otherwise be silently empty."""
    write_small(tmp_path)
    (tmp_path / "stop_closures.csv").rename(tmp_path / "stop_closure.csv")
    (tmp_path / "budget.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    names = ", ".join(table.name for table in TABLES)
    assert sentences(tmp_path) == [
        f"budget.csv: filen är ingen känd tabell; ta bort filen (tabellerna är {names}).",
        "stop_closure.csv: filen är ingen känd tabell. Menade du ”stop_closures.csv”?",
        "stop_closures.csv: filen saknas; lägg till filen, åtminstone med rubrikraden.",
    ]


def test_ids_that_differ_only_in_size_of_letters_are_one(tmp_path: Path) -> None:
    """Ids become file names, and Windows would write one library's page over the other's."""
    changes = {"places": ("kors,Korset", "kil,Korset")}
    assert "places.csv, rad 5, kolumn id: ”kil” står redan på rad 3; behåll en av raderna." in sentences(
        write_small(tmp_path, changes)
    )


def test_two_rows_for_one_library_are_refused(tmp_path: Path) -> None:
    """The library would be served and charged twice."""
    row = "KIL2,Kils bibliotek,main,KIL,1715,,2,3,3,7.5,25\nSAF,Sjuk"
    found = sentences(write_small(tmp_path, {"stops": ("SAF,Sjuk", row)}))
    assert (
        found[0]
        == "stops.csv, rad 4, kolumn name: ”Kils bibliotek” står redan på rad 3; behåll en av raderna."
    )


@pytest.mark.parametrize("name", ["municipalities", "places", "roads", "stops", "hours", "vehicles", "costs"])
def test_a_table_without_rows_is_refused_where_a_plan_needs_it(name: str, tmp_path: Path) -> None:
    """No vans, no plan; better said here than by the solver."""
    write_small(tmp_path)
    (tmp_path / f"{name}.csv").write_text(SMALL[name].split("\n")[0], encoding="utf-8")
    expected = f"{name}.csv: tabellen har inga rader; fyll i minst en rad under rubrikerna."
    assert expected in sentences(tmp_path)


def test_flows_closures_and_money_may_be_empty(tmp_path: Path) -> None:
    """A planner who only wants a timetable has no contribution to enter."""
    write_small(tmp_path)
    for name in ("flows", "stop_closures", "road_closures", "accounts", "volumes"):
        (tmp_path / f"{name}.csv").write_text(SMALL[name].split("\n")[0], encoding="utf-8")
    for name in ("rules", "finance"):
        (tmp_path / f"{name}.toml").write_text("", encoding="utf-8")
    assert read_dataset(tmp_path).rules == ""


def test_accounts_volumes_and_bookkeeping_may_be_missing(tmp_path: Path) -> None:
    """Whoever pays by hand and counts nothing has no such files."""
    write_small(tmp_path)
    for name in ("accounts.csv", "volumes.csv", "finance.toml"):
        (tmp_path / name).unlink()
    dataset = read_dataset(tmp_path)
    assert ((), (), "") == (dataset.accounts, dataset.volumes, dataset.finance)


def test_rules_must_be_there(tmp_path: Path) -> None:
    """A folder without them is more often a failed copy than a region without a contribution."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").unlink()
    assert sentences(tmp_path) == ["rules.toml: filen saknas; lägg till filen; den får vara tom."]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            ",from_stop,to_stop,crates_per_week",
            (
                "flows.csv, rad 1: kolumn nummer 1 har värden men ingen rubrik; "
                "skriv rubriken eller ta bort kolumnen."
            ),
        ),
        (
            "note,from_stop,to_stop,crates_per_week",
            (
                "flows.csv, rad 1, kolumn note: kolumnen ”note” är okänd; "
                "ta bort den (kolumnerna är from_stop, to_stop, crates_per_week)."
            ),
        ),
        (
            "to_stop,from_stop,to_stop,crates_per_week",
            "flows.csv, rad 1, kolumn to_stop: rubriken ”to_stop” står två gånger; behåll en av kolumnerna.",
        ),
    ],
)
def test_headings_that_nobody_knows_are_refused(header: str, sentence: str, tmp_path: Path) -> None:
    """A column that is not read may be the one the user thinks decides."""
    write_small(tmp_path)
    (tmp_path / "flows.csv").write_text(f"{header}\nSAF,KAR,KIL,1\n", encoding="utf-8")
    assert sentence in sentences(tmp_path)


def test_a_row_longer_than_the_headings_is_refused(tmp_path: Path) -> None:
    """A decimal comma in a comma file splits the number in two."""
    assert sentences(write_small(tmp_path, {"flows": ("6.25", "6,25")})) == [
        (
            "flows.csv, rad 2: raden har 4 värden men tabellen bara 3 rubriker; "
            "skriv värden som innehåller skiljetecknet inom citattecken."
        )
    ]


@pytest.mark.parametrize("content", [b"", b"\n\n ; ;\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_with_its_headings(content: bytes, tmp_path: Path) -> None:
    """An empty file is a failed export more often than an empty table."""
    write_small(tmp_path)
    (tmp_path / "flows.csv").write_bytes(content)
    assert sentences(tmp_path) == [
        "flows.csv: tabellen är tom; skriv rubrikerna from_stop, to_stop, crates_per_week på första raden."
    ]


def test_a_missing_path_and_a_strange_file_are_refused(tmp_path: Path) -> None:
    """The first thing a new user gets wrong is the path."""
    (tmp_path / "a.ods").write_bytes(b"x")
    assert sentences(tmp_path / "nej") == [
        f"{tmp_path / 'nej'}: finns inte; ange en mapp med CSV-filer eller en Excelfil (.xlsx)."
    ]
    assert sentences(tmp_path / "a.ods") == [
        (
            f"{tmp_path / 'a.ods'}: är varken en mapp eller en Excelfil; "
            "ange en mapp med CSV-filer eller en Excelfil (.xlsx)."
        )
    ]


@pytest.mark.parametrize("refused", ["flows.csv", "set.xlsx"])
def test_a_file_that_another_program_keeps_is_refused(
    refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel locks the workbook that is open in it."""
    write_small(tmp_path)
    (tmp_path / "set.xlsx").write_bytes(b"x")
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == refused:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    found = sentences(tmp_path if refused.endswith("csv") else tmp_path / refused)
    assert found[0].endswith("går inte att läsa; stäng den i andra program och försök igen.")
