"""The command that lets a double click on a pack open the program, where the desktop allows it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from mockinterview.cli import output
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.services import Services

MIME_TYPE: Final = "application/x-mockinterview"
_MIME: Final = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME_TYPE}">
    <comment>Pack for Mock Interview</comment>
    <sub-class-of type="application/zip"/>
    <glob pattern="*.mockinterview" weight="80"/>
  </mime-type>
</mime-info>
"""
_DESKTOP: Final = """\
[Desktop Entry]
Type=Application
Name=Mock Interview
Comment=Practise the asynchronous medical-school interview
Exec={command} %F
Terminal=false
Categories=Education;
MimeType={mime};
StartupWMClass=mockinterview
"""


def integrate(_services: Services, arguments: argparse.Namespace) -> int:
    """Write, or remove, the two files by which a desktop on Linux knows the program.

    As freedesktop.org's “Desktop Entry” and “Shared MIME-info Database” describe them.
    """
    if sys.platform in {"win32", "darwin"}:
        raise UsageError(
            "On this system the program is chosen by hand.",
            "Choose “Open with …” on a pack, then Mock Interview, and “always”.",
        )
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    files = {
        home / "applications" / "mockinterview.desktop": _DESKTOP.format(
            command=_command(), mime=MIME_TYPE
        ),
        home / "mime" / "packages" / "mockinterview.xml": _MIME,
    }
    for path, text in files.items():
        if arguments.remove:
            _remove(path)
        else:
            atomic.write_text(path, text)
    _tell_desktop(home)
    done = "removed" if arguments.remove else "written"
    if arguments.json:
        output.write_json({done: [str(path) for path in files]})
        return output.DONE
    for path in files:
        output.write_text(f"{done}: {path}")
    return output.DONE


def _command() -> str:
    """How the program is started, quoted as a desktop entry wants it."""
    parts = [sys.executable, "-m", "mockinterview"]
    return " ".join(_quoted(part) for part in parts)


def _quoted(part: str) -> str:
    for sign in ("\\", '"', "`", "$"):
        part = part.replace(sign, f"\\{sign}")
    return f'"{part}"'.replace("\\", "\\\\").replace("%", "%%")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be removed.", "Remove it by hand.", str(error)
        ) from error


def _tell_desktop(home: Path) -> None:
    """Have the desktop look again; where these tools are missing it does so by itself, later."""
    for tool, folder in (
        ("update-mime-database", home / "mime"),
        ("update-desktop-database", home / "applications"),
    ):
        found = shutil.which(tool)
        if found and folder.is_dir():
            subprocess.run([found, str(folder)], check=False, capture_output=True, timeout=60)
