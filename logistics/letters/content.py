"""Compose a municipality's letter from its statement."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from logistics.letters.calculation import calculation_sections, own_label
from logistics.letters.letter import Column, Letter, Row, Section, Table, Term
from subsidy.carrying_wording import TO_PAY, carried_label, describe_carried
from subsidy.final_wording import award_after
from subsidy.payout import PayoutPlan
from subsidy.payout_wording import describe_day, describe_part, describe_rest
from subsidy.record import stated_fingerprint
from subsidy.statement import Settlement, Statement
from subsidy.wording import format_date, format_fingerprint, format_kr, format_municipality, format_period

_SUBJECT = "Bidrag till de gemensamma bibliotekstransporterna"
_WITH_CARRIED = "Bidraget och det som är överfört"
_NOTHING_LEFT = "Det som dras av från året före är minst lika stort som bidraget, så inget betalas ut."
_AFTERWARDS = "När periodens verkliga kostnader är kända räknas bidraget om. Skillnaden {}."
_DRAFT = "UTKAST. Beskedet är inte utfärdat, och beloppen kan ändras."


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """A correction: its own day, and that of the decision it takes the place of."""

    issued_on: date
    decided_on: date


Standing = Literal["draft", "issued"] | Correcting  # what a letter is to its receiver


def compose_letter(statement: Statement, workbook: str, standing: Standing = "issued") -> Letter:
    """The letter; `workbook` is the file with the whole calculation."""
    settlement = statement.settlement
    basis, rule = settlement.basis, settlement.rule
    receiver = format_municipality(statement.municipality.name)
    draft = "UTKAST: " if standing == "draft" else ""
    kind = "Rättat bidragsbesked" if isinstance(standing, Correcting) else "Bidragsbesked"
    return Letter(
        title=f"{draft}{kind} för {receiver}",
        subtitle=f"{_SUBJECT}, {period_text(settlement)}",
        notice=_DRAFT if draft else "",
        dated_on=standing.issued_on if isinstance(standing, Correcting) else rule.decided_on,
        issuer=basis.issuer.name,
        receiver=receiver,
        facts=(
            *_dates(standing, rule.decided_on),
            Term(word="Referens", text=rule.reference),
            Term(word="Organisationsnummer", text=basis.issuer.orgnr),
        ),
        highlight=Term(word="Beslutat bidrag", text=format_kr(statement.award_ore)),
        footer=f"{draft}{basis.issuer.name} · {kind} {rule.reference} · {receiver}",
        sections=(
            _decision_section(statement, receiver),
            *_carried_sections(statement),
            _payout_section(statement),
            decided_section(settlement),
            Section(heading="Så överklagar ni", paragraphs=(rule.appeal,)),
            *_note_sections(statement),
            _check_section(workbook),
            *calculation_sections(statement),
            *_checksum_sections(statement, workbook),
        ),
    )


def _dates(standing: Standing, decided_on: date) -> tuple[Term, ...]:
    if not isinstance(standing, Correcting):
        return (Term(word="Datum", text=format_date(decided_on)),)
    return (
        Term(word="Datum", text=format_date(standing.issued_on)),
        Term(word="Rättar", text=f"beslutet {format_date(standing.decided_on)}"),
    )


def period_text(settlement: Settlement) -> str:
    """The settled period."""
    return format_period(settlement.basis.first_date, settlement.basis.last_date)


def _decision_section(statement: Statement, receiver: str) -> Section:
    settlement, municipality = statement.settlement, statement.municipality
    decision = (
        f"{settlement.basis.issuer.name} bidrar med {format_kr(statement.award_ore)} till {receiver} "
        f"(org.nr {municipality.orgnr}) för de gemensamma bibliotekstransporterna under perioden "
        f"{period_text(settlement)}."
    )
    rows = (
        Row(cells=("Kommunens andel av transporternas kostnad", format_kr(statement.cost_ore))),
        Row(cells=("Beslutat bidrag", format_kr(statement.award_ore))),
        Row(cells=(own_label(statement.own_ore), format_kr(abs(statement.own_ore))), kind="sum"),
    )
    columns = (Column(head="Post"), Column(head="Belopp", is_amount=True))
    table = Table(columns=columns, rows=rows)
    return Section(heading="Beslut", paragraphs=(decision, *_earlier_texts(statement)), table=table)


def _carried_sections(statement: Statement) -> tuple[Section, ...]:
    """What is carried from the year before, and what is paid because of it."""
    basis, carried = statement.settlement.basis, statement.carried
    if not basis.balances:
        return ()
    label = carried_label(basis.year_before)
    onward = Row(cells=("Förs vidare: kvar att dra av", format_kr(carried.onward_ore)))
    rows = (
        Row(cells=("Beslutat bidrag", format_kr(carried.award_ore))),
        Row(cells=(label, format_kr(carried.carried_ore))),
        Row(cells=(TO_PAY, format_kr(carried.paid_ore)), kind="sum"),
        *((onward,) if carried.onward_ore else ()),
    )
    columns = (Column(head="Post"), Column(head="Belopp", is_amount=True))
    text = describe_carried(carried, basis.year_before, basis.period_name)
    return (Section(heading=label, paragraphs=(text,), table=Table(columns=columns, rows=rows)),)


def _earlier_texts(statement: Statement) -> tuple[str, ...]:
    """What the municipality was awarded the period before, if that is known."""
    earlier = statement.earlier
    award_ore = earlier.split.awards_ore.get(statement.municipality.code) if earlier else None
    if earlier is None or award_ore is None:
        return ()
    return (f"För {period_text(earlier)} var bidraget {format_kr(award_ore)}.",)


def _payout_section(statement: Statement) -> Section:
    heading, afterwards = "Utbetalning", _afterwards(statement.settlement)
    plan = statement.payouts
    if plan is None:
        text = "Regeln för bidraget anger inte när det betalas ut."
        return Section(heading=heading, paragraphs=(text, afterwards))
    own = statement.own_payouts
    if not own:
        text = _NOTHING_LEFT if statement.award_ore else "Bidraget är 0 kr, så inget betalas ut."
        return Section(heading=heading, paragraphs=(text, afterwards))
    if rest := describe_rest(plan, statement.municipality.code):
        text = f"{rest}{_how_paid(statement, plan)}"
        return Section(heading=heading, paragraphs=(text, afterwards), table=_payout_table(statement, plan))
    times = "i en summa" if len(own) == 1 else f"i {len(own)} delar"
    account = f" till {statement.account}" if statement.account else ""
    what = _WITH_CARRIED if statement.carried.carried_ore else "Bidraget"
    text = (
        f"{what} betalas ut {times}{account}, enligt {plan.rule.reference}. Varje utbetalningsdag är en "
        "bankdag."
    )
    return Section(heading=heading, paragraphs=(text, afterwards), table=_payout_table(statement, plan))


def _afterwards(settlement: Settlement) -> str:
    """What becomes of the difference to the actual costs."""
    is_carried = settlement.rule.settlement == "carry"
    becomes = (
        f"förs till {award_after(settlement.basis)}" if is_carried else "betalas då ut eller krävs tillbaka"
    )
    return _AFTERWARDS.format(becomes)


def _how_paid(statement: Statement, plan: PayoutPlan) -> str:
    """How what a correction leaves is paid or claimed; empty where it leaves nothing."""
    code, account = statement.municipality.code, f" till {statement.account}" if statement.account else ""
    if code in plan.claims_ore:
        return f" Det är ett krav som {statement.settlement.basis.issuer.name} har på kommunen."
    is_due = any(payout.id == code for payout in plan.due)
    return f" Det betalas{account}, enligt {plan.rule.reference}, på bankdagar." if is_due else ""


def _payout_table(statement: Statement, plan: PayoutPlan) -> Table:
    columns = (Column(head="Del"), Column(head="Utbetalningsdag"), Column(head="Belopp", is_amount=True))
    rows = tuple(
        Row(cells=(describe_part(payout), describe_day(plan, payout), format_kr(payout.amount_ore)))
        for payout in statement.own_payouts
    )
    total_ore = sum(payout.amount_ore for payout in statement.own_payouts)
    claim_ore = plan.claims_ore.get(statement.municipality.code, 0)
    sums = (("Summa", total_ore), *((("Åter att betala", claim_ore),) if claim_ore else ()))
    totals = tuple(Row(cells=(label, format_kr(ore)), kind="sum") for label, ore in sums)
    return Table(columns=columns, rows=(*rows, *totals))


def decided_section(settlement: Settlement) -> Section:
    """Who decided and by what."""
    rule = settlement.rule
    terms = (
        Term(word="Beslutsdatum", text=format_date(rule.decided_on)),
        Term(word="Beslutad av", text=rule.decided_by),
        Term(word="Beredd av", text=rule.prepared_by),
        Term(word="Referens", text=rule.reference),
        Term(word="Regelns källa", text=rule.source),
    )
    return Section(heading="Vem som har beslutat", terms=terms)


def _check_section(workbook: str) -> Section:
    text = (
        "Avsnittet Beräkningen visar hur beloppen är uträknade. Hela beräkningen för alla kommuner, med "
        f"formler som går att följa cell för cell, finns i arbetsboken {workbook}."
    )
    return Section(heading="Så räknar ni efter", paragraphs=(text,))


def _checksum_sections(statement: Statement, workbook: str) -> tuple[Section, ...]:
    """The checksum of what the amounts were computed from, last on the page with the calculation."""
    if not (fingerprint := stated_fingerprint(statement.record)):
        return ()
    text = (
        f"Kontrollsumma för indata: {format_fingerprint(fingerprint)}. Samma kontrollsumma står i {workbook} och"
        " visas av bokslinga verify. Jämför den med vår, till exempel på telefon: är de lika har ni samma"
        " uppgifter som vi."
    )
    return (Section(heading="Kontrollsumma", level=3, paragraphs=(text,)),)


def _note_sections(statement: Statement) -> tuple[Section, ...]:
    if not statement.notes:
        return ()
    return (Section(heading="Anmärkningar", paragraphs=statement.notes),)
