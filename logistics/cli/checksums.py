"""Say what the checksum of a file proves, and what it cannot."""

from logistics.cli.answers import Line
from logistics.swedish import NO_BREAK_SPACE
from subsidy.wording import format_fingerprint


def checksum_line(fingerprint: str, *, is_own: bool, is_issued: bool = False) -> Line:
    """The checksum of a file's content, in short, and what it says.

    `is_own`: the file states the same. `is_issued`: a journal says that just this file was issued.
    """
    return (
        "Kontrollsumma",
        f"{format_fingerprint(fingerprint)}; {_sentence(is_own=is_own, is_issued=is_issued)}",
    )


def checksum_result(fingerprint: str, *, is_own: bool) -> dict[str, object]:
    """The same for a program."""
    return {
        "fingerprint": fingerprint,
        "short_fingerprint": format_fingerprint(fingerprint).replace(NO_BREAK_SPACE, " "),
        "fits_own_fingerprint": is_own,
    }


def _sentence(*, is_own: bool, is_issued: bool) -> str:
    if not is_own:
        return "filen säger en annan, så innehållet är ändrat sedan den skrevs"
    if is_issued:
        return "innehållet stämmer med filens egen kontrollsumma"
    return (
        "innehållet stämmer med filens egen kontrollsumma, men bara journalen eller avsändaren kan säga att ingen"
        " har skrivit om filen och räknat om den: jämför till exempel på telefon"
    )
