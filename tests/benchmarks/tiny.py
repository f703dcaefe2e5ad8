"""Tiny instances of our own making, in each format, and as a case."""

from dataclasses import replace
from math import inf
from typing import Any

import numpy as np

from tests.benchmarks.cases import Case

# the depot at 0, customers 3, 4 and 8 east of it: out and back is 6, 8 and 16; all in one run 16
LINE = """NAME : line
TYPE : VRPSPD
DIMENSION : 4
CAPACITY : 10
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 3 0
3 4 0
4 8 0
PICKUP_AND_DELIVERY_SECTION
1 0 0 0 0 0 0
2 0 0 0 0 6 4
3 0 0 0 0 4 6
4 0 0 0 0 5 5
DEPOT_SECTION
 1
 -1
EOF
"""

SOLOMON = """TINY

VEHICLE
NUMBER     CAPACITY
  25         200

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0        100          0
    1      1          1         10         20         30          5
    2      3          4         20          0         90          5
"""

WANG_CHEN = """Tiny

CUSTOMER  VEHICLE
NUMBER    NUMBER     CAPACITY
   2        25       200

CUSTOMER
CUST NO.  XCOORD.   YCOORD.   DDEMAND   PDEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      0         0          0          0          0        100          0
    1      1         1         10         30         20         30          5
    2      3         4         20          7          0         90          5
"""

# two vehicles, three customers, two days; customer 2 on both days, the others on either
PERIODIC = """1 2 3 2
50 10
0 8
 0 0 0 0 0 0 0
 1 3 4 2 5 1 2 1 2
 2 0 5 2 3 2 1 3
 3 6 8 0 8 1 2 1 2
"""


def case(**changes: Any) -> Case:
    """The instance LINE as a case, with changes."""
    at = np.array([0.0, 3.0, 4.0, 8.0])
    between = np.abs(at[:, None] - at[None])
    line = Case(
        name="line",
        kind="VRPSPD",
        distance=between,
        travel=between,
        capacity=(10,),
        longest=(inf,),
        vehicles=None,
        opens=np.zeros(4),
        closes=np.full(4, inf),
        service=np.zeros(4),
        delivered=np.array([0, 4, 6, 5]),
        collected=np.array([0, 6, 4, 5]),
        patterns=(((0,),),) * 3,
    )
    return replace(line, **changes)
