"""Settle a period: what a plan's runs cost, whose cost it is, and how the contribution is shared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from logistics.dataset import Contribution, DataSet
from logistics.errors import NothingHolds
from logistics.planning import Planned, driven_closures
from logistics.swedish import amount_text, dates_text
from logistics.timetable.files import slug
from logistics.transports import mark_own_stops, transports_of
from routes.coalitions import coalition_costs
from routes.places import WEEKDAYS
from subsidy.keys import KEY_NAMES, KeyMix, KeyName, Measures, mix_keys
from subsidy.municipality import Municipality
from subsidy.rules import ContributionRule, find_rule
from subsidy.shapley import shapley_values
from subsidy.statement import Basis, Issuer, Settlement, Statement, Summary, settle
from subsidy.workbook import write_statement, write_summary
from subsidy.workbook.model import LARGEST_ORE

SUMMARY_FILE = "sammanstallning.xlsx"

# They need the exact cost of every group of players, which is known only up to 18 stops a weekday.
COALITION_KEYS: frozenset[KeyName] = frozenset({"stand_alone", "shapley"})
ONE_WEEK = dict.fromkeys(WEEKDAYS, 1)  # the keys measure an ordinary week, without holidays


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """A settlement, and the statements that follow from it."""

    settlement: Settlement
    statements: tuple[Statement, ...]  # by SCB code
    summary: Summary


def year_of(year: int) -> tuple[date, date]:
    """The first and last day of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def settle_period(planned: Planned, first: date, last: date) -> Settled:
    """The cost of every run from `first` to `last`, shared, and the contribution of that period, shared.

    A run costs what its vehicle's price of the day makes of it, on every service date of its weekday. The
    keys measure an ordinary week at the plan's own prices: visits, crates and, if the rule shares by one of
    them, what each would pay alone and the Shapley value of the week's cost.

    Raises
    ------
    NothingHolds
        The plan's season does not cover the period, the contribution is not for exactly that period or has
        a cap of nought, or a sum is too large for a workbook.
    SubsidyError
        The rules cannot share the cost or the contribution.
    TooManyStops
        A weekday has more stops than exact costs of groups can be found for.
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    dataset = planned.dataset
    _refuse_other_season(dataset, first, last)
    rule = find_rule([_rule(dataset, row) for row in dataset.contributions], first)
    _refuse_other_period(rule, first, last)
    transports = transports_of(planned, first, last)
    players = measure_players(planned, (*rule.cost_mix.names, *rule.contribution_mix.names))
    notes = _notes(planned, first, last, players)
    basis = Basis(
        issuer=Issuer(name=dataset.settings.county_name, orgnr=dataset.settings.county_orgnr),
        first_date=first,
        last_date=last,
        municipalities=_municipalities(dataset),
        players=players,
        cost_ore=sum(transport.cost_ore for transport in transports),
    )
    _refuse_large_sums(basis.cost_ore, rule.amount_ore)
    settlement = settle(basis, rule)
    return Settled(
        settlement=settlement,
        statements=tuple(
            Statement(
                settlement=settlement,
                municipality=municipality,
                runs=mark_own_stops(dataset, transports, municipality.code),
                notes=notes,
            )
            for municipality in sorted(basis.municipalities, key=lambda m: m.code)
        ),
        summary=Summary(
            settlement=settlement, runs=tuple(transport.row for transport in transports), notes=notes
        ),
    )


def measure_players(planned: Planned, keys: Collection[KeyName]) -> tuple[Measures, ...]:
    """What `keys` need of every municipality, and of the region where it bears stops itself.

    What each would pay alone and the Shapley value are measured only if `keys` name one of them.

    Raises
    ------
    TooManyStops
        A weekday has more stops, or there are more players, than exact costs of groups can be found for.
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    dataset = planned.dataset
    groups = _groups(dataset)
    alone_ore, shapley_ore = _coalition_measures(planned, groups) if COALITION_KEYS & set(keys) else ({}, {})
    population = {m.scb_code: (m.name, m.population) for m in dataset.municipalities}
    return tuple(
        Measures(
            id=id_,
            name=population.get(id_, (dataset.settings.county_name, 0))[0],
            population=population.get(id_, ("", 0))[1],
            visits=sum(len(planned.plan.pattern_of(stop)) for stop in stops),
            crates=sum(
                (dataset.crates_in_per_week(stop) + dataset.crates_out_per_week(stop) for stop in stops),
                Fraction(),
            ),
            stand_alone_ore=alone_ore.get(id_),
            shapley_ore=shapley_ore.get(id_),
        )
        for id_, stops in groups.items()
    )


