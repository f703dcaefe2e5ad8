"""Write results as tables: one row per instance and contender, then means per folder of instances."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import Any

from tests.benchmarks.bound import Bound
from tests.benchmarks.runner import Result

AT_BEST = 0.005  # per cent: best known values are told with two decimals

Rows = Sequence[Sequence[str]]


def tables(results: Sequence[Result], bounds: Mapping[str, Bound]) -> str:
    """All tables, in Markdown."""
    parts = [detail(results, bounds), summary(results)] if results else []
    if bounds:
        parts.append(bound_table(results, bounds))
    return "\n\n".join(parts) + "\n"


def detail(results: Sequence[Result], bounds: Mapping[str, Bound]) -> str:
    """Per instance and contender the medians of its runs."""
    headers = ("instance", "customers", "best known", "contender", "cost", "gap %", "vehicles", "seconds")
    of_bound = ("bound", "gap to bound %") if bounds else ()
    rows = [_row(runs, bounds) for runs in _by(results, lambda r: (r.instance, r.contender)).values()]
    return _markdown((*headers, *of_bound, "note"), rows)


def summary(results: Sequence[Result]) -> str:
    """Per folder and contender: how many were solved, mean gap (of medians), how many at best known."""
    headers = (
        "folder",
        "contender",
        "solved",
        "mean gap %",
        "largest gap %",
        "at best known",
        "vehicles",
        "seconds",
    )
    rows = [
        (
            str(row["folder"]),
            str(row["contender"]),
            f"{row['solved']} of {row['instances']}",
            _figure(row["mean_gap_percent"]),
            _figure(row["largest_gap_percent"]),
            str(row["at_best_known"]),
            _figure(row["mean_vehicles"]),
            _figure(row["mean_seconds"], 1),
        )
        for row in summary_rows(results)
    ]
    return _markdown(headers, rows)


def summary_rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    """The same as figures; a contender that failed on an instance has no gap there, so look at `solved` too."""
    rows = []
    for (folder, contender), some in _by(results, lambda r: (r.family, r.contender)).items():
        instances = list(_by(some, lambda r: r.instance).values())
        gaps = [gap for runs in instances if (gap := median_gap(runs)) is not None]
        vehicles = [
            median(found) for runs in instances if (found := [r.vehicles for r in runs if r.vehicles])
        ]
        seconds = [run.seconds for run in some if run.seconds is not None]
        rows.append(
            {
                "folder": folder,
                "contender": contender,
                "instances": len(instances),
                "solved": sum(all(run.cost is not None for run in runs) for runs in instances),
                "mean_gap_percent": fmean(gaps) if gaps else None,
                "largest_gap_percent": max(gaps, default=None),
                "at_best_known": sum(min(_gaps(runs), default=AT_BEST) < AT_BEST for runs in instances),
                "mean_vehicles": fmean(vehicles) if vehicles else None,
                "mean_seconds": fmean(seconds) if seconds else None,
            }
        )
    return rows


def bound_table(results: Sequence[Result], bounds: Mapping[str, Bound]) -> str:
    """Per instance: how far the least cost known is above the bound, and what is proven; then means."""
    rows: list[tuple[str, ...]] = []
    gaps: list[float | None] = []
    root_gaps: list[float | None] = []
    for instance, bound in bounds.items():
        least = _least_known(results, instance, bound)
        gaps.append(_above(least, bound.value))
        root_gaps.append(_above(least, bound.root))
        rows.append(
            (
                instance,
                _figure(least),
                _figure(bound.root),
                _figure(root_gaps[-1]),
                _figure(bound.value),
                _figure(gaps[-1]),
                "yes" if bound.is_optimal else "no",
                _figure(bound.seconds, 1),
                bound.note,
            )
        )
    proven = sum(bound.is_optimal for bound in bounds.values())
    mean, root_mean = _mean(gaps), _mean(root_gaps)
    rows.append(("mean", "", "", _figure(root_mean), "", _figure(mean), f"{proven} of {len(bounds)}", "", ""))
    headers = (
        "instance",
        "least known",
        "root bound",
        "gap %",
        "bound",
        "gap %",
        "optimum",
        "seconds",
        "note",
    )
    return _markdown(headers, rows)


def _least_known(results: Sequence[Result], instance: str, bound: Bound) -> float | None:
    """The least cost known, of anyone; of solutions with the fewest vehicles where they come first."""
    of_it = [result for result in results if result.instance == instance]
    costs = [r.cost for r in of_it if bound.vehicles is None or r.vehicles == bound.vehicles]
    if bound.vehicles is None:
        costs += [result.best_known for result in of_it]
    return min((cost for cost in costs if cost is not None), default=None)


def _mean(values: Iterable[float | None]) -> float | None:
    some = [value for value in values if value is not None]
    return fmean(some) if some else None


def median_gap(runs: Iterable[Result]) -> float | None:
    """The median gap of repeated runs; None if one of them has none: a failure is not averaged away."""
    runs = list(runs)
    gaps = _gaps(runs)
    return median(gaps) if gaps and len(gaps) == len(runs) else None


def _gaps(runs: Iterable[Result]) -> list[float]:
    return [run.gap_percent for run in runs if run.gap_percent is not None]


def _row(runs: Sequence[Result], bounds: Mapping[str, Bound]) -> tuple[str, ...]:
    first = runs[0]
    cost = _median(run.cost for run in runs)
    row = [first.instance, str(first.customers), _figure(first.best_known), first.contender, _figure(cost)]
    row += [_figure(median_gap(runs)), _figure(_median(run.vehicles for run in runs), 0)]
    row.append(_figure(_median(run.seconds for run in runs), 1))
    if bounds:
        bound = bounds[first.instance].value
        row += [_figure(bound), _figure(_above(cost, bound))]
    return (*row, "; ".join(sorted({run.note for run in runs if run.note})))


def _median(values: Iterable[float | None]) -> float | None:
    some = [value for value in values if value is not None]
    return median(some) if some else None


def _by(results: Iterable[Result], key: Callable[[Result], Hashable]) -> dict[Any, list[Result]]:
    groups: dict[Any, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return groups


def _above(cost: float | None, bound: float | None) -> float | None:
    return 100 * (cost / bound - 1) if cost is not None and bound else None


def _figure(value: float | None, decimals: int = 2) -> str:
    """A number with so many decimals, or a dash; never a minus nought."""
    if value is None:
        return "-"
    text = f"{value:.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def _markdown(headers: Sequence[str], rows: Rows) -> str:
    table = [[cell.replace("|", "/") for cell in row] for row in (headers, *rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(headers))]
    widths[-1] = min(widths[-1], 20)  # notes are long
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in table]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
