"""Nothing is put where Qt guesses HTML, or keys, but through `ui/widgets/plain.py`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import mockinterview

UI: Final = Path(mockinterview.__file__).parent / "ui"
PLAIN: Final = UI / "widgets" / "plain.py"
ROLE: Final = "ToolTipRole"
EVENT: Final = "ToolTip"


def name_of(node: ast.AST) -> str:
    """The last name of `a.b.c` or of a call of it."""
    match node:
        case ast.Call(func=func):
            return name_of(func)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_plain(node: ast.expr | None) -> bool:
    """Whether it is a text of this program, or made plain, or nothing."""
    if isinstance(node, ast.Constant):
        return True
    return node is None or (isinstance(node, ast.Call) and name_of(node) == "plain_tip")


def has_role(node: ast.AST) -> bool:
    return any(name_of(part) == ROLE for part in ast.walk(node))


def doubtful(source: str) -> list[int]:
    """The lines that give Qt a tooltip, or a message, that may be more than plain text."""
    return sorted({node.lineno for node in _doubtful(ast.parse(source))})


def _doubtful(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    judged: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and has_role(node.test):
            judged.update(ast.walk(node.test))
            yield from _returned(node.body)
            if not isinstance(node.body[-1], ast.Return):
                yield node
        elif isinstance(node, ast.Call):
            if name_of(node) == "setToolTip" and not all(map(is_plain, node.args)):
                yield node
            if name_of(node) == "showText" and not is_plain(node.args[1]):
                yield node
            if name_of(node) == "QMessageBox" or (
                name_of(getattr(node.func, "value", node)) == "QMessageBox"
            ):
                yield node
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and name_of(node) == ROLE and node not in judged:
            yield node  # nobody here can tell what is given for it


def _returned(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Return) and not is_plain(node.value):
                yield node


@pytest.mark.parametrize(
    "source",
    [
        "button.setToolTip(name)",
        "button.setToolTip(f'{name}')",
        "button.setToolTip('a' if short else name)",
        "button.setToolTip('a' + name)",
        "button.setToolTip(html.escape(name))",
        "QToolTip.showText(place, name, self)",
        "if role == Qt.ItemDataRole.ToolTipRole:\n    return self.name",
        "if role in {Role.DisplayRole, Role.ToolTipRole}:\n    return plain_tip(a) if a else name",
        "if role == Role.ToolTipRole:\n    text = name",
        "item.setData(name, Qt.ItemDataRole.ToolTipRole)",
        "return self.texts[Role.ToolTipRole]",
        "box = QMessageBox(parent)",
        "QMessageBox.warning(parent, title, name)",
    ],
)
def test_the_rule_sees(source: str) -> None:
    assert doubtful(source)


@pytest.mark.parametrize(
    "source",
    [
        "button.setToolTip('Search (Ctrl+F)')",
        "button.setToolTip(plain_tip(f'{name}'))",
        "QToolTip.showText(place, plain_tip(name), self)",
        "if role == Role.ToolTipRole and name:\n    return plain_tip(name)",
        "if role == Role.ToolTipRole:\n    return None",
        "if event.type() is QEvent.Type.ToolTip:\n    return True",
        "icon = QMessageBox.Icon.Warning",
    ],
)
def test_the_rule_lets_pass(source: str) -> None:
    assert not doubtful(source)


def test_no_text_of_others_is_read_as_html() -> None:
    found = [
        f"{path.relative_to(UI).as_posix()}:{line}"
        for path in sorted(UI.rglob("*.py"))
        if path != PLAIN
        for line in doubtful(path.read_text(encoding="utf-8"))
    ]
    assert found == []
