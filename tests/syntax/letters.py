"""Finds class letters that are written out in code: ``kinds[k] in "ve"`` where ``Chunk.FINITE`` is meant.

What comes from a level (an attribute or variable named ``tags``, ``kinds``, ``letters`` or ``finite``, and all that is
bound to a part of it, also through the parameters of functions of the same module) must meet no string literal: not in
a comparison, a membership test, a method of ``str``, a regular expression or a table. Besides, no string of a single
letter stands anywhere, and no slice of a level is asked with ``in``, for an empty string is in every string.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_LEVELS = frozenset({"tags", "kinds", "letters", "finite"})
_CLASSIFIERS = frozenset({"classes"})
"""Word to class: what is looked up in these comes from a level."""
_CLASSIFYING = frozenset({"in_headline", "initial", "letters", "of", "decide"})
"""Methods that answer with classes."""
_OF_PARTS = frozenset({"set", "frozenset", "list", "tuple", "reversed", "sorted", "str"})
_MATCHING = frozenset({"match", "fullmatch", "search", "finditer", "findall", "split", "sub"})
_NO_LETTERS = frozenset({"array", "TypeVar", "getattr"})
"""Calls whose single letter is a type code or a name."""

Function = ast.FunctionDef | ast.Lambda
Scope = dict[str, bool]


def findings(code: str) -> list[str]:
    """``line: source`` of each place with letters written out, in order."""
    module = _Module(ast.parse(code))
    found = {(node.lineno, node.col_offset): ast.unparse(node) for node in module.findings()}
    return [f"{line}: {source}" for (line, _), source in sorted(found.items())]


def findings_of(path: Path) -> list[str]:
    """The findings of a file, or of every file below a folder but the table itself."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*.py") if p.name != "levels.py")
    return [f"{p.name}:{found}" for p in files for found in findings(p.read_text(encoding="utf-8"))]


