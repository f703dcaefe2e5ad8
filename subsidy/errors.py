"""What the money core refuses.

    SubsidyError
    ├── RuleNotFound    no rule for the contribution holds on that date
    ├── AmbiguousRule   several rules hold on that date
    ├── RulebookRefused the document of rules cannot be followed; carries every fault found
    ├── SplitRefused    a cost or a contribution cannot be shared; carries every fault found
    ├── PayingRefused   awards cannot be paid as they stand; carries every fault found
    │   ├── PayoutRefused     no plan of payouts
    │   ├── VouchersRefused   no vouchers for the bookkeeping
    │   └── PaymentRefused    no payment file
    ├── RecordRefused   what was read is no record of a statement (subsidy.record)
    ├── JournalDamaged  the journal is not what was once written (subsidy.journal)
    └── IssueRefused    a statement cannot be issued as it is asked (subsidy.journal)

The sentences are Swedish: finance staff read them as they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


class SubsidyError(Exception):
    """Any refusal of the money core."""


class RuleNotFound(SubsidyError):
    """No rule for the contribution holds on `day`."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"Ingen bidragsregel gäller den {day}. Lägg till en regel vars period täcker dagen.")


class AmbiguousRule(SubsidyError):
    """Several rules for the contribution hold on `day`."""

    def __init__(self, day: date, rule_ids: tuple[str, ...]) -> None:
        self.day = day
        self.rule_ids = rule_ids
        super().__init__(
            f"Flera bidragsregler gäller den {day}: {', '.join(rule_ids)}. "
            "Ändra perioderna så att exakt en regel gäller varje dag."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFault:
    """One fault in a document of rules: where it stands, what is wrong and what would be right."""

    file: str
    line: int | None  # from 1
    place: str  # the key path: rule[2].cap_percent, where the first rule is number 1
    value: str  # as it stands there
    problem: str  # Swedish, without the full stop
    remedy: str  # Swedish; a question when it is a guess

    @property
    def sentence(self) -> str:
        """The whole fault as one Swedish sentence, or as a statement and a question."""
        line = () if self.line is None else (f"rad {self.line}",)
        where = ", ".join(part for part in (self.file, *line, self.place) if part)
        ending = f". {self.remedy}" if self.remedy.endswith("?") else f"; {self.remedy}."
        return f"{where}: {self.problem}{ending}"


class RulebookRefused(SubsidyError):
    """A document of rules cannot be followed; `faults` carries every reason found."""

    def __init__(self, faults: tuple[RuleFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.sentence for fault in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why a sum cannot be shared."""

    rule: str  # a key for tests and translation
    sentence: str  # Swedish: what is wrong and what would be right
    facts: Mapping[str, str | int] = field(default_factory=dict)


class SplitRefused(SubsidyError):
    """A sum cannot be shared; `faults` carries every reason found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.sentence for fault in faults))


class PayingRefused(SubsidyError):
    """Awards cannot be paid as they stand; `faults` carries every reason found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.sentence for fault in faults))


class PayoutRefused(PayingRefused):
    """Awards cannot be divided into payouts."""


class VouchersRefused(PayingRefused):
    """Vouchers cannot be written for the bookkeeping."""


class PaymentRefused(PayingRefused):
    """A payment file cannot be written."""


def field_fault(rule: str, *, whose: str, field: str, value: str | int, right: str) -> Fault:
    """A fault in one field: whose it is, which field, the value as it stands, and what would be right."""
    shown = f"”{value}”" if value != "" else "tomt"
    return Fault(
        rule=rule,
        sentence=f"{whose}: {field} är {shown}. {right}",
        facts={"whose": whose, "field": field, "value": value, "right": right},
    )
