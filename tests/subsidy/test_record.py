"""Whoever has a record can compute every figure again, and sees what was changed in it."""

import json
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from typing import Any, get_args, get_type_hints

import pytest

from subsidy.brackets import Bracket, Brackets
from subsidy.carrying import Balance
from subsidy.errors import SplitRefused
from subsidy.payout import Award, Awards, PayoutPlan, plan_payouts
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.record import (
    Damaged,
    Figures,
    Recorder,
    RecordRefused,
    figures_of,
    paid_by_day,
    read_record,
    record_bytes,
)
from subsidy.record.codec import Derived, Kinds, decoded, encoded
from subsidy.record.document import SCHEMA_VERSION, own_hints
from subsidy.record.kinds import KINDS
from subsidy.rules import ContributionRule
from subsidy.schemes import AllocationKey, FixedPrice, PriceTable, VolumeAndStops
from subsidy.statement import Basis, Settlement, Statement, Summary, settle
from subsidy.terms import LastYear
from tests.subsidy.cases import mix, rule, runs, sixteen, sixteen_players

KEYS = mix(equal=30, population=40, shapley=30)
PAYOUT_RULE = PayoutRule(
    id="utbetalning",
    first_date=date(2026, 1, 1),
    last_date=date(2026, 12, 31),
    steps=(PayoutStep(from_ore=0, every_months=None), PayoutStep(from_ore=15_000_000, every_months=6)),
    due_day=20,
    shift=Shift.LATER,
    unit_ore=100,
    reference="RUN/2026-0042",
    source="Protokoll",
)


def is_weekday(day: date) -> bool:
    """A bank that never takes a holiday."""
    return day.weekday() < 5


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    return sixteen(rule(90_000_000, floor_ore=1_000_000, cap_share=Fraction(1), cost_mix=KEYS))


def planned(settlement: Settlement) -> PayoutPlan:
    names = {m.code: m.name for m in settlement.basis.municipalities}
    rows = settlement.split.rows
    awards = Awards(
        first_date=settlement.basis.first_date,
        last_date=settlement.basis.last_date,
        payable_from=date(2026, 1, 10),
        rows=tuple(Award(id=row.id, name=names[row.id], amount_ore=row.award_ore) for row in rows),
    )
    return plan_payouts(PAYOUT_RULE, awards, is_weekday)


def statement(settlement: Settlement, **others: Any) -> Statement:
    """Kil's, with everything that a statement may hold."""
    kil = settlement.basis.municipalities[0]
    all_runs = runs(settlement.basis.cost_ore)
    return Statement(settlement=settlement, municipality=kil, runs=all_runs, notes=("”Åäö” = 1",), **others)


def content_of(document: Statement | Summary) -> dict[str, Any]:
    """Its record as any program reads it."""
    found: dict[str, Any] = json.loads(record_bytes(Recorder(document.settlement).lines(document)))
    return found


def read(content: Any) -> Any:
    return read_record(json.dumps(content), is_weekday)


def test_a_statement_comes_back_as_it_was(settlement: Settlement) -> None:
    """The award of a year ago, computed again from the file alone."""
    before = settle(
        replace(settlement.basis, first_date=date(2025, 1, 1), last_date=date(2025, 12, 31)), settlement.rule
    )
    whole = statement(settlement, payouts=planned(settlement), account="bankgiro 5050-1055", earlier=before)
    record = read_record(record_bytes(Recorder(settlement).lines(whole)), is_weekday)
    assert whole == record.document
    assert record.is_unchanged
    assert record.is_of_this_program
    assert figures_of(settlement) == record.claims


def test_a_summary_comes_back_as_it_was(settlement: Settlement) -> None:
    whole = Summary(settlement=settlement, runs=runs(settlement.basis.cost_ore), payouts=planned(settlement))
    assert whole == read(content_of(whole)).document


