"""A year of three municipalities and a hospital, with every figure chosen so that quotients come out on paper."""

from fractions import Fraction

from logistics.dataset import Volume
from logistics.following_up.figures import Part, YearFigures, part_figures
from logistics.following_up.volumes import YearCrates

# id, name, inhabitants, visits a week, visits in the year, crates moved, cost in kronor, paid by the region
KIL = ("1715", "Kil", 12_000, 2, 100, 500, 60_000, 45_000)
KARLSTAD = ("1780", "Karlstad", 100_000, 5, 250, 2_000, 100_000, 50_000)
SAFFLE = ("1785", "Säffle", 15_000, 1, 50, None, 40_000, 30_000)
REGION = ("17", "Region Värmland", 0, 1, 50, 100, 10_000, 10_000)
ROWS = (KIL, KARLSTAD, SAFFLE, REGION)


def worked_part(row, *, year=2026, sampled=()):
    """One row as a part of a year; a row without crates lacks the count of its library."""
    id_, name, population, a_week, visits, crates, cost_kr, paid_kr = row
    stop = f"{name}s bibliotek"
    counted = YearCrates(
        year=year,
        counted=Fraction(crates or 0),
        stops=1,
        missing=(stop,) if crates is None else (),
        sampled=(stop,) if name in sampled else (),
        fewest_weeks=4 if name in sampled else None,
    )
    return Part(
        id=id_,
        name=name,
        is_region=id_ == "17",
        figures=part_figures(
            population=population,
            visits=(a_week, visits),
            crates=counted,
            cost_ore=cost_kr * 100,
            paid_ore=paid_kr * 100,
        ),
        crates=counted,
    )


def worked_year(*rows, year=2026, sampled=()):
    """A year of these rows, of all if none are given."""
    return YearFigures(
        year=year,
        parts=tuple(worked_part(row, year=year, sampled=sampled) for row in rows or ROWS),
    )


def volume(stop, year, crates, weeks=52, method="reported"):
    """A row of the table volumes."""
    return Volume(stop=stop, year=year, crates=Fraction(crates), weeks=weeks, method=method)
