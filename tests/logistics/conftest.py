"""Plan the small data set once for all tests that need a plan."""

import pytest

from logistics.dataset import DataSet, dataset_from_rows
from logistics.planning import Planned, plan_dataset
from tests.logistics.dataset.small import small_rows


@pytest.fixture(scope="session")
def small() -> DataSet:
    """Karlstad every day, Kil twice, a hospital in Säffle that the region pays for; a price change in July."""
    return dataset_from_rows(small_rows(), "small")


@pytest.fixture(scope="session")
def planned(small: DataSet) -> Planned:
    """The small data set's plan."""
    return plan_dataset(small, time_limit_s=60, seed=1)
