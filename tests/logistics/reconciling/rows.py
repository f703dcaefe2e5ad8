"""Make runs and invoice rows for tests: 10 kr a kilometre, 360 kr an hour, 100 kr a run."""

from datetime import date
from fractions import Fraction

from logistics.dataset import VehicleCost
from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.invoices import InvoiceRow, Invoices
from logistics.reconciling.planned_runs import PlannedRun

DAY = date(2026, 1, 7)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PRICE = VehicleCost(
    vehicle="bil-1",
    valid_from=date(2026, 1, 1),
    fixed_ore=10_000,
    per_km_ore=1_000,
    per_hour_ore=36_000,
    source="Avtal",
)
PLANNED_ORE = 10_000 + 100_000 + 72_000  # of a run of 100 km and 2 hours: 1 820 kr


def run(*, day=DAY, vehicle="bil-1", number=1, kilometres=100, hours=2):
    """A run of the timetable."""
    return PlannedRun(
        date=day,
        vehicle_id=vehicle,
        vehicle_name=vehicle,
        number=number,
        distance_m=kilometres * 1000,
        shift_s=int(Fraction(hours) * 3600),
        price=PRICE,
    )


def row(ore=PLANNED_ORE, *, day=DAY, vehicle="bil-1", kilometres=100, hours=2, number=None, line=2):
    """A row of an invoice that charges such a run as planned."""
    return InvoiceRow(
        file="a.csv",
        sheet=None,
        row=line,
        invoice="F1",
        date=day,
        run=vehicle,
        vehicle_id=vehicle,
        run_number=number,
        kilometres=None if kilometres is None else Fraction(kilometres),
        hours=None if hours is None else Fraction(hours),
        amount_ore=ore,
        vat_ore=None,
        net_ore=ore,
    )


def invoices(*rows):
    """Rows as one file."""
    return Invoices(columns=InvoiceColumns(), rows=rows)
