"""Explain a statement's figures step by step: keys, floor and cap, rounding, own cost."""

from collections.abc import Sequence
from fractions import Fraction

from logistics.letters.letter import Column, Row, Section, Table, Term
from logistics.letters.wording import exact_kr_text, share_text, value_text
from logistics.swedish import NO_BREAK_SPACE, list_text
from subsidy.keys import KEYS, KeyMix, Measures, measured_values, sharers
from subsidy.money import split_ore
from subsidy.split import AwardRow, CostRow, Split
from subsidy.statement import Settlement, Statement
from subsidy.wording import format_kr, format_percent, format_unit
from subsidy.workbook.basis import formula_of
from subsidy.workbook.bound_cells import describe_bounds
from subsidy.workbook.own_stops import describe_own, own_part
from subsidy.workbook.term_wording import describe_terms

_KEY_COLUMNS = (
    Column(head="Nyckel"),
    Column(head="Kommunen av alla", is_amount=True),
    Column(head="Vikt", is_amount=True),
    Column(head="Andel", is_amount=True),
    Column(head="Belopp", is_amount=True),
)
_STEP_COLUMNS = (
    Column(head="Steg", width=2),
    Column(head="Förklaring", width=3),
    Column(head="Belopp", is_amount=True),
)
_LEAD = (
    "Andelarna visas här med sex decimaler och beloppen under vägen med fyra. Beräkningen görs med exakta "
    "bråktal, och varje belopp avrundas en enda gång, så att alla kommuners belopp tillsammans blir precis "
    "det som delas."
)
_TIMES = f"{NO_BREAK_SPACE}× "
_LEFT_OVER = "Avrundas nedåt till {}; det som då blir över går till de största resterna."


def calculation_sections(statement: Statement, award_label: str = "Beslutat bidrag") -> tuple[Section, ...]:
    """The sections of the page with the calculation."""
    settlement, code = statement.settlement, statement.municipality.code
    cost = next(row for row in settlement.cost.rows if row.id == code)
    award = next(row for row in settlement.split.rows if row.id == code)
    return (
        Section(heading="Beräkningen", begins_page=True, paragraphs=(_LEAD,)),
        _cost_section(settlement, cost),
        _contribution_section(settlement, award),
        _bounds_section(statement, award, award_label),
        _keys_section(settlement, code),
    )


def own_label(own_ore: int) -> str:
    """What the difference between cost share and award is called."""
    return "Bidraget överstiger kostnadsandelen med" if own_ore < 0 else "Kommunen betalar själv"


def _cost_section(settlement: Settlement, row: CostRow) -> Section:
    others = list_text(player.name for player in settlement.basis.others)
    shared_by = f"{len(settlement.basis.members)} kommuner" + (f" och {others}" if others else "")
    exact = _hundredths(row.exact_ore)
    lead = (
        f"Transporterna kostar {format_kr(settlement.cost.total_ore)} under perioden. Kostnaden delas mellan "
        f"{shared_by}. Varje belopp i tabellen är kostnaden{_TIMES}vikten{_TIMES}andelen."
    )
    own = tuple(describe_own(player, settlement) for player in settlement.basis.others)
    keys = _key_rows(settlement.rule.cost_mix, settlement.basis.players, row, exact)
    ends = (
        Row(cells=("Avrundning till hela öre", exact_kr_text(row.cost_ore * 100 - exact))),
        Row(cells=("Kommunens andel av kostnaden", format_kr(row.cost_ore)), kind="sum"),
    )
    return Section(
        heading="1. Kommunens andel av kostnaden",
        level=3,
        paragraphs=(lead, *own, *_rest_texts(settlement)),
        table=Table(columns=_KEY_COLUMNS, rows=(*keys, *ends)),
    )


def _rest_texts(settlement: Settlement) -> tuple[str, ...]:
    """How the shares of the table follow from what the municipalities share."""
    players = settlement.basis.players
    rest = 1 - own_part(players)
    firsts = [name for name in settlement.cost.mix.names if len(sharers(name, players)) < len(players)]
    if not firsts:
        return ()
    keys = list_text(KEYS[name].in_text for name in firsts)
    return (f"Andelen för {keys} är kommunens del av alla{_TIMES}{share_text(rest)}, som är resten.",)


def _contribution_section(settlement: Settlement, row: AwardRow) -> Section:
    exact = _hundredths(row.uncapped_ore)
    lead = (
        f"Regionens bidrag är {format_kr(settlement.rule.amount_ore)} och delas mellan "
        f"{len(settlement.split.rows)} kommuner. Varje belopp i tabellen är bidraget{_TIMES}vikten{_TIMES}andelen."
    )
    keys = _key_rows(settlement.rule.contribution_mix, settlement.basis.members, row, exact)
    return Section(
        heading="2. Kommunens andel av bidraget",
        level=3,
        paragraphs=(lead,),
        table=Table(columns=_KEY_COLUMNS, rows=tuple(keys)),
    )


