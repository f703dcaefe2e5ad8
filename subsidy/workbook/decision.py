"""Write what was decided, by whom, and how to appeal: the sheets Bidragsbesked and Beslut."""

from collections.abc import Sequence
from fractions import Fraction

from subsidy.carrying import Carried
from subsidy.carrying_wording import TO_PAY, carried_label
from subsidy.judgement import describe_mix
from subsidy.keys import KEYS, KeyMix, KeyName
from subsidy.split import AwardRow, CostRow
from subsidy.statement import Settlement, Statement, Summary
from subsidy.wording import (
    format_date,
    format_kr,
    format_municipality,
    format_period,
)
from subsidy.workbook.basis import formula_of, share_text
from subsidy.workbook.book import Book, Formula, Sheet
from subsidy.workbook.bound_cells import describe_bounds, describe_left, describe_rounding
from subsidy.workbook.carried import CARRIED, ONWARD, PAID, all_carried, of_receiver, own_carried
from subsidy.workbook.own_stops import describe_own, genitive, own_label
from subsidy.workbook.record import write_checksum
from subsidy.workbook.term_cells import keys_of

AWARD_ORE = "INDEX(Bidrag_per_kommun_öre,MATCH(Kommunkod,Bidrag_kommunkoder,0))"
COST_ORE = "INDEX(Kostnadsandelar_öre,MATCH(Kommunkod,Kostnad_kommunkoder,0))"
DECIDED_AWARD, DECIDED_COST = "Beslutat_bidrag_kr", "Beslutad_kostnadsandel_kr"  # fixed figures

_WIDTHS = (40, 62)
_OK = "OK"
_OWN, _SURPLUS = "Kommunen betalar själv", "Bidraget överstiger kostnadsandelen med"
Amount = tuple[
    str | Formula, str, int, str
]  # label, formula in öre (empty: a fixed figure), öre, name (or empty)


def write_decision(book: Book, statement: Statement) -> None:
    """Write the sheet Bidragsbesked for one municipality."""
    settlement, municipality = statement.settlement, statement.municipality
    sheet = book.add_sheet("Bidragsbesked", _WIDTHS)
    row = sheet.write_heading("Bidragsbesked", "Bidrag till de gemensamma bibliotekstransporterna")
    decision = (
        f"{settlement.basis.issuer.name} bidrar med {format_kr(statement.award_ore)} till "
        f"{format_municipality(municipality.name)} för de gemensamma bibliotekstransporterna under perioden "
        f"{_period(settlement)}."
    )
    receiver = (
        ("Mottagare", format_municipality(municipality.name)),
        ("Organisationsnummer", municipality.orgnr),
    )
    row = _write_fields(sheet, row, (*receiver, ("Kommunkod", municipality.code)))
    book.define_name("Kommunkod", sheet.cell(row - 1, 1))
    fields = _decision_fields(settlement, decision)
    row = _write_fields(sheet, row, (*fields, *own_carried(statement)))
    row = _write_amounts(sheet, row + 1, _statement_amounts(statement))
    row = write_checksum(sheet, _write_method(sheet, row + 1, settlement), statement.record)
    row = _write_keys(sheet, row + 1, settlement, municipality.code)
    _write_notes(sheet, row + 1, statement.notes)


