"""Word what a plan and a settlement come to, for the screen and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from logistics.cli.answers import Line
from logistics.cli.carried_wording import carried_lines, carried_result
from logistics.dataset import DataSet, RoadClosure
from logistics.paying import Paying
from logistics.planning import Planned, driven_closures
from logistics.settling import Settled
from logistics.swedish import (
    NO_BREAK_SPACE,
    alphabetical,
    amount_text,
    count_text,
    dates_text,
    distance_text,
    list_text,
    number_text,
    weekday_name,
)
from routes.certificate import Certificate
from routes.cost import run_distance_m
from routes.problem import Problem
from routes.week import MOST_BOUNDED, MOST_EXACT, tier_for
from subsidy.payout import paid_sums_ore

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The longest time without a van in an ordinary week, and where it is that long."""

    days: int  # calendar days from one visit to the next
    from_weekday: int
    to_weekday: int
    stop_names: tuple[str, ...]  # in alphabetical order; the weekdays are those of the first


def percent_text(share: Fraction) -> str:
    """A share in percent with two decimals, `0,05 %`; what is not zero never looks like it."""
    percent = share * 100
    if 0 < percent < Fraction(1, 100):
        return f"under 0,01{NO_BREAK_SPACE}%"
    return f"{number_text(Decimal(percent.numerator) / percent.denominator, 2)}{NO_BREAK_SPACE}%"


def longest_wait(planned: Planned) -> Wait:
    """The largest number of days between two visits, over all libraries, in a week without holidays."""
    waits: dict[int, list[tuple[str, int, int]]] = {}
    for stop in sorted(planned.problem.stops, key=lambda stop: alphabetical(stop.name)):
        days = planned.plan.pattern_of(stop.id)
        for last, following in pairwise((*days, days[0] + DAYS_A_WEEK)):
            waits.setdefault(following - last, []).append((stop.name, last, following % DAYS_A_WEEK))
    most = max(waits)
    _, from_weekday, to_weekday = waits[most][0]
    return Wait(
        days=most,
        from_weekday=from_weekday,
        to_weekday=to_weekday,
        stop_names=tuple(dict.fromkeys(name for name, _, _ in waits[most])),
    )


def dataset_lines(dataset: DataSet) -> list[Line]:
    """What a data set without faults holds."""
    crates = sum((flow.crates_per_week for flow in dataset.flows), Fraction())
    settings = dataset.settings
    return [
        ("Datamängd", f"{settings.title}: inga fel"),
        ("Period", dates_text(settings.season_first_date, settings.season_last_date)),
        ("Bibliotek", number_text(len(dataset.stops))),
        ("Kommuner", number_text(len(dataset.municipalities))),
        ("Bilar", number_text(len(dataset.vehicles))),
        ("Lådor i veckan", number_text(Decimal(crates.numerator) / crates.denominator, 1)),
    ]


def dataset_result(dataset: DataSet) -> dict[str, object]:
    """The same as `dataset_lines`, for a program."""
    crates = sum((flow.crates_per_week for flow in dataset.flows), Fraction())
    return {
        "title": dataset.settings.title,
        "first_date": dataset.settings.season_first_date.isoformat(),
        "last_date": dataset.settings.season_last_date.isoformat(),
        "stops": len(dataset.stops),
        "municipalities": len(dataset.municipalities),
        "vehicles": len(dataset.vehicles),
        "crates_per_week": float(crates),
    }


def plan_lines(planned: Planned) -> list[Line]:
    """The week's cost, what is proven, the longest wait, and roads on the way that close for a time."""
    runs = planned.plan.runs
    distance_m = sum(run_distance_m(run, planned.problem) for run in runs)
    visits = sum(len(run.visits) for run in runs)
    driven = (count_text(len(runs), "tur", "turer"), count_text(visits, "besök", "besök"))
    return [
        (
            "Veckans kostnad",
            f"{amount_text(planned.certificate.cost_ore)} ({', '.join(driven)}, {distance_text(distance_m)})",
        ),
        ("Bevisat", proof_text(planned.certificate)),
        ("Längsta väntan", _wait_text(longest_wait(planned))),
        *(("Avstängd väg", text) for text in _closure_texts(planned)),
    ]


