"""What the screens tell to type: pip installs the program from its folder, never by its name."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

from mockinterview.speech.engines import ENGINES
from mockinterview.speech.models.installation import INSTALL_AGAIN

REPOSITORY = Path(__file__).parents[2]
SOURCES = REPOSITORY / "src" / "mockinterview"


def test_no_text_lets_pip_look_for_the_program_elsewhere() -> None:
    found = [
        (path.name, node.value)
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r"mockinterview\[|pip install[^\n]* \"?mockinterview\b", node.value)
    ]
    assert found == []


def test_what_is_told_is_what_the_readme_tells() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    told = " ".join([INSTALL_AGAIN, *(engine.installation for engine in ENGINES)])
    extras = re.findall(r'-c constraints\.txt -e "\.\[([\w,-]+)\]" in the program’s folder', told)
    assert extras == ["offline-models", "fast"]
    assert set(extras) <= set(project["project"]["optional-dependencies"])
    assert 'pip install -c constraints.txt -e ".[' in readme
