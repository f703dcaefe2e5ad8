"""The rules by which sample_data's illustrative figures were made, as its README.md states them."""

from fractions import Fraction

import networkx as nx

from logistics.dataset import DataSet, Flow, Hours, Road, StopRow, Volume

CRATES_A_WEEK = {16: 240, 31: 270}  # by the number of stops
CLOCK = {text: int(text[:2]) * 3600 + int(text[3:]) * 60 for text in (f"{h:02}:00" for h in range(24))}


def persons(stop: StopRow, dataset: DataSet) -> Fraction:
    """The persons that a stop stands for."""
    if stop.kind == "hospital":
        return Fraction(1500)
    parts = {"branch": Fraction(5, 100), "pickup": Fraction(2, 100)}
    siblings = [s for s in dataset.stops if s.bearer == stop.bearer]
    part = parts.get(stop.kind, 1 - sum(parts.get(s.kind, Fraction()) for s in siblings))
    return part * dataset.municipality(stop.bearer).population


def road_km(roads: tuple[Road, ...]) -> dict[str, dict[str, Fraction]]:
    """Kilometres by the shortest road between all places."""
    graph = nx.Graph()
    for road in roads:
        graph.add_edge(road.from_place, road.to_place, weight=Fraction(road.length_m, 1000))
    return dict(nx.all_pairs_dijkstra_path_length(graph))


def flows(dataset: DataSet) -> tuple[Flow, ...]:
    """The crates a week between all pairs of stops that round to at least 0.01."""
    km = road_km(dataset.roads)
    sends = {stop.id: persons(stop, dataset) for stop in dataset.stops}
    # Small libraries borrow more than they lend, measured by their inhabitants.
    receives = {stop.id: sends[stop.id] + 5_000 * (stop.kind == "main") for stop in dataset.stops}
    weights = {
        (a.id, b.id): sends[a.id] * receives[b.id] / (20 + km[a.place][b.place])
        for a in dataset.stops
        for b in dataset.stops
        if a is not b
    }
    total = sum(weights.values())
    crates = CRATES_A_WEEK[len(dataset.stops)]
    rounded = {pair: half_up(100 * crates * weight / total) for pair, weight in weights.items()}
    return tuple(
        Flow(from_stop=a, to_stop=b, crates_per_week=Fraction(hundredths, 100))
        for (a, b), hundredths in rounded.items()
        if hundredths
    )


def half_up(number: Fraction) -> int:
    """The nearest integer; halves go up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


PERCENT_OF_YEAR = {2023: 94, 2024: 97, 2025: 100, 2026: 103}
UNCOUNTED = ("STO", 2026)


def volumes(dataset: DataSet) -> tuple[Volume, ...]:
    """Every stop's crates in four years, counted all year or in four weeks; one has not been counted yet."""
    return tuple(
        _volume(stop, year, percent, dataset)
        for stop in dataset.stops
        for year, percent in PERCENT_OF_YEAR.items()
        if (stop.id, year) != UNCOUNTED
    )


def _volume(stop: StopRow, year: int, percent: int, dataset: DataSet) -> Volume:
    is_reported = stop.kind == "main" and dataset.municipality(stop.bearer).population >= 10_000
    weeks = 52 if is_reported else 4
    a_week = sum(
        (flow.crates_per_week for flow in dataset.flows if stop.id in (flow.from_stop, flow.to_stop)),
        Fraction(),
    )
    return Volume(
        stop=stop.id,
        year=year,
        crates=Fraction(half_up(a_week * weeks * percent / 100)),
        weeks=weeks,
        method="reported" if is_reported else "sampled",
    )


def service(stop: StopRow, dataset: DataSet) -> dict[str, int]:
    """A stop's visits a week, longest gap and service times."""
    if stop.kind != "main":
        times = {"service_s": 480, "seconds_per_crate": 30}
        return {"visits_fewest": 1, "visits_most": 2, "longest_gap_days": 5, **times}
    population = dataset.municipality(stop.bearer).population
    if population < 10_000:
        fewest, most, gap, service_s, per_crate = 2, 2, 3, 480, 30
    elif population < 12_000:
        fewest, most, gap, service_s, per_crate = 2, 3, 3, 600, 25
    elif population < 50_000:
        fewest, most, gap, service_s, per_crate = 3, 3, 2, 600, 25
    else:
        fewest, most, gap, service_s, per_crate = 5, 5, 1, 720, 20
    return {
        "visits_fewest": fewest,
        "visits_most": most,
        "longest_gap_days": gap,
        "service_s": service_s,
        "seconds_per_crate": per_crate,
    }


PUBLIC_HOURS = {  # by size: Monday to Friday
    "small": (
        ("13:00", "18:00"),
        ("10:00", "16:00"),
        ("13:00", "18:00"),
        ("10:00", "18:00"),
        ("10:00", "15:00"),
    ),
    "middle": (*[("10:00", "18:00")] * 4, ("10:00", "16:00")),
    "large": (*[("09:00", "19:00")] * 4, ("09:00", "18:00")),
    "branch": (("14:00", "18:00"), None, ("14:00", "18:00"), None, None),
    "hospital": (*[("10:00", "16:00")] * 4, None),
    "pickup": (*[("09:00", "18:00")] * 5,),
}
DELIVERY_EXCEPTIONS: dict[str, dict[int, tuple[str, str] | None]] = {
    "EDA": dict.fromkeys(range(5), ("10:00", "16:00")),
    "ARJ": dict.fromkeys(range(5), ("09:00", "16:00")),
    "MUN": {**dict.fromkeys(range(5), ("09:00", "16:00")), 4: None},
    "STO": {2: None},
    "GRU": {0: None},
    "TOR": {4: ("08:00", "15:00")},
}


def hours(dataset: DataSet) -> tuple[Hours, ...]:
    """The public's hours by kind and size, and the delivery hours."""
    return tuple(_hours(stop, weekday, dataset) for stop in dataset.stops for weekday in range(5))


def _hours(stop: StopRow, weekday: int, dataset: DataSet) -> Hours:
    public = PUBLIC_HOURS[_size(stop, dataset)][weekday]
    usual = ("09:00", "16:00") if stop.kind in ("hospital", "pickup") else ("08:00", "16:00")
    delivery = DELIVERY_EXCEPTIONS.get(stop.id, {}).get(weekday, usual)
    return Hours(
        stop=stop.id,
        weekday=weekday,
        opens_s=CLOCK[public[0]] if public else None,
        closes_s=CLOCK[public[1]] if public else None,
        delivery_from_s=CLOCK[delivery[0]] if delivery else None,
        delivery_to_s=CLOCK[delivery[1]] if delivery else None,
    )


def _size(stop: StopRow, dataset: DataSet) -> str:
    if stop.kind != "main":
        return stop.kind
    population = dataset.municipality(stop.bearer).population
    return "small" if population < 10_000 else "middle" if population < 50_000 else "large"
