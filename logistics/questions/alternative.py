"""Make a plan of its own from an answer: the data set says what was wished, so that the plan can be saved."""

from dataclasses import replace

from logistics.dataset import DataSet, Hours, StopRow
from logistics.planning import Planned, build_problem
from logistics.questions.questions import Answer
from logistics.questions.wish import Wish


def alternative(answer: Answer) -> Planned:
    """The answer's plan with the data set that it was made from."""
    dataset = dataset_under(answer.asked.dataset, answer.wish)
    return Planned(
        dataset=dataset,
        problem=build_problem(dataset),
        plan=answer.plan,
        certificate=answer.certificate,
    )


def dataset_under(dataset: DataSet, wish: Wish) -> DataSet:
    """The data set that asks for what is wished: `build_problem` makes the wished problem of it."""
    return replace(
        dataset,
        stops=tuple(_stop(row, wish) for row in dataset.stops),
        hours=tuple(_hours(row, wish) for row in dataset.hours),
        vehicles=tuple(row for row in dataset.vehicles if row.id not in wish.without),
        costs=tuple(row for row in dataset.costs if row.vehicle not in wish.without),
    )


def _stop(row: StopRow, wish: Wish) -> StopRow:
    if row.vehicles:
        row = replace(row, vehicles=row.vehicles - wish.without)
    if row.id != wish.stop_id:
        return row
    if wish.weekdays is not None:
        row = replace(row, fixed_weekdays=wish.weekdays)
    visits = wish.visits if wish.visits is not None else len(wish.weekdays or ())
    if visits:
        row = replace(row, visits_fewest=visits, visits_most=visits)
    if wish.vehicle_ids is not None:
        row = replace(row, vehicles=wish.vehicle_ids)
    return replace(row, before=row.before | wish.before)


def _hours(row: Hours, wish: Wish) -> Hours:
    if row.stop != wish.stop_id or wish.window is None or row.delivery_from_s is None:
        return row
    return replace(row, delivery_from_s=wish.window.opens_s, delivery_to_s=wish.window.closes_s)
