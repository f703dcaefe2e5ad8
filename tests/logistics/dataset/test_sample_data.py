"""The sample data follow their own documentation, figure by figure."""

import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

import sample_data
from logistics.dataset import DataSet, read_dataset, write_csv
from logistics.dataset.schema import SETTINGS_HEADINGS, TABLES, Table
from logistics.exchange.invoice_columns import DEFAULT_HEADINGS
from logistics.invoice_table import read_invoice_columns
from logistics.rules import rulebook_of
from subsidy.errors import RulebookRefused
from subsidy.keys import KEY_NAMES, KeyName
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.places import Places
from subsidy.terms import read_terms
from tests.logistics.dataset import sample_rules

FOLDERS = [sample_data.FOLDER, sample_data.WITH_BRANCHES]
README = (sample_data.FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.fixture(params=FOLDERS, ids=["main libraries", "with branches"])
def dataset(request: pytest.FixtureRequest) -> DataSet:
    return read_dataset(request.param)


def documented_columns(table: str) -> list[str]:
    """The columns in the README's section of a table, each with a meaning and whether it is real."""
    return _documented(f"{table}.csv")


def documented_names(document: str) -> list[str]:
    """The same of a document's section."""
    return _documented(f"{document}.toml")


def _documented(file: str) -> list[str]:
    rows = _rows(file)
    return [name.strip("`") for name, meaning, _, _, is_real in rows if meaning and is_real]


def _rows(heading: str) -> list[list[str]]:
    """The cells of the tables in a section of the README, those of headings and lines left out."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ") and "`" in line]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_and_setting_is_documented(table: Table) -> None:
    """Whoever replaces the figures must know what each of them means and whether it is real."""
    settings = SETTINGS_HEADINGS if table.is_settings else ()
    expected = [*settings, *(column.name for column in table.columns)]
    assert expected == documented_columns(table.name)


def test_every_name_in_the_documents_is_documented() -> None:
    """As every column is."""
    for folder in FOLDERS:
        rules = tomllib.loads((folder / "rules.toml").read_text(encoding="utf-8"))
        finance = tomllib.loads((folder / "finance.toml").read_text(encoding="utf-8"))
        named = {name for table in (*rules["rule"], *rules["payout"]) for name in table}
        assert named <= set(documented_names("rules"))
        assert set(finance) == set(documented_names("finance"))


def test_every_name_of_the_invoices_table_is_documented() -> None:
    """Nobody can guess how a tolerance is spelt; and what holds without a heading is stated as it is."""
    asked = Fields(values={}, place="invoice", places=Places(file="", text=""), faults=[])
    read_invoice_columns(asked)
    rows = _rows("Invoices")
    assert asked.asked == [name.strip("`") for name, *_ in rows]
    headings = {name.strip("`"): left_out for name, _, _, left_out in rows}
    assert all(headings[name] == ", ".join(usual) for name, usual in DEFAULT_HEADINGS.items())


@pytest.mark.parametrize("key", KEY_NAMES)
def test_the_terms_of_every_key_are_documented(key: KeyName) -> None:
    """As the refusal of an unknown term lists them; a key that is not there has none."""
    documented: dict[str, list[str]] = {}
    current = ""
    for named, names, *_ in _rows("Terms of keys"):
        current = named.strip("`") or current
        documented.setdefault(current, []).extend(name.strip(" `") for name in names.split(","))
    with pytest.raises(RulebookRefused, match=key) as refusal:
        read_terms(key, {"okänt": 1})
    listed = re.search(r"namnen är (.*?)\)", str(refusal.value))
    assert sorted(documented.get(key, [])) == (listed[1].split(", ") if listed else [])


def test_geonames_is_named_with_its_licence() -> None:
    """CC BY 4.0 asks for it."""
    assert "GeoNames" in README
    assert "CC BY 4.0" in README


def test_files_are_as_our_own_writer_writes_them(tmp_path: Path) -> None:
    """Then a changed figure is the only change in a comparison."""
    for folder in FOLDERS:
        write_csv(read_dataset(folder), tmp_path)
        assert (tmp_path / "balances.csv").read_text().count("\n") == 1  # the sample has no year before
        (tmp_path / "balances.csv").unlink()
        for path in tmp_path.iterdir():
            assert (folder / path.name).read_bytes() == path.read_bytes()


def test_crates_follow_the_gravity_model(dataset: DataSet) -> None:
    """No illustrative figure stands without its rule."""
    assert sample_rules.flows(dataset) == dataset.flows


def test_visits_and_service_times_follow_the_rule(dataset: DataSet) -> None:
    """Nobody shall think that these are the libraries' own figures."""
    for stop in dataset.stops:
        rule = sample_rules.service(stop, dataset)
        assert {name: getattr(stop, name) for name in rule} == rule


def test_hours_follow_the_rule(dataset: DataSet) -> None:
    """Nobody shall think that these are the libraries' own hours."""
    assert sample_rules.hours(dataset) == dataset.hours


def test_earlier_years_crates_follow_the_rule(dataset: DataSet) -> None:
    """Nobody counted these crates."""
    assert sample_rules.volumes(dataset) == dataset.volumes


def test_accounts_follow_the_rule(dataset: DataSet) -> None:
    """An account that somebody has must never stand in an example."""
    assert len(dataset.accounts) == 16
    for account in dataset.accounts:
        digits = account.number.replace("-", "")
        pattern = (
            f"999{account.scb_code}[0-9]"
            if account.kind == "bankgiro"
            else f"SE[0-9]{{2}}9990*{account.scb_code}"
        )
        assert re.fullmatch(pattern, digits)


def test_populations_sum_to_the_published_county_total(dataset: DataSet) -> None:
    """SCB's total for Värmland on 31 December 2023 (regionfakta.com)."""
    assert sum(m.population for m in dataset.municipalities) == 283_548


def test_the_sample_is_the_16_municipalities_with_a_main_library_each(dataset: DataSet) -> None:
    """All of Värmland takes part."""
    mains = [stop for stop in dataset.stops if stop.kind == "main"]
    assert len(mains) == 16
    assert {stop.bearer for stop in mains} == {m.scb_code for m in dataset.municipalities}


def test_the_larger_sample_extends_the_smaller() -> None:
    """The two are compared with each other: map, vans, prices and money are the same."""
    small, large = (read_dataset(folder) for folder in FOLDERS)
    for table in ("municipalities", "places", "roads", "vehicles", "costs", "accounts", "finance"):
        assert getattr(small, table) == getattr(large, table)
    assert small.stops == large.stops[:16]


def test_the_larger_sample_shares_by_crates_in_place_of_the_shapley_value() -> None:
    """A weekday with more than 18 stops has no exact costs of groups; all other keys are the same."""
    small, large = (read_dataset(folder) for folder in FOLDERS)
    assert small.rules.replace("shapley = 30", "crates = 30") == large.rules
    assert small.rules != large.rules


def test_branches_pickups_and_hospitals_are_those_of_the_facts() -> None:
    """Ten branches, two pickup points, and three hospital libraries that the region bears."""
    extra = read_dataset(sample_data.WITH_BRANCHES).stops[16:]
    kinds = [stop.kind for stop in extra]
    assert (kinds.count("branch"), kinds.count("pickup"), kinds.count("hospital")) == (10, 2, 3)
    hospitals = [stop for stop in extra if stop.kind == "hospital"]
    assert {stop.bearer for stop in hospitals} == {"17"}
    assert sum("ej bekräftat" in stop.name for stop in hospitals) == 2


def test_a_week_fits_two_vans_by_arithmetic(dataset: DataSet) -> None:
    """The crates of a week stay under two thirds of what ten runs can carry."""
    crates = sum((flow.crates_per_week for flow in dataset.flows), Fraction())
    capacity = sum(len(v.weekdays) * v.capacity_crates for v in dataset.vehicles)
    assert crates * 3 < capacity * 2
    assert 40 <= sum(stop.visits_fewest for stop in dataset.stops) <= 60


def test_every_illustrative_decision_says_so(dataset: DataSet) -> None:
    """An example must never be mistaken for a decision of the region."""
    for rule in rulebook_of(dataset).rules:
        assert "exempel" in rule.decided_by
        assert "inget verkligt beslut" in rule.source
    assert all("(exempel)" in account.name for account in dataset.accounts)
    assert "ILLUSTRATIVT" in dataset.finance
    assert all("illustrativt" in cost.source for cost in dataset.costs)
    assert "exempel" in dataset.settings.title