def _bounds_section(statement: Statement, row: AwardRow, award_label: str) -> Section:
    settlement = statement.settlement
    exact = _hundredths(row.exact_ore)
    rounding = _LEFT_OVER.format(format_unit(settlement.rule.rounding_ore))
    rows = (
        Row(cells=("Bidraget enligt andelen", "Ur tabell 2.", exact_kr_text(_hundredths(row.uncapped_ore)))),
        *_bound_rows(settlement, row),
        Row(cells=("Efter golv och tak", _explain_bound(settlement, row), exact_kr_text(exact))),
        Row(cells=("Avrundning", rounding, exact_kr_text(row.award_ore * 100 - exact))),
        Row(cells=(award_label, "", format_kr(row.award_ore)), kind="sum"),
        Row(cells=("Kommunens andel av kostnaden", "Ur tabell 1.", format_kr(statement.cost_ore))),
        Row(
            cells=(
                own_label(statement.own_ore),
                "",
                format_kr(abs(statement.own_ore)),
            ),
            kind="sum",
        ),
    )
    return Section(
        heading="3. Golv, tak, avrundning och vad kommunen betalar själv",
        level=3,
        paragraphs=(describe_bounds(settlement), *_left_texts(settlement.split)),
        table=Table(columns=_STEP_COLUMNS, rows=rows),
    )


def _left_texts(split: Split) -> tuple[str, ...]:
    """What of the contribution is not given to anybody, and why."""
    by_rounding_ore = split.left_by_rounding_ore
    by_caps_ore = split.left_ore - by_rounding_ore
    caps = f"Av regionens bidrag är {format_kr(by_caps_ore)} kvar att fördela, eftersom taken hindrar."
    rounding = (
        f"Av regionens bidrag delas {format_kr(by_rounding_ore)} inte ut, eftersom bidragen är i "
        f"{format_unit(split.rule.rounding_ore)}."
    )
    return (*((caps,) if by_caps_ore else ()), *((rounding,) if by_rounding_ore else ()))


def _bound_rows(settlement: Settlement, row: AwardRow) -> tuple[Row, ...]:
    rule = settlement.rule
    floor = Row(cells=("Golv", "Kommunen får minst detta belopp.", format_kr(row.floor_ore)))
    if row.cap_ore is None or rule.cap_share is None:
        return (floor,) if row.floor_ore else ()
    text = (
        f"Högst {format_percent(rule.cap_share)} av kommunens andel av kostnaden, avrundat nedåt till "
        f"{format_unit(rule.rounding_ore)}."
    )
    cap = Row(cells=("Tak", text, format_kr(row.cap_ore)))
    return (floor, cap) if row.floor_ore else (cap,)


def _explain_bound(settlement: Settlement, row: AwardRow) -> str:
    if row.locked == "floor":
        return "Bidraget lyfts till golvet."
    if row.locked == "cap":
        return "Bidraget stannar vid taket."
    if any(other.locked for other in settlement.split.rows):
        return "Bidraget ryms mellan golv och tak. Andra kommuners golv och tak har ändrat vad som finns att dela."
    return "Bidraget ryms mellan golv och tak."


def _keys_section(settlement: Settlement, code: str) -> Section:
    """Every key of either mix, those of the cost first, with its terms and what they count of the municipality."""
    rule = settlement.rule
    terms = tuple(
        Term(
            word=KEYS[name].swedish,
            text=" ".join((KEYS[name].sentence, formula_of(name), *describe_terms(name, settlement, code))),
        )
        for name in dict.fromkeys((*rule.cost_mix.names, *rule.contribution_mix.names))
    )
    return Section(heading="Vad nycklarna betyder", level=3, terms=terms)


def _key_rows(mix: KeyMix, players: Sequence[Measures], row: CostRow | AwardRow, exact: int) -> list[Row]:
    """Each key's part of an amount in hundredths of an öre, and their sum; the parts shown sum to it."""
    shares = dict(zip(mix.names, row.key_shares, strict=True))
    parts = split_ore(exact, {name: weight * shares[name] for name, weight in mix.parts})
    keys = [
        Row(
            cells=(
                KEYS[name].swedish,
                value_text(name, measured_values(name, sharers(name, players)), row.id),
                format_percent(weight),
                share_text(shares[name]),
                exact_kr_text(parts[name]),
            )
        )
        for name, weight in mix.parts
    ]
    return [*keys, Row(cells=("Sammanvägt", "", "", share_text(row.share), exact_kr_text(exact)), kind="sum")]


def _hundredths(exact_ore: Fraction) -> int:
    return round(exact_ore * 100)
