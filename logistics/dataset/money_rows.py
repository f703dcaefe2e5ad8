"""Describe the region's contribution and the keys that share it and the cost."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from logistics.dataset.columns import Problem, Row, column
from logistics.dataset.kinds import ID, MAYBE_TEXT, TEXT, choice, optional
from logistics.dataset.library_rows import reversed_dates
from logistics.dataset.quantities import DATE, KRONOR, PERCENT

KEY_NAMES = ("equal", "population", "visits", "crates", "stand_alone", "shapley")
SHARED = ("cost", "contribution")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Row):
    """The region's contribution for a period, its rules and the decision behind it."""

    id: str = field(metadata=column(ID, "Bidragets id i tabellen keys", "bidrag-2026"))
    first_date: date = field(metadata=column(DATE, "Första dagen som bidraget gäller", "2026-01-01"))
    last_date: date = field(metadata=column(DATE, "Sista dagen som bidraget gäller", "2026-12-31"))
    amount_ore: int = field(
        metadata=column(KRONOR, "Bidraget för hela perioden", "900000", name="amount_kr", unit="kr")
    )
    floor_ore: int = field(
        metadata=column(
            KRONOR,
            "Minsta bidrag till varje kommun; 0 betyder inget golv",
            "10000",
            name="floor_kr",
            unit="kr",
        )
    )
    cap_percent: Fraction | None = field(
        metadata=column(
            optional(PERCENT),
            "Högst så stor del av kommunens kostnad; tomt betyder inget tak",
            "100",
            unit="procent",
        )
    )
    reference: str = field(metadata=column(TEXT, "Beslutets beteckning", "RUN/260001"))
    decided_on: date = field(metadata=column(DATE, "Beslutets dag", "2025-11-18"))
    decided_by: str = field(metadata=column(TEXT, "Vem som fattade beslutet", "Kulturnämnden"))
    prepared_by: str = field(metadata=column(TEXT, "Vem som handlade ärendet", "Regionbiblioteket"))
    appeal: str = field(metadata=column(MAYBE_TEXT, "Hur beslutet överklagas", "Beslutet kan överklagas."))
    source: str = field(metadata=column(TEXT, "Var beslutet står", "Protokoll 2025-11-18 § 12"))

    def _contradictions(self) -> Iterator[Problem]:
        yield from reversed_dates(self.first_date, self.last_date, "last_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWeight(Row):
    """One key's weight when a contribution, or the cost beside it, is shared."""

    contribution: str = field(metadata=column(ID, "Bidraget", "bidrag-2026", refers_to=("contributions.id",)))
    shares: str = field(
        metadata=column(
            choice(*SHARED), "Det som fördelas: kostnaden (cost) eller bidraget (contribution)", "cost"
        )
    )
    key: str = field(
        metadata=column(
            choice(*KEY_NAMES),
            "Fördelningsnyckeln: lika (equal), folkmängd (population), besök (visits), lådor (crates), "
            "egen kostnad (stand_alone) eller Shapleyvärde (shapley)",
            "population",
        )
    )
    weight_percent: Fraction = field(
        metadata=column(
            PERCENT, "Nyckelns vikt; vikterna för samma bidrag och shares blir 100", "40", unit="procent"
        )
    )
