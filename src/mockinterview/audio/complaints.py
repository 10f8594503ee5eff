"""Hears what FFmpeg complains about: of most damage it tells nothing else, and reads on."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Container, Iterator

import av.logging

# FFmpeg speaks to the whole process, so this stands for good. What nobody listens to goes nowhere.
logging.getLogger("libav").setLevel(logging.CRITICAL + 1)
av.logging.set_skip_repeated(False)
av.logging.set_level(av.logging.ERROR)


class Complaints:
    """Whether there were errors since it was last asked, of parts of FFmpeg with certain names.

    Those that read the picture complain too, of what is no matter for the sound.
    """

    def __init__(self) -> None:
        self._heard: list[tuple[str, str]] = []

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is said in this thread meanwhile."""
        with av.logging.Capture() as said:
            try:
                yield
            finally:
                self._heard += [
                    (name, text) for level, name, text in said if level <= av.logging.ERROR
                ]

    def taken(self, names: Container[str]) -> bool:
        """Whether one of these has complained; all that was heard is forgotten."""
        was_heard = any(name in names for name, _ in self._heard)
        self._heard.clear()
        return was_heard