class _Module:
    """What the names of one module are bound to: parts of levels, literals, patterns of literals."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self.functions: dict[str, list[ast.FunctionDef]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.functions.setdefault(node.name, []).append(node)
        self.bound: set[tuple[ast.AST, str]] = set()
        """Scope and name of each variable that holds a part of a level."""
        self.answering: set[str] = set()
        """Functions that answer with a part of a level."""
        self.constants = dict(self._constants())
        size = -1
        while size != len(self.bound) + len(self.answering):
            size = len(self.bound) + len(self.answering)
            self._bind()

    def findings(self) -> Iterator[ast.expr]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr) and self._writes_letters_out(node):
                yield node

    # What is a finding

    def _writes_letters_out(self, node: ast.expr) -> bool:
        match node:
            case ast.Compare():
                return self._meets_letters(node)
            case ast.Call():
                return self._asks_with_letters(node)
            case ast.Subscript():
                return self.is_level(node.slice) and self.is_written(node.value)
            case ast.Constant():
                return self._is_letter(node)
        return False

    def _meets_letters(self, node: ast.Compare) -> bool:
        operands = [node.left, *node.comparators]
        if not any(map(self.is_level, operands)):
            return False
        if any(map(self.is_written, operands)):
            return True
        asks = zip(node.ops, operands, operands[1:], strict=False)
        return any(
            isinstance(op, ast.In | ast.NotIn) and self._may_be_empty(part) and not self._holds_whole(among)
            for op, part, among in asks
        )

    def _may_be_empty(self, part: ast.expr) -> bool:
        return isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Slice) and self.is_level(part)

    def _holds_whole(self, among: ast.expr) -> bool:
        """A tuple or set holds units whole, so that an empty string is in none."""
        among = self._resolved(among)
        called = among.func.id if isinstance(among, ast.Call) and isinstance(among.func, ast.Name) else ""
        return isinstance(among, ast.Tuple | ast.Set) or called in ("tuple", "frozenset", "set")

    def _asks_with_letters(self, node: ast.Call) -> bool:
        if not isinstance(node.func, ast.Attribute):
            return False
        asked, method = node.func.value, node.func.attr
        if self.is_level(asked):
            return any(map(self.is_written, node.args))
        if not any(map(self.is_level, node.args)):
            return False
        if isinstance(asked, ast.Name) and asked.id in ("re", "regex"):
            return self.is_written(node.args[0])
        pattern = self._resolved(asked)
        if method in _MATCHING and isinstance(pattern, ast.Call) and ast.unparse(pattern.func).endswith("re.compile"):
            return True
        return self.is_written(asked)

    def _is_letter(self, node: ast.Constant) -> bool:
        if not isinstance(node.value, str) or len(node.value) != 1 or not node.value.isalpha():
            return False
        parent = self.parents[node]
        called = parent.func.id if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) else ""
        return called not in _NO_LETTERS and node.value.isascii()

    # What comes from a level

    def is_level(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in _LEVELS or any((scope, node.id) in self.bound for scope in self._scopes(node))
        if isinstance(node, ast.Attribute):
            return node.attr in _LEVELS
        if isinstance(node, ast.Subscript):
            return self.is_level(node.value) or _name(node.value) in _CLASSIFIERS
        if isinstance(node, ast.Call):
            return self._is_level_call(node)
        if isinstance(node, ast.NamedExpr | ast.Starred):
            return self.is_level(node.value)
        if isinstance(node, ast.IfExp):
            return self.is_level(node.body) or self.is_level(node.orelse)
        if isinstance(node, ast.BinOp):
            return self.is_level(node.left) or self.is_level(node.right)
        return isinstance(node, ast.BoolOp) and any(map(self.is_level, node.values))

    def _is_level_call(self, node: ast.Call) -> bool:
        name = _name(node.func)
        if isinstance(node.func, ast.Name) and name in _OF_PARTS:
            return any(map(self.is_level, node.args))
        if name in self.answering:
            return True
        if isinstance(node.func, ast.Attribute):
            of_classes = _name(node.func.value) in _CLASSIFIERS and name in _CLASSIFYING
            return of_classes or (name in ("strip", "lstrip", "rstrip", "replace") and self.is_level(node.func.value))
        return False

    def is_written(self, node: ast.expr) -> bool:
        """Is it letters written out, or a name for them, or a collection of such?"""
        node = self._resolved(node)
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and node.value != ""
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            return any(map(self.is_written, node.elts))
        if isinstance(node, ast.Dict):
            return any(key is not None and self.is_written(key) for key in node.keys)
        if isinstance(node, ast.BinOp):
            return self.is_written(node.left) or self.is_written(node.right)
        if isinstance(node, ast.IfExp):
            return self.is_written(node.body) or self.is_written(node.orelse)
        called = _name(node.func) if isinstance(node, ast.Call) else ""
        return isinstance(node, ast.Call) and called in _OF_PARTS and any(map(self.is_written, node.args))

    # What names are bound to

    def _constants(self) -> Iterator[tuple[str, ast.expr]]:
        """Names of the module and of its classes, each to its value."""
        for node, around in self.parents.items():
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(around, ast.Module | ast.ClassDef):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets if node.value is not None else ():
                    if isinstance(target, ast.Name):
                        yield target.id, node.value

    def _resolved(self, node: ast.expr) -> ast.expr:
        name = _name(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        return self.constants.get(name, node) if name.isupper() or name.startswith("_") else node

    def _scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        """The functions around a node, innermost first, and the module."""
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, ast.FunctionDef | ast.Lambda | ast.Module):
                yield node

    def _bind(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                self._assign(node.target, node.value)
            elif isinstance(node, ast.For | ast.comprehension):
                self._iterate(node.target, node.iter)
            elif isinstance(node, ast.Return) and node.value is not None and self.is_level(node.value):
                function = next(self._scopes(node))
                if isinstance(function, ast.FunctionDef):
                    self.answering.add(function.name)
            elif isinstance(node, ast.Call):
                self._call(node)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, part in zip(target.elts, value.elts, strict=True):
                self._assign(one, part)
        elif self.is_level(value):
            self._hold(target)

    def _iterate(self, target: ast.expr, among: ast.expr) -> None:
        called = _name(among.func) if isinstance(among, ast.Call) else ""
        if isinstance(among, ast.Call) and called in ("enumerate", "zip") and isinstance(target, ast.Tuple):
            parts = [ast.Constant(0), among.args[0]] if called == "enumerate" else among.args
            for one, part in zip(target.elts, parts, strict=False):
                if self.is_level(part):
                    self._hold(one)
        elif self.is_level(among):
            self._hold(target)

    def _hold(self, target: ast.expr) -> None:
        for node in ast.walk(target):
            if isinstance(node, ast.Name):
                self.bound.add((next(self._scopes(node)), node.id))

    def _call(self, node: ast.Call) -> None:
        """What is handed to a function of the module; through a table, to each of its functions of that many."""
        if isinstance(node.func, ast.Subscript):
            every = [f for functions in self.functions.values() for f in functions]
            called = [f for f in every if len(f.args.args) == len(node.args)]
        else:
            called = self.functions.get(_name(node.func), [])
        for function in called:
            parameters = [argument.arg for argument in function.args.args]
            if isinstance(node.func, ast.Attribute) and parameters[:1] in (["self"], ["cls"]):
                parameters = parameters[1:]
            given = [*zip(parameters, node.args, strict=False), *((word.arg, word.value) for word in node.keywords)]
            self.bound |= {(function, name) for name, value in given if name is not None and self.is_level(value)}


def _name(node: ast.expr) -> str:
    """The name of a variable, or the last part of a dotted one."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
