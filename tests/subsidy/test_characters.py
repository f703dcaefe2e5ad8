"""Texts are fitted into a format's characters, and every replacement is told once."""

import pytest

from subsidy.characters import SUBSTITUTES, Fitter


def fitter() -> Fitter:
    """A format with Swedish letters, hyphen, apostrophe, full stop and space."""
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    return Fitter(has=frozenset(letters + letters.upper() + "-'. ").__contains__)


def fit(text: str, to: Fitter | None = None) -> str:
    return (to or fitter()).fit(text, whose="Kil", field="namnet")


def test_text_that_fits_is_left_alone() -> None:
    """Nothing is told when nothing changes."""
    found = fitter()
    assert "Åmåls bibliotek" == fit("Åmåls bibliotek", found)
    assert [] == found.replacements == found.faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ø", "ö"), ("š", "s"), ("É", "E"), ("ǿ", "ö"), ("”", "'"), ("–", "-"), ("…", "..."), ("&", "och")],
)
def test_most_alike_is_written(text: str, expected: str) -> None:
    """Ø becomes ö, its Swedish counterpart; ǿ loses its accent first; ” has no \" to become here."""
    assert expected == fit(text)


def test_letter_written_as_two_characters_is_one() -> None:
    """An a with a ring put above it, as some computers write å, is no replacement."""
    found = fitter()
    assert "å" == fit("a\N{COMBINING RING ABOVE}", found)
    assert [] == found.replacements


def test_each_replacement_and_each_fault_is_told_once() -> None:
    """The same text in twelve vouchers is one thing to know."""
    found = fitter()
    for _ in range(2):
        fit("ø ø 図", found)
    assert ["Kil: i namnet ”ø ø 図” skrivs ”ø” som ”ö”."] == [told.sentence for told in found.replacements]
    assert ["unknown_character"] == [fault.rule for fault in found.faults]


def test_what_must_stay_is_kept_or_refused() -> None:
    """A number with another letter is another number."""
    found = fitter()
    assert ["ö", "ø"] == [found.keep(text, whose="Kil", field="numret") for text in ("ö", "ø")]
    assert [] == found.replacements
    assert ["Kil: numret är ”ø”. Filformatet saknar tecknet U+00F8"] == [
        fault.sentence.split(" (")[0] for fault in found.faults
    ]


def test_control_character_is_shown_as_such() -> None:
    """A sentence with a line break in the middle would look cut."""
    found = fitter()
    fit("a\nb", found)
    assert (
        r"Kil: namnet är ”a\nb”. Filformatet saknar tecknet U+000A (styrtecken)" in found.faults[0].sentence
    )


def test_no_substitute_is_longer_than_a_word() -> None:
    """A name has a largest length at the bank."""
    assert 4 >= max(len(candidate) for candidates in SUBSTITUTES.values() for candidate in candidates)
