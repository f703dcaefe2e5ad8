"""Statements to verify, and what is said of them."""

from datetime import date
from fractions import Fraction

import openpyxl

from logistics.banking import is_banking_day
from logistics.verifying import verify_statement
from subsidy.payout import Award, Awards, plan_payouts
from subsidy.record import Recorder
from subsidy.statement import Statement, Summary
from tests.subsidy.cases import mix, rule, runs, sixteen
from tests.subsidy.test_record import PAYOUT_RULE

NO_BREAK_SPACE = "\u00a0"


def documents():
    """Kil's statement and the region's summary, paid on banking days."""
    keys = mix(equal=30, population=40, shapley=30)
    settlement = sixteen(
        rule(90_000_000, floor_ore=1_000_000, cap_share=Fraction(1), cost_mix=keys, payout=PAYOUT_RULE)
    )
    basis = settlement.basis
    names = {m.code: m.name for m in basis.municipalities}
    awards = Awards(
        first_date=basis.first_date,
        last_date=basis.last_date,
        payable_from=date(2026, 1, 10),
        rows=tuple(
            Award(id=row.id, name=names[row.id], amount_ore=row.award_ore) for row in settlement.split.rows
        ),
    )
    common = {
        "settlement": settlement,
        "runs": runs(basis.cost_ore),
        "payouts": plan_payouts(PAYOUT_RULE, awards, is_banking_day),
    }
    recorder = Recorder(settlement)
    kil = Statement(municipality=basis.municipalities[0], notes=("En anmärkning.",), **common)
    return recorder.recorded(kil), recorder.recorded(Summary(**common))


def sentences(path, journal=None):
    found = verify_statement(path, journal).findings
    return [finding.sentence.replace(NO_BREAK_SPACE, " ") for finding in found]


def where_is(path, sheet, label):
    """The cell to the right of a label."""
    rows = openpyxl.load_workbook(path, read_only=True)[sheet].iter_rows(max_col=2)
    return next(right.coordinate for left, right in rows if left.value == label)


def kronor(ore):
    """A sum as the sentences have it, with ordinary spaces."""
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02} kr"
