"""Settle a period: what the runs of its plans cost, whose cost it is, and how the contribution is shared."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from logistics.balances import balances_of, left_to_the_first
from logistics.cost_notes import cost_notes
from logistics.dataset import DataSet
from logistics.errors import NothingHolds
from logistics.files import slug, write_whole
from logistics.judging import judge_or_why
from logistics.measuring import measure_for
from logistics.paying import IssuedAs, Paying, account_text, pay, write_occasions
from logistics.rules import rulebook_of
from logistics.seasons import Plans
from logistics.swedish import amount_text, dates_text
from logistics.transports import mark_own_stops, transports_of
from subsidy.municipality import Municipality
from subsidy.record import Recorder, record_bytes
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Issuer, Settlement, Statement, Summary, settle
from subsidy.workbook import write_common, write_statement, write_summary
from subsidy.workbook.estimates import describe_error, describe_largest_error
from subsidy.workbook.model import LARGEST_ORE

SUMMARY_FILE, PAYOUTS_FOLDER = "sammanstallning.xlsx", "utbetalningar"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """A settlement, and the statements that follow from it."""

    settlement: Settlement
    statements: tuple[Statement, ...]  # by SCB code
    summary: Summary
    paying: Paying


def settlement_of(plans: Plans, first: date, last: date) -> Settlement:
    """The cost of every run from `first` to `last`, shared, and the contribution of that period, shared.

    A run costs what its vehicle's price of the day makes of it, on every service date of its weekday while its
    timetable holds. The keys measure an ordinary week at the plan's own prices, of several plans their mean week:
    visits, crates and, if the rule shares by one of them, what each would pay alone and the Shapley value of the
    week's cost.

    Raises
    ------
    NothingHolds
        The plan's season does not cover the period, the contribution is not for exactly that period, or
        a sum is too large for a workbook.
    DataFaults
        The data set's rules cannot be followed, or a balance belongs to another period.
    SubsidyError
        The rules cannot share the cost or the contribution.
    TooManyStops
        A weekday has more stops than exact costs of groups can be found for.
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    return _settle(plans, first, last)[0]


def settle_period(
    plans: Plans,
    first: date,
    last: date,
    *,
    earlier: Settlement | None = None,
    created_on: date | None = None,
    issued_as: IssuedAs | None = None,
) -> Settled:
    """The settlement of a period, and every document that follows from it.

    The statements compare it with `earlier`, a settlement of a period before; the files of payouts are
    dated `created_on` and belong to what is `issued_as` (see `pay`).

    Raises
    ------
    NothingHolds
        As `settlement_of`, or `earlier` is of no period before.
    DataFaults
        As `settlement_of`, or finance.toml cannot be followed.
    SubsidyError
        As `settlement_of`, or the awards cannot be paid.
    TooManyStops, UnservableGroup
        As `settlement_of`.
    """
    dataset = plans.dataset
    settlement, own_notes = _settle(plans, first, last)
    if earlier:
        _refuse_not_earlier(earlier, first)
    paying = pay(settlement, dataset, created_on, issued_as)
    transports = transports_of(plans, first, last)
    notes = (*cost_notes(plans, first, last, settlement.basis.players), *own_notes)
    statements = (
        Statement(
            settlement=settlement,
            municipality=municipality,
            runs=mark_own_stops(transports, municipality.code),
            notes=(*notes, *describe_error(settlement, municipality.code)),
            payouts=paying.plan,
            account=account_text(dataset, municipality.code),
            earlier=earlier,
        )
        for municipality in sorted(settlement.basis.municipalities, key=lambda m: m.code)
    )
    fairness, unjudged = judge_or_why(plans, settlement)
    summary = Summary(
        settlement=settlement,
        runs=tuple(transport.row for transport in transports),
        notes=(*notes, *describe_largest_error(settlement)),
        payouts=paying.plan,
        earlier=earlier,
        fairness=fairness,
        unjudged=unjudged,
    )
    recorder = Recorder(settlement)
    return Settled(
        settlement=settlement,
        statements=tuple(recorder.recorded(statement) for statement in statements),
        summary=recorder.recorded(summary),
        paying=paying,
    )


def write_settlement(settled: Settled, folder: Path) -> tuple[Path, ...]:
    """Write the region's summary and a statement for each municipality, their records, and the files of payouts.

    The paths in that order.

    Raises
    ------
    ValueError
        An amount is too large for a workbook to recompute to the öre, or Excel cannot hold a text.
    OSError
        The files cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    summary, common = folder / SUMMARY_FILE, write_common(settled.settlement)
    write_summary(settled.summary, summary, common)
    written = [summary]
    for statement in settled.statements:
        path = folder / f"{stem_of(statement.municipality)}.xlsx"
        write_statement(statement, path, common)
        written.append(path)
    records = (settled.summary.record, *(statement.record for statement in settled.statements))
    for path, record in zip(tuple(written), records, strict=True):
        written.append(write_whole(path.with_suffix(".json"), record_bytes(record)))
    return (*written, *write_occasions(settled.paying.occasions, folder / PAYOUTS_FOLDER))


def stem_of(municipality: Municipality) -> str:
    """What the files of a municipality are called, without the ending: `1715-kil`."""
    return f"{municipality.code}-{slug(municipality.name)}"


def _settle(plans: Plans, first: date, last: date) -> tuple[Settlement, tuple[str, ...]]:
    """The settlement, and what its statements say of balances left out and of how the keys were measured."""
    dataset = plans.dataset
    _refuse_other_season(dataset, first, last)
    rules = rulebook_of(dataset)
    rule = rules.rule_on(first)
    _refuse_other_period(rule, first, last)
    measured = measure_for(plans, rule)
    basis = Basis(
        issuer=Issuer(name=dataset.settings.county_name, orgnr=dataset.settings.county_orgnr),
        first_date=first,
        last_date=last,
        municipalities=_municipalities(dataset),
        players=measured.players,
        cost_ore=sum(transport.cost_ore for transport in transports_of(plans, first, last)),
        balances=balances_of(dataset, rules.rules, rule),
    )
    _refuse_large_sums(basis.cost_ore, rule.amount_ore)
    notes = (*left_to_the_first(dataset, rules.rules, rule), *measured.notes)
    return settle(basis, rule), notes


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
            " Gör en plan vars period täcker hela tiden (season_first_date och season_last_date i settings), eller"
            " ange också planen för de andra dagarna."
        )


def _refuse_other_period(rule: ContributionRule, first: date, last: date) -> None:
    # The amount is for the rule's whole period: sharing it out for a part would pay it more than once.
    if (rule.first_date, rule.last_date) != (first, last):
        raise NothingHolds(
            f"Bidraget {rule.id} är beslutat för {dates_text(rule.first_date, rule.last_date)} och kan bara"
            f" avräknas för hela den perioden, inte för {dates_text(first, last)}. Lägg till en regel i"
            " rules.toml som gäller precis den tiden."
        )


def _refuse_not_earlier(earlier: Settlement, first: date) -> None:
    if earlier.basis.last_date >= first:
        period = dates_text(earlier.basis.first_date, earlier.basis.last_date)
        raise NothingHolds(f"Jämför med en period före den {dates_text(first, first)}, inte med {period}.")


def _refuse_large_sums(*sums_ore: int) -> None:
    if max(sums_ore) > LARGEST_ORE:
        raise NothingHolds(
            f"{amount_text(max(sums_ore))} är mer än en arbetsbok kan räkna till öret (högst"
            f" {amount_text(LARGEST_ORE)}). Se över priserna i costs och contribution_kr i rules.toml."
        )
