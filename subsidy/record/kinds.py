"""Say which classes a record does not keep as they stand."""

from collections.abc import Mapping

from subsidy.brackets import Brackets
from subsidy.record.codec import Derived, Kinds
from subsidy.schemes import SCHEMES
from subsidy.statement import Settlement, Statement, Summary, settle
from subsidy.terms import LastYear

Document = Statement | Summary
DOCUMENTS: Mapping[str, type[Document]] = {"statement": Statement, "summary": Summary}
_TERMS = (LastYear, Brackets, *SCHEMES.values())  # a rule's terms are of any of these
KINDS = Kinds(
    marked={kind.__name__: kind for kind in _TERMS},
    derived={Settlement: Derived(fields=("basis", "rule"), make=settle)},
)
# The settlement stands beside them, and the record is what is made of all.
OUTSIDE = frozenset({"settlement", "record"})
