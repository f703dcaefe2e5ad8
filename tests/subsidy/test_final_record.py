"""The record of a final settlement gives the settlement back, and shows what was changed in it."""

import json

import pytest

from subsidy.final import CostPart, SettledBefore, settle_finally
from subsidy.final_record import final_record, read_final_record
from subsidy.record import Damaged, RecordRefused
from tests.subsidy.test_final import BUDGET, correction

PARTS = (CostPart(name="Fakturerat", amount_ore=91_000), CostPart(name="Dubbletter", amount_ore=-1_000))
FINAL = settle_finally(BUDGET, 90_000, corrections=[correction()])


def text(**changes):
    """The record with some of its parts changed."""
    return json.dumps(json.loads("\n".join(final_record(FINAL, PARTS))) | changes)


def test_the_settlement_is_computed_again_from_its_record():
    """Kil: 270 kr instead of 300, and 100 kr for 2025; Eda: 180 kr instead of 200."""
    record = read_final_record(text())
    assert [7_000, -2_000] == [row.balance_ore for row in record.final.rows]
    assert (FINAL, PARTS, True) == (record.final, record.cost_parts, record.is_unchanged)


def test_a_changed_part_of_the_cost_gives_another_settlement():
    """10 kr less lower Kil's cap by 3 kr; what the record claims stays."""
    inputs = json.loads(text())["inputs"]
    inputs["cost_parts"][0]["amount_ore"] -= 1_000
    record = read_final_record(text(inputs=inputs))
    assert not record.is_unchanged
    assert (6_700, 7_000) == (record.final.rows[0].balance_ore, record.claims.rows[0].balance_ore)


def test_what_was_settled_before_stands_in_the_record():
    """Kil got 30 kr of its 70; the notes say how it was issued, and change the record's fingerprint."""
    before = (SettledBefore(number=2, id="1715", amount_ore=3_000, onward_ore=0),)
    final = settle_finally(BUDGET, 90_000, corrections=[correction()], settled=before)
    record, noted = (
        read_final_record("\n".join(final_record(final, PARTS, notes))) for notes in ((), ("Som nr 3.",))
    )
    assert (before, (4_000, 3_000)) == (
        record.final.settled,
        (record.claims.rows[0].balance_ore, record.claims.rows[0].settled_ore),
    )
    assert ((), ("Som nr 3.",)) == (record.own.notes, noted.own.notes)
    assert (record.rule, False) == (noted.rule, record.inputs == noted.inputs)


def test_record_from_before_settlements_were_issued_is_read():
    """Version 1 had neither notes nor what was settled before."""
    content = json.loads(text(schema_version=1))
    del content["own"], content["inputs"]["settled"]
    for row in content["figures"]["rows"]:
        del row["settled_ore"]
    assert FINAL == read_final_record(json.dumps(content)).final


def test_parts_that_are_not_the_cost_are_refused():
    """A record would else prove another cost than the one that was shared."""
    with pytest.raises(ValueError, match="90000"):
        final_record(FINAL, PARTS[:1])


@pytest.mark.parametrize(("name", "value"), [("population", 601), ("id", "1799")])
def test_players_that_are_not_those_of_the_budget_are_refused(name, value):
    """Kil has 600 inhabitants in what was decided."""
    inputs = json.loads(text())["inputs"]
    inputs["players"][0][name] = value
    with pytest.raises(Damaged, match="players"):
        read_final_record(text(inputs=inputs))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"schema": "annat"}, "det är ingen slutavräkning från bokslinga"),
        (
            {"schema_version": 4},
            (
                "slutavräkningen är skriven av en nyare version av programmet (format 4; det här programmet"
                " läser 1–3)"
            ),
        ),
        ({"schema_version": 0}, "slutavräkningens format är okänt (0)"),
    ],
)
def test_what_is_of_another_kind_or_version_is_refused(changes, sentence):
    """Half understood would be worse."""
    with pytest.raises(RecordRefused) as refused:
        read_final_record(text(**changes))
    assert sentence == str(refused.value)
