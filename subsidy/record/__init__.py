"""Keep a settlement with everything that it was computed from, so that any receiver can compute it again.

A record is JSON: `schema`, `schema_version`, `program` (what wrote it), `fingerprint` (SHA-256 of everything
else), `kind` (statement or summary), `own` (what stands in the receiver's documents only), `basis` and `rule`
(what is shared, among whom, by which rule) and `figures` (what came of it). Fractions are texts such as "1/3",
dates such as "2026-01-31", sums whole öre. It holds no clock and no machine.
"""

from subsidy.record.codec import Damaged, TooLarge
from subsidy.record.document import SCHEMA, Figures, Record, decoded_record, figures_of, read_record
from subsidy.record.kinds import Document
from subsidy.record.opening import Format, Opened, RecordRefused, stated
from subsidy.record.payouts import PaidPlan, paid_by_day
from subsidy.record.recorder import Recorder, encoded_record, laid_out, record_bytes, stated_fingerprint

__all__ = [
    "SCHEMA",
    "Damaged",
    "Document",
    "Figures",
    "Format",
    "Opened",
    "PaidPlan",
    "Record",
    "RecordRefused",
    "Recorder",
    "TooLarge",
    "decoded_record",
    "encoded_record",
    "figures_of",
    "laid_out",
    "paid_by_day",
    "read_record",
    "record_bytes",
    "stated",
    "stated_fingerprint",
]
