"""What is carried from the year before is told so that the reader can add it up."""

import re
from dataclasses import replace

import pytest

from logistics.cli.carried_wording import carried_lines
from subsidy.carrying import Balance
from subsidy.statement import settle
from tests.subsidy.cases import rule, sixteen

SETTLED = sixteen(rule(90_000_000))
MUNKFORS_ORE = SETTLED.split.awards_ore["1762"]


@pytest.mark.parametrize(
    ("balances_ore", "n_amounts", "n_onward"),
    [
        ({"1762": -90_000_000}, 5, 1),
        ({"1762": -90_000_000, "1730": 1_234_56, "1715": -7}, 5, 1),
        ({"1762": -MUNKFORS_ORE}, 4, 0),
        ({"1762": -MUNKFORS_ORE - 1}, 5, 1),
        ({"1730": 100}, 4, 0),
        ({"1762": -90_000_000, "1760": -90_000_000}, 5, 2),
    ],
)
def test_the_sum_can_be_followed(balances_ore: dict[str, int], n_amounts: int, n_onward: int) -> None:
    """The awards, and what is added, less what is deducted, are what is paid."""
    balances = tuple(
        Balance(id=id_, year=2025, amount_ore=ore, reference="B") for id_, ore in sorted(balances_ore.items())
    )
    (label, text), *onward = carried_lines(settle(replace(SETTLED.basis, balances=balances), SETTLED.rule))
    awarded, added, deducted, *asked, paid = (
        int(re.sub(r"\D", "", amount)) for amount in re.findall(r"[\d\xa0]+,\d\d", text)
    )
    assert ("Överfört från 2025", n_amounts, n_onward) == (label, 4 + len(asked), len(onward))
    assert awarded + added - deducted == paid
    assert [-sum(ore for ore in balances_ore.values() if ore < 0)] == (asked or [deducted])
