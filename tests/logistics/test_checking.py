"""Everything that is wrong with a data set is told at once: tables, rules and bookkeeping."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from logistics.checking import read_checked
from logistics.dataset import read_dataset, write_workbook
from logistics.errors import DataFaults
from tests.logistics.dataset.small import PAYOUT, RULES, write_small

TRUCKS = """terms.south_central = { base_fee_kr = 1, state_aid_kr = 0, volume_percent = 0, \
truck_discount_percent = 5, truck_vehicles = ["bil-1", "lastbil"] }
"""


def sentences(path: Path, *, with_accounts: bool = False) -> list[str]:
    with pytest.raises(DataFaults) as refusal:
        read_checked(path, with_accounts=with_accounts)
    return [fault.sentence for fault in refusal.value.faults]


def test_a_sound_data_set_is_read(tmp_path: Path) -> None:
    """As without the checks."""
    write_small(tmp_path)
    assert read_dataset(tmp_path) == read_checked(tmp_path)


def test_faults_of_rules_and_bookkeeping_come_at_once(tmp_path: Path) -> None:
    """Each with its line in its own document."""
    changes = {"rules": ("cap_percent = 99.5", "cap_percent = 0"), "finance": ('"EXEMSESS"', '"EXEM"')}
    found = sentences(write_small(tmp_path, changes))
    assert ["rules.toml, rad 23", "finance.toml, rad"] == [found[0][:18], found[1][:17]]


def test_faults_of_the_invoice_columns_are_told(tmp_path: Path) -> None:
    """Before the first invoice comes."""
    write_small(tmp_path, {"finance": ("[payer]\n", "[invoice]\nkilometer = 'Km'\n[payer]\n")})
    (sentence,) = sentences(tmp_path)
    assert "”kilometer” är okänt. Menade du ”kilometres”?" in sentence


def test_faults_of_bookkeeping_in_a_workbook_name_the_sheet(small, tmp_path: Path) -> None:
    """Line 2 of the text is in row 3."""
    write_workbook(replace(small, finance='[payer]\nbicc = "EXEMSESS"\n'), tmp_path / "a.xlsx")
    found = sentences(tmp_path / "a.xlsx")
    assert any(sentence.startswith("a.xlsx, blad finance, rad 3, payer.bicc: ") for sentence in found)


def test_faults_of_tables_and_rules_come_at_once(tmp_path: Path) -> None:
    """All but those that only follow from a table that could not be read."""
    changes = {
        "flows": ("6.25", "-1"),
        "rules": ("cap_percent = 99.5", "cap_procent = 99.5\nfloors_kr = { 1799 = 1 }"),
        "finance": ('"EXEMSESS"', '"EXEM"'),
    }
    write_small(tmp_path, changes)
    assert [
        "flows.csv, rad 2, kolumn crates_per_week: ”-1” är negativt; ange 0 eller mer.",
        "rules.toml, rad 23, rule[2].cap_procent: namnet ”cap_procent” är okänt. Menade du ”cap_percent”?",
    ] == sentences(tmp_path)[:2]
    assert "finance.toml, rad" in sentences(tmp_path)[2]


def test_faults_of_bookkeeping_stand_on_their_sheet_also_beside_faults_of_tables(
    small, tmp_path: Path
) -> None:
    """A workbook's rows are below the heading of its sheet."""
    write_workbook(replace(small, finance='[payer]\nbicc = "EXEMSESS"\n'), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["flows"]["C2"] = -1
    book.save(tmp_path / "a.xlsx")
    found = sentences(tmp_path / "a.xlsx")
    assert found[0].startswith("a.xlsx, blad flows, rad 2")
    assert any(sentence.startswith("a.xlsx, blad finance, rad 3, payer.bicc: ") for sentence in found)


def test_what_is_no_toml_is_told_once(tmp_path: Path) -> None:
    """Not again as a rulebook that cannot be read."""
    (sentence,) = sentences(write_small(tmp_path, {"rules": ("id = ", "id ")}))
    assert sentence.startswith("rules.toml, rad 3: likhetstecknet")


def test_a_missing_document_is_told_once(tmp_path: Path) -> None:
    """And a missing folder too."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").unlink()
    assert ["rules.toml: filen saknas; lägg till filen; den får vara tom."] == sentences(tmp_path)
    assert 1 == len(sentences(tmp_path / "nej"))


def test_on_a_sheet_the_row_is_that_of_the_sheet(small, tmp_path: Path) -> None:
    """Line 23 of the text is in row 24."""
    write_workbook(replace(small, rules=RULES.replace("99.5", "0")), tmp_path / "a.xlsx")
    (sentence,) = sentences(tmp_path / "a.xlsx")
    assert sentence.startswith("a.xlsx, blad rules, rad 24, rule[2].cap_percent: ”0”")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["rules"]["A24"]
    assert "cap_percent = 0" == cell.value


def test_words_for_a_van_that_the_data_lacks_are_told(tmp_path: Path) -> None:
    """Not when the first invoice comes; the empty word is for a charge beside the runs."""
    vehicles = "[invoice.vehicles]\n'ABC 123' = 'bil-11'\n'Dieseltillägg' = ''\n[payer]\n"
    assert [
        "finance.toml, invoice.vehicles.ABC 123: bilen ”bil-11” finns inte i vehicles. Menade du ”bil-1”?"
    ] == sentences(write_small(tmp_path, {"finance": ("[payer]\n", vehicles)}))


def test_a_truck_that_the_data_lacks_is_told(tmp_path: Path) -> None:
    """A misspelt vehicle would give nobody the discount, so the year could not be settled."""
    write_small(tmp_path)
    rules = RULES.replace("shapley", "south_central") + TRUCKS
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    (sentence,) = sentences(tmp_path)
    assert sentence == (
        "rules.toml, rad 28, rule[2].terms.south_central.truck_vehicles: bilen ”lastbil” finns inte bland"
        " bilarna; ange någon av bil-1, bil-2."
    )


@pytest.mark.parametrize(
    ("floor", "keys", "told"),
    [
        (
            "floor_kr = 300001",
            "{ equal = 100 }",
            (
                "rules.toml, rad 22, rule[2].floor_kr: golven (3 × 300 001,00 kr = 900 003,00 kr) är tillsammans"
                " större än bidraget 900 000,50 kr; sänk golvet eller höj bidraget."
            ),
        ),
        (
            "floor_kr = 10000",
            "{ akershus = 100 }\nterms.akershus.key = { 1715 = 1 }",
            (
                "rules.toml, rad 26, rule[2].terms.akershus.key: nyckeln saknar Karlstad (1780) och Säffle (1785);"
                " ange en del för varje kommun, 0 för den som inget ska bära."
            ),
        ),
    ],
)
def test_what_a_settlement_would_refuse_of_a_rule_is_told(
    tmp_path: Path, floor: str, keys: str, told: str
) -> None:
    """Before the year is planned, not after."""
    write_small(tmp_path)
    rules = RULES.replace("floor_kr = 10000", floor).replace("{ equal = 100 }", keys)
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    assert [told] == [sentence.replace("\xa0", " ") for sentence in sentences(tmp_path)]


def test_a_truck_of_another_year_may_be_gone(tmp_path: Path) -> None:
    """A data set of 2026 settles nothing of 2025, whose van has been sold."""
    write_small(tmp_path)
    rules = RULES.replace("cost_keys = { population", f"{TRUCKS}cost_keys = {{ south_central")
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    assert read_dataset(tmp_path) == read_checked(tmp_path)


def test_missing_accounts_and_other_faults_come_at_once(tmp_path: Path) -> None:
    """One round of correction, not two."""
    write_small(tmp_path, {"finance": ("[payer]\n", "[invoice.vehicles]\nA = 'bil-11'\n[payer]\n")})
    (tmp_path / "rules.toml").write_text(RULES + PAYOUT, encoding="utf-8")
    found = sentences(tmp_path, with_accounts=True)
    assert ["accounts.csv", "finance.toml"] == [sentence.split(", ")[0] for sentence in found]


def test_who_is_to_be_paid_needs_an_account(tmp_path: Path) -> None:
    """A settlement would be refused; a timetable is not."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").write_text(RULES + PAYOUT, encoding="utf-8")
    (sentence,) = sentences(tmp_path, with_accounts=True)
    assert sentence == (
        "accounts.csv, kolumn scb_code: Karlstad (1780) saknar konto; lägg till en rad med kommunens bankgiro"
        " eller IBAN, eller ta bort [payer] ur finance.toml om inga betalningsfiler ska skrivas."
    )
    assert read_dataset(tmp_path) == read_checked(tmp_path)