def tier_text(problem: Problem) -> str:
    """How a problem is planned, and why."""
    stops = count_text(len(problem.stops), "stopp", "stopp")
    return {
        "exact": f"Exakt metod: {stops} är högst {MOST_EXACT}, så planen kan bevisas optimal",
        "bounded": f"Sökning med undre gräns: {stops} är fler än {MOST_EXACT} och högst {MOST_BOUNDED}",
        "large": f"Sökning utan undre gräns: {stops} är fler än {MOST_BOUNDED}",
    }[tier_for(problem)]


def proof_text(certificate: Certificate) -> str:
    """What is proven of a plan, in plain words."""
    if certificate.gap is None or certificate.lower_bound_ore is None:
        return "ingenting: det kan finnas billigare planer"
    if certificate.is_optimal:
        return "planen är optimal, ingen plan som följer reglerna kostar mindre"
    gap_text = amount_text(certificate.cost_ore - certificate.lower_bound_ore)
    return (
        f"planen kostar högst {gap_text} ({percent_text(certificate.gap)}) mer än den billigaste som följer"
        f" reglerna; ingen kostar mindre än {amount_text(certificate.lower_bound_ore)}"
    )


def settlement_lines(settled: Settled) -> list[Line]:
    """What is shared, by how many, and that the parts sum to it."""
    settlement = settled.settlement
    basis, split = settlement.basis, settlement.split
    costs_ore, awards_ore = settlement.cost.costs_ore, split.awards_ore
    awarded = f"{amount_text(sum(awards_ore.values()))} till {_municipalities(len(awards_ore))}"
    lines = [
        (
            "Kostnad att dela",
            f"{amount_text(basis.cost_ore)} ({dates_text(basis.first_date, basis.last_date)})",
        ),
        ("Kostnadsandelar", f"{amount_text(sum(costs_ore.values()))} på {_players(settled)}"),
        ("Regionens bidrag", amount_text(settlement.rule.amount_ore)),
        ("Beviljas", awarded),
    ]
    if split.left_ore:
        lines.append(("Blir över", f"{amount_text(split.left_ore)} ({split.left_because})"))
    estimated = [("Uppskattat", "Shapleyvärdet; hur säkert det är står i beskedens anmärkningar")]
    is_estimate = any(player.shapley_within_ore for player in basis.players)
    return [
        *lines,
        *(estimated if is_estimate else []),
        *carried_lines(settlement),
        *_paying_lines(settled.paying),
    ]


def plan_result(planned: Planned) -> dict[str, object]:
    """The same as `plan_lines`, for a program."""
    certificate, wait = planned.certificate, longest_wait(planned)
    return {
        "cost_ore": certificate.cost_ore,
        "lower_bound_ore": certificate.lower_bound_ore,
        "gap": None if certificate.gap is None else float(certificate.gap),
        "gap_ore": _gap_ore(certificate),
        "is_optimal": certificate.is_optimal,
        "method": certificate.method,
        "ended_by": certificate.ended_by,
        "seed": certificate.seed,
        "runs": len(planned.plan.runs),
        "visits": sum(len(run.visits) for run in planned.plan.runs),
        "distance_m": sum(run_distance_m(run, planned.problem) for run in planned.plan.runs),
        "longest_wait_days": wait.days,
        "longest_wait_stops": list(wait.stop_names),
        "closed_roads": [
            {
                "road": _road_of(planned.dataset, closure),
                "from_place": closure.from_place,
                "to_place": closure.to_place,
                "first_date": closure.first_date.isoformat(),
                "last_date": closure.last_date.isoformat(),
                "reason": closure.reason,
            }
            for closure in driven_closures(planned)
        ],
    }