def write_region_decision(book: Book, summary: Summary) -> None:
    """Write the sheet Beslut for the region: the contribution to all."""
    settlement = summary.settlement
    basis, rule, split = settlement.basis, settlement.rule, settlement.split
    sheet = book.add_sheet("Beslut", _WIDTHS)
    row = sheet.write_heading("Beslut om bidrag", "Bidrag till de gemensamma bibliotekstransporterna")
    awarded_ore = sum(split.awards_ore.values())
    decision = (
        f"{basis.issuer.name} bidrar med {format_kr(awarded_ore)} till {len(split.rows)} kommuner "
        f"för de gemensamma bibliotekstransporterna under perioden {_period(settlement)}."
    )
    issuer = (("Region", basis.issuer.name), ("Organisationsnummer", basis.issuer.orgnr))
    fields = (*_decision_fields(settlement, decision), *all_carried(settlement))
    row = _write_fields(sheet, row, (*issuer, *fields))
    amounts: tuple[Amount, ...] = (
        ("Kostnad att dela", "Kostnad_öre", basis.cost_ore, ""),
        *_own_parts(settlement),
        ("Regionens bidrag", "Bidrag_öre", rule.amount_ore, ""),
        ("Beviljas kommunerna", "SUM(Bidrag_per_kommun_öre)", awarded_ore, ""),
        (describe_left(split), "Bidrag_öre-SUM(Bidrag_per_kommun_öre)", split.left_ore, ""),
        *_carried_amounts(settlement, settlement.carried, "SUM({})"),
    )
    row = _write_amounts(sheet, row + 1, amounts)
    row = write_checksum(sheet, _write_method(sheet, row + 1, settlement), summary.record)
    row = _write_keys(sheet, row + 1, settlement, "")
    _write_notes(sheet, row + 1, summary.notes)


def _period(settlement: Settlement) -> str:
    return format_period(settlement.basis.first_date, settlement.basis.last_date)


def _decision_fields(settlement: Settlement, decision: str) -> tuple[tuple[str, str], ...]:
    rule = settlement.rule
    return (
        ("Period", _period(settlement)),
        ("Beslut", decision),
        ("Beslutsdatum", format_date(rule.decided_on)),
        ("Referens", rule.reference),
        ("Beslutad av", rule.decided_by),
        ("Beredd av", rule.prepared_by),
        ("Så överklagar ni", rule.appeal),
        ("Regelns källa", rule.source),
    )


def _statement_amounts(statement: Statement) -> tuple[Amount, ...]:
    settlement = statement.settlement
    left: Amount = (
        describe_left(settlement.split),
        "Bidrag_öre-SUM(Bidrag_per_kommun_öre)",
        settlement.split.left_ore,
        "",
    )
    return (
        ("Kostnad som delas av alla", "Kostnad_öre", settlement.basis.cost_ore, ""),
        ("Beslutad kostnadsandel", "", statement.cost_ore, DECIDED_COST),
        ("Kostnadsandelen enligt beräkningen", COST_ORE, statement.cost_ore, ""),
        ("Regionens bidrag till alla", "Bidrag_öre", settlement.rule.amount_ore, ""),
        ("Beslutat bidrag till kommunen", "", statement.award_ore, DECIDED_AWARD),
        ("Bidraget enligt beräkningen", AWARD_ORE, statement.award_ore, ""),
        _own_amount(statement.own_ore),
        *((left,) if left[2] else ()),
        *_carried_amounts(settlement, (statement.carried,), of_receiver("{}")),
    )


def _carried_amounts(settlement: Settlement, rows: Sequence[Carried], text: str) -> tuple[Amount, ...]:
    """What is carried into the awards of `rows`; `text` makes a formula of the name of a column."""
    if not settlement.basis.balances:
        return ()
    onward_ore = sum(row.onward_ore for row in rows)
    onward: Amount = ("Förs vidare: kvar att dra av", text.format(ONWARD), onward_ore, "")
    return (
        (
            carried_label(settlement.basis.year_before),
            text.format(CARRIED),
            sum(row.carried_ore for row in rows),
            "",
        ),
        (TO_PAY, text.format(PAID), sum(row.paid_ore for row in rows), ""),
        *((onward,) if onward_ore else ()),
    )


def _own_amount(own_ore: int) -> Amount:
    # A payment of less than nothing needs its own words; the formula chooses them for other figures too.
    label = Formula(f'IF({COST_ORE}<{AWARD_ORE},"{_SURPLUS}","{_OWN}")', _SURPLUS if own_ore < 0 else _OWN)
    return label, f"ABS({COST_ORE}-{AWARD_ORE})", abs(own_ore), ""


