"""Tell whether a document was verified: no fault, faults, or what could not be compared, and what to do then."""

from collections.abc import Sequence

from logistics.cli.answers import Line
from logistics.cli.findings import findings_text
from logistics.verifying import Finding, Uncompared, Verdict

NOT_WHOLE = 3  # the exit status when no fault was found, but not everything could be compared
_HEADLINE = "inget fel är funnet, men allt som en läsare ser kunde inte jämföras"
_REMEDY = (
    "be avsändaren om originalfilen, eller låt regionen kontrollera filen mot sin journal (--journal): finns den"
    " där byte för byte är allt i den bevisat. Kontrollsumman kan jämföras per telefon; den visar att indata är"
    " desamma"
)


def verdict_lines(
    verdict: Verdict, findings: Sequence[Finding], uncompared: Sequence[Uncompared], *, right: str
) -> list[Line]:
    """The headline; where something was not compared also what was, what was not, why and what to do."""
    if verdict == Verdict.WRONG:
        return [("Fel", findings_text(findings))]
    if verdict == Verdict.RIGHT:
        return [("Fel", right)]
    lines = [("Kan inte intygas helt", _HEADLINE)]
    for each in uncompared:
        lines += [("Jämfört, stämmer", each.compared), ("INTE jämfört", f"{each.what}, för {each.why}")]
    return [*lines, ("Gör så här", _REMEDY)]


def verdict_result(verdict: Verdict, uncompared: Sequence[Uncompared]) -> dict[str, object]:
    """The same for a program."""
    return {
        "verdict": verdict.value,
        "not_compared": [
            {"compared": each.compared, "what": each.what, "why": each.why} for each in uncompared
        ]
        if verdict == Verdict.PARTLY
        else [],
    }