def write_settlement(settled: Settled, folder: Path) -> tuple[Path, ...]:
    """Write the region's summary and a statement for each municipality; the paths, the summary first.

    Raises
    ------
    ValueError
        An amount is too large for a workbook to recompute to the öre, or Excel cannot hold a text.
    OSError
        The files cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    summary = folder / SUMMARY_FILE
    write_summary(settled.summary, summary)
    written = [summary]
    for statement in settled.statements:
        path = folder / f"{statement.municipality.code}-{slug(statement.municipality.name)}.xlsx"
        write_statement(statement, path)
        written.append(path)
    return tuple(written)


def _groups(dataset: DataSet) -> dict[str, frozenset[str]]:
    """The stops that each player bears, by player: the municipalities, then the region if it bears any."""
    bearers = [municipality.scb_code for municipality in dataset.municipalities]
    county = dataset.settings.county_code
    if any(stop.bearer == county for stop in dataset.stops):
        bearers.append(county)
    return {
        bearer: frozenset(stop.id for stop in dataset.stops if stop.bearer == bearer) for bearer in bearers
    }


def _coalition_measures(
    planned: Planned, groups: Mapping[str, frozenset[str]]
) -> tuple[dict[str, int], dict[str, Fraction]]:
    """What each player would pay alone, and its Shapley value."""
    costs_ore = coalition_costs(planned.plan, planned.problem, list(groups.values()), ONE_WEEK)
    alone_ore = {id_: costs_ore[1 << position] for position, id_ in enumerate(groups)}
    return alone_ore, shapley_values(list(groups), costs_ore)


def _rule(dataset: DataSet, row: Contribution) -> ContributionRule:
    if row.cap_percent == 0:
        raise NothingHolds(
            f"Bidraget {row.id} har taket 0 procent, så ingen kan få något. Lämna cap_percent tomt om bidraget"
            " inte har något tak."
        )
    return ContributionRule(
        id=row.id,
        first_date=row.first_date,
        last_date=row.last_date,
        amount_ore=row.amount_ore,
        floor_ore=row.floor_ore,
        cap_share=None if row.cap_percent is None else row.cap_percent / 100,
        cost_mix=_mix(dataset, row.id, "cost"),
        contribution_mix=_mix(dataset, row.id, "contribution"),
        reference=row.reference,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        prepared_by=row.prepared_by,
        appeal=row.appeal,
        source=row.source,
    )


def _mix(dataset: DataSet, contribution_id: str, shares: str) -> KeyMix:
    weights = dataset.weights(contribution_id, shares)
    return mix_keys({name: weights[name] for name in KEY_NAMES if name in weights})


def _municipalities(dataset: DataSet) -> tuple[Municipality, ...]:
    return tuple(
        Municipality(
            code=row.scb_code,
            name=row.name,
            orgnr=row.orgnr,
            population=row.population,
            population_date=row.population_date,
        )
        for row in dataset.municipalities
    )


def _refuse_other_season(dataset: DataSet, first: date, last: date) -> None:
    season = (dataset.settings.season_first_date, dataset.settings.season_last_date)
    if first < season[0] or season[1] < last:
        raise NothingHolds(
            f"Planen gäller {dates_text(*season)} och kan därför inte avräknas för {dates_text(first, last)}."
            " Gör en plan vars period täcker hela tiden (season_first_date och season_last_date i settings)."
        )


def _refuse_other_period(rule: ContributionRule, first: date, last: date) -> None:
    # The amount is for the rule's whole period: sharing it out for a part would pay it more than once.
    if (rule.first_date, rule.last_date) != (first, last):
        raise NothingHolds(
            f"Bidraget {rule.id} är beslutat för {dates_text(rule.first_date, rule.last_date)} och kan bara"
            f" avräknas för hela den perioden, inte för {dates_text(first, last)}. Lägg till ett bidrag i"
            " contributions som gäller precis den tiden."
        )


def _refuse_large_sums(*sums_ore: int) -> None:
    if max(sums_ore) > LARGEST_ORE:
        raise NothingHolds(
            f"{amount_text(max(sums_ore))} är mer än en arbetsbok kan räkna till öret (högst"
            f" {amount_text(LARGEST_ORE)}). Se över priserna i costs och amount_kr i contributions."
        )


def _notes(planned: Planned, first: date, last: date, players: tuple[Measures, ...]) -> tuple[str, ...]:
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
