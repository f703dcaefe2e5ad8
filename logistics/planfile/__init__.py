"""Save a plan as a JSON file with everything that it was made from, and read it back, checked.

The file is an object with `schema`, `schema_version`, `program` (the version that wrote it), `fingerprint`
(of everything else), `certificate` (with the dual prices that its bound can be recomputed from), `runs` and
`dataset` (the tables of the data set, each row as texts). It holds no clock and no machine: the same plan gives
the same bytes. That is why the seconds spent on planning are left out.
"""

from logistics.planfile.parts import SCHEMA, SCHEMA_VERSION, fingerprint
from logistics.planfile.reading import PlanFile, open_plan, read_plan
from logistics.planfile.stated import Stated
from logistics.planfile.writing import plan_bytes, write_plan

__all__ = [
    "SCHEMA",
    "SCHEMA_VERSION",
    "PlanFile",
    "Stated",
    "fingerprint",
    "open_plan",
    "plan_bytes",
    "read_plan",
    "write_plan",
]
