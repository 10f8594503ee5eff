"""Checking banks and mark schemes: every problem in the files that were asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mockinterview.files.advice import advise
from mockinterview.files.content import content_paths, read_content
from mockinterview.files.content_file import Places
from mockinterview.files.problems import Finding, Position, Problem, Severity, problem_in

CONTENT_FOLDER_NAMES = {"questions", "rubrics"}


@dataclass(frozen=True)
class Report:
    """What a check found: the files looked at, and errors and warnings in their order."""

    files: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    def is_ok(self, *, strict: bool) -> bool:
        """Whether nothing is wrong; `strict` counts warnings too."""
        return not (self.problems if strict else self.errors)


def check_content(asked: Sequence[Path], known: Sequence[Path]) -> Report:
    """Check files and folders as parts of the content in the `known` folders.

    What lies beside an asked file can be named by it, too. Nothing asked means all of `known`.
    """
    missing = [path for path in asked if not path.exists()]
    wanted = _files_of(asked or known)
    neighbours = [path for folder in _homes(wanted) for path in content_paths(folder)]
    everything = [path for folder in known for path in content_paths(folder)]
    content = read_content([*everything, *neighbours, *wanted])
    looked_at = {os.path.realpath(path) for path in wanted}
    found = [*content.problems, *advise(content, Places())]
    shown = {os.path.realpath(path): path for path in wanted}
    order = {os.path.realpath(path): index for index, path in enumerate(wanted)}
    problems = [
        (order[real], problem.line, problem.column, _under(problem, shown[real]))
        for problem in found
        if (real := os.path.realpath(problem.file)) in looked_at
    ]
    problems.sort(key=lambda entry: entry[:3])
    told = [_not_there(path) for path in missing] + [entry[3] for entry in problems]
    return Report(len(looked_at), tuple(told))


def _files_of(paths: Sequence[Path]) -> list[Path]:
    found = []
    for path in paths:
        found.extend([path] if path.is_file() else content_paths(path))
    return found


def _homes(files: list[Path]) -> list[Path]:
    """The folders whose content the files belong to."""
    homes = []
    for file in files:
        folder = file.parent.absolute()
        home = folder.parent if folder.name in CONTENT_FOLDER_NAMES else folder
        if home not in homes:
            homes.append(home)
    return homes


def _under(problem: Problem, path: Path) -> Problem:
    """The problem with the path that was typed."""
    return Problem(
        path,
        problem.line,
        problem.column,
        problem.code,
        problem.message,
        problem.hint,
        problem.text,
    )


def _not_there(path: Path) -> Problem:
    message = "There is no such file or folder."
    return problem_in(path, "", Finding("unreadable", Position(), message, "Look at its name."))