@pytest.mark.parametrize(
    ("key", "terms"),
    [
        (
            "degressive_population",
            Brackets(brackets=(Bracket(above=0, weight=Fraction(2, 3)),), source="§ 4"),
        ),
        ("average_volume", LastYear(year=2025)),
        ("vestland", FixedPrice(price_ore=12_345)),
        ("akershus", AllocationKey(key={"17": 3, "1780": Fraction(7, 3)})),
        (
            "clic",
            PriceTable(
                prices_ore={3: 90_000, 5: 150_000},
                high_prices_ore={},
                high_from=Fraction(5, 2),
                subsidised_part=Fraction(0),
            ),
        ),
        (
            "south_central",
            VolumeAndStops(
                base_fee_ore=1,
                state_aid_ore=2,
                volume_part=Fraction(1, 3),
                truck_discount=Fraction(1, 7),
                truck_vehicles=frozenset({"b", "a"}),
            ),
        ),
    ],
)
def test_the_terms_of_every_kind_of_key_come_back(key: Any, terms: Any) -> None:
    """A rule is its terms as well: without them the shares cannot be computed again."""
    kinds = Kinds(marked={type(terms).__name__: type(terms)})
    stated = rule(1, terms={key: terms})
    content = json.loads(json.dumps(encoded(stated, kinds)))
    assert stated == decoded(ContributionRule, content, kinds, "rule")


def test_the_fingerprint_is_one_that_an_outsider_computes(settlement: Settlement) -> None:
    content = content_of(statement(settlement))
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    spelled = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()
    assert sha256(spelled).hexdigest() == content["fingerprint"]


def test_the_same_settlement_gives_the_same_bytes(settlement: Settlement) -> None:
    """Two offices that compute the same year must be able to compare files."""
    again = sixteen(settlement.rule)
    first, second = (Recorder(s).lines(statement(s)) for s in (settlement, again))
    assert first == second
    assert first == Recorder(settlement).recorded(statement(settlement)).record


def test_inputs_and_rule_have_fingerprints_of_their_own(settlement: Settlement) -> None:
    """A correction shows which of them was changed."""
    this = read(content_of(statement(settlement)))
    other_rule = read(
        content_of(statement(settle(settlement.basis, replace(settlement.rule, reference="X"))))
    )
    assert (this.inputs, True) == (other_rule.inputs, this.rule != other_rule.rule)
    other_basis = read(content_of(statement(settlement, account="annat")))
    assert (this.rule, True) == (other_basis.rule, this.inputs != other_basis.inputs)
    assert 3 == len({this.content, other_rule.content, other_basis.content})


def test_a_changed_figure_is_seen_beside_what_it_should_be(settlement: Settlement) -> None:
    content = content_of(statement(settlement, payouts=planned(settlement)))
    content["figures"]["awards_ore"]["1715"] += 1
    content["own"]["payouts"]["paid_ore"]["2026-01-20"]["1715"] += 1
    record = read(content)
    assert not record.is_unchanged
    assert settlement.split.awards_ore["1715"] + 1 == record.claims.awards_ore["1715"]
    assert settlement == record.document.settlement
    again = paid_by_day(record.document.payouts.payouts)
    assert again["2026-01-20"]["1715"] + 1 == record.claimed_payouts.paid_ore["2026-01-20"]["1715"]


def test_another_population_gives_other_awards(settlement: Settlement) -> None:
    """The figures follow from what stands in the file, not from what was once computed."""
    content = content_of(statement(settlement))
    for people in (
        *content["basis"]["municipalities"],
        *content["basis"]["players"],
        content["own"]["municipality"],
    ):
        if people.get("code", people.get("id")) == "1715":
            people["population"] = 24_170
    record = read(content)
    assert record.document.settlement.split.awards_ore["1715"] > settlement.split.awards_ore["1715"]
    assert settlement.split.awards_ore == record.claims.awards_ore


DAMAGE: tuple[tuple[str, Any, str], ...] = (
    ("basis.cost_ore", "1", "basis.cost_ore"),
    ("basis.cost_ore", True, "basis.cost_ore"),
    ("basis.first_date", "2026-02-30", "basis.first_date"),
    ("basis.first_date", "20260101", "basis.first_date"),
    ("basis.last_date", "2025-12-31", "basis"),
    ("basis.players.0.crates", "2/4", "basis.players[0].crates"),
    ("basis.players.0.crates", "1/0", "basis.players[0].crates"),
    ("basis.players.0.crates", 3, "basis.players[0].crates"),
    ("basis.players.0.shapley_ore", "x", "basis.players[0].shapley_ore"),
    ("basis.players.0.nickname", "x", "basis.players[0].nickname"),
    ("basis.players", {}, "basis.players"),
    ("basis.issuer", [], "basis.issuer"),
    ("rule.cost_mix.parts.0", ["equal"], "rule.cost_mix.parts[0]"),
    ("rule.cost_mix.parts.0", ["nonsense", "1"], "rule.cost_mix.parts[0][0]"),
    ("rule.settlement", "give", "rule.settlement"),
    ("rule.own_floors_ore", [], "rule.own_floors_ore"),
    ("rule.terms", {"vestland": {"type": "Nonsense"}}, "rule.terms.vestland.type"),
    ("figures.left_ore", None, "figures.left_ore"),
    ("kind", "letter", "kind"),
    ("own", 1, "own"),
    ("own.nickname", 1, "own.nickname"),
    ("own.municipality.code", "9999", "own"),
    ("own.payouts.rule.shift", "sideways", "own.payouts.rule.shift"),
)


