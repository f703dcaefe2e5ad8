"""Run the demo once for all tests that look at what it says and writes."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)  # no clock, the same cases every run
settings.load_profile("steady")

PROGRAM = (sys.executable, "-c", "from logistics.cli import run; run()")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """What `bokslinga demo` left in an empty folder, and what it said."""

    folder: Path
    status: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    folder = tmp_path_factory.mktemp("demo")
    kernels = {name: os.environ[name] for name in ("NUMBA_CACHE_DIR",) if name in os.environ}  # compiled once
    done = subprocess.run(
        [*PROGRAM, "demo"], cwd=folder, capture_output=True, encoding="utf-8", timeout=240, check=False,
        env={"PYTHONUTF8": "1", "PATH": "", "PYTHONWARNINGS": "error", "HOME": str(folder), **kernels},
    )  # fmt: skip
    return DemoRun(folder=folder, status=done.returncode, stdout=done.stdout, stderr=done.stderr)
