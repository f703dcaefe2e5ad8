"""Prove what no week plan costs less than, from dual prices and the problem alone: no solver is asked or trusted.

The argument
------------
Let a plan be given, and let any number w[s, d] be the worth of a visit to stop s on weekday d.

1. A run carries at least the least crates that any choice of weekdays makes its stops move that day
   (`relaxed`). The surplus of a visit is the service time of its crates beyond these, at the least price of a
   second. What a run costs is at least the surplus of its visits plus the least price of any run through its
   stops with the least crates, waiting unpaid: more service makes every order of the stops so much longer. Nor
   is it below the least price with waiting paid; less the most surplus that its visits can have, that is the
   other bound (`bound`).
2. So the plan costs at least the sum of those prices over its runs, plus the surplus of every stop's choice of
   weekdays. Take the worth of each visit from its run, and give it to its stop: the sum is the same.
3. For each stop, what its choice of weekdays has come to is at least the least over all its choices
   (`options`).
4. For each weekday, what its runs have come to is at least the least over all ways to serve any set of stops
   that day, the least reduced price of a whole day: `subsets` prices every set by one run, `daytable` by all
   runs of the day. Where there are too many stops to list their sets, it is at least as many runs as may be
   made at the smallest reduced cost of a run, where that is below nothing (`labelling`).
5. The sum of 3 and 4 is a bound, whatever the worths (Lagrangian relaxation: Geoffrion 1974). The dual prices
   of a linear program over all routes, or multipliers tuned for it, are worths that make it high.
6. Where scarce runs (`Problem.most_runs`) have a price p <= 0 on a day, p is taken from each run, and p times
   the most runs is added: there are no more runs than that, so the sum does not rise.
7. Branching: a week belongs to one choice of weekdays for every stop. Give the choices one stop after another;
   with some given, 3 and 4 hold for those choices, and for sets that agree with them, only. Branches whose
   bound is not below the plan's cost hold no cheaper plan (`tree`). The few weeks that are left are priced for
   their true crates (`weeks`). So optimality is proven anew, and no tree need be stored.

Each run of a plan is rounded to whole öre once; a bound in öre is lowered by half an öre for every run there
may be.
"""

from routes.proof.numbers import TooLarge
from routes.proof.proving import NOTHING_PROVEN, Proven, prove

__all__ = ["NOTHING_PROVEN", "Proven", "TooLarge", "prove"]
