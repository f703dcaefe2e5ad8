"""Note what a reader must know of a period's cost: prices that change, and detours that are not in it."""

from collections.abc import Iterable
from datetime import date

from logistics.dataset import DataSet
from logistics.planning import Planned, driven_closures
from logistics.swedish import dates_text
from subsidy.keys import Measures


def cost_notes(planned: Planned, first: date, last: date, players: Iterable[Measures]) -> tuple[str, ...]:
    """The notes in Swedish, for the cost from `first` to `last` shared over `players` as they were measured."""
    is_alone_measured = any(player.stand_alone_ore is not None for player in players)
    price_notes = _price_notes(planned.dataset, first, last, is_alone_measured=is_alone_measured)
    return (*price_notes, *_detour_notes(planned, first, last))


def _price_notes(dataset: DataSet, first: date, last: date, *, is_alone_measured: bool) -> tuple[str, ...]:
    if not any(first < cost.valid_from <= last for cost in dataset.costs):
        return ()
    note = "Bilarnas priser ändras under perioden. Varje tur är räknad till den dagens pris"
    if not is_alone_measured:
        return (f"{note}.",)
    began = dates_text(dataset.settings.season_first_date, dataset.settings.season_first_date)
    return (f"{note}; egen kostnad och Shapleyvärde är räknade till priserna den {began}.",)


def _detour_notes(planned: Planned, first: date, last: date) -> tuple[str, ...]:
    """A note for each closed road that runs of the period would have driven."""
    dataset = planned.dataset
    return tuple(
        f"Omvägar under avstängningen av {dataset.place(closure.from_place).name}–"
        f"{dataset.place(closure.to_place).name} ({dates_text(closure.first_date, closure.last_date)})"
        " är inte inräknade i kostnaden."
        for closure in driven_closures(planned, (first, last))
    )
