"""A child process that holds an interview, as a test drives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mockinterview.core.attempt import Attempt
from mockinterview.files.attempts import AttemptFolder
from tests.rig.sound import VirtualSound


class Holding:
    """The program of `session_child`, whose events are read as they come."""

    def __init__(self, library: Path, sound: VirtualSound, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sound.session_child", str(library), *arguments],
            env={**os.environ, **sound.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._folder: Path | None = None

    def __enter__(self) -> Holding:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    @property
    def folder(self) -> AttemptFolder:
        """The attempt's folder."""
        if self._folder is None:
            self.next("attempt")
        assert self._folder is not None
        return AttemptFolder(self._folder)

    def next(self, event: str, **what: Any) -> dict[str, Any]:
        """The next event of this name with these values; others are passed over."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["event"] == "attempt":
                self._folder = Path(said["path"])
            if said["event"] == event and what.items() <= said.items():
                return said
        raise AssertionError(f"no {event} {what} was said")

    def until_answering(self, seconds: float) -> dict[str, Any]:
        """Wait until the answer's clock has run so long."""
        view = self.next("view", stage="answer")
        while view["used"] < seconds:
            view = self.next("view")
            assert view["stage"] == "answer", view
        return view

    def tell(self, command: str) -> None:
        """Give a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()

    def close(self) -> Attempt:
        """End the interview; the attempt as it is on the disk then."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.stdin = None
        self.next("closed")
        assert self.process.wait(20) == 0
        return self.folder.load()
