"""Statements and plans on disk, as a receiver has them."""

import json
import shutil
from dataclasses import replace

import pytest

from logistics.planfile import write_plan
from logistics.verifying import verify
from routes.duals import Duals
from routes.proof import Proven
from subsidy.record import record_bytes
from subsidy.workbook import write_statement, write_summary
from tests.logistics.verifying.issued import documents


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("besked")
    statement, summary = documents()
    write_statement(statement, folder / "kil.xlsx")
    write_summary(summary, folder / "region.xlsx")
    (folder / "kil.json").write_bytes(record_bytes(statement.record))
    return folder


@pytest.fixture
def kil(written, tmp_path):
    return shutil.copy(written / "kil.xlsx", tmp_path / "kil.xlsx")


@pytest.fixture
def content(written):
    return json.loads((written / "kil.json").read_text(encoding="utf-8"))


@pytest.fixture
def honest(planned):
    """The small data set's plan with any dual prices: branching proves it the best by these as well."""
    duals = Duals(visits={stop.id: (10**11,) * 5 for stop in planned.problem.stops})
    certificate = replace(
        planned.certificate,
        lower_bound_ore=planned.certificate.cost_ore,
        method="exact",
        ended_by="proof",
        duals=duals,
    )
    return replace(planned, certificate=certificate)


@pytest.fixture
def path(honest, tmp_path):
    write_plan(honest, tmp_path / "plan.json")
    return tmp_path / "plan.json"


@pytest.fixture
def _without_proof(monkeypatch):
    """The bound is left out where it says nothing of what is tested."""
    monkeypatch.setattr(verify, "prove", lambda *_: Proven(dual_bound_ore=None, bound_ore=None))
