"""No float ever touches money."""

import ast
from pathlib import Path

import pytest

import subsidy

MODULES = sorted(Path(subsidy.__file__).parent.rglob("*.py"))
# Here `/` divides Fractions (or Decimals, at the edge of a file); everywhere else it is forbidden.
DIVIDES_FRACTIONS = {"keys.py", "levels.py", "workbook/model.py", "workbook/overview.py", "workbook/basis.py"}
DIVIDES_DECIMALS = {"workbook/book.py"}


def name_of(path: Path) -> str:
    return path.relative_to(Path(subsidy.__file__).parent).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_float_in_the_money_core(path: Path) -> None:
    """0.1 + 0.2 is not 0.3, and a sum that is off by one öre is wrong."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    may_divide = name_of(path) in DIVIDES_FRACTIONS | DIVIDES_DECIMALS
    found = [
        f"line {node.lineno}"
        for node in tree
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not may_divide)
    ]
    assert found == []
