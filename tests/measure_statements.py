"""Measure how long the documents of many municipalities take to write, and how much memory.

Run: python -m tests.measure_statements [COUNT [TIMES]]
"""

import resource
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from logistics.banking import is_banking_day
from subsidy.keys import Measures
from subsidy.municipality import Municipality
from subsidy.payout import Award, Awards, plan_payouts
from subsidy.record import Recorder
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Issuer, Settlement, Statement, Summary, settle
from subsidy.workbook import write_common, write_statement, write_summary
from tests.subsidy.cases import mix, rule, runs
from tests.subsidy.paying import region_rule

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def made_up_settlement(n: int) -> Settlement:
    """A year of `n` municipalities whose measures are invented: no routing."""
    players = tuple(_player(f"{100 + 9 * i:04}", 2_400 + i * 7_919 % 90_000, i) for i in range(n))
    basis = Basis(
        issuer=Issuer(name="Region Exempel", orgnr="232100-0156"),
        first_date=YEAR[0],
        last_date=YEAR[1],
        municipalities=tuple(
            Municipality(
                code=player.id,
                name=player.name,
                orgnr="212000-1850",
                population=player.population,
                population_date=date(2023, 12, 31),
            )
            for player in players
        ),
        players=players,
        cost_ore=33_000_000 * n,
    )
    return settle(basis, _rule(n))


def write_all(settlement: Settlement, folder: Path) -> None:
    """Write the summary and every statement, each with its payouts and its record."""
    awards = Awards(
        first_date=YEAR[0],
        last_date=YEAR[1],
        payable_from=date(2025, 12, 12),
        rows=tuple(
            Award(id=id_, name=f"Kommun {id_}", amount_ore=ore)
            for id_, ore in settlement.split.awards_ore.items()
        ),
    )
    payouts = plan_payouts(region_rule(), awards, is_banking_day)
    rows = runs(settlement.basis.cost_ore)
    recorder, common = Recorder(settlement), write_common(settlement)
    summary = Summary(settlement=settlement, runs=rows, payouts=payouts)
    write_summary(recorder.recorded(summary), folder / "sammanstallning.xlsx", common)
    for municipality in settlement.basis.municipalities:
        statement = Statement(settlement=settlement, municipality=municipality, runs=rows, payouts=payouts)
        write_statement(recorder.recorded(statement), folder / f"{municipality.code}.xlsx", common)


def _player(id_: str, population: int, i: int) -> Measures:
    return Measures(
        id=id_,
        name=f"Kommun {id_}",
        population=population,
        visits=1 + population // 20_000,
        crates=Fraction(population * (7 + i % 3), 9_000).limit_denominator(10),
        stand_alone_ore=90_000 + population * (3 + i % 5),
        shapley_ore=Fraction(population * (2 + i % 4) * 1_000 + 7_777_777, 333),
    )


def _rule(n: int) -> ContributionRule:
    return rule(
        30_000_000 * n,
        floor_ore=1_000_000,
        cap_share=Fraction(1),
        cost_mix=mix(equal=30, population=40, shapley=30),
        contribution_mix=mix(equal=25, population=75),
    )


def main() -> None:
    """Write them so many times, and say the medians and the most memory."""
    n, times = ([int(text) for text in sys.argv[1:]] + [16, 5][len(sys.argv) - 1 :])[:2]
    settlement, wall_s, cpu_s = made_up_settlement(n), [], []
    for _ in range(times):
        with TemporaryDirectory() as folder:
            began = perf_counter(), process_time()
            write_all(settlement, Path(folder))
            wall_s.append(perf_counter() - began[0])
            cpu_s.append(process_time() - began[1])
    most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{n} statements and the summary: {median(wall_s):.2f} s (processor {median(cpu_s):.2f} s), "
        f"median of {times}; {len(settlement.split.rounds)} rounds; at most {most_mb} MB\n"
    )


if __name__ == "__main__":
    main()
