"""What a reader must know of a cost, and how often it is said."""

from datetime import date

from logistics.cost_notes import cost_notes
from logistics.dataset import RoadClosure
from logistics.seasons import join_plans
from tests.logistics.two_seasons import PERIOD, named, plans, with_data

__all__ = ["plans"]


def test_a_road_closed_in_both_seasons_is_told_once(plans):
    """Both vans pass it on Mondays; who counts the notes would take it for two closures."""
    closure = RoadClosure(
        from_place="KAR",
        to_place="kors",
        first_date=date(2026, 2, 23),
        last_date=date(2026, 3, 6),
        reason="Bro",
    )
    closed = [named(id_, with_data(plan, road_closures=(closure,))) for id_, plan in plans.items()]
    told = [note for note in cost_notes(join_plans(closed, *PERIOD), *PERIOD, ()) if "Omvägar" in note]
    assert [
        "Omvägar under avstängningen av Karlstad–Korset (23 februari–6 mars 2026) är inte inräknade i kostnaden."
    ] == told
