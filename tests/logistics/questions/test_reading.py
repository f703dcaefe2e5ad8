"""People type names, days and times as they like; what is unclear is refused, never guessed."""

import pytest

from logistics.errors import QuestionRefused
from logistics.questions.reading import find_named, read_weekdays, read_window
from routes.places import Window

NAMES = {
    "TOR": "Torsby bibliotek",
    "TOR-sjukhus": "Sjukhusbibliotek Torsby",
    "SUN": "Sunne bibliotek",
    "SUO": "Sunnemo (butik)",
    "ARJ": "Årjängs bibliotek",
    "HAM": "Hammarö (Skoghall) bibliotek",
    "SAF": "Säffle bibliotek",
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("TOR", "TOR"),
        ("tor", "TOR"),
        ("Torsby", "TOR"),
        ("torsby  BIBLIOTEK", "TOR"),
        ("sunne", "SUN"),
        ("sunnem", "SUO"),
        ("arjang", "ARJ"),
        ("Årjäng", "ARJ"),
        ("A\u030arja\u0308ngs", "ARJ"),
        ("skoghall", "HAM"),
        ("sjukhus", "TOR-sjukhus"),
        ("tor sjukhus", "TOR-sjukhus"),
        ("saffle", "SAF"),
    ],
)
def test_a_name_is_found_by_id_beginning_or_word(typed, expected):
    """Without capitals, without dots and rings, and as an older keyboard or a Mac writes them."""
    assert expected == find_named(typed, NAMES, "Stoppet")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sunn", "”sunn” kan vara Sunne bibliotek eller Sunnemo (butik); skriv mer."),
        ("torsbo", "Stoppet ”torsbo” finns inte. Menade du Torsby bibliotek eller Sjukhusbibliotek Torsby?"),
        ("xyz", "Stoppet ”xyz” finns inte. De som finns är Torsby bibliotek, Sjukhusbibliotek Torsby, Sunne"),
        ("", "Stoppet ”” finns inte."),
        (
            "bibliotek",
            "Torsby bibliotek, Sunne bibliotek, Årjängs bibliotek, Hammarö (Skoghall) bibliotek eller",
        ),
    ],
)
def test_what_is_not_clear_is_refused_with_what_it_may_mean(typed, told):
    """The planner's next try should succeed."""
    with pytest.raises(QuestionRefused) as refusal:
        find_named(typed, NAMES, "Stoppet")
    assert told in refusal.value.sentence


@pytest.mark.parametrize(
    "typed", ["tue,fri", "tis,fre", "Tisdag, fredag", "tisdagar och fredagar", "FRI tue tue"]
)
def test_days_in_swedish_and_english(typed):
    """Both halves of an office."""
    assert frozenset({1, 4}) == read_weekdays(typed)


def test_every_day_in_both_languages():
    """`man` is Monday with its ring off."""
    assert frozenset(range(5)) == read_weekdays("man tis ons tor fre") == read_weekdays("mon,tue,wed,thu,fri")


@pytest.mark.parametrize("typed", ["", " , ", "lör", "sat", "t", "tisd,x", "tisx"])
def test_no_weekday_is_refused(typed):
    """No van goes on Saturdays, and one letter may be two days."""
    with pytest.raises(ValueError, match="no weekday"):
        read_weekdays(typed)


@pytest.mark.parametrize("typed", ["08:00-12:30", "8-12:30", "8.00–12.30", " 08:00 - 12:30 ", "8 till 12.30"])
def test_a_span_of_time(typed):
    """As people write it."""
    assert Window(opens_s=8 * 3600, closes_s=12 * 3600 + 1800) == read_window(typed)


@pytest.mark.parametrize("typed", ["", "8", "12-8", "8:60-9", "8-25", "08:00-24:01", "8-9-10", "a-b"])
def test_no_span_of_time_is_refused(typed):
    """A window opens before it closes, within a day."""
    with pytest.raises(ValueError, match=r"no span of time|must open before it closes"):
        read_window(typed)