def settlement_result(settled: Settled) -> dict[str, object]:
    """The same as `settlement_lines`, for a program, with every share."""
    settlement = settled.settlement
    return {
        "first_date": settlement.basis.first_date.isoformat(),
        "last_date": settlement.basis.last_date.isoformat(),
        "cost_ore": settlement.basis.cost_ore,
        "cost_shares_ore": settlement.cost.costs_ore,
        "contribution_ore": settlement.rule.amount_ore,
        "awards_ore": settlement.split.awards_ore,
        "left_ore": settlement.split.left_ore,
        **carried_result(settlement),
        **_paying_result(settled.paying),
    }


def _paying_lines(paying: Paying) -> Iterator[Line]:
    """When how much is paid, which characters were replaced in the files, and which files are not written."""
    if paying.plan and (before := paying.plan.awards.before):
        paid = amount_text(paid_sums_ore(before).total())
        yield "Redan betalt", f"{paid} före {dates_text(before.day, before.day)}, enligt journalen"
    if days := [day for day in paying.occasions if day.n_payouts]:
        n_payouts = count_text(sum(day.n_payouts for day in days), "betalning", "betalningar")
        n_days = count_text(len(days), "dag", "dagar")
        dates = dates_text(days[0].date, days[-1].date)
        amount = amount_text(sum(day.amount_ore for day in days))
        yield "Betalas ut", f"{amount} i {n_payouts} på {n_days}, {dates}"
    if paying.plan and (claims_ore := paying.plan.claims_ore):
        names = {award.id: award.name for award in paying.plan.awards.rows}
        whose = list_text(f"{names[id_]} {amount_text(ore)}" for id_, ore in claims_ore.items())
        yield "Åter att betala", f"{amount_text(sum(claims_ore.values()))}: {whose}"
    for sentence in paying.replacements:
        yield "Ersatt tecken", sentence
    for sentence in paying.unwritten:
        yield "Skrivs inte", sentence


def _paying_result(paying: Paying) -> dict[str, object]:
    plan = paying.plan
    payouts = plan.payouts if plan else ()
    return {
        "payouts": [
            {
                "id": payout.id,
                "date": payout.date.isoformat(),
                "part": payout.part,
                "parts": payout.parts,
                "amount_ore": payout.amount_ore,
                "is_paid": plan is not None and plan.is_paid(payout),
            }
            for payout in payouts
        ],
        "claims_ore": plan.claims_ore if plan else {},
        "replaced_characters": list(paying.replacements),
        "not_written": list(paying.unwritten),
    }


def _gap_ore(certificate: Certificate) -> int | None:
    bound_ore = certificate.lower_bound_ore
    return None if bound_ore is None else certificate.cost_ore - bound_ore


def _closure_texts(planned: Planned) -> Iterator[str]:
    dataset = planned.dataset
    for closure in driven_closures(planned):
        ends = "–".join(dataset.place(id_).name for id_ in (closure.from_place, closure.to_place))
        dates = dates_text(closure.first_date, closure.last_date)
        yield f"{_road_of(dataset, closure)} {ends}, {dates}: planens tider gäller när vägen är öppen"


def _road_of(dataset: DataSet, closure: RoadClosure) -> str:
    ends = {closure.from_place, closure.to_place}
    return next(road.road for road in dataset.roads if {road.from_place, road.to_place} == ends)


def _wait_text(wait: Wait) -> str:
    span = f"från {weekday_name(wait.from_weekday)} till {weekday_name(wait.to_weekday)}"
    others = len(wait.stop_names) - 1
    also = f" och {count_text(others, 'bibliotek till', 'bibliotek till')}" if others else ""
    return f"{count_text(wait.days, 'dag', 'dagar')}, {wait.stop_names[0]} {span}{also}"


def _players(settled: Settled) -> str:
    basis = settled.settlement.basis
    region = f" och {basis.issuer.name}" if len(basis.players) > len(basis.municipalities) else ""
    return f"{_municipalities(len(basis.municipalities))}{region}"


def _municipalities(count: int) -> str:
    return count_text(count, "kommun", "kommuner")
