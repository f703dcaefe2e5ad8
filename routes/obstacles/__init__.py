"""Name the stops and rules that make every plan impossible, and what would make one possible."""

from routes.errors import Obstacle
from routes.obstacles.days import obstacles_of
from routes.obstacles.searched import no_plan_found, no_week, too_few_vehicles
from routes.obstacles.trips import TripsFromHub
from routes.places import WEEKDAYS
from routes.problem import Problem

__all__ = ["find_obstacles", "no_plan_found", "no_week", "too_few_vehicles"]


def find_obstacles(problem: Problem) -> tuple[Obstacle, ...]:
    """What no plan can do for a single stop, whatever else it does; empty where every stop can be served alone."""
    if not problem.stops:
        return ()
    if not any(vehicle.weekdays for vehicle in problem.vehicles):
        return (
            Obstacle(
                rule="no_vehicle",
                sentence="No vehicle is in service on any day.",
                remedy="Put at least one vehicle in service.",
            ),
        )
    if not any(problem.drives_on(vehicle, day) for vehicle in problem.vehicles for day in WEEKDAYS):
        return (
            Obstacle(
                rule="no_driving_day",
                sentence=f"On no weekday is a vehicle in service, {problem.hub.name} staffed and a run allowed.",
                remedy="Let a vehicle drive on a day on which the hub is staffed and runs are allowed.",
                facts={"hub": problem.hub.name},
            ),
        )
    trips = TripsFromHub(problem)
    return tuple(obstacle for stop in problem.stops for obstacle in obstacles_of(problem, stop, trips))