@pytest.mark.parametrize(("rules", "payer"), [(RULES, True), (RULES + PAYOUT, False)])
def test_without_payouts_or_payer_no_account_is_asked_for(tmp_path: Path, rules: str, payer: bool) -> None:
    """Nothing is written that would need one."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").write_text(rules, encoding="utf-8")
    if not payer:
        (tmp_path / "finance.toml").write_text("", encoding="utf-8")
    assert read_dataset(tmp_path) == read_checked(tmp_path, with_accounts=True)


def test_in_a_workbook_the_missing_account_names_the_sheet(small, tmp_path: Path) -> None:
    """All three, where there are none."""
    write_workbook(replace(small, rules=RULES + PAYOUT, accounts=()), tmp_path / "a.xlsx")
    found = sentences(tmp_path / "a.xlsx", with_accounts=True)
    assert 3 == len(found)
    assert found[0].startswith("a.xlsx, blad accounts, kolumn scb_code: Kil (1715) saknar konto; ")


@pytest.mark.parametrize(("months", "is_told"), [(6, False), (12, False), (7, True), (5, True)])
def test_parts_that_no_period_can_be_paid_in_are_told(tmp_path: Path, months: int, is_told: bool) -> None:
    """Settling would refuse them, when the year is planned and printed."""
    write_small(tmp_path)
    payout = PAYOUT.replace("from_kr = 0", f"from_kr = 0, every_months = {months}")
    (tmp_path / "rules.toml").write_text(RULES + payout, encoding="utf-8")
    if not is_told:
        assert read_checked(tmp_path)
        return
    (sentence,) = sentences(tmp_path)
    assert "payout[1].steps[1].every_months: " in sentence
    assert f"går inte att dela i delar om {months} månader; ange månader som går jämnt upp" in sentence