def _write_fields(sheet: Sheet, row: int, fields: Sequence[tuple[str, str]]) -> int:
    for label, text in fields:
        sheet.write(row, 0, label, "label")
        sheet.write(row, 1, text, "strong" if label == "Beslut" else "wrap")
        row += 1
    return row


def _write_amounts(sheet: Sheet, row: int, amounts: Sequence[Amount]) -> int:
    sheet.write(row, 0, "Post", "head")
    sheet.write(row, 1, "Belopp", "head")
    row += 1
    for label, text, ore, name in amounts:
        kronor = Fraction(ore, 100)
        sheet.write(row, 0, label, "label" if text else "strong_label")
        sheet.write(
            row, 1, Formula(f"({text})/100", kronor) if text else kronor, "kr" if text else "strong_kr"
        )
        if name:
            sheet.book.define_name(name, sheet.cell(row, 1))
        row += 1
    sheet.write(row, 0, "Bladet Kontroll säger", "label")
    sheet.write(row, 1, Formula("Kontroll_resultat", _OK), "verdict")
    sheet.judge(row, row, 1)
    return row + 1


def _write_method(sheet: Sheet, row: int, settlement: Settlement) -> int:
    rule, carried = settlement.rule, " Överfört," if settlement.basis.balances else ""
    sheet.write(row, 0, "Så räknas beloppen", "section")
    fields = (
        ("Kostnaden delas efter", f"{describe_mix(rule.cost_mix)}."),
        ("Bidraget delas efter", f"{describe_mix(rule.contribution_mix)}."),
        *((own_label(player), describe_own(player, settlement)) for player in settlement.basis.others),
        ("Golv och tak", describe_bounds(settlement)),
        ("Avrundning", describe_rounding(rule)),
        (
            "Räkna efter",
            f"Bladen Underlag, Regel, Kostnadsandel, Golv och tak, Beräkning,{carried} Transporter och Kontroll.",
        ),
    )
    return _write_fields(sheet, row + 1, fields)


def _own_parts(settlement: Settlement) -> tuple[Amount, ...]:
    return tuple(
        (
            f"Därav {genitive(player.name)} egen del, som inte faktureras",
            f'INDEX(Kostnadsandelar_öre,MATCH("{player.id}",Kostnad_kommunkoder,0))',
            settlement.cost.costs_ore[player.id],
            "",
        )
        for player in settlement.basis.others
    )


def _write_keys(sheet: Sheet, row: int, settlement: Settlement, receiver: str) -> int:
    """Write each key in one sentence and one formula and, for a receiver named by its code, its shares."""
    rule = settlement.rule
    sheet.write(row, 0, "Nycklarna", "section")
    row += 1
    for key in keys_of(rule):
        explained = f"{KEYS[key].sentence}\n{formula_of(key)}"
        row = _write_fields(sheet, row, ((KEYS[key].swedish, explained),))
        if receiver:
            row = _write_own_shares(sheet, row, settlement, (key, receiver))
    return row


def _write_own_shares(sheet: Sheet, row: int, settlement: Settlement, whose: tuple[KeyName, str]) -> int:
    key, receiver = whose
    rule = settlement.rule
    sides: tuple[tuple[str, KeyMix, Sequence[CostRow | AwardRow]], ...] = (
        ("kostnaden", rule.cost_mix, settlement.cost.rows),
        ("bidraget", rule.contribution_mix, settlement.split.rows),
    )
    for what, mix, rows in sides:
        if key not in mix.names:
            continue
        own = next(each for each in rows if each.id == receiver)
        text = share_text(key, "Kommunkod", settlement, of_cost=what == "kostnaden")
        sheet.write(row, 0, f"Kommunens andel av {what}", "label")
        sheet.write(row, 1, Formula(text, own.key_shares[mix.names.index(key)]), "percent")
        row += 1
    return row


def _write_notes(sheet: Sheet, row: int, notes: Sequence[str]) -> None:
    if notes:
        sheet.write(row, 0, "Anmärkningar", "section")
    for number, note in enumerate(notes, start=1):
        sheet.write(row + number, 0, str(number), "label")
        sheet.write(row + number, 1, note, "wrap")
