"""A document of rules is read exactly, and every fault in it is pointed at, all of them at once."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from subsidy.errors import RulebookRefused, RuleNotFound
from subsidy.payout_rules import PayoutStep, Shift
from subsidy.rulebook import Rulebook, read_rulebook

PAYOUT = """[[payout]]
id = "drift"
first_date = 2025-01-01
last_date = 2026-12-31
due_day = 20
shift = "earlier"
unit = "100 kr"
reference = "RUN/U"
source = "Regler"
steps = [ { from_kr = 0 }, { from_kr = 150000, every_months = 6 } ]
"""
FIRST = """[[rule]]
id = "b25"
first_date = 2025-01-01
last_date = 2025-12-31
contribution_kr = 870_000.50
floor_kr = 10000
cap_percent = 99.5
payout = "drift"
cost_keys = { equal = 33.5, population = 66.5 }
contribution_keys = { population = 100 }
reference = "RUN/1"
decided_on = 2024-11-19
decided_by = "Nämnden"
prepared_by = "Enheten"
source = "Protokoll"
appeal = "Kan överklagas."
"""
SECOND = """[[rule]]
id = "b26"
changes = "b25"
first_date = 2026-01-01
last_date = 2026-12-31
reference = "RUN/2"
"""


def read(*parts: str) -> Rulebook:
    return read_rulebook("".join(parts), "rules.toml")


def sentences(*parts: str) -> list[str]:
    with pytest.raises(RulebookRefused) as refusal:
        read(*parts)
    assert str(refusal.value).splitlines() == [fault.sentence for fault in refusal.value.faults]
    return [fault.sentence for fault in refusal.value.faults]


def test_amounts_and_weights_are_exact() -> None:
    """870 000,50 kr and 33.5 % never pass through a float."""
    rule = read(PAYOUT, FIRST).rule_on(date(2025, 6, 1))
    assert (87_000_050, 1_000_000, Fraction(199, 200)) == (rule.amount_ore, rule.floor_ore, rule.cap_share)
    assert dict(rule.cost_mix.parts) == {"equal": Fraction(67, 200), "population": Fraction(133, 200)}
    assert (1, "carry") == (rule.rounding_ore, rule.settlement)


def test_a_payout_rule_is_read_and_belongs_to_the_rule_that_names_it() -> None:
    """Steps in öre; the first is paid in one sum."""
    rulebook = read(PAYOUT, FIRST)
    (rule,) = rulebook.payout_rules
    steps = (PayoutStep(from_ore=0, every_months=None), PayoutStep(from_ore=15_000_000, every_months=6))
    assert (steps, 20, Shift.EARLIER, 10_000) == (rule.steps, rule.due_day, rule.shift, rule.unit_ore)
    assert rulebook.rules[0].payout is rule


def test_an_empty_document_holds_no_rule() -> None:
    """A planner who only wants a timetable has no contribution."""
    with pytest.raises(RuleNotFound, match="2026-01-01"):
        read("# inga regler än\n").rule_on(date(2026, 1, 1))


def test_what_a_rule_does_not_name_is_as_in_the_rule_it_changes() -> None:
    """And that may change another in turn, before or after it in the document."""
    third = (
        SECOND.replace("b26", "b27").replace("b25", "b26").replace("2026-", "2027-").replace("RUN/2", "RUN/3")
    )
    third += 'contribution_kr = 20000\nwithout = ["payout"]\n'
    rules = {rule.id: rule for rule in read(third, SECOND, PAYOUT, FIRST).rules}
    assert (87_000_050, "RUN/2") == (rules["b26"].amount_ore, rules["b26"].reference)
    assert (2_000_000, rules["b25"].cost_mix, "RUN/3") == (
        rules["b27"].amount_ore,
        rules["b27"].cost_mix,
        rules["b27"].reference,
    )


def test_a_changed_rule_can_do_without_a_value() -> None:
    """Else a cap, once decided, could never be lifted."""
    rule = read(PAYOUT, FIRST, SECOND, 'without = ["cap_percent", "payout", "floor_kr"]\n').rules[1]
    assert (None, None, 0) == (rule.cap_share, rule.payout, rule.floor_ore)


def test_terms_of_each_key_are_one_value() -> None:
    """A new scale for one key leaves the other key's part."""
    scale = "brackets = [ { above = 0, weight_percent = 100 }, { above = %d, weight_percent = 50 } ]"
    first = FIRST.replace("{ population = 100 }", "{ agder = 50, degressive_population = 50 }")
    first += f"terms.agder = {{ key = {{ 1715 = 7 }} }}\nterms.degressive_population = {{ {scale % 5000} }}\n"
    second = SECOND + f"terms.degressive_population = {{ {scale % 9000} }}\n"
    one, two = read(PAYOUT, first, second).rules
    assert one.terms["agder"] == two.terms["agder"]
    assert one.terms["degressive_population"] != two.terms["degressive_population"]
    idle = "rule[2].terms.agder: terms.agder är samma som i regeln den ändrar"
    assert idle in sentences(PAYOUT, first, second, "terms.agder = { key = { 1715 = 7 } }\n")[0]


