"""Read what a person types: stops and vehicles by name, weekdays, and a span of time."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from logistics.errors import QuestionRefused
from logistics.swedish import list_text, weekday_name
from routes.places import WEEKDAYS, Window

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday")
_SHORTEST_DAY = 3  # letters: `tis`, `tue`
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|till)\s*(\d{1,2})(?:[:.](\d{2}))?")
_LISTED = 5  # names in a refusal
MINUTES_AN_HOUR = 60


def find_named(text: str, names: Mapping[str, str], what: str) -> str:
    """The id that a text means: an id, a name, or enough of a name's beginning or words; names by id.

    Case and diacritics do not matter.

    Raises
    ------
    QuestionRefused
        If it means none, or more than one; the sentence lists those it may mean.
    """
    asked = _plain(text)
    plain = {id_: _plain(name) for id_, name in names.items()}
    ways: tuple[Callable[[str], bool], ...] = (
        lambda id_: _plain(id_) == asked,
        lambda id_: plain[id_] == asked,
        lambda id_: f"{plain[id_]} ".startswith(f"{asked} "),
        lambda id_: plain[id_].startswith(asked),
        lambda id_: f" {asked}" in f" {plain[id_]}",
    )
    for means in ways:
        found = [id_ for id_ in names if asked and means(id_)]
        if len(found) == 1:
            return found[0]
        if found:
            raise QuestionRefused(f"”{text}” kan vara {_either([names[id_] for id_ in found])}; skriv mer.")
    raise QuestionRefused(f"{what} ”{text}” finns inte. {_suggestion(asked, names, plain)}")


def read_weekdays(text: str) -> frozenset[int]:
    """Weekdays (0 = Monday) from `tis,fre`, `tisdag och fredag` or `tue, fri`.

    Raises
    ------
    ValueError
        If a word is no weekday from Monday to Friday, or there is none.
    """
    words = [word for word in re.split(r"[\s,;+&]+|\boch\b", _plain(text)) if word]
    if not words:
        raise ValueError(f"no weekday: {text!r}")
    return frozenset(_weekday(word) for word in words)


def read_window(text: str) -> Window:
    """A window from `08:00-12:00`, `8-12` or `8.30–12`.

    Raises
    ------
    ValueError
        If it is no span of time within a day, or ends before it begins.
    """
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no span of time: {text!r}")
    hours, minutes, later_hours, later_minutes = (int(part or 0) for part in found.groups())
    if max(minutes, later_minutes) >= MINUTES_AN_HOUR:
        raise ValueError(f"no span of time: {text!r}")
    opens_s, closes_s = hours * 3600 + minutes * 60, later_hours * 3600 + later_minutes * 60
    return Window(opens_s=opens_s, closes_s=closes_s)


def _weekday(word: str) -> int:
    for day in WEEKDAYS:
        for name in (_plain(weekday_name(day)), _ENGLISH[day]):
            if len(word) >= _SHORTEST_DAY and f"{name}ar".startswith(word):
                return day
    raise ValueError(f"no weekday: {word!r}")


def _plain(text: str) -> str:
    """Small letters without diacritics, words apart by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


def _suggestion(asked: str, names: Mapping[str, str], plain: Mapping[str, str]) -> str:
    words = {id_: {_plain(id_), plain[id_], *plain[id_].split()} for id_ in names}
    close = get_close_matches(asked, set().union(*words.values()), n=_LISTED)
    found = [names[id_] for word in close for id_ in names if word in words[id_]]
    if found:
        return f"Menade du {_either(list(dict.fromkeys(found)))}?"
    return f"De som finns är {list_text(names.values())}."


def _either(names: Sequence[str]) -> str:
    shown = names[:_LISTED]
    more = f" eller {len(names) - len(shown)} till" if len(names) > len(shown) else ""
    if more or len(shown) == 1:
        return f"{', '.join(shown)}{more}"
    return f"{', '.join(shown[:-1])} eller {shown[-1]}"
