"""Take how a final settlement is asked for, refuse what cannot be, and read what was decided."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from logistics.cli.entering import refuse_same_folder
from logistics.cli.final_documents import day_created
from logistics.cli.issued_there import refuse_issued_there
from logistics.exchange.corrections import CorrectionRow
from logistics.periods import Period
from logistics.reconciling.decided import Decided, read_issued
from logistics.reconciling.earlier import refuse_settled_elsewhere
from logistics.seasons import Plans
from logistics.settling import settlement_of
from logistics.verifying import read_chain, refuse_shortened
from subsidy.journal import Correction, refuse_issue


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalAsked:
    """How a final settlement is asked for, and where it is written."""

    journal: Path | None  # None: what was decided is computed again, and nothing is issued
    is_draft: bool  # nothing is issued, though there is a journal
    correction: Correction | None
    corrections: tuple[CorrectionRow, ...] = ()  # of earlier years
    created: datetime | None
    pay_on: datetime | None
    out: Path  # the workbook

    @property
    def documents(self) -> Path:
        """The folder of letters and files, by the name of their workbook."""
        return self.out.with_name(f"{self.out.stem}-handlingar")

    @property
    def balances(self) -> Path:
        """What next year's data set carries over; one of an earlier run would pass for this year's."""
        return self.out.with_name(f"{self.out.stem}-balanser.csv")

    @property
    def is_issued(self) -> bool:
        """Whether the settlement goes into the journal."""
        return self.journal is not None and not self.is_draft


def refuse_impossible(asked: FinalAsked) -> None:
    """Refuse what was asked for where it has no place.

    Raises
    ------
    typer.BadParameter
        Something is corrected though nothing is issued, or what is written would lie where something issued does.
    """
    if asked.correction and not asked.is_issued:
        message = "bara det som utfärdas rättar något: ange --journal, och inte --draft."
        raise typer.BadParameter(message, param_hint="'--corrects'")
    if asked.journal:
        refuse_same_folder(asked.journal, asked.documents)
    refuse_over_issued(asked)


def decided_of(plans: Plans, period: Period, asked: FinalAsked) -> Decided:
    """The awards as the journal keeps them, corrected if they were; without one as plan and rules give them.

    Raises
    ------
    NothingHolds
        The journal has no award of the period, or plan and rules give none.
    IssueRefused
        What is asked for cannot be issued beside what stands in the journal.
    JournalDamaged
        The journal was changed, or entries were taken away from its end.
    """
    journal = asked.journal
    if journal is None:
        return Decided(today=settlement_of(plans, *period))
    chain = read_chain(journal)
    refuse_shortened(journal, chain)
    issued = read_issued(chain, journal, period)
    refuse_settled_elsewhere(asked.corrections, chain, journal, period)
    if not asked.is_draft:  # before the long work; asked again when it is done
        day = day_created(period[1], asked.created, is_issued=True)
        refuse_issue(chain, period, day, asked.correction, "final")
    return Decided(today=settlement_of(plans, *period), issued=issued)


def refuse_over_issued(asked: FinalAsked) -> None:
    """Refuse to write letters and files, or the workbook, over what was issued: it is never replaced.

    Raises
    ------
    typer.BadParameter
        It would be.
    """
    refuse_issued_there(asked.documents)
    refuse_issued_there(asked.out.parent, name=asked.out.name)