# In the document of both texts above one text replaced by another, and a part of the sentence; ⏎ is a new line.
FAULTS = Path(__file__).with_name("rulebook_faults.csv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("case", FAULTS)
def test_one_fault_is_one_sentence(case: str) -> None:
    """With its place, the value and what would be right, and nothing that only follows from it."""
    old, new, expected = case.replace("⏎", "\n").split("|")
    document = PAYOUT + FIRST
    assert old in document
    found = sentences(document.replace(old, new, 1))
    assert [True] == [expected in sentence for sentence in found]


JUST_KEPT = [
    ("last_date = 2025-12-31", "last_date = 2025-01-01"),
    ("decided_on = 2024-11-19", "decided_on = 1990-01-01"),
    ("decided_on = 2024-11-19", "decided_on = 2099-12-31"),
    ('"Nämnden"', f'"{"N" * 500}"'),
    ("870_000.50", "1_000_000_000"),
    ("cap_percent = 99.5", "cap_percent = 100"),
    ("cap_percent = 99.5", "cap_percent = 0.0001"),
    ("floor_kr = 10000", "floor_kr = 870000.50"),
    ("floor_kr = 10000", "floors_kr = { 1715 = 870000.50 }"),
    ("due_day = 20", "due_day = 1"),
    ("due_day = 20", "due_day = 31"),
    ("every_months = 6", "every_months = 1"),
    ("every_months = 6", "every_months = 12"),
    ("last_date = 2026-12-31", "last_date = 2025-01-01"),
]


@pytest.mark.parametrize(("old", "new"), JUST_KEPT)
def test_what_just_keeps_a_limit_is_read(old: str, new: str) -> None:
    """The cases of rulebook_faults.csv just break it."""
    document = PAYOUT + FIRST
    assert old in document
    assert 1 == len(read(document.replace(old, new, 1)).rules)


def test_each_unit_is_its_ore() -> None:
    """A payout rule that names none is in öre."""
    units = {"öre": 1, "krona": 100, "100 kr": 10_000}
    for word, unit_ore in units.items():
        rule = FIRST + f'rounding = "{word}"\n'
        assert unit_ore == read(PAYOUT, rule).rules[0].rounding_ore
    assert 1 == read(PAYOUT.replace('unit = "100 kr"\n', ""), FIRST).payout_rules[0].unit_ore


def test_a_period_that_a_change_turns_round_is_told_where_it_was_changed() -> None:
    """The last day stands in the rule before, and is right there."""
    second = SECOND.replace("last_date = 2026-12-31\n", "").replace(
        '"RUN/2"\n', '"RUN/2"\nwithout = ["payout"]\n'
    )
    (sentence,) = sentences(PAYOUT, FIRST, second)
    assert "rad 30, rule[2].first_date: perioden slutar 2025-12-31, före sin början 2026-01-01" in sentence


def test_a_floor_that_a_smaller_contribution_no_longer_covers_is_told_at_the_contribution() -> None:
    """The floor stands in the rule before, and is right there."""
    (sentence,) = sentences(PAYOUT, FIRST, SECOND, "contribution_kr = 9999.99\n")
    assert "rule[2].contribution_kr: golvet 10\u00a0000,00\u00a0kr är större än hela bidraget" in sentence


def test_an_inherited_payout_rule_that_has_ended_is_told_at_the_new_period() -> None:
    """The rule of 2027 must not vanish because the payout rule that it inherits ended with 2026."""
    second = SECOND.replace("2026-", "2027-")
    sentence = (
        "rules.toml, rad 30, rule[2].first_date: ”drift” gäller 2025-01-01–2026-12-31, inte den 2027-01-01; "
        "ange en utbetalningsregel som gäller när perioden börjar."
    )
    assert [sentence] == sentences(PAYOUT, FIRST, second)


def test_a_floor_of_nought_where_there_was_none_changes_nothing() -> None:
    """It holds anyway."""
    (sentence,) = sentences(PAYOUT, FIRST.replace("floor_kr = 10000\n", ""), SECOND, "floor_kr = 0\n")
    assert "rule[2].floor_kr: floor_kr är samma som i regeln den ändrar" in sentence


WITHOUTS = {
    "a text": ('without = "cap_percent"', "without är ingen lista av namn"),
    "what must be there": ('without = ["source"]', "”source” kan inte tas bort"),
    "how to appeal": ('without = ["appeal"]', "”appeal” kan inte tas bort"),
    "a misspelt name": ('without = ["cap_procent"]', "Menade du ”cap_percent”?"),
    "what was never there": ('without = ["rounding"]', "”rounding” finns inte i regeln som ändras"),
    "what is stated too": ('without = ["floor_kr"]\nfloor_kr = 5', "”floor_kr” både anges och tas bort"),
}


@pytest.mark.parametrize("name", WITHOUTS)
def test_what_cannot_be_taken_away_is_refused(name: str) -> None:
    """A value that stays although somebody wanted it gone is a wrong award."""
    line, expected = WITHOUTS[name]
    (sentence,) = sentences(PAYOUT, FIRST, SECOND, f"{line}\n")
    assert expected in sentence


def test_an_inherited_fault_is_told_once_where_it_stands() -> None:
    """Ten years that build on one rule must not report its misprint ten times."""
    found = sentences(PAYOUT, FIRST.replace("99.5", "199.5").replace("= 100 }", "= 99 }"), SECOND)
    assert ["rule[1].cap_percent", "rule[1].contribution_keys"] == [
        sentence.split(": ")[0].split(", ")[-1] for sentence in found
    ]


def test_rules_that_go_round_are_refused() -> None:
    """Neither of two rules that change each other says anything."""
    first = FIRST.replace("payout =", 'changes = "b26"\npayout =')
    found = sentences(PAYOUT, first, SECOND)
    assert 2 == sum("som inte leder till någon hel regel" in sentence for sentence in found)


def test_two_rules_of_one_day_are_refused() -> None:
    """Just kept: the day after. Just broken: the same day."""
    assert read(PAYOUT, FIRST, SECOND).rules
    (sentence,) = sentences(
        PAYOUT, FIRST, SECOND.replace("first_date = 2026-01-01", "first_date = 2025-12-31")
    )
    assert "rule[2].first_date: perioden överlappar den för ”b25”, som slutar 2025-12-31" in sentence


HALVES = (
    FIRST.replace("b25", "vår").replace("2025-12-31", "2025-06-30").replace('payout = "drift"\n', ""),
    '[[rule]]\nid = "höst"\nchanges = "vår"\nfirst_date = 2025-08-01\nlast_date = 2025-12-31\nreference = "R"\n',
)


def test_only_dates_in_a_gap_have_no_rule() -> None:
    """Spring until June and autumn from August: July alone has none."""
    found = read(*HALVES)
    last, first = date(2025, 6, 30), date(2025, 8, 1)
    assert ["vår", "höst"] == [found.rule_on(day).id for day in (last, first)]
    for day in (date(2025, 7, 1), date(2025, 7, 31)):
        with pytest.raises(RuleNotFound, match=str(day)):
            found.rule_on(day)


def test_halves_that_share_a_day_are_refused_in_any_order() -> None:
    """And so is a season across both: each that begins before another has ended."""
    overlapping = HALVES[1].replace("2025-08-01", "2025-06-30")
    (sentence,) = sentences(overlapping, HALVES[0])
    assert "perioden överlappar den för ”vår”, som slutar 2025-06-30" in sentence
    season = SECOND.replace("b25", "vår").replace("2026-01-01", "2025-03-01").replace("12-31", "02-28")
    assert 2 == len(sentences(*HALVES, season))


def test_rules_are_found_by_name_and_by_what_ends_before() -> None:
    """What a period is compared with is the latest that is over."""
    found = read(*HALVES)
    assert found.rule_named("höst") == found.rules[1]
    assert found.rule_named("sommar") is None
    days = (date(2025, 6, 30), date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1))
    before = [found.rule_before(day) for day in days]
    assert [None, "vår", "vår", "höst"] == [rule and rule.id for rule in before]


