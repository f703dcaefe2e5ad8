"""Compose a municipality's letter of the final settlement: what was awarded, what it became, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from logistics.files import write_whole
from logistics.letters.calculation import calculation_sections
from logistics.letters.content import decided_section, period_text
from logistics.letters.letter import Column, Letter, Row, Section, Table, Term
from logistics.letters.typesetting import typeset
from logistics.settling import stem_of
from subsidy.final import CostPart, FinalRow, FinalSettlement, SettledBefore
from subsidy.final_wording import ACTUAL_AWARD, BALANCE, CORRECTIONS, WHOLE, next_award, onward_label
from subsidy.statement import Statement
from subsidy.wording import format_date, format_kr, format_municipality

_SUBJECT = "Bidrag till de gemensamma bibliotekstransporterna"
_DRAFT = "UTKAST. Slutavräkningen är inte fastställd, och beloppen kan ändras."
_AMOUNTS = (Column(head="Post"), Column(head="Belopp", is_amount=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalLetters:
    """A settlement, and what its letters say beside it."""

    final: FinalSettlement
    cost_parts: tuple[CostPart, ...]
    source: str  # of the decided awards, a Swedish sentence
    is_draft: bool
    corrects: str = ""  # as `nr 2 i journalen, 4 januari 2027`; empty: nothing
    notes: tuple[str, ...]  # to all
    own_notes: Mapping[str, str] = field(default_factory=dict)  # to one, by SCB code
    dated_on: date
    paid_on: date | None  # None: nothing is paid, or nobody has said when
    accounts: Mapping[str, str]  # by SCB code, as `bankgiro 5050-1055`
    workbook: str  # the region's file with the whole settlement
    checksum: str  # of what everything is computed from

    def own(self, code: str) -> FinalRow:
        """One municipality's figures."""
        return next(row for row in self.final.rows if row.id == code)


def write_final_letters(letters: FinalLetters, folder: Path) -> tuple[Path, ...]:
    """A letter for each municipality, by SCB code; the paths. Every letter is printed before the first is written.

    Raises
    ------
    LettersRefused
        A text has signs that the fonts lack; every one of them is named.
    OSError
        The files cannot be written.
    """
    receivers = sorted(letters.final.budget.basis.municipalities, key=lambda found: found.code)
    printed = typeset([compose_final_letter(letters, found.code) for found in receivers])
    return tuple(
        write_whole(folder / f"{stem_of(found)}.pdf", content)
        for found, content in zip(receivers, printed, strict=True)
    )


def compose_final_letter(letters: FinalLetters, code: str) -> Letter:
    """The letter of one municipality."""
    final = letters.final
    basis, rule, row = final.budget.basis, final.budget.rule, letters.own(code)
    municipality = next(found for found in basis.municipalities if found.code == code)
    receiver = format_municipality(municipality.name)
    draft = "UTKAST: " if letters.is_draft else ""
    what = "Rättad slutavräkning" if letters.corrects else "Slutavräkning"
    notes = (*letters.notes, *((letters.own_notes[code],) if code in letters.own_notes else ()))
    return Letter(
        title=f"{draft}{what} för {receiver}",
        subtitle=f"{_SUBJECT}, {period_text(final.budget)}",
        notice=_DRAFT if draft else "",
        dated_on=letters.dated_on,
        issuer=basis.issuer.name,
        receiver=receiver,
        facts=(
            Term(word="Datum", text=format_date(letters.dated_on)),
            *((Term(word="Rättar", text=letters.corrects),) if letters.corrects else ()),
            Term(word="Referens", text=rule.reference),
            Term(word="Organisationsnummer", text=basis.issuer.orgnr),
        ),
        highlight=Term(word=_outcome(final, row), text=format_kr(abs(row.balance_ore))),
        footer=f"{draft}{basis.issuer.name} · {what} {rule.reference} · {receiver}",
        sections=(
            _balance_section(letters, row),
            _handling_section(letters, row),
            _cost_section(letters, row),
            *_correction_sections(final, code),
            decided_section(final.budget),
            *((Section(heading="Anmärkningar", paragraphs=notes),) if notes else ()),
            _check_section(letters),
            *calculation_sections(
                Statement(settlement=final.actual, municipality=municipality), ACTUAL_AWARD
            ),
        ),
    )


def _outcome(final: FinalSettlement, row: FinalRow) -> str:
    """What becomes of a balance, in a word or two."""
    if row.balance_ore == 0:
        return BALANCE
    if final.is_carried:
        verb = "Läggs till" if row.balance_ore > 0 else "Dras av från"
        return f"{verb} {next_award(final)}"
    return "Betalas ut" if row.balance_ore > 0 else "Krävs åter"


