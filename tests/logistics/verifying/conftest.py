"""Statements on disk, as a receiver has them."""

import json
import shutil

import pytest

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
