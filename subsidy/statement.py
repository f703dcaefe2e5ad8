"""Put together what one municipality, and the region, receives when a period is settled."""

from dataclasses import dataclass, replace
from datetime import date

from subsidy.carrying import Balance, Carried, carry, year_after
from subsidy.judgement import Judgement
from subsidy.keys import Measures
from subsidy.municipality import Municipality
from subsidy.payout import Payout, PayoutPlan
from subsidy.rules import ContributionRule
from subsidy.split import CostSplit, Split, share_cost, split_contribution
from subsidy.weighing import weigh_players
from subsidy.wording import format_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The region that decides."""

    name: str
    orgnr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a settlement is computed from."""

    issuer: Issuer
    first_date: date
    last_date: date  # included
    municipalities: tuple[Municipality, ...]
    players: tuple[Measures, ...]  # every municipality, and the region if it bears stops itself
    cost_ore: int  # of the whole period
    balances: tuple[Balance, ...] = ()  # of the year before, to carry into what is paid

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"the period ends {self.last_date}, before it begins {self.first_date}")
        self._refuse_other_balances()
        population = {player.id: player.population for player in self.players}
        for municipality in self.municipalities:
            if population.get(municipality.code) != municipality.population:
                raise ValueError(
                    f"{municipality.name}: the measures say {population.get(municipality.code)} inhabitants, "
                    f"the municipality {municipality.population}"
                )

    def _refuse_other_balances(self) -> None:
        ids = [balance.id for balance in self.balances]
        codes = {municipality.code for municipality in self.municipalities}
        if len(set(ids)) < len(ids) or not codes.issuperset(ids):
            raise ValueError(f"not one balance each of municipalities: {ids}")
        if any(balance.year != self.year_before for balance in self.balances):
            raise ValueError(f"a balance is not of {self.year_before}")

    @property
    def calendar_year(self) -> int | None:
        """The year that the period is, from its first day to its last; None: it is no whole year."""
        year = self.first_date.year
        whole = date(year, 1, 1), date(year, 12, 31)
        return year if (self.first_date, self.last_date) == whole else None

    @property
    def period_name(self) -> str:
        """The period as a reader knows it: `2026`, or `1 januari–30 juni 2026`."""
        return str(self.calendar_year or format_period(self.first_date, self.last_date))

    @property
    def year_before(self) -> int:
        """The year whose balances are carried into this period, if it is the first that begins in its year."""
        return self.first_date.year - 1

    @property
    def next_year(self) -> int:
        """The year whose award, the first if it has several, takes what the actual costs change."""
        return year_after(self.first_date, self.last_date)

    @property
    def members(self) -> tuple[Measures, ...]:
        """The players that are municipalities, sorted by SCB code."""
        codes = {municipality.code for municipality in self.municipalities}
        return tuple(player for player in self.sorted_players if player.id in codes)

    @property
    def sorted_players(self) -> tuple[Measures, ...]:
        """The municipalities by SCB code, then the others by id: last those that bear their own stops first."""
        codes = {municipality.code for municipality in self.municipalities}
        return tuple(
            sorted(
                self.players,
                key=lambda player: (player.id not in codes, player.bears_by is not None, player.id),
            )
        )

    @property
    def others(self) -> tuple[Measures, ...]:
        """The players that are no municipalities: they share the cost and get nothing of the contribution."""
        return self.sorted_players[len(self.members) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A basis, the rule, and both splits that they give."""

    basis: Basis
    rule: ContributionRule
    cost: CostSplit
    split: Split

    def __post_init__(self) -> None:
        if self.split.rule != self.rule or self.cost.total_ore != self.basis.cost_ore:
            raise ValueError(f"the splits do not belong to this basis and rule {self.rule.id}")

    @property
    def carried(self) -> tuple[Carried, ...]:
        """Every municipality's award, and what is carried into it, by SCB code."""
        return carry(self.split.awards_ore, self.basis.balances)

    @property
    def paid_ore(self) -> dict[str, int]:
        """What each municipality is paid, by SCB code: its award and what is carried into it."""
        return {row.id: row.paid_ore for row in self.carried}


def settle(basis: Basis, rule: ContributionRule) -> Settlement:
    """The cost shared over all players, and the contribution over the municipalities.

    Raises
    ------
    SplitRefused
        The cost or the contribution cannot be shared; every fault is named.
    """
    keys = {*rule.cost_mix.names, *rule.contribution_mix.names}
    basis = replace(basis, players=weigh_players(basis.players, keys, rule.terms, basis.cost_ore))
    cost = share_cost(basis.cost_ore, rule.cost_mix, basis.players)
    split = split_contribution(rule, basis.members, cost.costs_ore)
    return Settlement(basis=basis, rule=rule, cost=cost, split=split)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportRow:
    """One run of the timetable, in plain words and figures."""

    weekday: str
    run: str
    departs: str
    returns: str
    stops: str  # all stops in order
    own_stops: str  # those of the statement's receiver, with times; empty in the region's summary
    distance_m: int  # of one run
    runs_in_period: int
    cost_ore: int  # of one run


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one municipality receives."""

    settlement: Settlement
    municipality: Municipality
    runs: tuple[TransportRow, ...] = ()  # all of them: together they cost what is shared
    notes: tuple[str, ...] = ()
    payouts: PayoutPlan | None = None  # everyone's; None: no rule says when awards are paid
    account: str = ""  # where the award is paid, in words: bankgiro 5050-1055
    earlier: Settlement | None = None  # of the period before, to compare with
    record: tuple[str, ...] = ()  # the lines of the settlement's record; none: the workbook has none

    def __post_init__(self) -> None:
        if self.municipality not in self.settlement.basis.municipalities:
            raise ValueError(f"{self.municipality.name} is not part of the settlement")
        _refuse_other_cost(self.runs, self.settlement)
        _refuse_other_payouts(self.payouts, self.settlement)
        _refuse_later(self.earlier, self.settlement)

    @property
    def cost_ore(self) -> int:
        """The municipality's share of the cost."""
        return self.settlement.cost.costs_ore[self.municipality.code]

    @property
    def award_ore(self) -> int:
        """The municipality's part of the contribution."""
        return self.settlement.split.awards_ore[self.municipality.code]

    @property
    def carried(self) -> Carried:
        """The award, and what is carried into it from the year before."""
        code = self.municipality.code
        return next(row for row in self.settlement.carried if row.id == code)

    @property
    def own_ore(self) -> int:
        """What the municipality pays itself; negative when the award is larger than its cost share."""
        return self.cost_ore - self.award_ore

    @property
    def own_payouts(self) -> tuple[Payout, ...]:
        """The municipality's own payouts, in order of date."""
        payouts = self.payouts.payouts if self.payouts else ()
        return tuple(payout for payout in payouts if payout.id == self.municipality.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the region receives: every municipality, every run."""

    settlement: Settlement
    runs: tuple[TransportRow, ...] = ()
    notes: tuple[str, ...] = ()
    payouts: PayoutPlan | None = None
    earlier: Settlement | None = None
    fairness: Judgement | None = None  # of the rule's cost shares
    unjudged: str = ""  # Swedish: why their fairness is not judged
    record: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_other_cost(self.runs, self.settlement)
        _refuse_other_payouts(self.payouts, self.settlement)
        _refuse_later(self.earlier, self.settlement)
        _refuse_other_judgement(self.fairness, self.settlement)


def _refuse_other_judgement(judgement: Judgement | None, settlement: Settlement) -> None:
    if judgement is None:
        return
    shares = {row.id: judgement.week_ore * row.share for row in settlement.cost.rows}
    if judgement.amounts_ore != shares or judgement.period_ore != settlement.basis.cost_ore:
        raise ValueError("what is judged are not the cost shares of the settlement")


def _refuse_other_cost(runs: tuple[TransportRow, ...], settlement: Settlement) -> None:
    cost_ore = sum(run.cost_ore * run.runs_in_period for run in runs)
    if runs and cost_ore != settlement.basis.cost_ore:
        raise ValueError(f"the runs cost {cost_ore} öre, but {settlement.basis.cost_ore} öre is shared")


def _refuse_other_payouts(payouts: PayoutPlan | None, settlement: Settlement) -> None:
    if payouts is None:
        return
    planned_ore = {award.id: award.amount_ore for award in payouts.awards.rows}
    if planned_ore != settlement.paid_ore:
        raise ValueError(f"the payouts are for {planned_ore}, but {settlement.paid_ore} is to be paid")


def _refuse_later(earlier: Settlement | None, settlement: Settlement) -> None:
    if earlier and earlier.basis.last_date >= settlement.basis.first_date:
        raise ValueError(
            f"what ends {earlier.basis.last_date} is no period before {settlement.basis.first_date}"
        )
