"""A settlement that carries and is killed half-way is entered whole or not at all, and everybody gets it once."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from subsidy.journal import read_files, read_journal
from tests.logistics.carried_years import NAMES, Seen, first_year, issue, plan_next, settle
from tests.logistics.program import found
from tests.subsidy.journals import ROOT

__all__ = ["first_year"]

STEP = 7 if os.environ.get("CI") else 70  # of about 430 touches of the disk
KILLED = (
    "import sys; from logistics.cli import run; from tests.subsidy.journals import kill_at;"
    "kill_at(int(sys.argv.pop(1))); run()"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("touch", range(20, 430, STEP))
def test_a_kill_leaves_the_whole_settlement_or_none(first_year, tmp_path, touch):
    """It is asked for again, written out of the journal, and taken over by the next award: the books are empty."""
    years = shutil.copytree(first_year, tmp_path / "y")
    files = ("--invoices", years / "utan-20.csv", "--out", years / "f2" / "a.xlsx", "--created", "2027-01-04")
    words = ("reconcile", years / "carry.json", "--year", "2026", *files, "--journal", years / "journal")
    command = [sys.executable, "-c", KILLED, str(touch), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL or touch > 300
    journal = read_journal(years / "journal")
    assert all(read_files(years / "journal", entry) for entry in journal.entries)
    status, said = settle(years, "carry.json", "utan-20", "2027-01-04", "f2")
    assert (0, 1) == (status, len(journal.entries)) or "redan utfärdad: slutavräkningen nr 2" in said
    found("reissue", years / "journal", "--number", 2, "--out", years / "igen")
    plan_next(years, years / "igen" / "avstamning-balanser.csv")
    status, said = issue(years, "nästa.json", 2027, "2027-01-10", "b3")
    assert 0 == status, said
    seen = Seen(years, ["b1", "igen", "b3"])
    assert [0, 0, 0] == [seen.booked("2895", code) for code in NAMES]
    assert any(seen.booked("5820", code, 2026) for code in NAMES)
