"""A municipality that cannot exist is refused when it is made."""

import pytest

from tests.subsidy.cases import municipality


@pytest.mark.parametrize(
    ("code", "name", "population"),
    [
        ("178", "Karlstad", 1),
        ("17800", "Karlstad", 1),
        ("17A0", "Karlstad", 1),
        ("1780", " ", 1),
        ("1780", "Karlstad", 0),
    ],
)
def test_nonsense_is_refused(code: str, name: str, population: int) -> None:
    """Codes decide ties, and nobody lives in a municipality without inhabitants."""
    with pytest.raises(ValueError, match=r"."):
        municipality(code, name, population)


def test_smallest_possible_municipality_is_accepted() -> None:
    """One inhabitant is enough."""
    assert municipality("1762", "Munkfors", 1).population == 1
