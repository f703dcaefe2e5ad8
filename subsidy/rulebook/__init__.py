"""The rulebook: dated rules for the contribution and its payouts, read from a TOML document."""

from subsidy.rulebook.reading import read_proposal, read_rulebook
from subsidy.rulebook.rulebook import Rulebook

__all__ = ["Rulebook", "read_proposal", "read_rulebook"]
