"""Find what makes a workbook show its readers something else than the values of its cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from logistics.swedish import count_text
from logistics.verifying.cells import Cell, Workbook
from logistics.verifying.finding import Finding
from logistics.verifying.labels import Labels
from logistics.verifying.number_formats import sections, shows_something_else
from logistics.verifying.package import Package, Page

# What no version of the program writes, and no program adds when it saves.
_FOREIGN = {
    r"vbaproject|xl/macrosheets/": "makron",
    r"xl/(activex|ctrlprops|dialogsheets)/|customui/": "knappar eller menyer",
    r"xl/embeddings/": "en inbäddad fil",
    r"xl/externallinks/": "länkar till andra arbetsböcker",
    r"xl/(threaded)?comments": "kommentarer",
    r"xl/media/": "en bild",
    r"xl/(connections|querytables|model)": "en koppling till andra data",
    r"xl/pivot": "en pivottabell",
    r"xl/webextensions/": "ett webbtillägg",
}
_PROPERTIES = {
    "title": "Filens rubrik (Titel)",
    "subject": "Filens ämne",
    "creator": "Filens författare",
    "keywords": "Filens nyckelord",
    "description": "Filens kommentar",
    "category": "Filens kategori",
}
_VERDICTS = ('cellIs equal "OK"', 'cellIs notEqual "OK"')  # the conditions of our own formats


@dataclass(frozen=True, slots=True)
class Seen:
    """A workbook as its readers see it."""

    package: Package
    book: Workbook


def misleading(found: Seen) -> Iterator[Finding]:
    """What shows readers something else than the cells hold, whichever version of the program wrote them."""
    yield from _of_file(found.package)
    for name, page in found.package.pages.items():
        cells = found.book.sheets.get(name, {})
        yield from _of_page(name, page)
        odd = (each for each in page.rules if _is_odd(each, cells))
        yield from (_rule(name, place, "inte ska ha") for place in sorted({place for place, _ in odd}))
        yield from _of_cells(name, cells, {place: cell.illegible for place, cell in cells.items()})
        formats = {
            place: f"talformatet är ”{cell.number_format}”"
            for place, cell in cells.items()
            if shows_something_else(cell.number_format)
        }
        yield from _of_cells(name, cells, formats)


def unlike(found: Seen, should_be: Seen) -> Iterator[Finding]:
    """What looks otherwise than in the workbook that this program writes, in what any program keeps."""
    yield from _of_properties(found.package.properties, should_be.package.properties)
    for name, page in should_be.package.pages.items():
        own = found.package.pages.get(name)
        if own is None:
            continue
        for kind in sorted({*own.headers, *page.headers}):
            says, should = own.headers.get(kind, ""), page.headers.get(kind, "")
            if says != should:
                yield _otherwise(
                    f"Bladet {name}, {'sidfoten' if 'Footer' in kind else 'sidhuvudet'}", says, should
                )
        for rules, others, verb in (
            (own.rules, page.rules, "inte ska ha"),
            (page.rules, own.rules, "ska ha"),
        ):
            yield from (_rule(name, place, verb) for place in sorted({place for place, _ in rules - others}))
    yield from unlike_formats(found.book, should_be.book)
    if found.package.charts != should_be.package.charts:
        yield _finding("Diagrammen", "visar andra celler eller har andra ord än de ska")


def unlike_formats(found: Workbook, should_be: Workbook) -> Iterator[Finding]:
    """The cells with another number format, but for those that show another number and are told as such."""
    for name, others in should_be.sheets.items():
        cells = found.sheets.get(name, {})
        apart = {
            place: f"talformatet är ”{cell.number_format}”, men ska vara ”{others[place].number_format}”"
            for place, cell in cells.items()
            if place in others
            and sections(cell.number_format) != sections(others[place].number_format)
            and not shows_something_else(cell.number_format)
        }
        yield from _of_cells(name, cells, apart)


def _of_file(package: Package) -> Iterator[Finding]:
    for part in package.parts:
        for pattern, what in _FOREIGN.items():
            if re.match(rf"(.*/)?({pattern})", part.casefold()):
                yield _finding("Filen", f"innehåller {what} ({part}), som programmet aldrig skriver")
                break
    for part in package.twice:
        yield _finding("Filen", f"innehåller {part} två gånger, så program kan visa olika saker")
    yield from (_finding(where, what) for where, what in package.odd)
    for what in package.drawn:
        yield _finding("Filen", f"har {what} ovanpå cellerna")
    if package.has_formatted_text:
        yield _finding(
            "Filen", "har texter där enstaka tecken har ett eget utseende, så att de kan vara dolda"
        )
    if package.has_formats_on_condition:
        yield _finding("Filen", "har en villkorsstyrd formatering med ett eget talformat")


def _of_page(name: str, page: Page) -> Iterator[Finding]:
    where = f"Bladet {name}"
    if page.is_hidden:
        yield _finding(where, "är dolt")
    for place in page.twice:
        yield _finding(
            f"{where}, {_place(place)}", "står två gånger i filen, så program kan visa olika värden"
        )
    yield from (_finding(f"{where}, cell {place}", what) for place, what in page.odd)
    for what in page.hidden:
        yield _finding(f"{where}, {what}", "är dold")
    for what in page.views:
        yield _finding(where, what)
    if page.has_formatted_text:
        yield _finding(where, "har texter där enstaka tecken har ett eget utseende, så att de kan vara dolda")


def _is_odd(rule: tuple[str, str], cells: Mapping[str, Cell]) -> bool:
    """Whether a conditional format is none of ours, or is that of a number."""
    place, condition = rule
    cell = cells.get(place)
    return condition not in _VERDICTS or (cell is not None and cell.number is not None)


def _of_cells(name: str, cells: Mapping[str, Cell], reasons: Mapping[str, str]) -> Iterator[Finding]:
    """Each reason once, with the first of its cells and how many more there are."""
    labels, places = Labels(cells), _by_reason(reasons)
    for reason, (first, *others) in places.items():
        where = f"Bladet {name}, cell {first}{labels.of(first)}"
        holds = cells[first].text(unit=labels.unit(first), decimals=2)
        more = f"; så är det i {count_text(len(others), 'cell', 'celler')} till" if others else ""
        sentence = f"{where}: cellens värde är {holds}, men det visas inte så: {reason}{more}."
        yield Finding(figure=where, says=reason, should_be=holds, sentence=sentence)


def _by_reason(reasons: Mapping[str, str]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for place, reason in reasons.items():
        if reason:
            places.setdefault(reason, []).append(place)
    return places


def _of_properties(found: Mapping[str, str], should_be: Mapping[str, str]) -> Iterator[Finding]:
    for name, where in _PROPERTIES.items():
        if found.get(name, "") != should_be.get(name, ""):
            yield _otherwise(where, found.get(name, ""), should_be.get(name, ""))


def _rule(name: str, place: str, verb: str) -> Finding:
    return _finding(f"Bladet {name}, cell {place}", f"har ett villkorsstyrt utseende som den {verb}")


def _otherwise(where: str, says: str, should_be: str) -> Finding:
    said, should = (f"”{text}”" if text else "tom" for text in (says, should_be))
    sentence = f"{where} är {said}, men ska vara {should}."
    return Finding(figure=where, says=says, should_be=should_be, sentence=sentence)


def _place(place: str) -> str:
    return place if place.startswith("rad ") else f"cell {place}"


def _finding(where: str, says: str) -> Finding:
    return Finding(figure=where, says="", should_be="", sentence=f"{where} {says}.")
