"""Build settlements for tests: three libraries on paper, and the sixteen of Värmland with made-up volumes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain

from subsidy.brackets import Bracket, Brackets
from subsidy.keys import KeyMix, KeyName, Measures, mix_keys
from subsidy.municipality import Municipality
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Issuer, Settlement, TransportRow, settle

# Populations 31 December 2023 (SCB); everything else about the sixteen is invented here.
SIXTEEN = (
    ("1715", "Kil", 12085),
    ("1730", "Eda", 8499),
    ("1737", "Torsby", 11387),
    ("1760", "Storfors", 3801),
    ("1761", "Hammarö", 16940),
    ("1762", "Munkfors", 3669),
    ("1763", "Forshaga", 11538),
    ("1764", "Grums", 9057),
    ("1765", "Årjäng", 9893),
    ("1766", "Sunne", 13366),
    ("1780", "Karlstad", 97233),
    ("1781", "Kristinehamn", 23817),
    ("1782", "Filipstad", 10034),
    ("1783", "Hagfors", 11536),
    ("1784", "Arvika", 25682),
    ("1785", "Säffle", 15011),
)
REGION = Measures(
    id="17",
    name="Region Värmland",
    population=0,
    visits=2,
    crates=Fraction(35, 2),
    stand_alone_ore=61_240,
    shapley_ore=Fraction(40_123_457, 720),
    bears_by="shapley",
)
# No published scale for transports was found: this one is invented.
THREE_BRACKETS = Brackets(
    brackets=(
        Bracket(above=0, weight=Fraction(1)),
        Bracket(above=10_000, weight=Fraction(3, 4)),
        Bracket(above=30_000, weight=Fraction(1, 2)),
    ),
    source="Exempel, inget beslut",
)


def mix(**weights: int) -> KeyMix:
    """A mix from weights in percent."""
    names: dict[KeyName, Fraction] = {name: Fraction(weight, 100) for name, weight in weights.items()}  # type: ignore[misc]  # keywords are the keys' names
    return mix_keys(names)


def rule(
    amount_ore: int,
    *,
    floor_ore: int = 0,
    cap_share: Fraction | None = None,
    cost_mix: KeyMix | None = None,
    contribution_mix: KeyMix | None = None,
    **others: object,
) -> ContributionRule:
    """A rule for 2026; shared by population unless told otherwise."""
    return ContributionRule(
        id="2026",
        first_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        amount_ore=amount_ore,
        floor_ore=floor_ore,
        cap_share=cap_share,
        cost_mix=cost_mix or mix(population=100),
        contribution_mix=contribution_mix or mix(population=100),
        reference="RUN/2026-0042",
        decided_on=date(2025, 12, 12),
        decided_by="Kultur- och bildningsnämnden",
        prepared_by="Handläggare vid Länsbibliotek & mediatjänst",
        appeal="Överklaga till Förvaltningsrätten i Karlstad inom tre veckor från den dag du fick beslutet.",
        source="=HÄMTA(påhittad regel för test)",
        **others,  # type: ignore[arg-type]  # fields by name
    )


def measures(id_: str, population: int = 1, visits: int = 1, crates: int | Fraction = 1) -> Measures:
    """A player whose money measures equal its population."""
    return Measures(
        id=id_,
        name=f"Kommun {id_}",
        population=population,
        visits=visits,
        crates=Fraction(crates),
        stand_alone_ore=population,
        shapley_ore=Fraction(population),
    )


def municipality(code: str, name: str, population: int) -> Municipality:
    """A municipality counted at the end of 2023."""
    return Municipality(
        code=code,
        name=name,
        orgnr="212000-1850",
        population=population,
        population_date=date(2023, 12, 31),
    )


def unmeasured(settlement: Settlement) -> Settlement:
    """The same, when nobody measured what each would pay alone and the Shapley value."""
    basis = settlement.basis
    players = tuple(
        replace(player, stand_alone_ore=None, shapley_ore=None, bears_by=player.bears_by and "visits")
        for player in basis.players
    )
    return settle(replace(basis, players=players), settlement.rule)


def sixteen_players() -> tuple[Measures, ...]:
    """The sixteen with invented volumes and money measures that are thirds, sevenths and the like."""
    return tuple(
        Measures(
            id=code,
            name=name,
            population=population,
            visits=1 + population // 20_000,
            crates=Fraction(population * (7 + i % 3), 9_000).limit_denominator(10),
            stand_alone_ore=90_000 + population * (3 + i % 5),
            shapley_ore=Fraction(population * (2 + i % 4) * 1_000 + 7_777_777, 333),
        )
        for i, (code, name, population) in enumerate(SIXTEEN)
    )


def sixteen(a_rule: ContributionRule, *, cost_ore: int = 187_654_321, with_region: bool = True) -> Settlement:
    """The sixteen, settled by a rule."""
    players = sixteen_players()
    basis = Basis(
        issuer=Issuer(name="Region Värmland", orgnr="232100-0156"),
        first_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        municipalities=tuple(municipality(*row) for row in SIXTEEN),
        players=(REGION, *players) if with_region else players,
        cost_ore=cost_ore,
    )
    return settle(basis, a_rule)


def runs(cost_ore: int = 0) -> tuple[TransportRow, ...]:
    """Ten runs; the last takes what makes the period cost `cost_ore`."""
    weekdays = ("måndag", "tisdag", "onsdag", "torsdag", "fredag")
    names = chain.from_iterable((day, van) for day in weekdays for van in ("Norra bilen", "Södra bilen"))
    pairs = list(zip(*[iter(names)] * 2, strict=True))
    rows = [
        TransportRow(
            weekday=day,
            run=van,
            departs="07:30",
            returns="14:05",
            stops="Kils bibliotek 08:05 · Sunne bibliotek 09:10 · Torsby bibliotek 10:20 · Hagfors "
            "bibliotek 11:45 · Munkfors bibliotek 12:20 · Forshaga bibliotek 13:10",
            own_stops="" if i else "Kils bibliotek 08:05",
            distance_m=231_400 + 700 * i,
            runs_in_period=47,
            cost_ore=300_000 + 1_111 * i,
        )
        for i, (day, van) in enumerate(pairs)
    ]
    rest = cost_ore - sum(row.cost_ore * row.runs_in_period for row in rows)
    last = TransportRow(
        weekday="fredag",
        run="Extraturer",
        departs="08:00",
        returns="12:00",
        stops="Karlstads stadsbibliotek 08:15",
        own_stops="",
        distance_m=10_000,
        runs_in_period=1,
        cost_ore=rest,
    )
    return (*rows, last) if cost_ore else tuple(rows)
