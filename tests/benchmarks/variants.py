"""Read a case otherwise than its file suggests, when whoever runs it says so."""

from dataclasses import dataclass, replace

from tests.benchmarks.cases import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What to read otherwise; None: as the file and its family say."""

    unit: float | None = None  # so many of the file's steps of distance are one unit of the best known value
    vehicles_first: bool | None = None


def varied(case: Case, variant: Variant) -> Case:
    """The case as the variant says."""
    if variant.unit is not None:
        case = replace(case, distance=case.travel / variant.unit)
    if variant.vehicles_first is not None:
        case = replace(case, vehicles_first=variant.vehicles_first)
    return case
