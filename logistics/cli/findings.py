"""Tell what a check found wrong: what was changed first, and how much follows from it."""

from collections.abc import Sequence
from dataclasses import asdict

from logistics.swedish import count_text
from logistics.verifying import Finding

_MOST_CHANGED, _MOST_FOLLOWING = 30, 4  # that are told by name


def findings_text(findings: Sequence[Finding]) -> str:
    """How much is wrong; what only follows from the rest is counted by itself."""
    if not findings:
        return "inga"
    n_following = sum(finding.follows for finding in findings)
    changed = count_text(len(findings) - n_following, "fel", "fel")
    return f"{changed} och {count_text(n_following, 'följd', 'följder')}" if n_following else changed


def findings_sentences(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was changed, under a heading where something follows from it; then how much follows, and some of it."""
    changed = [finding.sentence for finding in findings if not finding.follows]
    following = [finding.sentence for finding in findings if finding.follows]
    sentences = changed[:_MOST_CHANGED]
    if (more := len(changed) - _MOST_CHANGED) > 0:
        sentences.append(f"Och {more} fel till; alla står i svaret med --json.")
    if not following:
        return tuple(sentences)
    named = following[:_MOST_FOLLOWING]
    some = ", bland annat dessa (alla står i svaret med --json)" if len(named) < len(following) else ""
    n_following = count_text(len(following), "uppgift", "uppgifter")
    how_much = f"Följder: {n_following} till, som räknas ur det ändrade, stämmer inte{some}:"
    return "Ändrat:", *sentences, how_much, *named


def findings_result(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Everything that is wrong, for a program."""
    return [asdict(finding) for finding in findings]
