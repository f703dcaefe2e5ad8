"""The terms of keys are read as the rule states them, and everything that is wrong with them is named at once."""

import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest

from subsidy.brackets import Bracket, Brackets
from subsidy.errors import RulebookRefused
from subsidy.keys import KEY_NAMES, KeyName
from subsidy.schemes import (
    SCHEMES,
    AllocationKey,
    CountyPart,
    FixedPrice,
    PriceTable,
    VolumeAndStops,
)
from subsidy.terms import LastYear, Terms, needs_terms, read_terms, terms_of

BRACKETS = "brackets = [{ above = 0, weight_percent = 100 }, { above = 10000, weight_percent = 62.5 }]"
SOUTH_CENTRAL = "base_fee_kr = 500.50\nstate_aid_kr = 20000\nvolume_percent = 50\n"
CLIC = "prices_kr = { 3 = 900, 5 = 1300.5 }\nhigh_prices_kr = { 3 = 1800, 5 = 2000 }\nhigh_from_crates = 40"


def read(key: KeyName, toml: str) -> Terms:
    """The terms that a TOML text states, as the rulebook hands them over."""
    return read_terms(key, tomllib.loads(toml, parse_float=Decimal))


@pytest.mark.parametrize(
    ("key", "toml", "expected"),
    [
        (
            "degressive_population",
            f'{BRACKETS}\nsource = "KF 2025-11-18"',
            Brackets(
                brackets=(
                    Bracket(above=0, weight=Fraction(1)),
                    Bracket(above=10_000, weight=Fraction(5, 8)),
                ),
                source="KF 2025-11-18",
            ),
        ),
        ("average_volume", "last_year = 2024", LastYear(year=2024)),
        (
            "south_central",
            f'{SOUTH_CENTRAL}truck_discount_percent = 12.5\ntruck_vehicles = ["bil-2"]',
            VolumeAndStops(
                base_fee_ore=500_50,
                state_aid_ore=20_000_00,
                volume_part=Fraction(1, 2),
                truck_discount=Fraction(1, 8),
                truck_vehicles=frozenset({"bil-2"}),
            ),
        ),
        (
            "clic",
            CLIC,
            PriceTable(
                prices_ore={3: 900_00, 5: 1_300_50},
                high_prices_ore={3: 1_800_00, 5: 2_000_00},
                high_from=Fraction(40),
                subsidised_part=Fraction(0),
            ),
        ),
        (
            "akershus",
            "key = { 1715 = 1, 1780 = 2.5 }",
            AllocationKey(key={"1715": 1, "1780": Fraction(5, 2)}),
        ),
        ("agder", "key = { 1715 = 1 }", CountyPart(key={"1715": 1}, county_part=Fraction(0))),
    ],
)
def test_terms_are_read_exactly(key: KeyName, toml: str, expected: Terms) -> None:
    """12.5 % is one eighth, and 1 300.50 kr is 130 050 öre."""
    assert expected == read(key, toml)


@pytest.mark.parametrize(
    ("key", "toml", "sentence"),
    [
        ("equal", "price_kr = 1", "equal: nyckeln har inga villkor; ta bort raden."),
        (
            "clic",
            CLIC.replace("900", "-1", 1),
            "clic.prices_kr.3: ”-1” är negativt; ange ett tal, 0 eller mer.",
        ),
        ("clic", CLIC.replace("900", "1.005", 1), "har fler än två decimaler"),
        ("clic", CLIC.replace("900", "870.000", 1), "har fler än två decimaler; skriv tusental som 870000"),
        ("clic", CLIC.replace("900", f"{10**30}", 1), "är orimligt; ange ett tal"),
        ("clic", CLIC.replace("900", f"{10**9}.01", 1), "är för stort; ange högst 1000000000"),
        ("clic", CLIC.replace("900", "1e999999999", 1), r"”1E\+999999999” är orimligt"),
        ("clic", CLIC.replace("900", "1e-999999999", 1), "är orimligt"),
        (
            "south_central",
            SOUTH_CENTRAL.replace("20000", "20.000"),
            "state_aid_kr: ”20.000” har fler .*skriv tusental",
        ),
        ("clic", CLIC.replace("900", "1.300", 1), "prices_kr.3: ”1.300” har fler .*skriv tusental"),
        ("degressive_population", BRACKETS.replace("10000", "10.000"), "utan decimaler"),
        (
            "clic",
            CLIC.replace("900", '"1"', 1),
            "prices_kr.3: ”1” är en text; ange ett tal, 0 eller mer, utan citattecken.",
        ),
        ("clic", CLIC.replace("900", "true", 1), "”true” är inget tal"),
        ("clic", CLIC.replace("900", "nan", 1), "”NaN” är inget tal"),
        (
            "clic",
            f"{CLIC}\npris = 2",
            r"clic.pris: namnet ”pris” är okänt; .* \(namnen är high_from_crates, high_prices_kr, prices_kr\).",
        ),
        ("average_volume", "last_year = 2024.5", "”2024.5” är inget heltal; skriv det utan decimaler"),
        ("degressive_population", "brackets = 3", "är ingen lista av tabeller"),
        ("degressive_population", "brackets = [{ above = 0, weight_percent = 0 }]", "väger ingen invånare"),
        (
            "degressive_population",
            "brackets = []",
            "skikten börjar inte från noll; låt det första skiktet ha above = 0",
        ),
        (
            "degressive_population",
            BRACKETS.replace("above = 0", "above = 5"),
            "skikten börjar inte från noll",
        ),
        (
            "degressive_population",
            BRACKETS.replace("62.5", "100"),
            "skikten har inte fallande weight_percent; ge varje skikt mindre vikt än det före",
        ),
        (
            "degressive_population",
            BRACKETS.replace("62.5", "62.5, vikt = 1"),
            r"brackets\[2\].vikt: namnet ”vikt” är okänt",
        ),
        (
            "degressive_population",
            BRACKETS.replace("= 100", "= 101"),
            r"brackets\[1\].weight_percent: ”101” är mer än 100; ange procent, högst 100",
        ),
        (
            "degressive_population",
            f"{BRACKETS}\nsource = 1",
            "source: ”1” är ingen text; ange en text inom citattecken",
        ),
        (
            "south_central",
            f"{SOUTH_CENTRAL}truck_vehicles = 'bil-2'",
            "truck_vehicles är ingen lista av texter",
        ),
        ("south_central", SOUTH_CENTRAL.replace("50\n", "101\n"), "volume_percent: ”101” är mer än 100"),
        (
            "clic",
            CLIC.replace("3 = 900", "7 = 900"),
            "prices_kr.7: ”7” är inget antal besök i veckan; ange 1 till 5",
        ),
        ("clic", CLIC.replace("{ 3 = 900, 5 = 1300.5 }", "{}"), "clic.prices_kr: tabellen är tom"),
        ("clic", CLIC.replace("{ 3 = 900, 5 = 1300.5 }", "3"), "”3” är ingen tabell"),
        ("akershus", "key = {}", "akershus.key: tabellen är tom"),
        (
            "akershus",
            "key = { 1715 = 0 }",
            "akershus.key: nyckeln är noll för alla; ange en del över noll för minst en kommun.",
        ),
        ("akershus", "key = { 1715 = -1 }", "akershus.key.1715: ”-1” är negativt"),
    ],
)
def test_what_is_wrong_is_named(key: KeyName, toml: str, sentence: str) -> None:
    """Where it stands, the value, and what would be right."""
    with pytest.raises(RulebookRefused, match=sentence):
        read(key, toml)


