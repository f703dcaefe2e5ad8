"""Understand which vehicle, and which of its runs, a row of an invoice means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from logistics.dataset import VehicleRow
from logistics.dataset.kinds import did_you_mean
from logistics.dataset.numerals import Unreadable
from logistics.errors import Fault
from logistics.exchange.invoice_columns import FILE, InvoiceColumns
from logistics.swedish import weekday_name

NO_RUN = ""  # the vehicle of a charge that belongs to no run
_DAYS = "|".join(
    dict.fromkeys(
        name
        for day in range(7)
        for name in (weekday_name(day), weekday_name(day).replace("å", "a").replace("ö", "o"))
    )
)
# As the drivers' sheets name the runs: mandag-bil-1, fredag-bil-2-tur-2; or with plain words.
_NAMED_RUN = re.compile(
    rf"(?:(?P<day>{_DAYS})[\s-]+)?(?P<vehicle>.+?)(?:[\s,-]+tur[\s-]*(?P<number>\d{{1,2}}))?", re.IGNORECASE
)

_UNKNOWN_REMEDY = (
    'skriv bilens id eller namn, eller ge ordet en bil, eller "" för en avgift utan tur, under'
    " [invoice.vehicles] i finance.toml"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWord:
    """What a row says of its run."""

    vehicle_id: str  # NO_RUN for a charge beside the runs
    run_number: int | None  # the vehicle's first, second ... run of the day


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWords:
    """The courier's words for the vehicles."""

    columns: InvoiceColumns
    vehicles: Sequence[VehicleRow]

    def read(self, text: str, day: date | None) -> RunWord:
        """The vehicle and run that a text means.

        Raises
        ------
        Unreadable
            No vehicle has that id, name or alias, or the text names another weekday than that of `day`.
        """
        known = self._known()
        if text.casefold() in known:
            return RunWord(vehicle_id=known[text.casefold()], run_number=None)
        match = _NAMED_RUN.fullmatch(text)
        vehicle_id = known.get(match["vehicle"].casefold()) if match else None
        if match is None or vehicle_id is None:
            raise Unreadable(
                f"”{text}” är ingen av bilarna", did_you_mean(text, tuple(known)) or _UNKNOWN_REMEDY
            )
        _refuse_other_day(text, match["day"], day)
        number = int(match["number"]) if match["number"] else None
        return RunWord(vehicle_id=vehicle_id, run_number=number)

    def _known(self) -> dict[str, str]:
        """Every word in small letters, with the vehicle's id."""
        own = {
            word.casefold(): vehicle.id for vehicle in self.vehicles for word in (vehicle.id, vehicle.name)
        }
        return {**own, **{word.casefold(): vehicle_id for word, vehicle_id in self.columns.vehicles}}


def alias_faults(columns: InvoiceColumns, vehicles: Sequence[VehicleRow]) -> Iterator[Fault]:
    """A fault for each word in finance.toml that stands for a vehicle which is not among these."""
    ids = tuple(vehicle.id for vehicle in vehicles)
    for word, vehicle_id in columns.vehicles:
        if vehicle_id not in (NO_RUN, *ids):
            remedy = did_you_mean(vehicle_id, ids) or f"ange {' eller '.join(ids)}, eller tomt för ingen tur"
            problem = f"bilen ”{vehicle_id}” finns inte i vehicles"
            yield Fault(
                file=FILE, key=f"invoice.vehicles.{word}", value=vehicle_id, problem=problem, remedy=remedy
            )


def _refuse_other_day(text: str, named: str | None, day: date | None) -> None:
    if named is None or day is None:
        return
    own = weekday_name(day.weekday())
    if named.casefold() not in (own, own.replace("å", "a").replace("ö", "o")):
        raise Unreadable(f"”{text}” är ingen tur på en {own}, som {day} är", "rätta datumet eller turen")
