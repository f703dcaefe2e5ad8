"""Every workbook says that it is Swedish."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from logistics.timetable.book import Column, Table, workbook_bytes


def test_a_workbook_says_that_it_is_swedish():
    """A screen reader chooses its voice by the document's language."""
    table = Table(
        sheet_name="Tur", title="Tur", notes=(), columns=(Column(heading="Plats", width=10),), rows=[("Kil",)]
    )
    first, again = (workbook_bytes([table], subject="Tur", issued_on=date(2026, 1, 1)) for _ in range(2))
    assert first == again
    with ZipFile(BytesIO(first)) as package:
        assert b"<dc:language>sv-SE</dc:language>" in package.read("docProps/core.xml")
