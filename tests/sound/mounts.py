"""Small disks to be filled, made read-only or taken away by a test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest


class Disks:
    """Mounts made by one test, all taken down at its end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def small(self, name: str, kibibytes: int) -> Path:
        """A disk of its own in memory, of this size."""
        return self._mount(name, "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs")

    def again(self, name: str, folder: Path) -> Path:
        """The same folder at a second place, whose mount can be taken away by itself."""
        return self._mount(name, "--bind", str(folder))

    def make_read_only(self, place: Path) -> None:
        """Refuse every further write."""
        run("mount", "-o", "remount,ro", str(place))

    def take_away(self, place: Path) -> None:
        """Unmount while files in it are open, as a stick that is pulled out."""
        run("umount", "--lazy", str(place))

    def _mount(self, name: str, *arguments: str) -> Path:
        place = self._folder / name
        place.mkdir()
        run("mount", *arguments, str(place))
        self._stack.callback(take_down, place)
        return place


def fill(path: Path) -> None:
    """Write until there is no room."""
    with path.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(65536))
        except OSError:
            pass


def run(*command: str) -> None:
    """Run a command that may be refused to this user."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        if os.environ.get("CI"):
            raise
        reason = getattr(error, "stderr", "") or str(error)
        pytest.skip(f"Disks cannot be mounted here: {reason.strip()}")


def take_down(place: Path) -> None:
    """Unmount, unless the test took it away already."""
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


@contextmanager
def small_disks(folder: Path) -> Iterator[Disks]:
    """Disks for one test."""
    with ExitStack() as stack:
        yield Disks(folder, stack)