def test_two_rules_of_one_name_are_refused() -> None:
    """Which of them a statement rests on could not be told."""
    twin = FIRST.replace("= 2025-01-01", "= 2026-01-01").replace("= 2025-12-31", "= 2026-12-31")
    (sentence,) = sentences(PAYOUT, FIRST, twin)
    assert "rule[2].id: ”b25” är redan namnet på rule[1]; ge reglerna var sitt id." in sentence


@pytest.mark.parametrize(
    ("changes", "others"),
    [
        ("", []),
        ("cap_percent = 0\n", ["rule[2].cap_percent: ”0” ligger utanför 0–100"]),
        ('[[rule]]\nid = "b27"\nchanges = "b25"\nfirst_date = 2027-01-01\nlast_date = 2027-12-31\n', []),
    ],
)
def test_a_rule_that_changes_the_one_whose_id_it_has_is_told_of_the_id(
    changes: str, others: list[str]
) -> None:
    """Copied, and the id forgotten: neither it nor what builds on it is told of what only follows."""
    unpaid = (FIRST.replace('payout = "drift"\n', ""), SECOND.replace("b26", "b25"), changes)
    told = ["rule[2].id: ”b25” är redan namnet på rule[1]; ge reglerna var sitt id.", *others]
    assert [True] * len(told) == [
        part in sentence for part, sentence in zip(told, sentences(*unpaid), strict=True)
    ]


def test_all_faults_come_at_once_in_the_order_of_the_lines() -> None:
    """Mending one fault per attempt would take a day."""
    rule = FIRST.replace("10000", "-1").replace("2024-11-19", "19")
    document = PAYOUT.replace("due_day = 20", "due_day = 0") + rule
    rows = [int(sentence.split("rad ")[1].split(",")[0]) for sentence in sentences(document)]
    assert [5, 16, 22] == rows


@pytest.mark.parametrize("text", ["[[rule]]\nid = \n", "[[rule]]\nid = 'b'\nid = 'c'\n", "[" * 5000])
def test_what_is_no_toml_is_refused(text: str) -> None:
    """Other programs' texts come with the ending .toml too."""
    (sentence,) = sentences(text)
    assert "texten går inte att läsa som TOML; jämför med rules.toml i exempeldata." in sentence
