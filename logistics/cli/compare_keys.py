"""Define the command `compare-keys`: what would each key make everyone pay and get?"""

from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.options import Json, PlanFiles, workbook_name
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.comparing.comparing import compare_plan
from logistics.comparing.comparison_book import write_comparison
from logistics.comparing.comparison_wording import comparison_lines, comparison_result
from logistics.comparing.terms_file import read_terms_file

ComparisonOut = Annotated[
    Path,
    typer.Option("--out", metavar="FIL", callback=workbook_name, help="Arbetsboken som ska skrivas (.xlsx)."),
]


TermsFile = Annotated[
    Path | None,
    typer.Option(
        "--terms",
        metavar="FIL",
        help="En TOML-fil med villkor för nycklar som behöver dem, skrivna som i en regel (terms.… = …).",
    ),
]


def compare_keys(
    plan: PlanFiles,
    *,
    year: Year = None,
    rule: Rule = None,
    out: ComparisonOut = Path("nycklar.xlsx"),
    terms: TermsFile = None,
    as_json: Json = False,
) -> None:
    """Visa alla fördelningsnycklar sida vid sida, i kronor och per invånare, i en arbetsbok med diagram."""
    plans, period = read_asked(plan, year, rule)
    own_terms = read_terms_file(terms) if terms else {}
    with staged(out.parent) as aside:
        show_step("Delar kostnaden och bidraget efter varje nyckel")
        comparison = compare_plan(plans, *period, own_terms)
        write_comparison(comparison, aside / out.name)
    Answer(
        lines=[*seasons_lines(plans), *comparison_lines(comparison)],
        result={**comparison_result(comparison), **seasons_result(plans)},
        files={"Arbetsbok": [out]},
    ).show(as_json=as_json)
