"""Take values out of a table of terms, and collect everything that is wrong with it."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from subsidy.kinds import KRONOR, Misread

_NOTHING = Fraction(0)
_MOST_DIGITS = 12  # before the decimal point, or noughts after it: 1e999999999 would never be read


class TermsTable:
    """One table of terms. A value that is wrong is put down as a fault, and nought takes its place."""

    def __init__(self, path: str, raw: Mapping[str, object]) -> None:
        self._path = path
        self._raw = raw
        self._asked: set[str] = set()
        self._idle: set[str] = set()
        self.faults: list[str] = []  # Swedish sentences

    @property
    def names(self) -> list[str]:
        """The names of all values, sorted."""
        return sorted(self._raw)

    def fault(self, name: str, what: str) -> None:
        """Put down what is wrong with a value."""
        shown = f" = {_shown(self._raw[name])}" if name in self._raw else ""
        self.faults.append(f"terms.{self._path}.{name}{shown}: {what}.")

    def refuse_idle(self, name: str, what: str) -> None:
        """Put down a value that would change nothing."""
        if name in self._raw:
            self._idle.add(name)
            self.fault(name, what)

    def take_faults(self, other: "TermsTable") -> None:
        """Make the faults of a table within this one its own."""
        self.faults += [*other.faults, *other.find_unknown()]

    def refuse(self) -> None:
        """Raise ValueError with every fault, if there is any; also for names that nobody asked for."""
        faults = [*self.faults, *self.find_unknown()]
        if faults:
            raise ValueError(" ".join(faults))

    def find_unknown(self) -> list[str]:
        """A sentence for every name that nobody asked for."""
        known = ", ".join(sorted(self._asked)) or "inga"
        return [
            f"terms.{self._path}.{name}: finns inte. De villkor som finns är: {known}."
            for name in self.names
            if name not in self._asked | self._idle
        ]

    def refuse_names(self, allowed: Collection[str], what: str) -> None:
        """Put down every name outside those allowed."""
        for name in self.names:
            if name not in self._asked and name not in allowed:
                self._asked.add(name)
                self.fault(name, f"namnet måste vara {what}")

    def number(self, name: str, *, default: Fraction | None = None, positive: bool = False) -> Fraction:
        """A number from 0, or above it."""
        value = self._value(name, default)
        if value is None:
            return _NOTHING
        if isinstance(value, Fraction):
            return value
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.fault(name, "måste vara ett tal")
            return _NOTHING
        if value < 0 or (positive and value == 0):
            self.fault(name, "måste vara större än noll" if positive else "kan inte vara negativt")
            return _NOTHING
        if value and abs(Decimal(value).adjusted()) > _MOST_DIGITS:
            self.fault(name, "är orimligt stort" if value > 1 else "är orimligt litet")
            return _NOTHING
        return Fraction(value)

    def whole(self, name: str) -> int:
        """A whole number from 0."""
        value = self.number(name)
        if value and not isinstance(self._raw[name], int):  # 10.000 is ten to a program
            self.fault(name, "måste vara ett heltal, utan decimaler")
        return int(value)

    def ore(self, name: str, *, default: int | None = None, positive: bool = False) -> int:
        """A sum in kronor, in whole öre; the default is öre."""
        if default is not None and name not in self._raw:
            self._asked.add(name)
            return default
        n_before = len(self.faults)
        self.number(name, positive=positive)
        if len(self.faults) > n_before:
            return 0
        try:
            return KRONOR.read(self._raw[name])
        except Misread as misread:
            self.fault(name, f"{misread.problem}; {misread.remedy}")
            return 0

    def part(self, name: str, *, default: Fraction | None = None) -> Fraction:
        """A part from percent, 0 to 100."""
        value = self.number(name, default=None if default is None else default * 100)
        if value > 100:
            self.fault(name, "kan vara högst 100")
        return min(value, Fraction(100)) * Fraction(1, 100)

    def text(self, name: str, *, default: str) -> str:
        """A text."""
        self._asked.add(name)
        value = self._raw.get(name, default)
        if not isinstance(value, str):
            self.fault(name, "måste vara en text inom citattecken")
            return default
        return value

    def texts(self, name: str) -> frozenset[str]:
        """Texts, none if it is not stated."""
        self._asked.add(name)
        values = self._raw.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            self.fault(name, "måste vara en lista med texter inom citattecken")
            return frozenset()
        return frozenset(values)

    def table(self, name: str) -> "TermsTable":
        """A table within this one."""
        value = self._value(name, None)
        if value is not None and not isinstance(value, Mapping):
            self.fault(name, "måste vara en tabell inom klamrar, { … }")
        if isinstance(value, Mapping) and not value:
            self.fault(name, "är tom")
        return TermsTable(f"{self._path}.{name}", value if isinstance(value, Mapping) else {})

    def tables(self, name: str) -> list["TermsTable"]:
        """A list of tables within this one."""
        value = self._value(name, None)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            self.fault(name, "måste vara en lista med tabeller, [{ … }, { … }]")
            return []
        return [TermsTable(f"{self._path}.{name}[{i}]", row) for i, row in enumerate(value, start=1)]

    def _value(self, name: str, default: Fraction | None) -> object:
        self._asked.add(name)
        if name not in self._raw and default is None:
            self.faults.append(f"terms.{self._path}.{name} saknas.")
        return self._raw.get(name, default)


def _shown(value: object) -> str:
    return f"”{value}”" if isinstance(value, str) else str(value)
