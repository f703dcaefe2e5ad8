"""Each consortium's scheme gives what its rule gives on paper, and explains itself."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import SplitRefused
from subsidy.schemes import (
    SCHEMES,
    AllocationKey,
    CountyPart,
    FixedPrice,
    Member,
    PriceABook,
    PriceAStop,
    PriceTable,
    Scheme,
    SitesTimesDays,
    VolumeAndStops,
)

SMALL = Member(
    id="a",
    name="Liten",
    stops=100,
    drop_sites=1,
    service_days=100,
    site_days=(3,),
    volume=Fraction(20),
    books=Fraction(7),
)
LARGE = Member(
    id="b",
    name="Stor",
    stops=300,
    truck_stops=200,
    drop_sites=2,
    service_days=250,
    site_days=(5, 4),
    volume=Fraction(80),
    books=Fraction(40),
)
BOTH = (LARGE, SMALL)
SOUTH_CENTRAL = VolumeAndStops(
    base_fee_ore=50_00,
    state_aid_ore=100_00,
    volume_part=Fraction(1, 2),
    truck_discount=Fraction(1, 2),
)
CLIC = PriceTable(
    prices_ore={3: 100, 4: 130, 5: 150},
    high_prices_ore={3: 200, 4: 260, 5: 300},
    high_from=Fraction(50),
    subsidised_part=Fraction(1, 4),
)


def amounts(scheme: Scheme, total_ore: int = 0) -> dict[str, Fraction]:
    return dict(scheme.charge(BOTH, total_ore))


def test_librarylinknj_published_figures() -> None:
    """$191,493 for 50,190 stops is $3.82 a stop: 3.8153... to the nearest cent."""
    scheme, total = PriceAStop(), 191_493_00
    everybody = [Member(id=str(i), name="", stops=stops) for i, stops in enumerate((50_000, 190))]
    assert scheme.price_ore(everybody, total) == Fraction(191_493_00, 50_190)
    assert round(scheme.price_ore(everybody, total)) == 382
    assert sum(scheme.charge(everybody, total).values()) == 191_493_00


def test_south_central_on_paper() -> None:
    """1 000 less 100 in aid less two fees of 50 leaves 800: 400 by volume (20 to 80), 400 by stops.

    The large one's 200 truck stops count half: 100 + 100 = 200 stops against 100. So it pays 50 + 320 +
    2/3 x 400, the small one 50 + 80 + 1/3 x 400.
    """
    expected = {"a": 130_00 + Fraction(400_00, 3), "b": 370_00 + Fraction(800_00, 3)}
    assert expected == amounts(SOUTH_CENTRAL, 1_000_00)


def test_orbis_cascade_on_paper() -> None:
    """10.00 a site and day, index from 100 to 110: 11.00 x 1 x 100 and 11.00 x 2 x 250."""
    scheme = SitesTimesDays(price_ore=10_00, index_now=Fraction(110), index_base=Fraction(100))
    assert {"a": 1_100_00, "b": 5_500_00} == amounts(scheme)


def test_clic_on_paper() -> None:
    """The small one: 3 days, 100 less a quarter; the large one by the high table: (300 + 260) x 3/4."""
    assert {"a": 75, "b": 420} == amounts(CLIC)


def test_clic_high_volume_starts_at_the_limit() -> None:
    """Just at the limit is high, just below is not."""
    at, below = (replace(SMALL, volume=Fraction(volume)) for volume in (50, Fraction(499, 10)))
    assert [150, 75] == [CLIC.charge([member], 0)["a"] for member in (at, below)]


def test_clic_without_a_price_is_refused() -> None:
    """A site with a number of days that no table knows."""
    with pytest.raises(SplitRefused, match="Liten: pris saknas för 2 dagar"):
        CLIC.charge([replace(SMALL, site_days=(3, 2))], 0)


def test_vestland_is_the_same_for_all() -> None:
    """Whatever the use."""
    assert {"a": 5_000_00, "b": 5_000_00} == amounts(FixedPrice(price_ore=5_000_00))


def test_akershus_shares_by_its_key() -> None:
    """1 000.01 by 1 to 3: exactly, a part of a cent is nobody's to round here."""
    scheme, total = AllocationKey(key={"a": 1, "b": 3}), 1_000_01
    assert {"a": Fraction(1_000_01, 4), "b": Fraction(3 * 1_000_01, 4)} == amounts(scheme, total)


