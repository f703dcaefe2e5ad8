"""Whoever verifies a statement sees that what is paid is the award and what is carried into it."""

import json
from dataclasses import replace

import pytest

from logistics.verifying import verify_statement
from subsidy.canonical import fingerprint
from subsidy.carrying import Balance
from subsidy.record import Recorder
from subsidy.statement import Summary, settle
from tests.subsidy.cases import rule, sixteen


@pytest.fixture
def content():
    """The record of a year with 1 000 kr to deduct from what Kil is paid."""
    plain = sixteen(rule(90_000_000))
    balance = Balance(id="1715", year=2025, amount_ore=-100_000, reference="Slutavräkning 2025")
    settlement = settle(replace(plain.basis, balances=(balance,)), plain.rule)
    return Recorder(settlement).record(Summary(settlement=settlement))


def findings(content, path):
    """What is wrong with a record whose fingerprint fits."""
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    path.write_text(json.dumps({**rest, "fingerprint": fingerprint(rest)}), encoding="utf-8")
    return [finding.sentence for finding in verify_statement(path, None).findings]


def test_what_was_not_changed_holds(content, tmp_path):
    assert findings(content, tmp_path / "region.json") == []


def test_a_changed_sum_to_pay_is_found(content, tmp_path):
    """One öre is enough."""
    content["figures"]["paid_ore"]["1715"] += 1
    (found,) = findings(content, tmp_path / "region.json")
    assert found.startswith("Indata, Kil, att betala ut: filen säger")


def test_a_changed_balance_is_found_in_what_is_paid(content, tmp_path):
    """Eda gets nothing more by an added line alone."""
    line = {"id": "1730", "year": 2025, "amount_ore": 5_000, "reference": "Påhitt"}
    content["basis"]["balances"] = [*content["basis"]["balances"], line]
    (found,) = findings(content, tmp_path / "region.json")
    assert found.startswith("Indata, Eda, att betala ut: filen säger")
