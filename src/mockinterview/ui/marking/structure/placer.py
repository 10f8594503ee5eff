"""What a person does to the parts of the story, by key, button, menu and drag."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part, parts_of
from mockinterview.ui.marking.evidence.sentences import sentence_at
from mockinterview.ui.marking.structure.placing import placed
from mockinterview.ui.marking.structure.steps import (
    NONE_CHOSEN,
    STEP_KEYS,
    spoken_part,
    step_name,
)
from mockinterview.ui.marking.transcript_text import Stretch

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class Placer(QObject):
    """Changes the parts; without the claim on the marks they can be heard only."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self.opened: QMenu | None = None

    def place(self, role: StarrRole) -> bool:
        """Call what is chosen, or the sentence that is being heard, by a step.

        Returns: whether there was anything to call by it.
        """
        stretch = self._stretch()
        if stretch is None or self._page.desk is None:
            self._page.header.tell(NONE_CHOSEN if self._page.desk else "")
            return False
        self.place_stretch(stretch, role)
        self._page.answer.clear_choice()
        return True

    def claims_task(self) -> bool:
        """T is for what to do next time, unless there is something to call by a step."""
        return self._stretch() is not None and self.place(StarrRole.TASK)

    def place_stretch(self, stretch: Stretch, role: StarrRole) -> None:
        """Call a stretch of the take that is shown by a step."""
        desk, answer = self._page.desk, self._page.answer
        if desk is None:
            return
        take = answer.take_number
        parts = parts_of(desk.marking.structure, take)
        part = placed(stretch, role, take, parts, answer.transcript.view.layout_of_words)
        desk.change_marks(lambda marking: marking.with_part(part))
        self._tell(part)

    def place_or_play(self, role: StarrRole) -> None:
        """Call what is chosen by a step; with nothing chosen, hear the first part of that step."""
        marking, answer = self._page.marking, self._page.answer
        parts = parts_of(marking.structure, answer.take_number) if marking else []
        found = [part for part in parts if part.role is role]
        if answer.chosen is None and found:
            self.play(found[0])
        else:
            self.place(role)

    def recall(self, part: Part, role: StarrRole) -> None:
        """Call a part by another step."""
        self.reshape(part, part.model_copy(update={"role": role}))

    def reshape(self, old: Part, new: Part) -> None:
        """Give a part other ends, or another step."""
        if self._page.desk is not None:
            self._page.desk.change_marks(lambda marking: marking.with_changed_part(old, new))
            self._tell(new)

    def remove(self, part: Part) -> None:
        """Take a part away."""
        if self._page.desk is not None:
            self._page.desk.change_marks(lambda marking: marking.without_part(part))
            self._page.header.tell(f"{step_name(part.role)} taken away")

    def play(self, part: Part) -> None:
        """Hear just this part, whole words at its ends."""
        start, end = self._page.answer.audible(Stretch(part.start, part.end))
        self._page.answer.playback.play_clip(start, end)

    def open_menu(self, part: Part, place: QPoint) -> None:
        """What can be done with a part."""
        menu = QMenu(self._page)
        menu.addAction("Play\tEnter").triggered.connect(lambda: self.play(part))
        if self._page.desk is not None:
            menu.addSeparator()
            self._add_steps(menu, lambda role: self.recall(part, role), part.role)
            menu.addSeparator()
            remove = menu.addAction("Take this part away\tDelete")
            remove.triggered.connect(lambda: self.remove(part))
        self._open(menu, place)

    def open_steps(self, stretch: Stretch, place: QPoint) -> None:
        """Ask which step a stretch is that was dragged over."""
        menu = QMenu(self._page)
        self._add_steps(menu, lambda role: self.place_stretch(stretch, role), None)
        self._open(menu, place)

    def _add_steps(
        self, menu: QMenu, act: Callable[[StarrRole], object], current: StarrRole | None
    ) -> None:
        for role, key in STEP_KEYS.items():
            action = menu.addAction(f"{step_name(role)}\t{key}")
            action.setCheckable(current is not None)
            action.setChecked(role is current)
            action.triggered.connect(partial(_without_check, act, role))

    def _open(self, menu: QMenu, place: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        self.opened = menu
        menu.popup(place)

    def _stretch(self) -> Stretch | None:
        """What is chosen, else the sentence that is being heard."""
        answer = self._page.answer
        text = answer.transcript.view.layout_of_words
        spoken = text.word_at_time(answer.playback.position)
        if answer.chosen is not None or not answer.playback.is_playing or spoken is None:
            return answer.chosen
        return text.stretch(*sentence_at(text.words, spoken))

    def _tell(self, part: Part) -> None:
        self._page.header.tell(spoken_part(part))


def _without_check(
    act: Callable[[StarrRole], object],
    role: StarrRole,
    _is_checked: bool = False,  # noqa: FBT001, FBT002  (a signal's argument)
) -> None:
    act(role)
