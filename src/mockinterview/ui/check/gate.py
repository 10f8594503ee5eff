"""Leads to the sound check before a practice, where one is due, and then to the practice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from mockinterview.device_check import change_words, present_devices
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.services import Services
from mockinterview.settings import CheckedDevices
from mockinterview.ui.tasks import Tasks

logger = logging.getLogger(__name__)

_NOTHING = CheckedDevices(input=None, output=None)
_BY_HAND = "Try microphone and loudspeaker as often as you like."

Step = Callable[[], None]


class OpenPage(Protocol):
    """Shows the page of the sound check; `CheckPage.prepare` tells the arguments."""

    def __call__(self, reason: str, *, is_before_practice: bool) -> None:
        """Prepare it and bring it to the front."""


class CheckGate(QObject):
    """Opens at once when the devices are those of the last accepted check.

    A check that was skipped is not asked for again with the same devices while the program runs.

    Args:
        open_page: brings the page of the sound check to the front, after it was prepared.
    """

    def __init__(
        self, services: Services, tasks: Tasks, open_page: OpenPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._open_page = open_page
        self._skipped: CheckedDevices | None = None
        self._is_looking = False
        self._origin: Step | None = None
        self._then: Step | None = None

    def pass_through(self, then: Step, origin: Step) -> None:
        """Go on with `then`, after a check if one is due.

        Args:
            then: the practice; the page that it was chosen on is in front by then.
            origin: brings that page to the front, after a check or instead of it.
        """
        if self._is_looking:
            return  # pressed twice

        def decide(present: CheckedDevices) -> None:
            accepted = self._services.settings.checked_devices
            if present in (accepted, self._skipped):
                then()
                return
            self._open(change_words(accepted, present), then, origin)

        self._look(decide)

    def open_by_hand(self, origin: Step) -> None:
        """A check that nothing waits for."""
        self._open(_BY_HAND, None, origin)

    def accept(self) -> None:
        """Everything works: keep the devices, and go on."""
        self._end(self._keep)

    def skip(self) -> None:
        """Go on without a check this time."""
        self._end(self._note_skipped)

    def leave(self) -> None:
        """Back to where it came from; the practice is not held."""
        self._end(None)

    def _open(self, reason: str, then: Step | None, origin: Step) -> None:
        self._then, self._origin = then, origin
        self._open_page(reason, is_before_practice=then is not None)

    def _end(self, note: Callable[[CheckedDevices], None] | None) -> None:
        """Back to where the check was asked for; then note the devices and go on."""
        origin, then = self._origin, self._then
        self._origin = self._then = None
        if origin is None:
            return
        origin()
        if note is None:
            return

        def go_on(present: CheckedDevices) -> None:
            note(present)
            if then is not None:
                then()

        self._look(go_on)

    def _look(self, done: Callable[[CheckedDevices], None]) -> None:
        """Which devices there are; none where there is no sound at all."""
        self._is_looking = True
        future = self._services.audio.submit(partial(present_devices, self._services))

        def stop_looking() -> None:
            self._is_looking = False

        def fail(error: MockInterviewError) -> None:
            logger.warning("devices cannot be looked for: %s (%s)", error, error.detail)
            done(_NOTHING)

        self._tasks.follow(future, done, fail, ended=stop_looking)

    def _keep(self, present: CheckedDevices) -> None:
        try:
            self._services.change_settings(checked_devices=present)
        except LibraryError as error:  # the check is asked for again the next time
            logger.warning("the accepted devices are not kept: %s", error)

    def _note_skipped(self, present: CheckedDevices) -> None:
        self._skipped = present
