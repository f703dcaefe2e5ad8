"""The public libraries of Värmland as data sets; README.md tells what is real and what is illustrative."""

from pathlib import Path

FOLDER = Path(__file__).parent
WITH_BRANCHES = FOLDER / "with_branches"
