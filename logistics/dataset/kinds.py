"""Say what a kind of value is called in Swedish, how it is read from text and how it is written."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal

from logistics.dataset.numerals import Unreadable

Shape = Literal["text", "number", "date", "clock"]

LONGEST_TEXT = 500
# A letter of UTF-8 read as two letters of Windows-1252, as Ã¥ for å; or a letter already lost.
_GARBLED = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of value; `parse(write(value)) == value` for every value of the kind."""

    parse: Callable[[str], object]  # of trimmed text; raises Unreadable
    write: Callable[[Any], str]
    allowed: str  # Swedish, follows "ange"
    shape: Shape = "text"  # how an Excel cell holds it
    least: float | None = None
    most: float | None = None
    is_whole: bool = False
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    is_many: bool = False  # several values in one cell


def optional(kind: Kind, *, empty: object = None) -> Kind:
    """The same kind, where an empty cell is read as `empty`."""
    return replace(
        kind,
        parse=lambda text: kind.parse(text) if text else empty,
        write=lambda value: "" if value in (None, "") else kind.write(value),
        allowed=f"{kind.allowed}, eller lämna tomt",
        is_optional=True,
    )


def many(kind: Kind, allowed: str) -> Kind:
    """Several values of a kind as a set, on file with white space or commas between them."""

    def parse(text: str) -> frozenset[object]:
        values = [kind.parse(word) for word in re.split(r"[\s,]+", text)]
        if len(set(values)) < len(values):
            raise Unreadable(f"”{text}” nämner något två gånger", "ange varje värde en gång")
        return frozenset(values)

    return Kind(
        parse=parse,
        write=lambda values: " ".join(sorted(kind.write(value) for value in values)),
        allowed=allowed,
        is_many=True,
    )


def choice(*choices: str) -> Kind:
    """One of a few words, in small letters."""
    return Kind(
        parse=lambda text: _chosen(text, choices),
        write=str,
        allowed=f"något av {', '.join(choices)}",
        choices=choices,
    )


def matching(pattern: str, allowed: str) -> Kind:
    """A text of the given pattern."""

    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise Unreadable(f"”{text}” går inte att använda", f"ange {allowed}")
        return text

    return Kind(parse=parse, write=str, allowed=allowed)


def tidy(text: str) -> str:
    """The text without surrounding white space, every letter with its dots in one character."""
    return unicodedata.normalize("NFC", text).strip()


def did_you_mean(text: str, known: tuple[str, ...]) -> str | None:
    """A Swedish question that offers the known word nearest to `text`; None when none is near.

    A number that is two digits longer or shorter is something else: no municipality's code means a county's.
    """
    folded = {word.casefold(): word for word in known if not _is_other_code(text, word)}
    near = get_close_matches(text.casefold(), folded, n=1, cutoff=0.6)
    return f"Menade du ”{folded[near[0]]}”?" if near else None


def _is_other_code(text: str, word: str) -> bool:
    return text.isdigit() and word.isdigit() and abs(len(text) - len(word)) > 1


def is_garbled(text: str) -> bool:
    """Whether letters of UTF-8 were read as Windows-1252, or were lost already."""
    return _GARBLED.search(text) is not None


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (Luhn 1960, US patent 2,950,048)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


def _chosen(text: str, choices: tuple[str, ...]) -> str:
    if text.casefold() in choices:
        return text.casefold()
    remedy = did_you_mean(text, choices) or f"ange något av {', '.join(choices)}"
    raise Unreadable(f"”{text}” är inget av de tillåtna orden", remedy)


def _parse_text(text: str) -> str:
    # XML, and so Excel, cannot hold the last two.
    if any(
        unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in "\ufffe\uffff"
        for letter in text
    ):
        raise Unreadable("texten har radbrytning eller styrtecken", "skriv den på en rad")
    # Nobody sees these, and some turn the letters after them round.
    hidden = [f"U+{ord(letter):04X}" for letter in text if unicodedata.category(letter) == "Cf"]
    if hidden:
        raise Unreadable(f"texten har ett osynligt tecken ({hidden[0]})", "skriv den på nytt utan det")
    if text.startswith("="):
        raise Unreadable(f"”{text}” börjar som en formel", "skriv texten utan likhetstecken först")
    if is_garbled(text):
        raise Unreadable(
            f"”{text}” är feltolkade å, ä eller ö", "spara filen som UTF-8 och rätta de förvanskade tecknen"
        )
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"texten är {len(text)} tecken lång", f"skriv högst {LONGEST_TEXT} tecken")
    return tidy(text)


def _parse_orgnr(text: str) -> str:
    if not re.fullmatch("[0-9]{6}-?[0-9]{4}", text):
        raise Unreadable(f"”{text}” är inget organisationsnummer", "ange det som 212000-1850")
    digits = text.replace("-", "")
    if not luhn_holds(digits):
        raise Unreadable(
            f"organisationsnumret ”{text}” har fel kontrollsiffra", "jämför med beslutet eller SCB:s register"
        )
    return f"{digits[:6]}-{digits[6:]}"


TEXT = Kind(parse=_parse_text, write=str, allowed="en text")
MAYBE_TEXT = optional(TEXT, empty="")
ID = matching("[0-9A-Za-zÅÄÖåäö_-]{1,40}", "ett id av bokstäver, siffror, bindestreck och understreck")
IDS = many(ID, "ett eller flera id med mellanrum emellan")
SCB_CODE = matching("[0-9]{4}", "kommunkodens fyra siffror, med inledande nolla")
COUNTY_CODE = matching("0[13-9]|1[02-47-9]|2[0-5]", "ett läns kod, två siffror från 01 till 25")
ORGNR = Kind(parse=_parse_orgnr, write=str, allowed="ett organisationsnummer som 212000-1850")
