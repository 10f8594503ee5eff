"""A double click on a pack: what the desktop is told, and that the program takes the file."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from mockinterview import app
from mockinterview.app import main
from mockinterview.cli.integrate import MIME_TYPE

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="desktops of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path / "data"


def test_the_desktop_is_told_of_program_and_kind_of_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["integrate", "--json"]) == 0
    entry, kind = (Path(path) for path in json.loads(capsys.readouterr().out)["written"])
    assert entry == home / "applications" / "mockinterview.desktop"
    lines = dict(line.split("=", 1) for line in entry.read_text().splitlines() if "=" in line)
    assert shlex.split(lines["Exec"]) == [sys.executable, "-m", "mockinterview", "%F"]
    assert lines["MimeType"] == f"{MIME_TYPE};"
    assert '<glob pattern="*.mockinterview"' in kind.read_text()
    assert MIME_TYPE in kind.read_text()
    assert main(["integrate", "--remove"]) == 0
    assert not entry.exists()
    assert not kind.exists()
    assert main(["integrate", "--remove"]) == 0, "also when there is nothing"


def test_packs_before_any_command_open_the_window(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[object] = []

    def run_window(*_arguments: object, packs: object, **_more: object) -> int:
        opened.append(packs)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("mockinterview.ui.application.run_window", run_window)
    monkeypatch.chdir(tmp_path)
    assert app.main(["one.mockinterview", "/two.MOCKINTERVIEW"]) == 0
    assert opened == [[tmp_path / "one.mockinterview", Path("/two.MOCKINTERVIEW")]]
    assert app.main([]) == 0
    assert opened[1] == []
    assert app.main(["--library", "there.mockinterview", "one.mockinterview"]) == 0
    assert opened[2] == [tmp_path / "one.mockinterview"]
    assert app.main(["inspect", "one.mockinterview"]) == 1, "a command has its own files"
    assert len(opened) == 3
