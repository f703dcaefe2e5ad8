"""Describe the municipalities that receive the contribution."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality as Statistics Sweden and the tax agency know it."""

    code: str  # SCB code, four digits
    name: str
    orgnr: str  # with hyphen
    population: int
    population_date: date  # the day the population was counted

    def __post_init__(self) -> None:
        if not (len(self.code) == 4 and self.code.isascii() and self.code.isdigit()):
            raise ValueError(f"an SCB code has four digits, not {self.code!r}")
        if not self.name.strip():
            raise ValueError(f"{self.code}: the municipality has no name")
        if self.population <= 0:
            raise ValueError(f"{self.name}: the population must be positive, not {self.population}")
