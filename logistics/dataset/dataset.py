"""Hold a whole data set, checked: libraries, roads, vans, prices, volumes and the texts of the rules."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from logistics.dataset.checks import find_faults
from logistics.dataset.documents import (
    DOCUMENTS,
    HEADING,
    RawDocument,
    find_document_faults,
    lines_of,
    tidy_document,
)
from logistics.dataset.library_rows import (
    Flow,
    Hours,
    Municipality,
    Settings,
    StopClosure,
    StopRow,
    stops_after,
)
from logistics.dataset.money_rows import Account, BalanceRow, Volume
from logistics.dataset.network_rows import Place, Road, RoadClosure, VehicleCost, VehicleRow
from logistics.dataset.records import Home, records_of_rows
from logistics.dataset.schema import TABLES
from logistics.errors import DataFaults, NothingHolds


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """Everything a plan and a settlement are made from; rows stand in the order of their files.

    The documents are texts in TOML: what they mean is for `logistics.rules` and `logistics.finance`.

    Raises
    ------
    DataFaults
        On construction: the rows do not go together (an unknown id, a row twice ...), or a document is
        no TOML or not tidy (see `tidy_document`).
    """

    settings: Settings
    municipalities: tuple[Municipality, ...]
    places: tuple[Place, ...]
    roads: tuple[Road, ...]
    stops: tuple[StopRow, ...]
    hours: tuple[Hours, ...]
    flows: tuple[Flow, ...]
    vehicles: tuple[VehicleRow, ...]
    costs: tuple[VehicleCost, ...]
    stop_closures: tuple[StopClosure, ...]
    road_closures: tuple[RoadClosure, ...]
    accounts: tuple[Account, ...] = ()
    volumes: tuple[Volume, ...] = ()
    balances: tuple[BalanceRow, ...] = ()
    rules: str = ""
    finance: str = ""

    def __post_init__(self) -> None:
        tables = {t.name: (self.settings,) if t.is_settings else getattr(self, t.name) for t in TABLES}
        faults = find_faults(records_of_rows(tables))
        for name, text in self.documents.items():
            raw = RawDocument(home=Home(file=f"{name}.toml"), text=tidy_document(text))
            faults += tuple(find_document_faults(raw))
            if raw.text != text:
                remedy = "låt tidy_document städa den först"
                faults += (raw.fault("texten har osynliga tecken eller ingen sista radbrytning", remedy),)
        if faults:
            raise DataFaults(faults)

    @property
    def documents(self) -> dict[str, str]:
        """The text of every document by its name."""
        return {document.name: getattr(self, document.name) for document in DOCUMENTS}

    def to_rows(self) -> dict[str, list[dict[str, str]]]:
        """Every table's rows as texts by heading: what `dataset_from_rows` reads back as an equal one.

        A document has a row for each of its lines.
        """
        tables = {
            table.name: [{"name": name, "value": text} for name, text in self.settings.texts().items()]
            if table.is_settings
            else [row.texts() for row in getattr(self, table.name)]
            for table in TABLES
        }
        documents = {
            name: [{HEADING: line} for line in lines_of(text)] for name, text in self.documents.items()
        }
        return tables | documents

    def stop(self, stop_id: str) -> StopRow:
        """The stop of that id; KeyError if there is none."""
        return {stop.id: stop for stop in self.stops}[stop_id]

    def place(self, place_id: str) -> Place:
        """The place of that id; KeyError if there is none."""
        return {place.id: place for place in self.places}[place_id]

    def municipality(self, scb_code: str) -> Municipality:
        """The municipality of that SCB code; KeyError if there is none."""
        return {municipality.scb_code: municipality for municipality in self.municipalities}[scb_code]

    def vehicle(self, vehicle_id: str) -> VehicleRow:
        """The vehicle of that id; KeyError if there is none."""
        return {vehicle.id: vehicle for vehicle in self.vehicles}[vehicle_id]

    def hours_of(self, stop_id: str, weekday: int) -> Hours:
        """The stop's hours on a weekday (0 is Monday); closed and no deliveries where no row says else."""
        for hours in self.hours:
            if (hours.stop, hours.weekday) == (stop_id, weekday):
                return hours
        return Hours(
            stop=stop_id,
            weekday=weekday,
            opens_s=None,
            closes_s=None,
            delivery_from_s=None,
            delivery_to_s=None,
        )

    def stops_after(self, stop_id: str) -> frozenset[str]:
        """The ids of the stops that come after a stop on any run with both; KeyError for an unknown stop."""
        return stops_after(self.stops)[stop_id]

    def crates_in_per_week(self, stop_id: str) -> Fraction:
        """The crates that come to a stop in a week, from all others."""
        return sum((flow.crates_per_week for flow in self.flows if flow.to_stop == stop_id), Fraction())

    def crates_out_per_week(self, stop_id: str) -> Fraction:
        """The crates that leave a stop in a week, to all others."""
        return sum((flow.crates_per_week for flow in self.flows if flow.from_stop == stop_id), Fraction())

    def cost_of(self, vehicle_id: str, day: date) -> VehicleCost:
        """The price of a vehicle that holds on a day: its latest row that has begun.

        Raises
        ------
        NothingHolds
            No price of the vehicle has begun by then.
        """
        begun = [cost for cost in self.costs if cost.vehicle == vehicle_id and cost.valid_from <= day]
        if not begun:
            raise NothingHolds(
                f"”{vehicle_id}” har inget pris den {day}; lägg till en rad i costs som gäller då."
            )
        return max(begun, key=lambda cost: cost.valid_from)
