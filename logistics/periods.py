"""Find the period, first and last day, that a year or a rule stands for, and the one before."""

from collections.abc import Iterable
from datetime import date

from logistics.dataset import DataSet
from logistics.errors import NothingHolds
from logistics.rules import RULES_FILE, rulebook_of
from logistics.swedish import dates_text, list_text
from subsidy.rules import ContributionRule

Period = tuple[date, date]
CHOOSE = "Ange det som ska avräknas med --rule i stället för --year."


def year_of(year: int) -> Period:
    """The first and last day of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def period_of_year(dataset: DataSet, year: int, remedy: str = CHOOSE) -> Period:
    """A calendar year; `remedy` ends the refusal.

    A year without any rule is no fault here: settling it says which day has none.

    Raises
    ------
    NothingHolds
        A contribution is decided for another period that the year shares a day with; every one is named.
    DataFaults
        The data set's rules cannot be followed.
    """
    period = year_of(year)
    rules = rulebook_of(dataset).rules_within(*period)
    if any((rule.first_date, rule.last_date) != period for rule in rules):
        raise NothingHolds(
            f"Inget bidrag är beslutat för precis året {year}. Det som gäller då är {_told(rules)}. {remedy}"
        )
    return period


def period_of_rule(dataset: DataSet, id_: str) -> Period:
    """The period of the rule with that id.

    Raises
    ------
    NothingHolds
        There is none; those that there are are named.
    DataFaults
        The data set's rules cannot be followed.
    """
    rulebook = rulebook_of(dataset)
    rule = rulebook.rule_named(id_)
    if rule is None:
        known = f"Där finns {_told(rulebook.rules)}." if rulebook.rules else f"{RULES_FILE} är tom."
        raise NothingHolds(f"Ingen bidragsregel i {RULES_FILE} heter ”{id_}”. {known}")
    return rule.first_date, rule.last_date


def period_before(dataset: DataSet, first: date) -> Period:
    """The latest period with a rule that ends before a day.

    Raises
    ------
    NothingHolds
        No rule's period does.
    DataFaults
        The data set's rules cannot be followed.
    """
    rule = rulebook_of(dataset).rule_before(first)
    if rule is None:
        raise NothingHolds(
            f"Ingen bidragsregel i {RULES_FILE} slutar före {dates_text(first, first)}, så där finns ingen period"
            " att jämföra med."
        )
    return rule.first_date, rule.last_date


def _told(rules: Iterable[ContributionRule]) -> str:
    ordered = sorted(rules, key=lambda rule: rule.first_date)
    return list_text(f"{rule.id} ({dates_text(rule.first_date, rule.last_date)})" for rule in ordered)