@pytest.mark.parametrize(("path", "value", "place"), DAMAGE)
def test_a_damaged_part_is_named(settlement: Settlement, path: str, value: Any, place: str) -> None:
    """Whoever asks for the file again can say what was wrong with it."""
    content = content_of(statement(settlement, payouts=planned(settlement)))
    *above, last = (int(step) if step.isdigit() else step for step in path.split("."))
    part: Any = content
    for step in above:
        part = part[step]
    part[last] = value
    with pytest.raises(Damaged) as fault:
        read(content)
    assert place == fault.value.place


@pytest.mark.parametrize("name", ["basis", "rule", "figures", "own"])
def test_a_missing_part_is_named(settlement: Settlement, name: str) -> None:
    content = content_of(statement(settlement))
    del content[name]
    with pytest.raises(Damaged, match=f"^{name}$"):
        read(content)


def test_a_missing_field_is_named_unless_it_has_a_default(settlement: Settlement) -> None:
    """A record from before a field was thought of says what the field says when nothing is stated."""
    content = content_of(statement(settlement))
    del content["rule"]["rounding_ore"], content["own"]["account"]
    assert settlement == read(content).document.settlement
    del content["rule"]["amount_ore"]
    with pytest.raises(Damaged, match=r"rule\.amount_ore"):
        read(content)


def test_a_statement_without_its_receiver_is_damaged(settlement: Settlement) -> None:
    content = content_of(statement(settlement))
    del content["own"]["municipality"]
    with pytest.raises(Damaged, match=r"^own$"):
        read(content)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema":"bokslinga-plan"}', '{"schema":1.5}'])
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(RecordRefused, match="inget bidragsbesked"):
        read_record(text, is_weekday)


def test_a_newer_record_asks_for_an_update(settlement: Settlement) -> None:
    """What its parts mean is not known here, and the file is not to be called damaged."""
    content = content_of(statement(settlement)) | {"schema_version": SCHEMA_VERSION + 1}
    with pytest.raises(
        RecordRefused, match=r"nyare version av programmet \(format 3; .* läser 1–2\)"
    ) as refused:
        read(content)
    assert "Uppdatera bokslinga och försök igen." == refused.value.remedy


@pytest.mark.parametrize("found", [0, None, "1", True])
def test_an_unknown_version_is_refused(settlement: Settlement, found: object) -> None:
    """Only whole numbers that we have given out are versions."""
    content = content_of(statement(settlement)) | {"schema_version": found}
    with pytest.raises(RecordRefused, match=f"format är okänt \\({found}\\)"):
        read(content)


def test_another_field_is_another_version() -> None:
    """A program that does not know a field calls the file damaged: with a new mark here goes a new version."""
    own = (*own_hints(Statement).values(), *own_hints(Summary).values())
    roots = (Basis, ContributionRule, Figures, *KINDS.marked.values(), *own)
    lines = sorted(set().union(*map(fields_of, roots)))
    assert (2, "639576d48dde") == (SCHEMA_VERSION, sha256("\n".join(lines).encode()).hexdigest()[:12])


def fields_of(hint: Any) -> set[str]:
    """Every field of a class, and of those that its fields hold, as a record keeps them."""
    found = set().union(*map(fields_of, get_args(hint)))
    if is_dataclass(hint) and isinstance(hint, type) and hint is not Settlement:
        for name, part in get_type_hints(hint).items():
            found |= {f"{hint.__name__}.{name}", *fields_of(part)}
    return found


def test_inputs_that_cannot_be_shared_are_refused_with_their_faults(settlement: Settlement) -> None:
    content = content_of(statement(settlement)) | {}
    content["basis"]["players"][0]["visits"] = 1
    content["rule"]["floor_ore"] = 90_000_000
    with pytest.raises(SplitRefused, match="Golven"):
        read(content)


def test_another_program_is_known_by_its_name(settlement: Settlement) -> None:
    content = content_of(statement(settlement))
    assert not read(content | {"program": "bokslinga 9.9"}).is_of_this_program
    assert "" == read(content | {"program": 1}).program


