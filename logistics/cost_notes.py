"""Note what a reader must know of a period's cost: timetables and prices that change, detours not in it."""

from collections.abc import Iterable, Sequence
from datetime import date

from logistics.planning import driven_closures
from logistics.seasons import Plans, Stretch, seasons_note, stretches_of
from logistics.swedish import dates_text, list_text
from subsidy.keys import Measures


def cost_notes(plans: Plans, first: date, last: date, players: Iterable[Measures]) -> tuple[str, ...]:
    """The notes in Swedish, for the cost from `first` to `last` shared over `players` as they were measured."""
    is_alone_measured = any(player.stand_alone_ore is not None for player in players)
    stretches = stretches_of(plans, first, last)
    price_notes = _price_notes(stretches, is_alone_measured=is_alone_measured)
    detour_notes = (note for each in stretches for note in _detour_notes(each))
    # A closure may outlast a timetable.
    return (*seasons_note(plans), *price_notes, *dict.fromkeys(detour_notes))


def _price_notes(stretches: Sequence[Stretch], *, is_alone_measured: bool) -> tuple[str, ...]:
    changes = (
        each.first < cost.valid_from <= each.last for each in stretches for cost in each.planned.dataset.costs
    )
    if not any(changes):
        return ()
    note = "Bilarnas priser ändras under perioden. Varje tur är räknad till den dagens pris"
    if not is_alone_measured:
        return (f"{note}.",)
    began = list_text(_began(each) for each in stretches)
    return (f"{note}; egen kostnad och shapleyvärde är räknade till priserna den {began}.",)


def _began(stretch: Stretch) -> str:
    """The day whose prices a plan was made at."""
    first = stretch.planned.dataset.settings.season_first_date
    return dates_text(first, first)


def _detour_notes(stretch: Stretch) -> tuple[str, ...]:
    """A note for each closed road that runs of the period would have driven."""
    dataset = stretch.planned.dataset
    return tuple(
        f"Omvägar under avstängningen av {dataset.place(closure.from_place).name}–"
        f"{dataset.place(closure.to_place).name} ({dates_text(closure.first_date, closure.last_date)})"
        " är inte inräknade i kostnaden."
        for closure in driven_closures(stretch.planned, (stretch.first, stretch.last))
    )
