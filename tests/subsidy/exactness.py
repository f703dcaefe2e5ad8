"""Find where a float could come into being: a check of source code by its syntax tree alone.

Refused are float literals, the name `float`, negative powers, functions and modules that answer floats,
arrays without an integer type, readers of JSON and TOML that are not told what decimals become, and every
`/` of which it cannot be seen that it divides a Fraction or a Decimal (or joins a path). What can be seen:
`Fraction(…)` and what is computed with it, names and fields annotated as Fraction, and their containers.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

EXACT, MANY_EXACT, PATH, OTHER = "exact", "many exact", "path", "other"
_EXACT = re.compile(r"(Fraction|Decimal)( \| None)?")
_MANY_EXACT = re.compile(
    r"(Mapping|dict|list|tuple|Sequence|Iterable)\[.*\b(Fraction|Decimal)(, \.\.\.)?\]( \| None)?"
)
_EXACT_MATH = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "perm", "prod"}
_FLOAT_MODULES = {"cmath", "statistics"}
_FLOAT_ARRAYS = {"average", "divide", "linspace", "mean", "true_divide", "float16", "float32", "float64"}
_MADE_ARRAYS = {"empty", "full", "ones", "zeros"}  # float64 unless they are told otherwise
_KEEPING = {"abs", "max", "min", "sum"}


@dataclass(kw_only=True)
class Kinds:
    """What fields and functions of the examined modules are annotated as; OTHER where modules disagree."""

    of_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __getitem__(self, name: str) -> str:
        kinds = self.of_name.get(name, set())
        return next(iter(kinds)) if len(kinds) == 1 else OTHER


def collect_kinds(trees: Iterable[ast.AST]) -> Kinds:
    """The kinds of all fields, properties and functions, by name."""
    kinds = Kinds()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Module):
            for name, value in _constants(node):
                kinds.of_name[name].add(_kind_of(value, {}, kinds))
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    kinds.of_name[line.target.id].add(_kind(line.annotation))
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            kinds.of_name[node.name].add(_kind(node.returns))
            for name, value in _set_on_self(node):
                kinds.of_name[name].add(_kind_of(value, _annotated(node), kinds))
    return kinds


def find_floats(tree: ast.AST, kinds: Kinds) -> list[str]:
    """Each place where a float could come from, with its line and its source."""
    scopes = _scopes(tree, kinds)
    found = {
        (node.lineno, reason, ast.unparse(node)): None
        for node in ast.walk(tree)
        if isinstance(node, ast.expr | ast.stmt)
        for reason in _reasons(node, scopes.get(node, {}), kinds)
    }
    return [f"line {line}: {reason}: {source}" for line, reason, source in sorted(found)]


def _kind(annotation: ast.expr | None) -> str:
    text = ast.unparse(annotation).strip("'\"") if annotation is not None else ""
    if _EXACT.fullmatch(text):
        return EXACT
    if _MANY_EXACT.fullmatch(text):
        return MANY_EXACT
    return PATH if text == "Path" else OTHER


def _scopes(tree: ast.AST, kinds: Kinds) -> dict[ast.AST, dict[str, str]]:
    """For each node inside a function, the kinds of the names known in it and in those around it."""
    scopes: dict[ast.AST, dict[str, str]] = {}
    for function in ast.walk(tree):  # outer functions come first
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            known = scopes.get(function, {}) | _annotated(function)
            known |= _assigned(function, known, kinds)
            scopes |= dict.fromkeys(ast.walk(function), known)
    return scopes


def _annotated(function: ast.FunctionDef | ast.Lambda) -> dict[str, str]:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return {argument.arg: _kind(argument.annotation) for argument in named} | {
        node.target.id: _kind(node.annotation)
        for node in ast.walk(function)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def _assigned(function: ast.FunctionDef | ast.Lambda, known: dict[str, str], kinds: Kinds) -> dict[str, str]:
    """The kinds of names that are set to one kind of value, and to no other, in the order of the lines."""
    found: dict[str, str] = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                kind = _kind_of(value, known | found, kinds)
                found[name] = kind if found.get(name, kind) == kind and name not in known else OTHER
    return found


def _constants(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.isupper():
                yield name, value


def _set_on_self(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=value):
                yield name, value


def _reasons(node: ast.AST, scope: dict[str, str], kinds: Kinds) -> Iterator[str]:
    match node:
        case ast.Constant(value=float() | complex()):
            yield "a float literal"
        case ast.Name(id="float" | "complex"):
            yield "the type float"
        case ast.BinOp(op=ast.Div()) if _kind_of(node, scope, kinds) == OTHER:
            yield "a division of what may be whole numbers"
        case ast.AugAssign(op=ast.Div()) if _kind_of(node.target, scope, kinds) == OTHER:
            yield "a division of what may be whole numbers"
        case ast.BinOp(op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())) if (
            _kind_of(node.left, scope, kinds) == OTHER
        ):
            yield "a negative power"
        case ast.Import(names=names) if _FLOAT_MODULES & {name.name for name in names}:
            yield "a module that answers floats"
        case ast.ImportFrom(module=module) if module in _FLOAT_MODULES:
            yield "a module that answers floats"
        case ast.ImportFrom(module="math", names=names) if {name.name for name in names} - _EXACT_MATH:
            yield "a function that answers floats"
        case ast.Attribute(value=ast.Name(id="math"), attr=name) if name not in _EXACT_MATH:
            yield "a function that answers floats"
        case ast.Attribute(value=ast.Name(id="np"), attr=name) if name in _FLOAT_ARRAYS:
            yield "an array of floats"
        case ast.Call():
            yield from _reasons_of_call(node)


def _reasons_of_call(call: ast.Call) -> Iterator[str]:
    given = {keyword.arg for keyword in call.keywords}
    match call.func:
        case ast.Attribute(value=ast.Name(id="np"), attr=name) if (
            name in _MADE_ARRAYS and "dtype" not in given
        ):
            yield "an array without a type"
        case ast.Attribute(value=ast.Name(id="json" | "tomllib"), attr="load" | "loads") if (
            "parse_float" not in given
        ):
            yield "a reader that makes floats"


def _kind_of(node: ast.expr, scope: dict[str, str], kinds: Kinds) -> str:
    match node:
        case ast.Name(id=name):
            return scope.get(name, kinds[name] if name.isupper() else OTHER)
        case ast.Attribute(attr=name):
            return kinds[name]
        case ast.Subscript(value=many) if _kind_of(many, scope, kinds) == MANY_EXACT:
            return EXACT
        case ast.UnaryOp(operand=operand):
            return _kind_of(operand, scope, kinds)
        case ast.BinOp(left=left, right=right):
            sides = {_kind_of(left, scope, kinds), _kind_of(right, scope, kinds)}
            return EXACT if EXACT in sides else PATH if PATH in sides else OTHER
        case ast.IfExp(body=body, orelse=orelse):
            branches = {_kind_of(body, scope, kinds), _kind_of(orelse, scope, kinds)}
            return branches.pop() if len(branches) == 1 else OTHER
        case ast.Call():
            return _kind_of_call(node, scope, kinds)
    return OTHER


def _kind_of_call(call: ast.Call, scope: dict[str, str], kinds: Kinds) -> str:
    match call.func:
        case ast.Name(id="Fraction" | "Decimal"):
            return EXACT
        case ast.Name(id="Path"):
            return PATH
        case ast.Name(id=name) if name in _KEEPING:
            arguments = {_kind_of(argument, scope, kinds) for argument in call.args}
            return EXACT if EXACT in arguments else OTHER
        case ast.Attribute(value=many, attr="values") if _kind_of(many, scope, kinds) == MANY_EXACT:
            return MANY_EXACT
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return kinds[name]
    return OTHER
