"""All banks, mark schemes, formats and samples: the shipped ones, then the person's own."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mockinterview.errors import ContentError
from mockinterview.files.assembly import assemble
from mockinterview.files.collection import Content
from mockinterview.files.content_cache import ContentCache
from mockinterview.files.content_file import Places, read_content_file

__all__ = ["Content", "content_paths", "load_content", "read_content"]

CONTENT_SUBFOLDERS = ("", "rubrics", "questions")
CONTENT_SUFFIXES = (".yaml", ".yml")


def load_content(folders: Iterable[Path], cache: ContentCache | None = None) -> Content:
    """Read `questions` and `rubrics` under each folder; a bad file never hides the good ones.

    With a `cache`, files that have not changed since the last time are not read again.

    Raises:
        ContentError: no folder holds any question that can be used.
    """
    searched = list(folders)
    content = read_content((path for folder in searched for path in content_paths(folder)), cache)
    if not content.banks:
        where = ", ".join(str(folder / "questions") for folder in searched)
        raise ContentError(
            "No questions were found.",
            f"Looked in {where}. Install the program again if these folders are missing.",
            "\n".join(str(problem) for problem in content.problems),
        )
    return content


def read_content(paths: Iterable[Path], cache: ContentCache | None = None) -> Content:
    """Read these files and put them together; earlier ones win where an id is used twice."""
    with _no_collection():
        if cache is None:
            files = [read_content_file(path) for path in _each_once(paths)]
            return assemble(files, Places())
        wanted = list(_each_once(paths))
        files = cache.read(wanted)
        content = assemble(files, Places(), is_checked=cache.is_checked)
        cache.write(files, is_sound=not content.problems)
        return content


def content_paths(folder: Path) -> list[Path]:
    """The YAML files of a folder and of its `rubrics` and `questions`, sorted in each."""
    found: list[Path] = []
    for name in CONTENT_SUBFOLDERS:
        try:
            with os.scandir(folder / name) as entries:
                names = sorted(entry.name for entry in entries if _is_content(entry))
        except OSError:
            continue
        found.extend(folder / name / file_name for file_name in names)
    return found


def _is_content(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return name.lower().endswith(CONTENT_SUFFIXES) and not name.startswith(".") and entry.is_file()


def _each_once(paths: Iterable[Path]) -> Iterator[Path]:
    """A file that is reached by two roads is still one file."""
    seen: set[str] = set()
    real_folders: dict[Path, str] = {}
    for path in paths:
        folder = path.parent
        if folder not in real_folders:
            real_folders[folder] = os.path.realpath(folder)
        key = f"{real_folders[folder]}{os.sep}{path.name}"
        if key not in seen:
            seen.add(key)
            yield path


@contextmanager
def _no_collection() -> Iterator[None]:
    """Thousands of new objects and no cycles: the collector would only look for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
