"""Plan the sample data once for the questions about it."""

import pytest

import sample_data
from logistics.dataset import DataSet, read_dataset
from logistics.planning import Planned, plan_dataset


@pytest.fixture(scope="session")
def sample() -> DataSet:
    """The sixteen main libraries."""
    return read_dataset(sample_data.FOLDER)


@pytest.fixture(scope="session")
def sample_plan(sample: DataSet) -> Planned:
    """Their cheapest week."""
    return plan_dataset(sample, time_limit_s=60, seed=1)
