"""Change a plan file, and say what is found in it."""

import json

from logistics.planfile import fingerprint
from logistics.verifying import verify_plan


def verified(path):
    return verify_plan(path, time_limit_s=60)


def change(path, edit, *, forged=False):
    """The file with something changed; a forger also makes the fingerprint fit."""
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    if forged:
        content["fingerprint"] = fingerprint(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def forge(path, **figures):
    return change(path, lambda content: content["certificate"].update(figures), forged=True)


def figures(path):
    return [finding.figure for finding in verified(path).findings]


def told(path, figure):
    """What is said of one figure: what the file says, and what it should be."""
    (found,) = (each for each in verified(path).findings if each.figure == figure)
    return found.says, found.should_be
