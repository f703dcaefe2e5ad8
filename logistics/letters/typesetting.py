"""Set letters as PDF/UA-1 with typst; the only module that knows it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from logistics.errors import LettersRefused
from logistics.letters.letter import Letter
from logistics.letters.wording import held_together

_TEMPLATE = Path(__file__).with_name("letter.typ")
_PROBE = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.sign'  # one sign


def typeset(letters: Iterable[Letter]) -> tuple[bytes, ...]:
    """Each letter as a PDF file; the same letter gives the same bytes, on every machine and day.

    Only the fonts inside typst are used, and nothing is fetched.

    Raises
    ------
    LettersRefused
        A text has signs that the fonts lack; every one of them is named.
    """
    press = typst.Compiler(_TEMPLATE, ignore_system_fonts=True)
    pages: list[bytes] = []
    faults: list[str] = []
    for letter in letters:
        try:
            pages.append(_print(press, letter))
        except typst.TypstError:
            found = tuple(_unprintable(letter))
            if not found:
                raise
            faults += found
    if faults:
        raise LettersRefused(tuple(dict.fromkeys(faults)))
    return tuple(pages)


def _print(press: typst.Compiler, letter: Letter) -> bytes:
    texts = json.dumps(asdict(letter), ensure_ascii=False, default=str)  # str: dates as 2025-11-18
    noon = datetime.combine(letter.dated_on, time(12), tzinfo=UTC)  # the same day in Sweden
    printed = press.compile(
        sys_inputs={"letter": held_together(texts)}, pdf_standards=["ua-1"], timestamp=noon
    )
    if not isinstance(printed, bytes):
        raise TypeError(f"typst gave {type(printed)} instead of one file")
    return printed


def _unprintable(letter: Letter) -> Iterator[str]:
    """A sentence for each sign that the fonts lack, with the shortest text where it stands."""
    probe = typst.Compiler(ignore_system_fonts=True)
    texts = sorted(_texts(asdict(letter)), key=len)
    for sign in dict.fromkeys("".join(texts)):
        if not _is_printable(probe, sign):
            shown = f"{sign} (U+{ord(sign):04X})" if sign.isprintable() else f"(U+{ord(sign):04X})"
            text = next(text for text in texts if sign in text)
            yield (
                f"Tecknet {shown} i ”{_shown(text)}” finns inte i bidragsbeskedets teckensnitt; skriv texten med "
                "latinska, grekiska eller kyrilliska bokstäver."
            )


def _is_printable(probe: typst.Compiler, sign: str) -> bool:
    try:
        probe.compile(_PROBE, sys_inputs={"sign": sign}, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        return False
    return True


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _texts(value: object) -> Iterator[str]:
    """Every text inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)
