"""What one year leaves is read by the next: a file beside the reconciliation, a table of the next data set."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.balances import balance_rows, balances_csv, balances_of, left_to_the_first
from logistics.dataset import BalanceRow, read_dataset
from logistics.errors import DataFaults, NothingHolds
from subsidy.carrying import Balance
from subsidy.final import YearCorrection, settle_finally
from subsidy.statement import settle
from tests.logistics.dataset.small import write_small
from tests.subsidy.test_final import BASIS, RULE

HEADINGS = "scb_code,year,amount_kr,reference\n"
# The small data set is of 2026: Kil is 1715, Säffle 1785.
YEARS = tuple(
    replace(RULE, id=f"b{year}", first_date=date(year, 1, 1), last_date=date(year, 12, 31))
    for year in (2026, 2027)
)
SPRING, AUTUMN = HALVES = (
    replace(RULE, id="vår", first_date=date(2026, 1, 1), last_date=date(2026, 6, 30)),
    replace(RULE, id="höst", first_date=date(2026, 7, 1), last_date=date(2026, 12, 31)),
)
KIL = BalanceRow(scb_code="1715", year=2025, amount_ore=-125_050, reference="Slutavräkning 2025")


def correction(amount_ore, **changes):
    row = YearCorrection(
        date=date(2026, 3, 2),
        year=2025,
        id="1715",
        amount_ore=amount_ore,
        corrects="besked 1715 för 2025",
        because="Fel antal invånare",
    )
    return replace(row, **changes)


def faults(folder, *lines):
    write_small(folder)
    (folder / "balances.csv").write_text(HEADINGS + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(DataFaults) as refusal:
        read_dataset(folder)
    return [fault.sentence for fault in refusal.value.faults]


def test_balances_are_read_by_code_whatever_their_order(small):
    """The same rows in another order give the same documents."""
    other = replace(KIL, scb_code="1785", amount_ore=5)
    expected = (
        Balance(id="1715", year=2025, amount_ore=-125_050, reference="Slutavräkning 2025"),
        Balance(id="1785", year=2025, amount_ore=5, reference="Slutavräkning 2025"),
    )
    for rows in ((KIL, other), (other, KIL)):
        assert expected == balances_of(replace(small, balances=rows), YEARS, YEARS[0])


def test_balances_of_another_year_than_the_one_before_are_refused(small):
    """2025's, were they carried into 2027, would be carried twice; they are never passed over in silence."""
    with pytest.raises(DataFaults) as refusal:
        balances_of(replace(small, balances=(KIL,)), YEARS, YEARS[1])
    (fault,) = refusal.value.faults
    assert ("balances.csv", 2, "year", "2025") == (fault.file, fault.row, fault.column, fault.value)
    assert "kommer från 2025, men bara det som kommer från 2026 kan föras över till 2027" in fault.problem


def test_the_first_period_of_a_year_takes_the_balances(small):
    """Once: spring takes them, autumn says where they are; a year that begins no period is as it was."""
    dataset = replace(small, balances=(KIL,))
    assert [-125_050] == [balance.amount_ore for balance in balances_of(dataset, HALVES, SPRING)]
    assert ((), ()) == (balances_of(dataset, HALVES, AUTUMN), left_to_the_first(dataset, HALVES, SPRING))
    (sentence,) = left_to_the_first(dataset, HALVES, AUTUMN)
    assert "från 2025 hör till bidraget för 1\u00a0januari–30\u00a0juni 2026 (vår)" in sentence
    assert () == left_to_the_first(small, HALVES, AUTUMN)


def test_balances_in_a_later_period_only_are_refused(small):
    """A data set of the autumn, which spring has not read: they would never be carried."""
    season = replace(small.settings, season_first_date=date(2026, 7, 1))
    with pytest.raises(DataFaults) as refusal:
        balances_of(replace(small, settings=season, balances=(KIL,)), HALVES, AUTUMN)
    (fault,) = refusal.value.faults
    assert "förs till vår, det första bidraget som börjar 2026, inte till höst" in fault.problem


def test_balances_of_both_halves_of_a_year_are_carried_as_one(small):
    """Spring left 12,50 kr and autumn took 1 250,50; what sums to nothing is not carried."""
    rows = (KIL, replace(KIL, amount_ore=1_250, reference="Slutavräkning våren"))
    (balance,) = balances_of(replace(small, balances=rows), YEARS, YEARS[0])
    assert (-123_800, "Slutavräkning 2025 och Slutavräkning våren") == (balance.amount_ore, balance.reference)
    even = (KIL, replace(KIL, amount_ore=125_050, reference="Rättelse"))
    assert () == balances_of(replace(small, balances=even), YEARS, YEARS[0])


