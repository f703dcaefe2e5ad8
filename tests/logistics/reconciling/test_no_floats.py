"""No float touches what the courier charged."""

import ast
from pathlib import Path

import pytest

from logistics import exchange, reconciling

MODULES = sorted(
    path for package in (exchange, reconciling) for path in Path(package.__file__).parent.glob("*.py")
)
DIVIDES_DECIMALS = {"wording.py"}  # kilometres and hours, for the eye
DIVIDES_FRACTIONS = {"vat.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_float_in_reconciling(path):
    """0.1 + 0.2 is not 0.3, and an invoice that is off by one öre does not fit its sum."""
    may_divide = path.name in DIVIDES_DECIMALS | DIVIDES_FRACTIONS
    found = [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not may_divide)
    ]
    assert found == []
