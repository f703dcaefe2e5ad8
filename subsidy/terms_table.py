"""Take values out of a table of terms, and collect everything that is wrong with it."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from subsidy.errors import RulebookRefused, RuleFault
from subsidy.kinds import KRONOR, Misread, exact, shown

_NOTHING = Fraction(0)
_MOST_DIGITS = 12  # before the decimal point, or noughts after it: 1e999999999 would never be read
_NUMBER = "ett tal, 0 eller mer"


class TermsTable:
    """One table of terms. A value that is wrong is put down as a fault, and nought takes its place."""

    def __init__(self, path: str, raw: Mapping[str, object]) -> None:
        self._path = path
        self._raw = raw
        self._asked: set[str] = set()
        self._idle: set[str] = set()
        self.faults: list[RuleFault] = []  # of no file; each place is a path within `terms`

    @property
    def names(self) -> list[str]:
        """The names of all values, sorted."""
        return sorted(self._raw)

    def fault(self, name: str, problem: str, remedy: str) -> None:
        """Put down what is wrong with a value, and what would be right."""
        self.faults.append(self._fault(name, problem, remedy))

    def refuse_idle(self, name: str, problem: str) -> None:
        """Put down a value that would change nothing."""
        if name in self._raw:
            self._idle.add(name)
            self.fault(name, problem, "ta bort det")

    def take_faults(self, other: "TermsTable") -> None:
        """Make the faults of a table within this one its own."""
        self.faults += [*other.faults, *other.find_unknown()]

    def refuse(self) -> None:
        """Raise RulebookRefused with every fault, if there is any; also for names that nobody asked for."""
        faults = (*self.faults, *self.find_unknown())
        if faults:
            raise RulebookRefused(faults)

    def find_unknown(self) -> list[RuleFault]:
        """A fault for every name that nobody asked for."""
        known = ", ".join(sorted(self._asked)) or "inga"
        return [
            self._fault(name, f"namnet ”{name}” är okänt", f"ta bort det (namnen är {known})")
            for name in self.names
            if name not in self._asked | self._idle
        ]

    def refuse_names(self, allowed: Collection[str], problem: str, remedy: str) -> None:
        """Put down every name outside those allowed."""
        for name in self.names:
            if name not in self._asked and name not in allowed:
                self._asked.add(name)
                self.fault(name, f"”{name}” {problem}", remedy)

    def number(self, name: str, *, default: Fraction | None = None) -> Fraction:
        """A number from 0."""
        value = self._value(name, default)
        if value is None or isinstance(value, Fraction):
            return value or _NOTHING
        try:
            number = exact(value, _NUMBER)
        except Misread as misread:
            self.fault(name, misread.problem, misread.remedy)
            return _NOTHING
        if number < 0:
            self.fault(name, f"{shown(value)} är negativt", f"ange {_NUMBER}")
            return _NOTHING
        if number and not Fraction(1, 10**_MOST_DIGITS) <= number < 10 ** (_MOST_DIGITS + 1):
            self.fault(name, f"{shown(value)} är orimligt", f"ange {_NUMBER}")
            return _NOTHING
        return number

    def whole(self, name: str) -> int:
        """A whole number from 0."""
        value = self.number(name)
        if value and not isinstance(self._raw[name], int):  # 10.000 is ten to a program
            self.fault(name, f"{shown(self._raw[name])} är inget heltal", "skriv det utan decimaler")
        return int(value)

    def ore(self, name: str, *, default: int | None = None) -> int:
        """A sum in kronor, in whole öre; the default is öre."""
        if default is not None and name not in self._raw:
            self._asked.add(name)
            return default
        n_before = len(self.faults)
        self.number(name)
        if len(self.faults) > n_before:
            return 0
        try:
            return KRONOR.read(self._raw[name])
        except Misread as misread:
            self.fault(name, misread.problem, misread.remedy)
            return 0

    def part(self, name: str, *, default: Fraction | None = None) -> Fraction:
        """A part from percent, 0 to 100."""
        value = self.number(name, default=None if default is None else default * 100)
        if value > 100:
            self.fault(name, f"{shown(self._raw[name])} är mer än 100", "ange procent, högst 100")
        return min(value, Fraction(100)) * Fraction(1, 100)

    def text(self, name: str, *, default: str) -> str:
        """A text."""
        self._asked.add(name)
        value = self._raw.get(name, default)
        if not isinstance(value, str):
            self.fault(name, f"{shown(value)} är ingen text", "ange en text inom citattecken")
            return default
        return value

    def texts(self, name: str) -> frozenset[str]:
        """Texts, none if it is not stated."""
        self._asked.add(name)
        values = self._raw.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
            self.fault(name, f"{name} är ingen lista av texter", f'skriv {name} = ["…", "…"]')
            return frozenset()
        return frozenset(values)

    def table(self, name: str) -> "TermsTable":
        """A table within this one."""
        value = self._value(name, None)
        if value is not None and not isinstance(value, Mapping):
            self.fault(name, f"{shown(value)} är ingen tabell", f"skriv {name} = {{ namn = värde }}")
        if isinstance(value, Mapping) and not value:
            self.fault(name, "tabellen är tom", f"skriv {name} = {{ namn = värde }}")
        return TermsTable(f"{self._path}.{name}", value if isinstance(value, Mapping) else {})

    def tables(self, name: str) -> list["TermsTable"]:
        """A list of tables within this one."""
        value = self._value(name, None)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            self.fault(name, f"{name} är ingen lista av tabeller", f"skriv {name} = [ {{ namn = värde }} ]")
            return []
        return [TermsTable(f"{self._path}.{name}[{i}]", row) for i, row in enumerate(value, start=1)]

    def _value(self, name: str, default: Fraction | None) -> object:
        self._asked.add(name)
        if name not in self._raw and default is None:
            self.fault(name, "värdet saknas", f"lägg till {name}")
        return self._raw.get(name, default)

    def _fault(self, name: str, problem: str, remedy: str) -> RuleFault:
        value = self._raw.get(name, "")
        return RuleFault(
            file="",
            line=None,
            place=f"{self._path}.{name}",
            value="" if isinstance(value, dict | list) else str(value),
            problem=problem,
            remedy=remedy,
        )
