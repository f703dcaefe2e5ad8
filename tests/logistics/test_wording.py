"""What the screen says of a plan's proof."""

import pytest

from logistics.cli.wording import proof_text
from routes.certificate import Certificate


def certificate(lower_bound_ore):
    """A plan of 1 000 kr, whose runs can be rounded by 8 öre."""
    return Certificate(
        cost_ore=100_000, lower_bound_ore=lower_bound_ore, method="exact", seed=1, seconds=0.0,
        ended_by="time limit", rounding_ore=8,
    )  # fmt: skip


@pytest.mark.parametrize("bound_ore", [100_000, 99_992])
def test_a_gap_within_rounding_is_called_optimal_and_nothing_else(bound_ore):
    """Eight öre are the rounding of runs, not a cheaper plan."""
    expected = "planen är optimal, ingen plan som följer reglerna kostar mindre"
    assert expected == proof_text(certificate(bound_ore))


@pytest.mark.parametrize(
    ("bound_ore", "at_most", "bound"),
    [(99_991, "0,09 kr (under 0,01 %)", "999,91 kr"), (97_500, "25,00 kr (2,50 %)", "975,00 kr")],
)
def test_a_gap_is_told_in_kronor_and_percent(bound_ore, at_most, bound):
    """A planner decides in kronor whether to let it work on."""
    expected = (
        f"planen kostar högst {at_most} mer än den billigaste som följer reglerna;"
        f" ingen kostar mindre än {bound}"
    )
    assert expected == proof_text(certificate(bound_ore)).replace("\xa0", " ")


def test_without_a_bound_nothing_is_proven():
    """A searched plan may be good, but nobody knows."""
    assert "ingenting: det kan finnas billigare planer" == proof_text(certificate(None))
