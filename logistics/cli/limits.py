"""Say what in a file could not be compared, and why."""

from collections.abc import Iterator

from subsidy.record import Opened
from subsidy.record.program import program

_NOT_COMPUTED = (
    "arbetsboken har inga uträknade värden, för den är sparad av ett program som inte räknar. Öppna den i Excel"
    " eller LibreOffice och spara den en gång, så får den värden som kan kontrolleras. Här är indata, fasta värden"
    " och formler jämförda, men INTE det som formlerna visar"
)


def limits(record: Opened, *, is_computed: bool, reach: str) -> Iterator[str]:
    """That formulas have no values, and that another version wrote the file: then how far it could be compared."""
    if not is_computed:
        yield _NOT_COMPUTED
    if not record.is_of_this_program:
        yield (
            f"filen är skriven av en annan version av programmet: {record.program}; den här är {program()}."
            f" {reach}"
        )