def _balance_section(letters: FinalLetters, row: FinalRow) -> Section:
    final = letters.final
    difference = "Mer i bidrag" if row.difference_ore > 0 else "Mindre i bidrag"
    rows = (
        Row(cells=("Beslutat bidrag", format_kr(row.budget_award_ore))),
        Row(cells=(ACTUAL_AWARD, format_kr(row.actual_award_ore))),
        Row(cells=(difference if row.difference_ore else "Skillnad", format_kr(row.difference_ore))),
        *_other_rows(final, row),
        Row(cells=(_outcome(final, row), format_kr(abs(row.balance_ore))), kind="sum"),
    )
    text = (
        f"Bidraget för {period_text(final.budget)} beslutades efter vad transporterna beräknades kosta. Nu är det"
        f" räknat om, med samma regel, efter vad de kostade. {letters.source}"
    )
    return Section(heading="Slutavräkning", paragraphs=(text,), table=Table(columns=_AMOUNTS, rows=rows))


def _other_rows(final: FinalSettlement, row: FinalRow) -> tuple[Row, ...]:
    parts = ((CORRECTIONS, row.correction_ore), (onward_label(final), row.onward_ore))
    rows = [Row(cells=(label, format_kr(ore))) for label, ore in parts if ore]
    if settled := [before for before in final.settled_of(row.id) if before.amount_ore]:
        rows.append(Row(cells=(WHOLE, format_kr(row.whole_ore))))
        rows += (Row(cells=(_settled(before), format_kr(-before.amount_ore))) for before in settled)
    return tuple(rows)


def _settled(before: SettledBefore) -> str:
    verb = "utbetalt" if before.amount_ore > 0 else "krävt åter"
    return f"Redan {verb} enligt nr {before.number} i journalen"


def _handling_section(letters: FinalLetters, row: FinalRow) -> Section:
    final, amount = letters.final, format_kr(abs(row.balance_ore))
    if row.balance_ore == 0:
        text = f"Det finns inget {'mer ' if row.settled_ore else ''}att reglera."
    elif final.is_carried:
        word = "läggs till" if row.balance_ore > 0 else "dras av från"
        text = f"{amount} {word} det som betalas ut av {next_award(final)}. Inget betalas nu."
    elif row.balance_ore < 0 and row.settled_ore:
        text = (
            f"Med det som redan är reglerat har kommunen fått {amount} för mycket, och regionen kräver beloppet"
            " åter."
        )
    elif row.balance_ore < 0:
        text = f"Kommunen har fått {amount} för mycket, och regionen kräver beloppet åter."
    elif letters.paid_on is None:
        text = f"{amount} betalas ut."
    else:
        account = letters.accounts.get(row.id, "")
        to = f" till {account}" if account else ""
        text = f"{amount} betalas ut den {format_date(letters.paid_on)}{to}."
    return Section(heading="Så regleras det", paragraphs=(text,))


def _cost_section(letters: FinalLetters, row: FinalRow) -> Section:
    final = letters.final
    actual_ore, budget_ore = final.actual.basis.cost_ore, final.budget.basis.cost_ore
    rows = (
        *(
            Row(cells=(part.name, format_kr(part.amount_ore)))
            for part in letters.cost_parts
            if part.amount_ore or part is letters.cost_parts[0]
        ),
        Row(cells=("Transporternas faktiska kostnad", format_kr(actual_ore)), kind="sum"),
        Row(cells=("Transporternas kostnad i budget", format_kr(budget_ore))),
        Row(cells=("Kommunens andel av den faktiska kostnaden", format_kr(row.actual_cost_ore))),
        Row(cells=("Kommunens andel av kostnaden i budget", format_kr(row.budget_cost_ore))),
    )
    return Section(heading="Vad transporterna kostade", table=Table(columns=_AMOUNTS, rows=rows))


def _correction_sections(final: FinalSettlement, code: str) -> tuple[Section, ...]:
    own = [correction for correction in final.corrections if correction.id == code]
    if not own:
        return ()
    columns = (
        Column(head="Avser"),
        Column(head="Rättar", width=2),
        Column(head="Skäl", width=2),
        Column(head="Belopp", is_amount=True),
    )
    rows = tuple(
        Row(cells=(str(found.year), found.corrects, found.because, format_kr(found.amount_ore)))
        for found in own
    )
    return (Section(heading=CORRECTIONS, table=Table(columns=columns, rows=rows)),)


def _check_section(letters: FinalLetters) -> Section:
    text = (
        "Avsnittet Beräkningen visar hur bidraget efter faktisk kostnad är uträknat; hur det beslutade bidraget är"
        f" uträknat står i bidragsbeskedet. Alla kommuners belopp finns i regionens arbetsbok {letters.workbook}."
    )
    checksum = f"Kontrollsumma för indata: {letters.checksum}. Den visas också av bokslinga verify."
    return Section(heading="Så räknar ni efter", paragraphs=(text, checksum))
