"""Read a table of a rulebook value by value, and keep every fault."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from subsidy.errors import RuleFault
from subsidy.kinds import Kind, Misread, shown
from subsidy.rulebook.places import Places, did_you_mean

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Fields:
    """One table; a value that is asked for and cannot be read adds to `faults`."""

    values: Mapping[str, object]
    place: str  # rule[2]
    places: Places
    faults: list[RuleFault]
    silent: Collection[
        str
    ] = ()  # inherited: their faults are told where they stand; "*" is all that is missing
    asked: list[str] = field(default_factory=list)
    children: list["Fields"] = field(default_factory=list)
    has_own_fault: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether some value could not be read, here or in a table within."""
        return self.has_own_fault or any(child.is_broken for child in self.children)

    def needed(self, name: str, kind: Kind[T]) -> T:
        """A value that must be there."""
        self.asked.append(name)
        if name in self.values:
            return self._read(name, kind)
        self.refuse(name, "värdet saknas", f"lägg till {name} med {kind.allowed}")
        return kind.stand_in

    def optional(self, name: str, kind: Kind[T], otherwise: T) -> T:
        """A value that may be left out, and then is `otherwise`."""
        self.asked.append(name)
        return self._read(name, kind) if name in self.values else otherwise

    def maybe(self, name: str, kind: Kind[T]) -> T | None:
        """A value that may be left out."""
        self.asked.append(name)
        return self._read(name, kind) if name in self.values else None

    def table(self, name: str) -> "Fields":
        """The table under a name; an empty one where there is none."""
        self.asked.append(name)
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            self.refuse(name, f"{shown(value)} är ingen tabell", f"skriv {name} = {{ namn = värde }}")
            value = {}
        faults: list[RuleFault] = [] if name in self.silent else self.faults
        return self._child(f"{self.place}.{name}", value, faults)

    def rows(self, name: str) -> tuple["Fields", ...]:
        """The tables of the list under a name."""
        self.asked.append(name)
        value = self.values.get(name, [])
        if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
            self.refuse(name, f"{name} är ingen lista av tabeller", f"skriv {name} = [ {{ namn = värde }} ]")
            return ()
        return tuple(
            self._child(f"{self.place}.{name}[{n}]", row, self.faults) for n, row in enumerate(value, start=1)
        )

    def refuse(self, name: str, problem: str, remedy: str) -> None:
        """Add a fault at a value of the table; where the value is inherited, only know of it."""
        self.has_own_fault = True
        if name in self.silent or ("*" in self.silent and name not in self.values):
            return
        place = f"{self.place}.{name}" if name else self.place
        value = self.values.get(name, "")
        text = "" if isinstance(value, dict | list) else str(value)
        self.faults.append(self.places.fault(place, value=text, problem=problem, remedy=remedy))

    def take(self, faults: Iterable[RuleFault]) -> None:
        """Add faults that were found in the table, each with its place within it."""
        self.has_own_fault = True
        self.faults += [
            self.places.fault(
                f"{self.place}.{fault.place}",
                value=fault.value,
                problem=fault.problem,
                remedy=fault.remedy,
            )
            for fault in faults
        ]

    def refuse_unknown(self) -> None:
        """Add a fault for each value that nobody asked for."""
        known = tuple(dict.fromkeys(self.asked))
        for name in self.values:
            if name not in known:
                remedy = did_you_mean(name, known) or f"ta bort det (namnen är {', '.join(known)})"
                self.refuse(name, f"namnet ”{name}” är okänt", remedy)

    def _read(self, name: str, kind: Kind[T]) -> T:
        try:
            return kind.read(self.values[name])
        except Misread as misread:
            self.refuse(name, misread.problem, misread.remedy)
            return kind.stand_in

    def _child(self, place: str, values: Mapping[str, object], faults: list[RuleFault]) -> "Fields":
        child = Fields(values=values, place=place, places=self.places, faults=faults)
        self.children.append(child)
        return child