def test_a_season_takes_what_the_season_before_left(small):
    """From August to July: that which began in 2025 is of 2025, though most of it was in 2026."""
    basis = replace(BASIS, first_date=date(2025, 8, 1), last_date=date(2026, 7, 31))
    rows = balance_rows(settle_finally(settle(basis, RULE), 90_000))
    assert {2025} == {row.year for row in rows}
    season = replace(RULE, first_date=date(2026, 8, 1), last_date=date(2027, 7, 31))
    known = tuple(row for row in rows if row.scb_code == "1715")
    assert 1 == len(balances_of(replace(small, balances=known), (season,), season))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            ["9999,2025,1,a"],
            (
                "balances.csv, rad 2, kolumn scb_code: ”9999” finns inte i municipalities; "
                "ange ett id som finns i municipalities."
            ),
        ),
        (
            ["1715,2025,1,a", "1715,2025,2,a"],
            (
                "balances.csv, rad 3, kolumn reference: ”1715”, ”2025”, ”a” står redan på rad 2; "
                "behåll en av raderna."
            ),
        ),
        (
            ["1715,2024,1,a"],
            (
                "balances.csv, rad 2, kolumn year: det som kommer från 2024 förs över till 2025, men datamängden "
                "gäller 2026-01-01–2026-12-31; ta bort raden om beloppet redan är reglerat, annars ange året före."
            ),
        ),
        (
            ["1715,2025,0,a"],
            "balances.csv, rad 2, kolumn amount_kr: beloppet ändrar ingenting; ta bort raden.",
        ),
        (
            ["1715,2025,-100000000.01,a"],
            (
                "balances.csv, rad 2, kolumn amount_kr: ”-100000000.01” är för litet; "
                "ange −100000000 till 100000000."
            ),
        ),
        (
            ["1715,2025,1,"],
            "balances.csv, rad 2, kolumn reference: värdet saknas; ange en text.",
        ),
    ],
)
def test_one_wrong_row_is_one_sentence(lines, sentence, tmp_path):
    """Where it stands, what is wrong, what would be right."""
    assert [sentence] == faults(tmp_path, *lines)


def test_a_final_settlement_that_carries_becomes_the_table_of_the_next_year():
    """Caps of 50 %: 900 kr instead of 1 000 lower the awards by 30 and 20 kr; Kil is to get 100,50 kr of 2025."""
    final = settle_finally(settle(BASIS, RULE), 90_000, corrections=[correction(10_050)])
    assert (
        f"{HEADINGS}"
        '1715,2026,70.50,"Slutavräkning 2026, RUN/2026-0042; med rättelse av besked 1715 för 2025"\n'
        '1730,2026,-20.00,"Slutavräkning 2026, RUN/2026-0042"\n'
    ) == balances_csv(final).decode()


def test_what_was_left_to_deduct_goes_on():
    """Nothing is dropped: 50 kr of 2025 did not fit into Kil's award of 2026."""
    carried = (Balance(id="1715", year=2025, amount_ore=-35_000, reference="Slut 2025"),)
    final = settle_finally(settle(replace(BASIS, balances=carried), RULE), 100_000)
    (row,) = balance_rows(final)
    assert ("1715", 2026, -5_000) == (row.scb_code, row.year, row.amount_ore)
    assert row.reference == "Slutavräkning 2026, RUN/2026-0042; kvar att dra av från 2025"


def test_what_is_paid_at_once_is_not_carried():
    """It would be paid twice."""
    final = settle_finally(settle(BASIS, replace(RULE, settlement="pay")), 90_000)
    assert (final.balance_ore, ()) == (-5_000, balance_rows(final))


def test_a_long_list_of_corrections_still_fits_its_cell():
    """A file that the next year cannot read is no file."""
    rows = [
        correction(1, corrects=f"Besked {number} för 2025", because=f"Fel {number}") for number in range(100)
    ]
    final = settle_finally(settle(BASIS, RULE), 90_000, corrections=rows)
    reference = balance_rows(final)[0].reference
    assert (300, "…") == (len(reference), reference[-1])


def test_more_than_the_table_holds_is_refused():
    """100 000 000 kr can be carried, an öre more cannot."""
    final = settle_finally(settle(BASIS, RULE), 100_000, corrections=[correction(10**10)])
    assert balance_rows(final)[0].amount_ore == 10**10
    with pytest.raises(NothingHolds, match="mer än som kan föras över"):
        balance_rows(settle_finally(settle(BASIS, RULE), 100_000, corrections=[correction(10**10 + 1)]))
