"""What the parent says, taken off the pipe at once by a thread, also while the model computes."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from mockinterview.files.takes import is_same_take
from mockinterview.speech.protocol import (
    Follow,
    Job,
    Load,
    Pause,
    Request,
    Shutdown,
    StopFollowing,
)


class Inbox:
    """The jobs that wait, and what the parent wants beside them.

    Args:
        connection: the child's end of the pipe; nobody else reads from it.
        on_gone: called in the reading thread when the parent is gone.
    """

    def __init__(self, connection: Connection, on_gone: Callable[[], object]) -> None:
        self._connection = connection
        self._on_gone = on_gone
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._pause = threading.Event()
        self._followed: Path | None = None

    @property
    def followed(self) -> Path | None:
        """The take that is being recorded, if the parent wants it read ahead."""
        return self._followed

    @property
    def is_pause_wanted(self) -> bool:
        """Whether the job that runs should end after its present window."""
        return self._pause.is_set()

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def next_job(self, timeout_seconds: float | None) -> Job | None:
        """Wait for a job; `None`: the time is over, or something else was said."""
        try:
            return self._jobs.get(timeout=timeout_seconds)
        except queue.Empty:
            return None

    def has_job(self) -> bool:
        """Whether a job waits."""
        return not self._jobs.empty()

    def stop_following(self, path: Path) -> None:
        """Follow this take no more: it is finished and written down."""
        followed = self._followed
        if followed is not None and is_same_take(followed, path):
            self._followed = None

    def _read(self) -> None:
        while True:
            try:
                request: Request = self._connection.recv()
            except (EOFError, OSError):
                self._on_gone()
                return
            self._take(request)

    def _take(self, request: Request) -> None:
        match request:
            case Shutdown():
                # Nothing is left to write, and taking a big model apart can take seconds.
                os._exit(0)
            case Pause():
                self._pause.set()
            case Follow(path):
                self._followed = path
                self._jobs.put(None)
            case StopFollowing():
                self._followed = None
                self._jobs.put(None)
            case Load():
                self._jobs.put(request)
            case _:
                self._pause.clear()  # one that came late was meant for an earlier job
                self._jobs.put(request)
