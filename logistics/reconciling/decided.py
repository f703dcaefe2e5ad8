"""Say what was decided for a year: as a journal keeps it, or computed again from plan and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from logistics.correcting import summary_of
from logistics.errors import NothingHolds, QuestionRefused
from logistics.periods import Period, year_of
from logistics.reconciling.earlier import Earlier, earlier_settlement
from logistics.swedish import amount_text, dates_text, list_text
from subsidy.journal import Entry, IssueRefused, Journal
from subsidy.statement import Settlement
from subsidy.wording import format_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A settlement that was issued, and its entry in the journal."""

    entry: Entry
    settlement: Settlement
    claims_ore: Mapping[str, int] = field(
        default_factory=dict
    )  # back from whom too much was paid, by SCB code
    earlier: Earlier | None = None  # the final settlement of it that stands


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decided:
    """The awards that a year began with; those that were issued hold, whatever plan and rules give now."""

    today: Settlement  # from plan and rules
    issued: Issued | None = None  # None: no journal was asked

    def __post_init__(self) -> None:
        if self.issued is not None:
            _refuse_others(self.issued, self.today)

    @property
    def settlement(self) -> Settlement:
        """What the actual costs are set against."""
        return self.issued.settlement if self.issued else self.today

    @property
    def earlier(self) -> Earlier | None:
        """The final settlement of the period that stands in the journal, if there is one."""
        return self.issued.earlier if self.issued else None

    @property
    def source(self) -> str:
        """Where the awards were read, in a Swedish sentence."""
        if self.issued is None:
            return (
                "Bidragen i budget är räknade på nytt ur planen och reglerna, inte lästa ur journalen över"
                " utfärdade besked."
            )
        entry = self.issued.entry
        on = dates_text(entry.issued_on, entry.issued_on)
        return f"Bidragen i budget är de utfärdade: nr {entry.number} i journalen, den {on}."

    @property
    def changes(self) -> tuple[str, ...]:
        """What plan and rules give otherwise now than what was issued: a Swedish sentence each."""
        return tuple(_changes(self.issued.settlement, self.today)) if self.issued else ()

    @property
    def claims(self) -> tuple[str, ...]:
        """What is to be paid back by the issued statements, beside every balance: a Swedish sentence, or none."""
        if self.issued is None or not self.issued.claims_ore:
            return ()
        names = {member.id: member.name for member in self.settlement.basis.members}
        whose = list_text(f"{names[id_]} {amount_text(ore)}" for id_, ore in self.issued.claims_ore.items())
        sentence = (
            f"Enligt nr {self.issued.entry.number} i journalen är mer betalt än bidraget, och åter ska betalas:"
            f" {whose}. Kraven regleras för sig och är inte med i balanserna."
        )
        return (sentence,)

    def claim_on(self, code: str) -> str:
        """The same of one municipality alone, for its letter; empty where nothing is to be paid back."""
        if self.issued is None or code not in self.issued.claims_ore:
            return ""
        return (
            f"Enligt nr {self.issued.entry.number} i journalen är mer betalt än bidraget, och kommunen ska betala"
            f" tillbaka {amount_text(self.issued.claims_ore[code])}. Kravet regleras för sig och är inte med i"
            " slutavräkningens belopp."
        )


def read_issued(chain: Journal, journal: Path, period: Period) -> Issued:
    """What stands in a journal for a period, first and last day.

    Raises
    ------
    NothingHolds
        No award does.
    JournalDamaged
        Its files were changed or lost, or cannot be computed again.
    """
    entry = chain.standing_for("award", period)
    summary = summary_of(entry, journal) if entry else None
    if entry is None or summary is None:
        is_year = period == year_of(period[0].year)
        name = str(period[0].year) if is_year else format_period(*period)
        raise NothingHolds(
            f"Inget besked för {name} finns i journalen {journal}. Utfärda det med bokslinga"
            " issue, eller stäm av utan --journal: då räknas bidragen ur planen och reglerna."
        )
    return Issued(
        entry=entry,
        settlement=summary.settlement,
        claims_ore=summary.payouts.claims_ore if summary.payouts else {},
        earlier=earlier_settlement(chain, journal, period),
    )


def refuse_overtaken(issued: Issued, chain: Journal) -> None:
    """Refuse to settle finally what has been corrected since it was read.

    Raises
    ------
    IssueRefused
        It no longer stands.
    """
    if by := chain.corrected_by(issued.entry.number):
        raise IssueRefused(
            f"Nr {issued.entry.number} i journalen rättades av nr {by.number} medan slutavräkningen räknades. Gör"
            " om den, så räknas den mot rättelsen."
        )


def _refuse_others(issued: Issued, today: Settlement) -> None:
    """Refuse the journal of another region, or of other municipalities.

    Raises
    ------
    QuestionRefused
        The costs of the plan cannot be shared by those who were awarded.
    """
    basis, now = issued.settlement.basis, today.basis
    if basis.issuer.orgnr != now.issuer.orgnr:
        other = f"gäller {basis.issuer.name}, men planen {now.issuer.name}"
    elif {player.id for player in basis.players} != {player.id for player in now.players}:
        other = "gäller andra kommuner än planen"
    else:
        return
    raise QuestionRefused(
        f"Nr {issued.entry.number} i journalen {other}. Ange den plan som beskeden utfärdades från."
    )


def _changes(issued: Settlement, today: Settlement) -> Iterator[str]:
    if issued.basis.cost_ore != today.basis.cost_ore:
        yield (
            f"Planen och priserna ger nu kostnaden {amount_text(today.basis.cost_ore)}; när beskeden utfärdades"
            f" var den {amount_text(issued.basis.cost_ore)}."
        )
    if issued.rule != today.rule:
        yield "Reglerna för bidraget har ändrats sedan beskeden utfärdades; slutavräkningen följer de utfärdade."
    if issued.basis.balances != today.basis.balances:
        yield "Balanserna från året före är nu andra än när beskeden utfärdades; de utfärdade gäller."
    now_ore = today.split.awards_ore
    for member in issued.basis.members:
        was_ore = issued.split.awards_ore[member.id]
        if was_ore != now_ore[member.id]:
            yield (
                f"{member.name}: bidraget skulle nu bli {amount_text(now_ore[member.id])}, men det som"
                f" utfärdades är {amount_text(was_ore)} och gäller."
            )
