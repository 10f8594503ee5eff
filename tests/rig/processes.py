"""Starts the tools of the rig and stops them by process id."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

STOP_SECONDS = 5.0


class MissingToolError(RuntimeError):
    """A program that the rig needs is not installed."""


def find_tools(*names: str) -> None:
    """Check that all these programs are on the PATH.

    Raises:
        MissingToolError: names those that are not, and how to install them.
    """
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        raise MissingToolError(f"Not installed: {', '.join(missing)}. Run script/test once.")


def start(
    command: Sequence[str], *, log: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, its output going to the file `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and kill it when it has not ended after five seconds."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
