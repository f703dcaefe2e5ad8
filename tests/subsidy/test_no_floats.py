"""No float ever touches money."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path

import pytest

import subsidy
from subsidy.statement import Statement
from tests.subsidy.cases import mix, rule, runs, sixteen
from tests.subsidy.exactness import collect_kinds, find_floats

ROOT = Path(subsidy.__file__).parent.parent
# Everything between the price of a kilometre and the printed sum.
MONEY = (
    "subsidy",
    "routes/cost.py",
    "logistics/balances.py",
    "logistics/comparing",
    "logistics/correcting.py",
    "logistics/dataset/money_rows.py",
    "logistics/exchange",
    "logistics/finance.py",
    "logistics/following_up",
    "logistics/invoice_table.py",
    "logistics/issuing.py",
    "logistics/judging.py",
    "logistics/letters",
    "logistics/measuring.py",
    "logistics/paying.py",
    "logistics/payment_files.py",
    "logistics/reconciling",
    "logistics/rules.py",
    "logistics/mean_week.py",
    "logistics/same_money.py",
    "logistics/seasons.py",
    "logistics/settling.py",
    "logistics/unmeasurable.py",
    "logistics/swedish.py",
    "logistics/transports.py",
    "logistics/verifying",
    "logistics/week_costs.py",
)
# Among them: what openpyxl gives of a cell, which becomes a Decimal at once, and seconds of patience.
NOT_MONEY = ("logistics/verifying/cells.py", "logistics/verifying/verify.py")


def _modules() -> list[Path]:
    places = [ROOT / place for place in MONEY if (ROOT / place).exists()]
    found = {path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place])}
    return sorted(found - {ROOT / place for place in NOT_MONEY})


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _modules()}
KINDS = collect_kinds(TREES.values())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TREES, ids=name_of)
def test_no_float_comes_near_money(path):
    """0.1 + 0.2 is not 0.3, and a sum that is off by one öre is wrong."""
    assert [] == find_floats(TREES[path], KINDS)


@pytest.mark.parametrize("place", MONEY + NOT_MONEY)
def test_every_place_of_money_is_there(place):
    """A module that is moved must not leave the check unseen."""
    assert (ROOT / place).exists()


@pytest.mark.parametrize(
    "source",
    [
        "share = 0.5",
        "share = float(text)",
        "def f(x: float) -> int: ...",
        "def f(ore: int) -> int: return ore / 100",
        "half = (low + high) / 2",
        "def f(ore: int) -> None:\n    ore /= 2",
        "unit = 10 ** -2",
        "from math import sqrt",
        "import math\nroot = math.sqrt(2)",
        "import statistics",
        "import numpy as np\nzeros = np.zeros(3)",
        "import numpy as np\nmean = np.mean(values)",
        "import json\nread = json.loads(text)",
        "def f(low: int) -> object:\n    half = Fraction(1)\n    half = low\n    return half / 2",
        "def f(parts: list[Fraction]) -> object: return sum(parts) / 2",  # no parts: 0 / 2
        "class A:\n    x: Fraction\nclass B:\n    x: int\ndef f(a: A) -> object: return a.x / 2",
    ],
)
def test_a_source_of_floats_is_found(source):
    """The check itself is checked: each of these can turn öre into a float."""
    tree = ast.parse(source)
    assert find_floats(tree, collect_kinds([tree]))


@pytest.mark.parametrize(
    "source",
    [
        "share = Fraction(1, 2) / 3",
        "def f(share: Fraction) -> Fraction: return 2 * share / 3",
        "def f(shares: Mapping[str, Fraction]) -> Fraction: return shares['a'] / 3",
        "def f(shares: Mapping[str, Fraction]) -> Fraction: return sum(shares.values(), Fraction(0)) / 3",
        "class A:\n    x: Fraction\ndef f(a: A) -> Fraction: return a.x / 2",
        "def half() -> Fraction: ...\nquarter = half() / 2",
        "def f(folder: Path) -> Path: return folder / 'a' / 'b'",
        "class A:\n    def __init__(self, x: Path) -> None: self._x = x\n    def f(self): return self._x / 'a'",
        "def f(folder: Path) -> Path:\n    deep = folder / 'a'\n    return deep / 'b'",
        "THIRD = Fraction(1, 3)\ndef f() -> Fraction: return THIRD / 2",
        "half = 7 // 2",
        "from math import isqrt, lcm",
        "import numpy as np\nzeros = np.zeros(3, dtype=np.int64)",
        "import json\nread = json.loads(text, parse_float=Decimal)",
    ],
)
def test_exact_arithmetic_is_let_through(source):
    """A check that cries at exact code would be switched off."""
    tree = ast.parse(source)
    assert [] == find_floats(tree, collect_kinds([tree]))


def test_no_float_lies_in_a_settled_statement():
    """What the syntax cannot show: every value that a settlement holds, down to the last measure."""
    shares = mix(equal=30, population=40, shapley=30)
    settled = sixteen(rule(90_000_000, floor_ore=1_000_000, cap_share=Fraction(1), cost_mix=shares))
    receiver = settled.basis.municipalities[0]
    statement = Statement(settlement=settled, municipality=receiver, runs=runs(settled.basis.cost_ore))
    values = list(_values(statement))
    assert len(values) > 500
    assert [] == [value for value in values if isinstance(value, float | complex)]


def _values(thing: object) -> Iterator[object]:
    """Every value inside, at any depth."""
    if is_dataclass(thing):
        for part in fields(thing):
            yield from _values(getattr(thing, part.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _values(key)
            yield from _values(value)
    elif isinstance(thing, tuple | list | set | frozenset):
        for value in thing:
            yield from _values(value)
    else:
        yield thing