def test_a_recorder_refuses_what_belongs_to_another_settlement(settlement: Settlement) -> None:
    """Else the record would say how some other award came about."""
    other = sixteen(rule(1))
    with pytest.raises(ValueError, match="another settlement"):
        Recorder(other).record(statement(settlement))


def test_what_does_not_come_back_is_never_recorded(settlement: Settlement) -> None:
    """A player that is a subclass, with more than its class says, would come back as something else."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(type(settlement.basis.issuer)):  # type: ignore[misc]  # made to be wrong
        more: int = 1

        def __eq__(self, other: object) -> bool:
            return type(other) is Odd

    odd = Odd(name="Region", orgnr="232100-0156")
    with pytest.raises((ValueError, Damaged)):
        Recorder(replace(settlement, basis=replace(settlement.basis, issuer=odd)))


class Colour(Enum):
    """A choice whose texts are not its values."""

    RED = "red"


def test_what_has_no_exact_text_is_refused() -> None:
    with pytest.raises(TypeError, match="float has no place"):
        encoded(0.5, Kinds())  # type: ignore[arg-type, unused-ignore]
    with pytest.raises(TypeError, match="no record holds"):
        decoded(list[int], [1], Kinds(), "here")
    assert "red" == encoded(Colour.RED, Kinds())
    assert Colour.RED is decoded(Colour, "red", Kinds(), "here")


def test_what_is_derived_is_computed_again(settlement: Settlement) -> None:
    """A settlement keeps what it is made from; its splits are made anew."""
    kinds = Kinds(derived={Settlement: Derived(("basis", "rule"), settle)})
    content = encoded(settlement, kinds)
    assert isinstance(content, dict)
    assert {"basis", "rule"} == set(content)
    assert settlement == decoded(Settlement, content, kinds, "")


def test_the_players_of_the_record_are_those_of_the_basis(settlement: Settlement) -> None:
    """Every measure of every player stands there, under the name that the program uses."""
    found = {player["id"]: player for player in content_of(statement(settlement))["basis"]["players"]}
    for player in sixteen_players():
        assert str(player.shapley_ore) == found[player.id]["shapley_ore"]
        assert player.population == found[player.id]["population"]


def test_no_line_is_longer_than_a_cell_holds(settlement: Settlement) -> None:
    """Excel keeps 32 767 characters in a cell; rows that would be longer are laid out over several."""
    note = "x" * 20_000
    agreed = AllocationKey(key={f"{1000 + number}": 10**12 + number for number in range(2_000)})
    wide = settle(settlement.basis, replace(settlement.rule, terms={"akershus": agreed}))
    lines = Recorder(wide).lines(replace(statement(wide), notes=(note, note)))
    assert max(map(len, lines)) < 32_767
    assert (note, note) == read_record("\n".join(lines), is_weekday).document.notes


def test_what_is_carried_comes_back_and_is_computed_again(settlement: Settlement) -> None:
    """Kil's 1 000 kr of 2025 stand in the record as an input, and what is paid as a figure."""
    balance = Balance(id="1715", year=2025, amount_ore=100_000, reference="Slutavräkning 2025")
    carried = settle(replace(settlement.basis, balances=(balance,)), settlement.rule)
    award_ore = settlement.split.awards_ore["1715"]
    content = Recorder(carried).record(Summary(settlement=carried))
    read = read_record(json.dumps(content), is_weekday)
    assert carried == read.document.settlement
    assert (award_ore, award_ore + 100_000) == (read.claims.awards_ore["1715"], read.claims.paid_ore["1715"])
    assert figures_of(carried) == read.claims


def test_a_record_from_before_balances_is_read(settlement: Settlement) -> None:
    """Issued statements are read for ever: what they do not name was not carried."""
    content: Any = Recorder(settlement).record(Summary(settlement=settlement)) | {"schema_version": 1}
    for part, names in (("basis", ("balances",)), ("figures", ("paid_ore", "onward_ore"))):
        content[part] = {name: value for name, value in content[part].items() if name not in names}
    read = read_record(json.dumps(content), is_weekday)
    assert (settlement, figures_of(settlement)) == (read.document.settlement, read.claims)


def test_a_balance_of_another_year_damages_a_record(settlement: Settlement) -> None:
    """It would be paid with the wrong year's award."""
    content: Any = Recorder(settlement).record(Summary(settlement=settlement))
    content["basis"]["balances"] = [{"id": "1715", "year": 2024, "amount_ore": 1, "reference": "a"}]
    with pytest.raises(Damaged):
        read_record(json.dumps(content), is_weekday)
