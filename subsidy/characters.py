"""Fit texts into the characters that a file format has, and report every replacement."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from subsidy.errors import Fault, field_fault

# What people write, and what can stand for it, most like it first.
SUBSTITUTES = {
    "\N{NO-BREAK SPACE}": (" ",),
    "\N{NARROW NO-BREAK SPACE}": (" ",),
    "–": ("-",),
    "—": ("-",),
    "\N{MINUS SIGN}": ("-",),
    "\N{NON-BREAKING HYPHEN}": ("-",),
    "…": ("...",),
    "”": ('"', "'"),
    "“": ('"', "'"),
    '"': ("'",),
    "’": ("'",),
    "‘": ("'",),
    "×": ("x",),
    "§": ("par.",),
    "&": ("och",),
    "€": ("EUR",),
    ";": (",",),
    "_": ("-",),
    "\\": ("/",),
    "ø": ("ö",),
    "Ø": ("Ö",),
    "æ": ("ä",),
    "Æ": ("Ä",),
    "ð": ("d",),
    "Ð": ("D",),
    "þ": ("th",),
    "Þ": ("Th",),
    "ł": ("l",),
    "Ł": ("L",),
    "đ": ("d",),
    "Đ": ("D",),
    "ı": ("i",),
    "ß": ("ss",),
    "œ": ("oe",),
    "Œ": ("Oe",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A character that the format lacks, and what is written instead."""

    whose: str
    field: str
    text: str  # as it was
    character: str
    written: str

    @property
    def sentence(self) -> str:
        """The replacement in Swedish, for the person who sends the file on."""
        return f"{self.whose}: i {self.field} ”{self.text}” skrivs ”{self.character}” som ”{self.written}”."


@dataclass(slots=True, kw_only=True)
class Fitter:
    """Collects replacements and faults while the texts of one file are fitted."""

    has: Callable[[str], bool]  # whether the format has a character
    replacements: list[Replacement] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fit(self, text: str, *, whose: str, field: str) -> str:
        """The text in characters that the format has; one that nothing can stand for becomes a fault."""
        composed = unicodedata.normalize("NFC", text)
        written = {character: self._written(character) for character in composed}
        for character, instead in written.items():
            if instead == "":
                self._refuse(character, text, whose=whose, field=field)
            elif instead != character:
                self._report(character, instead, text, whose=whose, field=field)
        return "".join(written[character] for character in composed)

    def keep(self, text: str, *, whose: str, field: str) -> str:
        """The text unchanged; each character that the format lacks becomes a fault.

        For numbers and references: with a replaced character they would name something else.
        """
        for character in text:
            if not self.has(character):
                self._refuse(character, text, whose=whose, field=field)
        return text

    def _written(self, character: str) -> str:
        """What stands for a character; empty if nothing does."""
        base = "".join(
            part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)
        )
        for candidate in (character, *SUBSTITUTES.get(character, ()), base, *SUBSTITUTES.get(base, ())):
            if candidate and all(self.has(part) for part in candidate):
                return candidate
        return ""

    def _refuse(self, character: str, text: str, *, whose: str, field: str) -> None:
        fault = _fault(character, text, whose=whose, field=field)
        if fault not in self.faults:
            self.faults.append(fault)

    def _report(self, character: str, written: str, text: str, *, whose: str, field: str) -> None:
        replacement = Replacement(whose=whose, field=field, text=text, character=character, written=written)
        if replacement not in self.replacements:
            self.replacements.append(replacement)


def _fault(character: str, text: str, *, whose: str, field: str) -> Fault:
    name = unicodedata.name(character, "styrtecken")
    right = f"Filformatet saknar tecknet U+{ord(character):04X} ({name}); skriv om texten utan det."
    shown = text if text.isprintable() else repr(text)[1:-1]
    return field_fault("unknown_character", whose=whose, field=field, value=shown, right=right)
