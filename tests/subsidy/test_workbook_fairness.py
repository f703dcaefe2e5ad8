"""The sheet Rättvisa shows who would be cheaper off alone, with figures that another program recomputes."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from subsidy.game import make_game
from subsidy.judgement import UNDER_RULE, Judgement, judge_mix
from subsidy.statement import Settlement
from subsidy.workbook import write_common
from subsidy.workbook.book import Book
from subsidy.workbook.fairness import write_fairness, write_unjudged
from tests.subsidy.cases import mix, rule, sixteen
from tests.subsidy.office import find_formulas, read_values, recalculate

SETTLED = sixteen(rule(90_000_000, cost_mix=mix(equal=40, population=60)), with_region=False)


def judged(settlement: Settlement) -> Judgement:
    """A week of 26 000 kr, where 5 000 kr and 1 500 kr for each player would do for a group of its own."""
    players = [player.id for player in settlement.basis.players]
    costs_ore = [0, *(500_000 + 150_000 * mask.bit_count() for mask in range(1, 2 ** len(players)))]
    costs_ore[-1] = 2_600_000
    period = (settlement.basis.cost_ore, 12)
    game = make_game(players, costs_ore)
    return judge_mix(
        game, settlement.rule.cost_mix, settlement.basis.players, under=UNDER_RULE, period=period
    )


def write_sheet(path: Path, write: Callable[[Book], None]) -> Path:
    common = write_common(SETTLED)
    book = Book(SETTLED, title="", receiver="Region Värmland", shared=common.shared)
    write(book)
    book.add_shared(common.shared)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    common = write_common(SETTLED)
    folder = tmp_path_factory.mktemp("fairness")
    return write_sheet(folder / "f.xlsx", lambda book: write_fairness(book, judged(SETTLED), common.costs))


def rows_below(path: Path, head: str) -> list[tuple[object, ...]]:
    """The rows of the table whose first heading is `head`, until an empty one."""
    rows = list(openpyxl.load_workbook(path, data_only=True)["Rättvisa"].iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == head)
    end = next((i for i in range(start + 1, len(rows)) if rows[i][0] is None), len(rows))
    return rows[start + 1 : end]


def test_karlstad_alone_on_paper(path: Path) -> None:
    """Of 26 000 kr it pays 40 % / 16 and 60 % x 97 233 / 283 548, 650 + 5 349,48; alone 6 500 kr would do."""
    karlstad = next(row for row in rows_below(path, "Deltagare") if row[0] == "Karlstad")
    assert (5_999.48, 6_500) == (round(float(str(karlstad[1])), 2), karlstad[2])


def test_the_groups_come_largest_gain_first(path: Path) -> None:
    """Twenty of them; the count of all stands in the verdict."""
    gains = [float(str(row[4])) for row in rows_below(path, "Grupp")]
    assert 20 == len(gains)
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0


def test_what_a_group_pays_is_the_sum_of_its_members(path: Path) -> None:
    """As anyone would add it up from the table below."""
    pays = {str(row[0]): float(str(row[1])) for row in rows_below(path, "Deltagare")}
    for name, paid, alone, week, *_ in rows_below(path, "Grupp"):
        members = str(name).split(", ")
        assert float(str(paid)) == pytest.approx(sum(pays[member] for member in members))
        assert float(str(alone)) == 5_000 + 1_500 * len(members)
        assert float(str(week)) == pytest.approx(float(str(paid)) - float(str(alone)))


def test_another_program_computes_the_same(path: Path, tmp_path: Path) -> None:
    """Every formula of the sheet."""
    (computed,) = recalculate([path], tmp_path)
    stored = read_values(path)
    cells = [place for place in find_formulas(path) if place[0] == "Rättvisa"]
    assert len(cells) > 100
    for place in cells:
        assert computed[place] == pytest.approx(stored[place], rel=1e-9)


def test_without_groups_there_is_a_sheet_with_the_reason(tmp_path: Path) -> None:
    """A sheet that is missing would look like one that was forgotten."""
    path = write_sheet(
        tmp_path / "u.xlsx", lambda book: write_unjudged(book, "Planen har 19 besök på måndagar.")
    )
    assert "Planen har 19 besök på måndagar." in [
        value for (sheet, _), value in read_values(path).items() if sheet == "Rättvisa"
    ]
