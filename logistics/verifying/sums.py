"""Compare the sums that a record states with what its inputs give."""

from collections.abc import Iterator, Mapping
from datetime import date

from logistics.swedish import amount_text, dates_text
from logistics.verifying.finding import Finding
from subsidy.record import Record, figures_of, paid_by_day

_FIGURES = (
    ("costs_ore", "kostnadsandel"),
    ("awards_ore", "bidrag"),
    ("paid_ore", "att betala ut"),
    ("onward_ore", "att föra vidare"),
)


def wrong_figures(record: Record) -> Iterator[Finding]:
    """The record's own figures where they are not what its inputs give."""
    claims, computed = record.claims, figures_of(record.document.settlement)
    names = {player.id: player.name for player in record.document.settlement.basis.players}
    for figure, what in _FIGURES:
        says, should_be = getattr(claims, figure), getattr(computed, figure)
        yield from _wrong_sums(figure, what, says, should_be, names)
    if claims.left_ore != computed.left_ore:
        yield _wrong_sum(
            "figures.left_ore", "Det som är kvar att fördela", claims.left_ore, computed.left_ore
        )
    payouts = record.document.payouts
    if record.claimed_payouts and payouts:
        says_by_day, by_day = record.claimed_payouts.paid_ore, paid_by_day(payouts.payouts)
        for day in sorted({*says_by_day, *by_day}):
            what = f"utbetalning {_day_text(day)}"
            yield from _wrong_sums(
                f"payouts.{day}", what, says_by_day.get(day, {}), by_day.get(day, {}), names
            )
        stated, claims_ore = record.claimed_payouts.claims_ore, payouts.claims_ore
        yield from _wrong_sums("payouts.claims_ore", "åter att betala", stated, claims_ore, names)


def _wrong_sums(
    figure: str, what: str, says: Mapping[str, int], should_be: Mapping[str, int], names: Mapping[str, str]
) -> Iterator[Finding]:
    for id_ in sorted({*says, *should_be}):
        if says.get(id_) != should_be.get(id_):
            whose = f"{names.get(id_, id_)}, {what}"
            yield _wrong_sum(f"{figure}.{id_}", whose, says.get(id_), should_be.get(id_))


def _wrong_sum(figure: str, whose: str, says_ore: int | None, should_be_ore: int | None) -> Finding:
    says, should_be = _sum_text(says_ore), _sum_text(should_be_ore)
    sentence = f"Indata, {whose}: filen säger {says}, men dess indata ger {should_be}."
    return Finding(figure=figure, says=says, should_be=should_be, sentence=sentence)


def _sum_text(ore: int | None) -> str:
    return "inget" if ore is None else amount_text(ore)


def _day_text(day: str) -> str:
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return day
    return dates_text(on, on)
