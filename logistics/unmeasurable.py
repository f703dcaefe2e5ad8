"""Find why what a rule's keys need cannot be measured."""

from collections.abc import Collection, Sequence

from logistics.dataset import DataSet
from logistics.errors import Fault
from logistics.seasons import Plans, vehicles_of
from logistics.swedish import list_text
from subsidy import errors
from subsidy.keys import KEYS, KeyName, Measures
from subsidy.rules import ContributionRule
from subsidy.schemes import VolumeAndStops

SITE_KEYS: frozenset[KeyName] = frozenset({"orbis_cascade", "clic"})  # they need whole visits of each stop


def missing_volumes(dataset: DataSet, years: range) -> tuple[Fault, ...]:
    """A fault for each stop and year whose crates a data set lacks."""
    known = {(row.stop, row.year) for row in dataset.volumes}
    return tuple(
        Fault(
            file="volumes",
            value=stop.id,
            problem=f"lådorna för {stop.name} saknas för {year}, så snittet {years[0]}–{years[-1]} går inte"
            " att räkna",
            remedy="lägg till en rad för det året, eller välj en annan nyckel",
        )
        for stop in dataset.stops
        if stop.bearer != dataset.settings.county_code  # no volume says what the region bears
        for year in years
        if (stop.id, year) not in known
    )


def unknown_trucks(plans: Plans, keys: set[KeyName], rule: ContributionRule) -> tuple[Fault, ...]:
    """A fault for each vehicle that the terms of a rule name and no timetable has."""
    scheme = rule.terms.get("south_central")
    if "south_central" not in keys or not isinstance(scheme, VolumeAndStops):
        return ()
    known = {vehicle.id for vehicle in vehicles_of(plans)}
    return tuple(
        Fault(
            file="rules.toml",
            key=f"{rule.id}: terms.south_central.truck_vehicles",
            value=vehicle,
            problem="ingen bil har det id:t",
            remedy=f"skriv något av {', '.join(sorted(known))}",
        )
        for vehicle in sorted(scheme.truck_vehicles - known)
    )


def refuse_unlike_sites(players: Sequence[Measures], keys: Collection[KeyName]) -> None:
    """Refuse keys of the visits of each stop, where the timetables have different ones.

    Raises
    ------
    SplitRefused
        With every such key.
    """
    unlike = [player.name for player in players if player.site_days is None]
    faults = tuple(
        errors.Fault(
            rule="unlike_weeks",
            sentence=f"Nyckeln {KEYS[key].swedish} räknar varje stopps besök i veckan, och de är inte lika i"
            f" periodens tidtabeller för {list_text(unlike)}. Välj en annan nyckel.",
            facts={"key": key},
        )
        for key in sorted(SITE_KEYS.intersection(keys))
        if unlike
    )
    if faults:
        raise errors.SplitRefused(faults)
