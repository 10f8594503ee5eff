"""The menus of a transcript: of a word, and of the whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from mockinterview.core.changes import Change
from mockinterview.core.transcript import is_uncertain
from mockinterview.ui.marking.correcting.changes_guide import ChangesGuide
from mockinterview.ui.marking.correcting.corrector import Corrector
from mockinterview.ui.marking.correcting.landmarks import Landmarks
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.transcript_panel import TranscriptPanel
from mockinterview.ui.widgets.plain import plain_entry

_LETTERS = 30
"""Of longer words the menu shows the beginning."""

Entry = tuple[str, str, Callable[[], object]]
"""What is offered, its key, and what it does."""


class WordsMenus(QObject):
    """Opens a menu where it was asked for; `opened` is the one that is open or was last.

    Args:
        corrector: what the entries do to the words.
        changes: shows what was changed.
        landmarks: goes to uncertain words and hesitations.
        panel: where the words are.
        find: opens the bar to find words in.
        copy: copies the chosen words, or all.
        export: asks where to write the transcript to.
    """

    def __init__(
        self,
        corrector: Corrector,
        changes: ChangesGuide,
        landmarks: Landmarks,
        panel: TranscriptPanel,
        *,
        find: Callable[[], object],
        copy: Callable[[], object],
        export: Callable[[], object],
    ) -> None:
        super().__init__(panel)
        self._corrector = corrector
        self._changes = changes
        self._landmarks = landmarks
        self._panel = panel
        self._find = find
        self._copy = copy
        self._export = export
        self.opened: QMenu | None = None
        panel.view.menu_asked.connect(self._open_for_word)
        panel.head.menu_asked.connect(self._open_for_all)

    def _open_for_word(self, word: int, place: QPoint) -> None:
        chosen = self._panel.view.chosen or (word, word)
        said = self._panel.view.layout_of_words.plain(*chosen)
        name = said if len(said) <= _LETTERS else f"{said[:_LETTERS].rstrip()} …"
        play = self._panel.view.word_clicked
        entries: list[Entry | None] = [
            (f"Play from “{name}”", "Enter", lambda: play.emit(chosen[0])),
            ("Copy", "Ctrl+C", self._copy),
        ]
        text = self._panel.text
        if text is not None:
            entries += [None, *self._to_correct(text, chosen, name)]
        self._open(entries, place)

    def _to_correct(self, text: TakeText, chosen: tuple[int, int], name: str) -> list[Entry]:
        corrector = self._corrector
        entries: list[Entry] = [
            (f"Correct “{name}”", "C", lambda: corrector.begin(*chosen)),
            (f"Delete “{name}”", "Delete", corrector.delete),
        ]
        first, last = chosen
        if any(is_uncertain(word) for word in text.words[first : last + 1]):
            entries.append((f"“{name}” is right", "", lambda: corrector.confirm(first, last)))
        changes = text.changes_within(first, last)
        if changes:
            entries.append((_putting_back(changes), "", lambda: corrector.revert(*changes)))
        return entries

    def _open_for_all(self) -> None:
        corrector, landmarks, panel = self._corrector, self._landmarks, self._panel
        text = panel.text
        entries: list[Entry | None] = []
        if text is not None and text.uncertain:
            entries.append(("Next uncertain word", "F8", lambda: landmarks.step_uncertain(1)))
        if text is not None and text.fillers:
            entries.append(("Play the next hesitation", "F9", lambda: landmarks.step_filler(1)))
        entries.append(("Find …", "Ctrl+F", self._find))
        if text is not None and text.changes:
            shown = "Hide changes" if panel.shows_changes else "Show changes"
            entries += [(shown, "D", self._changes.toggle)]
            entries += [("Put all words back", "", corrector.revert_all)]
        copied = "Copy the chosen words" if panel.view.chosen else "Copy all"
        entries += [None, (copied, "Ctrl+C", self._copy)]
        entries += [("Export transcript …", "Ctrl+Shift+E", self._export)]
        button = panel.head.menu_button
        self._open(entries, button.mapToGlobal(button.rect().bottomLeft()))

    def _open(self, entries: list[Entry | None], place: QPoint) -> None:
        menu = QMenu(self._panel)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            words, key, act = entry
            # An ampersand in what was said is no letter to press.
            action = menu.addAction(plain_entry(words) + (f"\t{key}" if key else ""))
            action.triggered.connect(lambda _=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        self.opened = menu
        menu.popup(place)


def _putting_back(changes: list[Change]) -> str:
    if len(changes) > 1:
        return "Put these words back"
    original = changes[0].original_text
    return f"Put “{original}” back" if original else "Take it out again"
