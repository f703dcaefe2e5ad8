"""Data sets: read, checked and written, as a folder of CSV files or as an Excel workbook."""

from logistics.dataset.csv_folder import read_document, write_csv
from logistics.dataset.dataset import DataSet
from logistics.dataset.documents import RawDocument, tidy_document
from logistics.dataset.library_rows import Flow, Hours, Municipality, Settings, StopClosure, StopRow
from logistics.dataset.money_rows import Account, BalanceRow, Volume
from logistics.dataset.network_rows import Place, Road, RoadClosure, VehicleCost, VehicleRow
from logistics.dataset.open_dataset import read_dataset, read_documents
from logistics.dataset.reading import dataset_from_rows
from logistics.dataset.workbook_writer import write_template, write_workbook

__all__ = [
    "Account",
    "BalanceRow",
    "DataSet",
    "Flow",
    "Hours",
    "Municipality",
    "Place",
    "RawDocument",
    "Road",
    "RoadClosure",
    "Settings",
    "StopClosure",
    "StopRow",
    "VehicleCost",
    "VehicleRow",
    "Volume",
    "dataset_from_rows",
    "read_dataset",
    "read_document",
    "read_documents",
    "tidy_document",
    "write_csv",
    "write_template",
    "write_workbook",
]
