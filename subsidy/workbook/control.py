"""Write the checks that the workbook makes of itself: the sheet Kontroll."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.keys import KeyMix
from subsidy.rules import ContributionRule
from subsidy.statement import Settlement
from subsidy.wording import format_unit
from subsidy.workbook.basis import CONTRIBUTION_WEIGHT, COST_WEIGHT, weight_name
from subsidy.workbook.book import Book, Formula, Table
from subsidy.workbook.bound_cells import UNIT
from subsidy.workbook.styles import Style

_LARGEST_DIFFERENCE = "0.000000001"  # a thousand times what doubles lose in these sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Two figures that must be equal."""

    label: str
    is_text: str  # formula
    should_text: str  # formula
    value: int | Fraction  # of both
    style: Style = "ore"

    def formula(self, is_cell: str, should_cell: str) -> Formula:
        """OK when the figures in the two cells are equal."""
        return Formula(f'IF(ABS({is_cell}-{should_cell})<={_LARGEST_DIFFERENCE},"OK","FEL")', "OK")


def write_control(book: Book, checks: Sequence[Check]) -> None:
    """Write one row per check and, named Kontroll_resultat, OK when all are OK."""
    sheet = book.add_sheet("Kontroll", (62, 20, 20, 12))
    row = sheet.write_heading("Kontroll", "Arbetsboken kontrollerar sig själv. Alla rader ska säga OK.")
    table = Table(sheet, row, len(checks))
    table.add("label", "Kontroll", "label", [check.label for check in checks], total="Alla kontroller")
    styles = [check.style for check in checks]
    table.add("is", "Är", styles, [Formula(check.is_text, check.value) for check in checks], total="")
    should = [Formula(check.should_text, check.value) for check in checks]
    table.add("should", "Ska vara", styles, should, total="")
    verdicts = [check.formula(table.at("is", i), table.at("should", i)) for i, check in enumerate(checks)]
    table.add("verdict", "Resultat", "verdict", verdicts)
    verdict_cells = table.over("verdict")
    all_ok = Formula(f'IF(COUNTIF({verdict_cells},"OK")=ROWS({verdict_cells}),"OK","FEL")', "OK")
    sheet.write(table.total_row, table.columns["verdict"], all_ok, "verdict", total=True)
    sheet.judge(table.head_row + 1, table.total_row, table.columns["verdict"])
    book.define_name("Kontroll_resultat", table.total("verdict", outside=True))


def checks_of_split(
    settlement: Settlement, costs: Table, awards: Table, last_round: Table
) -> tuple[Check, ...]:
    """The checks of every workbook: sums, floors, caps, weights, rounding."""
    rule, split = settlement.rule, settlement.split
    result, exact = awards.over("result", outside=True), awards.over("exact", outside=True)
    awarded_ore = sum(split.awards_ore.values())
    checks = [
        Check(
            label="Bidragen och det som är kvar är hela bidraget (öre)",
            is_text=f"SUM({result})+{split.left_ore}",
            should_text="Bidrag_öre",
            value=rule.amount_ore,
        ),
        Check(
            label="Kostnadsandelarna är hela kostnaden (öre)",
            is_text=f"SUM({costs.over('result', outside=True)})",
            should_text="Kostnad_öre",
            value=settlement.basis.cost_ore,
        ),
        Check(
            label="Summan före och efter avrundning är lika (öre)",
            is_text=f"SUM({result})",
            should_text=f"ROUND(SUM({exact}),0)",
            value=awarded_ore,
        ),
        _count("Kommuner under golvet", f"({result}<{awards.over('floor', outside=True)})"),
        _count("Kommuner över taket", f"({result}>{awards.over('cap', outside=True)})"),
        _count(f"Bidrag som avrundats {_a_whole(rule)} eller mer", f"(ABS({result}-{exact})>={UNIT})"),
        *_checks_of_unit(rule, result),
        _count(
            "Kommuner utanför golv eller tak efter sista omgången",
            f'({last_round.over("bound", outside=True)}<>"")',
        ),
        _sum_to_one("Andelarna av kostnaden är 100 %", costs.over("share", outside=True)),
        _sum_to_one("Andelarna av bidraget är 100 %", awards.over("share", outside=True)),
        _weights_check("Nycklarnas vikter för kostnaden är 100 %", COST_WEIGHT, rule.cost_mix),
        _weights_check("Nycklarnas vikter för bidraget är 100 %", CONTRIBUTION_WEIGHT, rule.contribution_mix),
    ]
    return tuple(checks)


def _a_whole(rule: ContributionRule) -> str:
    return "ett helt öre" if rule.rounding_ore == 1 else "en hel enhet"


def _checks_of_unit(rule: ContributionRule, result: str) -> tuple[Check, ...]:
    if rule.rounding_ore == 1:
        return ()
    label = f"Bidrag som inte är i {format_unit(rule.rounding_ore)}"
    return (_count(label, f"(MOD({result},{UNIT})<>0)"),)


def _count(label: str, condition: str) -> Check:
    return Check(label=label, is_text=f"SUMPRODUCT({condition}*1)", should_text="0", value=0)


def _sum_to_one(label: str, cells: str) -> Check:
    return Check(label=label, is_text=f"SUM({cells})", should_text="1", value=1, style="percent")


def _weights_check(label: str, prefix: str, mix: KeyMix) -> Check:
    text = "+".join(weight_name(prefix, name) for name in mix.names)
    return Check(label=label, is_text=text, should_text="1", value=1, style="percent")
