"""The rules of a data set are read for its municipalities, and so are those of a proposal."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from logistics.errors import DataFaults
from logistics.rules import read_proposed, rulebook_of
from tests.logistics.dataset.small import RULES

STRANGER = ("floor_kr = 10000", "floors_kr = { 1799 = 10000 }")


def test_the_rule_of_a_date_is_found(small) -> None:
    """900 000,50 kr for 2026."""
    assert ("b26", 90_000_050) == (
        rulebook_of(small).rule_on(date(2026, 6, 1)).id,
        rulebook_of(small).rule_on(date(2026, 6, 1)).amount_ore,
    )


def test_a_municipality_that_the_data_lacks_is_refused(small) -> None:
    """Its floor would never be paid."""
    with pytest.raises(
        DataFaults, match=r"rule\[2\]\.floors_kr: kommunen ”1799” finns inte bland kommunerna"
    ):
        rulebook_of(replace(small, rules=small.rules.replace(*STRANGER)))


def test_a_proposal_is_read_from_a_file_of_its_own(small, tmp_path: Path) -> None:
    """In any encoding that Swedish offices use, and against the data set's municipalities."""
    path = tmp_path / "förslag.toml"
    path.write_text(RULES.replace("900000.50", "5000000"), encoding="windows-1252")
    assert 500_000_000 == read_proposed(path, small).rule_on(date(2026, 1, 1)).amount_ore
    path.write_text(RULES.replace(*STRANGER), encoding="utf-8")
    with pytest.raises(DataFaults, match=r"förslag\.toml, rad 22, rule\[2\]\.floors_kr: kommunen ”1799”"):
        read_proposed(path, small)
    path.write_text("# inget än\n", encoding="utf-8")
    with pytest.raises(DataFaults, match=r"förslag\.toml: filen föreslår ingen regel; skriv \[\[rule\]\]"):
        read_proposed(path, small)
    path.write_text("[[rule]", encoding="utf-8")
    with pytest.raises(DataFaults, match=r"förslag\.toml, rad 1: hakparentesen stängs inte"):
        read_proposed(path, small)