def test_agder_pays_half() -> None:
    """Of 900 the county pays 450; 1 to 2 of the rest."""
    scheme = CountyPart(key={"a": 1, "b": 2})
    assert {"a": 150_00, "b": 300_00} == amounts(scheme, 900_00)


def test_lapland_two_euro_a_book() -> None:
    """7 and 40 books."""
    assert {"a": 14_00, "b": 80_00} == amounts(PriceABook())


counts = st.integers(min_value=0, max_value=10**6)


@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=8), counts, st.fractions(0, 1))
def test_schemes_that_share_a_total_share_all_of_it(
    rows: list[tuple[int, int, int]], total_ore: int, part: Fraction
) -> None:
    """With the county's part or the state aid the charges sum to the total, in any order of members."""
    members = [
        Member(id=f"{i}", name="", stops=a + b + 1, truck_stops=b, volume=Fraction(c + 1))
        for i, (a, b, c) in enumerate(rows)
    ]
    key = {member.id: member.volume for member in members}
    aided = VolumeAndStops(
        base_fee_ore=0, state_aid_ore=100, volume_part=part, truck_discount=part * Fraction(1, 2)
    )
    total_ore += 100
    schemes: list[tuple[Scheme, int | Fraction]] = [
        (PriceAStop(), total_ore),
        (AllocationKey(key=key), total_ore),
        (CountyPart(key=key, county_part=part), total_ore * (1 - part)),
        (aided, total_ore - 100),
    ]
    for scheme, shared_ore in schemes:
        charges, turned = (scheme.charge(order, total_ore) for order in (members, members[::-1]))
        assert sum(charges.values()) == shared_ore
        assert all(amount >= 0 for amount in charges.values())
        assert list(charges.items()) == list(turned.items())


def test_eight_presets_explain_themselves() -> None:
    """One Swedish sentence and one formula each, for the statement."""
    assert len(SCHEMES) == 8
    for scheme in SCHEMES.values():
        assert str(scheme.sentence).endswith(".")
        assert str(scheme.sentence).count(".") == 1
        assert "andel = " in str(scheme.formula)


@pytest.mark.parametrize(
    ("scheme", "members", "sentence"),
    [
        (PriceAStop(), [Member(id="a", name="")], "Alla värden är noll"),
        (AllocationKey(key={"a": 0, "b": 0}), BOTH, "Alla värden är noll"),
        (
            AllocationKey(key={"a": 1, "c": 1}),
            BOTH,
            r"^Den avtalade nyckeln saknar Stor \(b\) och nämner c, som inte deltar. Rätta den i regelns terms.$",
        ),
        (AllocationKey(key={"a": 1}), BOTH, r"^Den avtalade nyckeln saknar Stor \(b\). Rätta den i"),
        (
            CountyPart(key={"a": 1, "b": 1, "c": 1, "d": 1}),
            BOTH,
            "^Den avtalade nyckeln nämner c och d, som inte deltar. Rätta den i",
        ),
        (replace(SOUTH_CENTRAL, base_fee_ore=900_00), BOTH, "större än kostnaden"),
    ],
)
def test_what_cannot_be_shared_is_refused(scheme: Scheme, members: list[Member], sentence: str) -> None:
    """In words that say what to do."""
    with pytest.raises(SplitRefused, match=sentence):
        scheme.charge(members, 1_000_00)


def test_nothing_is_shared_by_nothing() -> None:
    """Where there is no cost there is no fault."""
    assert {"a": 0, "b": 0} == amounts(AllocationKey(key={"a": 0, "b": 0}))


@pytest.mark.parametrize(
    "make",
    [
        lambda: FixedPrice(price_ore=-1),
        lambda: PriceABook(price_ore=-1),
        lambda: AllocationKey(key={"a": -1}),
        lambda: CountyPart(key={"a": 1}, county_part=Fraction(3, 2)),
        lambda: SitesTimesDays(price_ore=1, index_now=Fraction(0), index_base=Fraction(1)),
        lambda: replace(SOUTH_CENTRAL, truck_discount=Fraction(-1)),
        lambda: replace(CLIC, prices_ore={3: -1}),
        lambda: Member(id="a", name="", stops=1, truck_stops=2),
        lambda: Member(id="a", name="", books=Fraction(-1)),
        lambda: FixedPrice(price_ore=1).charge([SMALL, SMALL], 0),
    ],
)
def test_nonsense_is_refused(make: object) -> None:
    """A negative price would be a payment."""
    assert callable(make)
    with pytest.raises(ValueError, match=r"negative|between|positive|impossible|twice"):
        make()
