"""Say in Swedish what is carried from the year before, and what becomes of it."""

from subsidy.carrying import Carried
from subsidy.wording import format_kr

TO_PAY = "Att betala ut i allt"  # of a correction, a part may be paid already


def carried_label(year_before: int) -> str:
    """What the balance of the year before is called in lists of amounts."""
    return f"Överfört från {year_before}"


def describe_carried(row: Carried, year_before: int, period: str) -> str:
    """What is carried into one municipality's award of a period, and what is paid, in one or two sentences."""
    before = f"Från {year_before}"
    if row.carried_ore == 0:
        return f"{before} förs inget över."
    amount = format_kr(abs(row.carried_ore))
    if row.carried_ore > 0:
        text = f"{before} läggs {amount} till bidraget ({row.reference})."
    else:
        text = f"{before} dras {amount} av från bidraget ({row.reference})."
    if row.onward_ore == 0:
        return f"{text} Därför ska {format_kr(row.paid_ore)} betalas ut i allt."
    return (
        f"{text} Bidraget räcker inte till hela avdraget: inget betalas ut, och {format_kr(-row.onward_ore)} som "
        f"är kvar att dra av tas med i slutavräkningen för {period}."
    )
