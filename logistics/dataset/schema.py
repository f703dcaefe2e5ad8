"""List the tables of a data set; every reader, writer, check and template follows this list."""

from dataclasses import dataclass

from logistics.dataset.columns import Column, Row, columns_of
from logistics.dataset.library_rows import Flow, Hours, Municipality, Settings, StopClosure, StopRow
from logistics.dataset.money_rows import Account, BalanceRow, Volume
from logistics.dataset.network_rows import Place, Road, RoadClosure, VehicleCost, VehicleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the data set."""

    name: str  # the field of DataSet, the CSV file without .csv, and the Excel sheet
    row_class: type[Row]
    meaning: str  # Swedish
    unique: tuple[tuple[str, ...], ...] = ()  # columns that together never repeat
    may_be_empty: bool = False
    may_be_missing: bool = False  # the file or sheet; then there are no rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a row; for the settings, one for each setting."""
        return columns_of(self.row_class)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings on file."""
        return SETTINGS_HEADINGS if self.is_settings else tuple(column.name for column in self.columns)

    @property
    def needed_headings(self) -> tuple[str, ...]:
        """The headings that no file may leave out."""
        if self.is_settings:
            return SETTINGS_HEADINGS
        return tuple(column.name for column in self.columns if not column.may_be_left_out)

    @property
    def is_settings(self) -> bool:
        """Whether the table holds one setting on each row instead of one row object."""
        return self.row_class is Settings

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]


SETTINGS_HEADINGS = ("name", "value")

TABLES = (
    Table(name="settings", row_class=Settings, meaning="Det som gäller för hela datamängden"),
    Table(
        name="municipalities",
        row_class=Municipality,
        meaning="Kommunerna som delar på kostnaden",
        unique=(("scb_code",), ("name",), ("orgnr",)),
    ),
    Table(name="places", row_class=Place, meaning="Platser på vägkartan", unique=(("id",),)),
    Table(name="roads", row_class=Road, meaning="Vägsträckor mellan platserna"),
    Table(
        name="stops", row_class=StopRow, meaning="Biblioteken som bilen besöker", unique=(("id",), ("name",))
    ),
    Table(
        name="hours",
        row_class=Hours,
        meaning="Öppettider och leveranstider; saknas en rad är det stängt",
        unique=(("stop", "weekday"),),
    ),
    Table(
        name="flows",
        row_class=Flow,
        meaning="Lådor i veckan mellan biblioteken",
        unique=(("from_stop", "to_stop"),),
        may_be_empty=True,
    ),
    Table(name="vehicles", row_class=VehicleRow, meaning="Bilarna", unique=(("id",), ("name",))),
    Table(
        name="costs", row_class=VehicleCost, meaning="Vad bilarna kostar", unique=(("vehicle", "valid_from"),)
    ),
    Table(
        name="stop_closures",
        row_class=StopClosure,
        meaning="Dagar när ett bibliotek inte tar emot leveranser",
        may_be_empty=True,
    ),
    Table(
        name="road_closures",
        row_class=RoadClosure,
        meaning="Dagar när en vägsträcka är avstängd",
        may_be_empty=True,
    ),
    Table(
        name="accounts",
        row_class=Account,
        meaning="Kommunernas konton för utbetalning; bladet får saknas",
        unique=(("scb_code",), ("number",)),
        may_be_empty=True,
        may_be_missing=True,
    ),
    Table(
        name="volumes",
        row_class=Volume,
        meaning="Bibliotekens lådor tidigare år; bladet får saknas",
        unique=(("stop", "year"),),
        may_be_empty=True,
        may_be_missing=True,
    ),
    Table(
        name="balances",
        row_class=BalanceRow,
        meaning="Det som förs över från året före till det som betalas ut; bladet får saknas",
        unique=(("scb_code", "year", "reference"),),
        may_be_empty=True,
        may_be_missing=True,
    ),
)


def table_named(name: str) -> Table:
    """The table of that name; KeyError if there is none."""
    return {table.name: table for table in TABLES}[name]
