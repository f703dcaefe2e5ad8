"""Every key stands in the workbook with its sentence, its formula and live cells another program recomputes."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from subsidy.keys import KEY_NAMES, KEYS, KeyName, Measures
from subsidy.schemes import (
    AllocationKey,
    CountyPart,
    PriceTable,
    VolumeAndStops,
)
from subsidy.statement import Settlement, Statement, Summary, settle
from subsidy.terms import Terms
from subsidy.workbook import write_statement, write_summary
from tests.recalculate import differing
from tests.subsidy.cases import SIXTEEN, THREE_BRACKETS, mix, rule, sixteen
from tests.subsidy.office import Cells, read_values, recalculate

AGREED = {code: Fraction(population, 100) for code, _, population in SIXTEEN}
TERMS: dict[KeyName, Terms] = {
    "degressive_population": THREE_BRACKETS,
    "south_central": VolumeAndStops(
        base_fee_ore=500_00,
        state_aid_ore=70_001,
        volume_part=Fraction(1, 3),
        truck_discount=Fraction(1, 8),
        truck_vehicles=frozenset({"bil-2"}),
    ),
    "clic": PriceTable(
        prices_ore={1: 100_00, 2: 180_00, 3: 250_00, 5: 400_00},
        high_prices_ore={1: 130_00, 2: 220_00, 3: 330_00, 5: 500_50},
        high_from=Fraction(20),
        subsidised_part=Fraction(0),
    ),
    "akershus": AllocationKey(key=AGREED),
    "agder": CountyPart(key=AGREED, county_part=Fraction(0)),
}
EVERY_KEY = mix(**{name: 10 if name == "equal" else 5 for name in KEY_NAMES})


def measured(player: Measures, i: int) -> Measures:
    """The player with everything that a key may need; invented."""
    days = ((1,), (2, 1), (3,), (5, 2))[i % 4]
    return replace(
        player,
        visits=sum(days),
        shapley_within_ore=1_234 + i,
        nucleolus_ore=Fraction(player.population * 3 + 1_000_003, 7),
        equal_profit_ore=Fraction(player.population * 2 + 500_001, 3),
        hub_distance_m=0 if i == 3 else 4_321 * (i + 1),
        yearly_crates=tuple((2023 + year, Fraction(900 + 77 * i + 31 * year)) for year in range(3)),
        site_days=days,
        service_days=max(days),
        truck_visits=i % 2,
    )


def every_key() -> Settlement:
    """The sixteen and the region, shared by all keys at once."""
    plain = sixteen(rule(90_000_000, floor_ore=1_000_000, cap_share=Fraction(9, 10)))
    players = tuple(measured(player, i) for i, player in enumerate(plain.basis.players))
    mixed = replace(plain.rule, cost_mix=EVERY_KEY, contribution_mix=EVERY_KEY, terms=TERMS)
    return settle(replace(plain.basis, players=players), mixed)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    settlement, folder = every_key(), tmp_path_factory.mktemp("keys")
    paths = [folder / "kil.xlsx", folder / "region.xlsx"]
    write_statement(
        Statement(settlement=settlement, municipality=settlement.basis.municipalities[0]), paths[0]
    )
    write_summary(Summary(settlement=settlement), paths[1])
    return paths


def texts_of(cells: Cells, sheet: str) -> str:
    """All texts of a sheet, in a row: long ones are folded."""
    return " ".join(value for (name, _), value in cells.items() if name == sheet and isinstance(value, str))


def test_another_program_computes_the_same_with_every_key(written: list[Path], tmp_path: Path) -> None:
    """Fees, scales, means, shares, costs and awards, by LibreOffice from the formulas alone."""
    computed = recalculate(written, tmp_path)
    faults = [
        fault for path, cells in zip(written, computed, strict=True) for fault in differing(path, cells)
    ]
    assert faults == []
    assert all(
        value != "FEL" for cells in computed for (sheet, _), value in cells.items() if sheet == "Kontroll"
    )


@pytest.mark.parametrize("sheet", ["Bidragsbesked", "Regel"])
def test_every_key_explains_itself(written: list[Path], sheet: str) -> None:
    """One Swedish sentence and one formula, on the decision and the rule."""
    texts = texts_of(read_values(written[0]), sheet)
    for key in KEYS.values():
        assert key.sentence in texts
        assert f"Formel: {key.formula}" in texts


def test_a_statement_shows_its_shares_by_each_key(written: list[Path]) -> None:
    """Live cells, that say how much of each key is the receiver's."""
    settlement, cells = every_key(), read_values(written[0])
    rows = [
        int(where[1:])
        for (sheet, where), value in cells.items()
        if (sheet, value) == ("Bidragsbesked", "Kommunens andel av kostnaden")
    ]
    shown = [cells["Bidragsbesked", f"B{row}"] for row in sorted(rows)]
    kil = next(row for row in settlement.cost.rows if row.id == "1715")
    assert [float(share) for share in kil.key_shares] == pytest.approx(shown, rel=1e-12)


def test_terms_are_live(written: list[Path], tmp_path: Path) -> None:
    """Whoever says in the cell with its name that no volume is high sees everybody pay by the low prices."""
    cells = read_values(written[1])
    cell = next(
        where[1:]
        for (sheet, where), value in cells.items()
        if (sheet, value) == ("Regel", "CLiC: stor volym från")
    )
    (computed,) = recalculate([written[1]], tmp_path, {("Regel", f"B{cell}"): 1_000_000})
    column = next(
        where[:-1]
        for (sheet, where), value in cells.items()
        if (sheet, value) == ("Underlag", "CLiC, avgift, öre")
    )
    prices = {1: 100_00, 2: 180_00, 3: 250_00, 5: 400_00}
    expected = [sum(prices[n] for n in player.site_days or ()) for player in every_key().basis.members]
    assert expected == [computed["Underlag", f"{column}{row}"] for row in range(5, 21)]


def test_estimates_are_called_estimates(written: list[Path]) -> None:
    """A figure that may be off must say by how much."""
    cells = read_values(written[0])
    assert "± öre per vecka" in texts_of(cells, "Underlag")
    assert "Shapleyvärdena är uppskattade" in texts_of(cells, "Regel")


def test_the_regions_own_share_is_shown_and_not_invoiced(written: list[Path]) -> None:
    """It bears stops itself, shares the cost and gets nothing of the contribution."""
    settlement, cells = every_key(), read_values(written[1])
    row = next(
        where[1:]
        for (sheet, where), value in cells.items()
        if (sheet, value) == ("Beslut", "Därav Region Värmlands egen del, som inte faktureras")
    )
    assert settlement.cost.costs_ore["17"] == round(float(str(cells["Beslut", f"B{row}"])) * 100)
    assert "Kommunerna delar resten efter nycklarna" in texts_of(cells, "Beslut")
    assert "17" not in settlement.split.awards_ore
