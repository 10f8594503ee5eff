"""Those who are told how the transcripts go on."""

from __future__ import annotations

import threading

from mockinterview.transcribing.job import Happening, Job, Listener, Notice


class Listeners:
    """Tells everybody, from whatever thread something happens in."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """Tell this one too."""
        with self._lock:
            self._listeners.append(listener)

    def remove(self, listener: Listener) -> None:
        """Tell this one no more."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def tell(self, job: Job, happening: Happening) -> None:
        """Tell that something happened to a job."""
        with self._lock:
            listeners = tuple(self._listeners)
        notice = Notice(job, happening, job.status)
        for listener in listeners:
            listener(notice)