@pytest.mark.parametrize(
    ("key", "toml", "sentence"),
    [
        ("agder", "key = { 1715 = 1 }\ncounty_percent = 10", "agder.county_percent: värdet är lika för alla"),
        ("clic", f"{CLIC}\nsubsidised_percent = 25", "clic.subsidised_percent: värdet är lika för alla"),
        (
            "vestland",
            "price_kr = 5000",
            "vestland: nyckeln har inga villkor: ett pris är lika för alla",
        ),
        ("orbis_cascade", "price_kr = 1\nindex_now = 2", "orbis_cascade: nyckeln har inga villkor"),
        ("lapland", "books_per_crate = 25", "lapland: nyckeln har inga villkor"),
        (
            "south_central",
            SOUTH_CENTRAL.replace("500.50", "0"),
            "state_aid_kr: bidraget ändrar ingen andel utan grundavgift",
        ),
        (
            "south_central",
            f"{SOUTH_CENTRAL}truck_discount_percent = 5",
            "truck_discount_percent: rabatten ändrar inget utan truck_vehicles",
        ),
        (
            "south_central",
            f"{SOUTH_CENTRAL}truck_vehicles = ['bil-2']",
            "truck_vehicles: bilarna ändrar inget utan truck_discount_percent",
        ),
    ],
)
def test_a_term_that_changes_no_share_is_a_fault(key: KeyName, toml: str, sentence: str) -> None:
    """Who lowers the county's part from 50 to 10 percent, and sees the same shares, was not told."""
    with pytest.raises(RulebookRefused, match=sentence):
        read(key, toml)


def test_all_faults_are_named_at_once() -> None:
    """Who mends one fault at a time gives up before the last."""
    with pytest.raises(
        RulebookRefused, match=r"base_fee_kr: värdet saknas.*\n.*volume_percent: .*\n.*pris: namnet"
    ):
        read("south_central", "volume_percent = 101\npris = 3")


@pytest.mark.parametrize("key", KEY_NAMES)
def test_a_key_without_terms_says_whether_it_needs_them(key: KeyName) -> None:
    """What no share depends on need not be stated."""
    weighed = key in SCHEMES or key in ("degressive_population", "average_volume")
    assert needs_terms(key) == (weighed and terms_of(key, {}) is None)


def test_of_stated_terms_only_the_proportions_count() -> None:
    """An older statement may hold a price or a county's part: what is the same for all is left out."""
    stated: dict[KeyName, Terms] = {
        "vestland": FixedPrice(price_ore=7),
        "agder": CountyPart(key={"1715": 1}),
        "south_central": VolumeAndStops(
            base_fee_ore=1, state_aid_ore=0, volume_part=Fraction(1, 2), truck_discount=Fraction(0)
        ),
    }
    expected = (FixedPrice(price_ore=1), CountyPart(key={"1715": 1}, county_part=Fraction(0)))
    assert expected == (terms_of("vestland", stated), terms_of("agder", stated))
    assert stated["south_central"] == terms_of("south_central", stated)
