"""docs/reliability.md is true: each of its tests is there, each sentence is the program's own."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
TEXT = (REPOSITORY / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("|") and "::" in line]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
QUOTED = re.compile(r"“([^”]{12,})”")
NAMES = re.compile(r"\b(?:microphone|loudspeaker|gaps|gap|minutes)\b")
EXAMPLE = re.compile(r"\d+(\.\d+)?")


@functools.cache
def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def strings(tree: ast.AST) -> Iterator[str]:
    """Every text in a module; what is filled in becomes one space."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else " " for part in node.values)
            yield "".join(str(part) for part in parts)


def plain(text: str) -> str:
    """Without figures, what depends on them, the names of devices and repeated spaces."""
    return " ".join(EXAMPLE.sub(" ", NAMES.sub(" ", text)).split())


@pytest.fixture(scope="module")
def told() -> str:
    """All texts of the program, one a line."""
    modules = sorted((REPOSITORY / "src" / "mockinterview").rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    return "\n".join(plain(text) for tree in trees for text in strings(tree))


def test_there_is_a_row_for_every_kind_of_fault() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_row_is_a_test(row: str) -> None:
    named = TEST.findall(row)
    assert len(named) == 1
    assert row.count("|") == 6
    path, name = named[0]
    assert name in functions(REPOSITORY / path)


def test_every_sentence_is_the_programs_own(told: str) -> None:
    """One test for all, since the texts of the program take seconds to gather."""
    sentences = set(QUOTED.findall(TEXT.replace("\n", " "))) - {"Read-only file system"}
    parts = [
        part
        for sentence in sorted(sentences)
        for part in re.split(r"(?<=[.!?])\s+", " ".join(sentence.split()))
    ]
    assert len(parts) > 100
    assert [part for part in parts if plain(part) not in told] == []
