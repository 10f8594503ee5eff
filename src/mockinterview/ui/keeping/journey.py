"""Your data and the window: a deletion that was cut off, what was restored, and the end."""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtWidgets import QWidget

from mockinterview.files.presence import Presence
from mockinterview.services import Services
from mockinterview.ui.journeys import Journey


class Keeping(Journey):
    """Stays in the library, so that no other window deletes it, and tells of what was cut off."""

    listens_to = ("settings",)

    def __init__(self, *ground: Any) -> None:
        super().__init__(*ground)
        self._presence = Presence()
        self._has_looked = False
        self._keeper.changed.connect(self._after_reading)

    def _connect_settings(self) -> None:
        data = self._pages.settings.data
        data.desk.presence = self._presence
        data.changed.connect(self._keeper.refresh)
        data.end_wanted.connect(self._end)

    def _after_reading(self) -> None:
        """Be present where the attempts are now; the folder may be new, or chosen anew."""
        library, presence = self._services.library.folder, self._presence
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            if presence.library != library:
                self._tasks.run(lambda: presence.stay_in(library))
            if not self._has_looked:
                self._has_looked = True
                self._tasks.run(lambda: _is_cut_off(self._services), self._tell_cut_off)

    def _tell_cut_off(self, is_cut_off: bool) -> None:  # noqa: FBT001  (the outcome of a task)
        if is_cut_off:
            self._pages.practise.banner.show_notice(
                "Deleting everything was cut off when the program ended.",
                "Part of your data is still there. Go on in Settings, “Your data”.",
                action_text="Show Settings",
                action=self._show_settings,
            )

    def _show_settings(self) -> None:
        self._pages.practise.banner.dismiss()
        self._tasks.run(lambda: _leave_it(self._services))
        self.page_wanted.emit("settings")

    def _end(self) -> None:
        window = self.parent()
        if isinstance(window, QWidget):
            window.close()


def _is_cut_off(services: Services) -> bool:
    """Whether deleting everything was under way when the program ended."""
    # Imported here, which saves a few hundredths of a second at the start.
    from mockinterview.keeping.deleting import unfinished_note
    from mockinterview.safekeeping import places_of

    return unfinished_note(places_of(services)) is not None


def _leave_it(services: Services) -> None:
    """It was told: whether to go on is for the person to say."""
    from mockinterview.keeping.deleting import forget_note
    from mockinterview.safekeeping import places_of

    forget_note(places_of(services))
