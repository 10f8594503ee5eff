"""The keys of the table in `keys`, made to work on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from mockinterview.ui.marking.keys import KEYS

_REPEATING = {
    *("previous", "next", "back", "on", "choose_on", "choose_back", "undo", "redo"),
    *("uncertain_on", "uncertain_back", "find_on", "find_back"),
    *("sentence_on", "sentence_back", "choose_sentence_on", "choose_sentence_back"),
    *("choose_line_on", "choose_line_back"),
    *("start_earlier", "start_later", "end_earlier", "end_later"),
}
"""The actions that a held key repeats."""


class PageKeys:
    """A shortcut for every key while the keyboard is anywhere on the page.

    Fields for text keep the plain keys to themselves.
    """

    def __init__(
        self,
        page: QWidget,
        actions: Mapping[str, Callable[[], object]],
        may_act: Callable[[str], bool],
    ) -> None:
        self._actions = actions
        self._may_act = may_act
        self._shortcuts: list[QShortcut] = []
        for key in (key for keys in KEYS.values() for key in keys):
            for sequence in key.sequences:
                shortcut = QShortcut(QKeySequence(sequence), page)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.setAutoRepeat(key.action in _REPEATING)
                shortcut.activated.connect(lambda action=key.action: self._act(action))
                self._shortcuts.append(shortcut)

    def set_enabled(self, *, is_enabled: bool) -> None:
        """Let the keys rest while something lies over the page."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(is_enabled)

    def _act(self, action: str) -> None:
        if self._may_act(action):
            self._actions[action]()


class ListKeys(QObject):
    """Leaves a drop-down list the keys that choose in it, open or closed."""

    # Qt's own list takes Enter and Escape at this same moment: they must reach it.
    _KEPT = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space})

    def __init__(self, chooser: QComboBox) -> None:
        super().__init__(chooser)
        chooser.installEventFilter(self)
        chooser.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key before the page's shortcuts see it."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in self._KEPT
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)
