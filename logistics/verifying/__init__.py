"""Check a plan or a statement again, figure by figure, without trusting the program that wrote it."""

from logistics.verifying.compared import Compared
from logistics.verifying.finding import Finding
from logistics.verifying.from_plan import FromPlan
from logistics.verifying.journal import (
    InJournal,
    find_in_journal,
    journal_near,
    lost_entries,
    read_chain,
    refuse_shortened,
    wrong_files,
)
from logistics.verifying.opening import WORKBOOK_BEGINS
from logistics.verifying.statement import VerifiedStatement, verify_statement
from logistics.verifying.sums import wrong_figures
from logistics.verifying.trusted import ASK_FOR_PLAN
from logistics.verifying.verdict import Uncompared, Verdict
from logistics.verifying.verify import Verified, verify_plan

__all__ = [
    "ASK_FOR_PLAN",
    "WORKBOOK_BEGINS",
    "Compared",
    "Finding",
    "FromPlan",
    "InJournal",
    "Uncompared",
    "Verdict",
    "Verified",
    "VerifiedStatement",
    "find_in_journal",
    "journal_near",
    "lost_entries",
    "read_chain",
    "refuse_shortened",
    "verify_plan",
    "verify_statement",
    "wrong_figures",
    "wrong_files",
]
