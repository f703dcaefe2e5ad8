"""Explain why a week cannot be planned, and find the cheapest change that would make it possible."""

from routes.conflicts.easings import Change, Way
from routes.conflicts.explanation import Conflict, Explanation, explain
from routes.conflicts.remedies import Remedy, Together
from routes.conflicts.rules import Kind, Rule

__all__ = ["Change", "Conflict", "Explanation", "Kind", "Remedy", "Rule", "Together", "Way", "explain"]
