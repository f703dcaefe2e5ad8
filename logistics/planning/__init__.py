"""Make the base timetable of a data set: state the routing problem and have it solved; state that of a week."""

from logistics.planning.driven import driven_closures
from logistics.planning.planned import Planned, plan_dataset
from logistics.planning.problem import at_prices, build_problem
from logistics.planning.week import problem_of_week

__all__ = ["Planned", "at_prices", "build_problem", "driven_closures", "plan_dataset", "problem_of_week"]
