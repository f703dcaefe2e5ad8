"""Reading what was written gives the same data set, whatever it holds."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from logistics.dataset import (
    BalanceRow,
    DataSet,
    Flow,
    Hours,
    Place,
    dataset_from_rows,
    read_dataset,
    tidy_document,
    write_csv,
    write_workbook,
)
from logistics.dataset.kinds import TEXT, tidy
from logistics.dataset.numerals import Unreadable
from tests.logistics.dataset.small import small_rows

SMALL_DATASET = dataset_from_rows(small_rows(), "small")


def is_text(text: str) -> bool:
    try:
        return bool(text) and TEXT.parse(text) == text
    except Unreadable:
        return False


texts = (st.text(min_size=1, max_size=30) | st.text("=+-@;,\"'\t _x0041åÄ#", min_size=1, max_size=12)).map(
    tidy
)
names = texts.filter(is_text)
days = st.dates(date(1990, 1, 1), date(2099, 11, 30))
ore = st.integers(0, 10**11 - 1)
clocks = st.integers(0, 24 * 60 - 1).map(lambda minutes: 60 * minutes)
decimals = st.integers(0, 10**15 - 1).map(lambda millionths: Fraction(millionths, 10**6))


@st.composite
def windows(draw: st.DrawFn) -> tuple[int | None, int | None]:
    if draw(st.booleans()):
        return None, None
    first, last = sorted((draw(clocks), draw(clocks)))
    return first, last


@st.composite
def places(draw: st.DrawFn) -> Place:
    degrees = [round(draw(st.floats(least, most)), 7) for least, most in ((54, 70), (10, 25))]
    return Place(id="kors", name=draw(names), kind="junction", lat=degrees[0], lon=degrees[1])


@st.composite
def datasets(draw: st.DrawFn) -> DataSet:
    """The small data set, with generated values of every kind and generated flows."""
    small = SMALL_DATASET
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 30)))
    closure = replace(small.stop_closures[0], first_date=first, last_date=last, reason=draw(names))
    pairs = draw(st.lists(st.permutations(["KAR", "KIL", "SAF"]), unique_by=lambda ids: tuple(ids[:2])))
    opens, closes = draw(windows())
    begins, ends = draw(windows())
    weekday = draw(st.sampled_from((0, 1, 2, 4)))
    more_hours = Hours(
        stop="SAF",
        weekday=weekday,
        opens_s=opens,
        closes_s=closes,
        delivery_from_s=begins,
        delivery_to_s=ends,
    )
    return replace(
        small,
        settings=replace(
            small.settings,
            title=draw(names),
            hub_address=draw(st.just("") | names),
            hub_weekdays=draw(weekdays()),
            hub_cutoff_s=draw(st.none() | clocks.filter(bool)),
            most_runs=tuple(sorted(draw(st.dictionaries(st.integers(0, 4), st.integers(0, 99))).items())),
        ),
        stops=tuple(replace(stop, vehicles=draw(vans())) for stop in small.stops),
        places=(*small.places[:3], draw(places())),
        hours=(*small.hours, more_hours),
        flows=tuple(Flow(from_stop=a, to_stop=b, crates_per_week=draw(decimals)) for a, b, _ in pairs),
        vehicles=(
            replace(
                small.vehicles[0],
                name="Ö" + draw(names),
                weekdays=draw(weekdays()),
                runs_most=draw(st.integers(1, 9)),
                turnaround_s=draw(st.integers(1800, 86_400)) // 3 * 3,
            ),
            small.vehicles[1],
        ),
        costs=tuple(replace(cost, per_km_ore=draw(ore)) for cost in small.costs),
        stop_closures=(closure,),
        volumes=(replace(small.volumes[0], crates=draw(decimals), weeks=draw(st.integers(1, 52))),),
        accounts=(replace(small.accounts[0], name=draw(names)), small.accounts[1]),
        balances=(
            BalanceRow(
                scb_code="1715",
                year=2025,
                amount_ore=draw(st.integers(-(10**10), 10**10).filter(bool)),
                reference="Å" + draw(names),
            ),
        ),
        rules=draw(documents()),
        finance=draw(documents()),
    )


def documents() -> st.SearchStrategy[str]:
    """Comments, blank lines, indentation and a text of several lines, none of which may be lost."""
    lines = st.sampled_from(
        ("", "# kommentar", "  # indragen", "#\t_x0041_ = +@-åÄö", "#\" '", "#" + "x" * 400)
    )
    several = st.just(['text = """', "  =1+1", "", '\tslut"""'])
    return st.tuples(st.lists(lines, max_size=5), several | st.just([]), st.lists(lines, max_size=3)).map(
        lambda parts: tidy_document("\n".join(line for part in parts for line in part))
    )


def vans() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(("bil-1", "bil-2")))


def weekdays() -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, 4), min_size=1)


@settings(max_examples=30, deadline=None)
@given(datasets())
def test_csv_files_give_back_what_was_written(dataset: DataSet) -> None:
    """A data set saved and read again must plan the same weeks."""
    with TemporaryDirectory() as folder:
        write_csv(dataset, Path(folder, "set"))
        assert dataset == read_dataset(Path(folder, "set"))


@settings(max_examples=25, deadline=None)
@given(datasets())
def test_a_workbook_gives_back_what_was_written(dataset: DataSet) -> None:
    """Excel keeps numbers as floats and times as parts of a day; neither may show."""
    with TemporaryDirectory() as folder:
        write_workbook(dataset, Path(folder, "set.xlsx"))
        assert dataset == read_dataset(Path(folder, "set.xlsx"))


@settings(max_examples=30, deadline=None)
@given(datasets())
def test_rows_of_texts_give_back_what_was_written(dataset: DataSet) -> None:
    """A plan file holds the data set it was made from."""
    assert dataset == dataset_from_rows(dataset.to_rows(), "plan.json")
