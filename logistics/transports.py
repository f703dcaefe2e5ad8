"""List the runs of a period as statements show them: how often each is driven, and at what price."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from logistics.calendar import runs_per_weekday
from logistics.dataset import DataSet, VehicleCost
from logistics.planning import Planned, at_prices
from logistics.seasons import Plans, stretches_of
from logistics.swedish import clock, dates_text, weekday_name
from routes.cost import run_cost_ore, run_distance_m
from routes.plan import Run
from subsidy.statement import TransportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """One run of a plan at one price, and its line in the statements."""

    dataset: DataSet  # of its plan
    run: Run
    row: TransportRow

    @property
    def cost_ore(self) -> int:
        """What it costs in the whole period."""
        return self.row.cost_ore * self.row.runs_in_period


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A part of the period in which no price changes."""

    first: date
    last: date
    prices: tuple[VehicleCost, ...]


def transports_of(plans: Plans, first: date, last: date) -> tuple[Transport, ...]:
    """Every run of the plans from `first` to `last`, on all service dates of its weekday and timetable.

    A run stands once for each price that holds in the period: its vehicle is paid by the price of the day.
    """
    stretches = [
        (each.planned, _spans(each.planned.dataset, each.first, each.last))
        for each in stretches_of(plans, first, last)
    ]
    named = sum(len(spans) for _, spans in stretches) > 1
    return tuple(
        transport for planned, spans in stretches for transport in _of_one_plan(planned, spans, named=named)
    )


def mark_own_stops(transports: Iterable[Transport], bearer: str) -> tuple[TransportRow, ...]:
    """Every run, with the stops of a municipality (or the region) picked out where it serves any."""
    return tuple(
        replace(transport.row, own_stops=_stops_text(transport.run, _own_stops(transport.dataset, bearer)))
        for transport in transports
    )


def _own_stops(dataset: DataSet, bearer: str) -> dict[str, str]:
    return {stop.id: stop.name for stop in dataset.stops if stop.bearer == bearer}


def _of_one_plan(planned: Planned, spans: list[_Span], *, named: bool) -> tuple[Transport, ...]:
    """The runs of a plan, each at every price one after the other."""
    by_span = [_transports(planned, span, named=named) for span in spans]
    return tuple(
        transport
        for same_run in zip(*by_span, strict=True)
        for transport in same_run
        if transport.row.runs_in_period
    )


def _transports(planned: Planned, span: _Span, *, named: bool) -> list[Transport]:
    problem = at_prices(planned.problem, span.prices)
    counts = runs_per_weekday(span.first, span.last)
    names = {stop.id: stop.name for stop in problem.stops}
    since = f" ({dates_text(span.first, span.last)})" if named else ""
    return [
        Transport(
            dataset=planned.dataset,
            run=run,
            row=TransportRow(
                weekday=weekday_name(run.weekday).capitalize(),
                run=f"{problem.vehicle(run.vehicle_id).name}{since}",
                departs=clock(run.depart_s),
                returns=clock(run.return_s),
                stops=_stops_text(run, names),
                own_stops="",
                distance_m=run_distance_m(run, problem),
                runs_in_period=counts[run.weekday],
                cost_ore=run_cost_ore(run, problem),
            ),
        )
        for run in planned.plan.runs
    ]


def _spans(dataset: DataSet, first: date, last: date) -> list[_Span]:
    starts = [first, *sorted({cost.valid_from for cost in dataset.costs if first < cost.valid_from <= last})]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), last]
    return [
        _Span(
            first=start,
            last=end,
            prices=tuple(dataset.cost_of(vehicle.id, start) for vehicle in dataset.vehicles),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _stops_text(run: Run, names: Mapping[str, str]) -> str:
    """The stops of a run that have a name in `names`, in order, each with the time when service begins."""
    return " · ".join(
        f"{names[visit.stop_id]} {clock(visit.begin_s)}" for visit in run.visits if visit.stop_id in names
    )
