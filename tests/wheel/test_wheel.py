"""The program as it is installed: from a built wheel and as an editable copy, in empty venvs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from mockinterview import __version__
from tests.rig.program import private_environment

pytestmark = pytest.mark.wheel

REPOSITORY: Final = Path(__file__).resolve().parents[2]
# Enough for the commands that read the shipped content; the window's and the engines'
# libraries are large and are not what is tested here.
LIGHT_DEPENDENCIES: Final = ["pydantic", "pyyaml", "platformdirs", "filelock"]
LEAST_QUESTIONS: Final = 40


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={folder}"])
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_program_and_its_content_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    content = {
        f"mockinterview/content/{path.relative_to(REPOSITORY).as_posix()}"
        for folder in ("questions", "rubrics")
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file()
    }
    assert content
    assert content <= names
    assert {"mockinterview/py.typed", "mockinterview/app.py", "mockinterview/cli/run.py"} <= names
    report = [n for n in names if n.startswith("mockinterview/report/") and n[-3:] != ".py"]
    assert sorted(name.rpartition("/")[2] for name in report) == [
        *("DejaVuSans-Bold.ttf", "DejaVuSans.ttf", "LICENSE.txt"),
        *("report.css", "report.html.jinja"),
    ]
    metadata = f"mockinterview-{__version__}.dist-info/"
    assert [n for n in names if not n.startswith(("mockinterview/", metadata))] == []
    assert [n for n in names if n.endswith(".pyc") or "/tests/" in n] == []


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    python = _make_environment(tmp_path / "venv")
    _install(python, "--no-deps", str(wheel))
    _check_program(python, tmp_path, content=tmp_path / "venv")


def test_an_editable_install_finds_the_content_of_the_repository(tmp_path: Path) -> None:
    python = _make_environment(tmp_path / "venv")
    _install(python, "--no-deps", "--editable", str(REPOSITORY))
    _check_program(python, tmp_path, content=REPOSITORY / "questions")


def _make_environment(folder: Path) -> Path:
    """Make an empty virtual environment with the light dependencies; its Python."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    _install(python, "--constraint", str(REPOSITORY / "constraints.txt"), *LIGHT_DEPENDENCIES)
    return python


def _install(python: Path, *arguments: str) -> None:
    _run([sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", *arguments])


def _check_program(python: Path, folder: Path, *, content: Path) -> None:
    """The installed command tells its version and finds every shipped question and prompt."""
    command = str(python.with_name("mockinterview"))
    environment = private_environment(folder)
    assert _run([command, "--version"], environment).strip() == f"mockinterview {__version__}"
    assert _run([str(python), "-m", "mockinterview", "--version"], environment)
    answer = json.loads(_run([command, "questions", "--json"], environment))
    assert answer["problems"] == []
    assert len(answer["questions"]) >= LEAST_QUESTIONS
    for question in answer["questions"]:
        prompt = Path(question["audio"])
        assert prompt.is_file()
        assert prompt.is_relative_to(content)


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> str:
    """Run a command to its end and return its output; a failure shows what it said."""
    # Without PYTHONPATH, so that nothing is found but what was installed.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run(
        command,
        cwd=REPOSITORY if environment is None else environment["HOME"],
        env={**variables, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert answer.returncode == 0, f"{' '.join(command)}\n{answer.stdout}{answer.stderr}"
    return answer.stdout
