"""Compare how a workbook looks with how this program writes it: part by part, unless another program saved it."""

from collections.abc import Iterator, Sequence

from logistics.verifying.appearance import Seen, misleading, unlike
from logistics.verifying.finding import Finding
from logistics.verifying.package import Package

SAVED_ANEW = "filen är sparad om av ett annat program"
OTHER_VERSION = "filen är skriven av en annan version av programmet"


def compare_look(
    found: Seen, should_be: Seen, told: Sequence[Finding], *, is_same_version: bool
) -> tuple[list[Finding], str]:
    """What looks otherwise, and why the rest of the look was not compared: Swedish, empty where it was.

    Another program writes every part anew when it saves, so then only what it keeps is compared. `told` is what
    was found wrong in the cells: it explains why their sheets differ.
    """
    findings = list(misleading(found))
    if not is_same_version:
        return findings, OTHER_VERSION
    findings += unlike(found, should_be)
    findings = list({finding.sentence: finding for finding in findings}.values())
    if _is_saved_anew(found.package, should_be.package):
        return findings, SAVED_ANEW
    return [*findings, *_other_parts(found.package, should_be.package, [*told, *findings])], ""


def _is_saved_anew(found: Package, should_be: Package) -> bool:
    """Whether no sheet is as we wrote it."""
    return all(found.parts.get(page.part) != should_be.parts[page.part] for page in should_be.pages.values())


def _other_parts(found: Package, should_be: Package, told: Sequence[Finding]) -> Iterator[Finding]:
    """Each part that is not as this program writes it, where nothing that was told explains it."""
    sheets = {page.part: name for name, page in should_be.pages.items()}
    for part in sorted({*found.parts, *should_be.parts}):
        if found.parts.get(part) == should_be.parts.get(part):
            continue
        if name := sheets.get(part):
            where = f"Bladet {name}"
            if any(each.figure.partition(",")[0] == where for each in told):
                continue
        elif told:
            continue
        else:
            where = "Filen"
        how = "saknas" if part not in found.parts else "har lagts till" if part not in should_be.parts else ""
        says = f"delen {part} {how or 'är en annan än den som programmet skriver'}"
        sentence = f"{where}: {says}, fast varje cell har rätt värde."
        yield Finding(figure=where, says="", should_be="", sentence=sentence)
