"""Describe where municipalities are paid, what is carried from the year before, and crates of earlier years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from logistics.dataset.columns import Problem, Row, column
from logistics.dataset.kinds import ID, SCB_CODE, TEXT, choice, luhn_holds
from logistics.dataset.quantities import DECIMAL, SIGNED_KRONOR, whole

ACCOUNT_KINDS = ("bankgiro", "iban")
COUNTED = ("reported", "sampled")
WEEKS_A_YEAR = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Row):
    """Where one municipality receives its payouts."""

    scb_code: str = field(
        metadata=column(SCB_CODE, "Kommunen", "1715", refers_to=("municipalities.scb_code",))
    )
    name: str = field(metadata=column(TEXT, "Kontohavarens namn, som banken känner det", "Kils kommun"))
    kind: str = field(
        metadata=column(choice(*ACCOUNT_KINDS), "Kontots slag: bankgiro eller IBAN", "bankgiro")
    )
    number: str = field(metadata=column(TEXT, "Kontots nummer; bankgiro med bindestreck", "5050-1055"))

    def _contradictions(self) -> Iterator[Problem]:
        find = _bankgiro_problem if self.kind == "bankgiro" else _iban_problem
        if found := find(self.number):
            yield Problem(column="number", problem=found[0], remedy=found[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Row):
    """The crates that one stop sent and received during some weeks of a year."""

    stop: str = field(metadata=column(ID, "Biblioteket", "KIL", refers_to=("stops.id",)))
    year: int = field(metadata=column(whole(1990, 2099), "Kalenderåret", "2025"))
    crates: Fraction = field(
        metadata=column(
            DECIMAL, "Skickade och mottagna lådor under de räknade veckorna", "1040", unit="lådor"
        )
    )
    weeks: int = field(
        metadata=column(
            whole(1, WEEKS_A_YEAR), "Så många veckor räknades; hela året är 52", "52", unit="veckor"
        )
    )
    method: str = field(
        metadata=column(
            choice(*COUNTED), "Hur de räknades: rapporterade (reported) eller stickprov (sampled)", "reported"
        )
    )

    @property
    def crates_in_year(self) -> Fraction:
        """The crates of the whole year, if its other weeks were as those counted."""
        return self.crates * Fraction(WEEKS_A_YEAR, self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow(Row):
    """What one municipality has left to get, or to give back, of the year before."""

    scb_code: str = field(
        metadata=column(SCB_CODE, "Kommunen", "1715", refers_to=("municipalities.scb_code",))
    )
    year: int = field(
        metadata=column(whole(1990, 2099), "Året som beloppet kommer från: året före bidragets", "2026")
    )
    amount_ore: int = field(
        metadata=column(
            SIGNED_KRONOR,
            "Läggs till det som betalas ut; minus dras av",
            "-1250.50",
            name="amount_kr",
            unit="kr",
        )
    )
    reference: str = field(
        metadata=column(TEXT, "Slutavräkningen eller rättelsen som gav beloppet", "Slutavräkning 2026")
    )

    def _contradictions(self) -> Iterator[Problem]:
        if self.amount_ore == 0:
            yield Problem(column="amount_kr", problem="beloppet ändrar ingenting", remedy="ta bort raden")


def _bankgiro_problem(number: str) -> tuple[str, str] | None:
    if not re.fullmatch("[0-9]{3,4}-[0-9]{4}", number):
        return f"”{number}” är inget bankgironummer", "ange det som 5050-1055, med bindestreck"
    if not luhn_holds(number.replace("-", "")):
        return f"bankgironumret ”{number}” har fel kontrollsiffra", "jämför med kommunens uppgift"
    return None


def _iban_problem(number: str) -> tuple[str, str] | None:
    iban = number.replace(" ", "")
    if not re.fullmatch("SE[0-9]{22}", iban):
        return f"”{number}” är inget svenskt IBAN", "ange SE och 22 siffror"
    # ISO 13616: the first four characters moved last and letters read as 10 to 35, the number leaves 1 by 97.
    if int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 != 1:
        return f"IBAN ”{number}” har fel kontrollsiffror", "jämför med kommunens uppgift"
    return None
