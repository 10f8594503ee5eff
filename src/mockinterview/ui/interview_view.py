"""What the interview screen shows: the question, the clock, one main action and the notes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.attempt import Attempt
from mockinterview.core.interview import Stage
from mockinterview.errors import LibraryError, NoDeviceError
from mockinterview.services import Services
from mockinterview.session import InterviewSession, View
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import (
    InterruptionCard,
    LeaveCard,
    NotesCard,
    Status,
    keep_place,
)
from mockinterview.ui.interview_words import clock_spoken, clock_text, urgency_of, words_for
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.clock import Urgency
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import clock_words, spoken_length

_QUESTION_WIDTH: Final = 900
_LONG_PROMPT: Final = 160
"""Letters; a longer prompt is set smaller so that it stays on the screen as a whole."""
_ROOMY_HEIGHT: Final = 620
"""Below this, at the ordinary text size, a long prompt and the notes get smaller."""

_ICONS = {
    Stage.LISTEN: ("volume-up-line", "accent"),
    Stage.OPENING: ("mic-line", "muted"),
    Stage.INTERRUPTED: ("mic-off-line", "recording"),
    Stage.SAVED: ("check-line", "met"),
    Stage.LEFT: ("check-line", "muted"),
}


class InterviewView(QWidget):
    """The widgets of the interview screen and how they show a moment of it; it drives nothing."""

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Interview")
        self.theme = self._theme = theme
        self._is_cramped = False
        self.where = ElidedLabel("", "meta")
        self.diary_button = KeyButton(theme, "Diary", "Ctrl+D", role="plain")
        self.diary_button.hide()
        self.leave_button = KeyButton(theme, "Leave", "Esc", role="plain")
        self.question = Label("", "question")
        self.note = Label("", "meta")
        keep_place(self.note)
        self.status = Status(theme)
        self.main_button = KeyButton(theme, "", "Space", role="primary")
        self.again_button = KeyButton(theme, "Answer again", "R")
        self.back_button = KeyButton(theme, "Back to questions")
        self.notes = NotesCard(theme)
        self.leaving = LeaveCard(theme, self)
        self.interruption = InterruptionCard(services, theme, tasks)
        self._arrange()
        self.leaving.turned.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question is as wide as there is room, up to a line that can be read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Wrapped words as high as they are; the question about leaving beneath the action.

        Where the screen tells of an interruption, the question takes its place.
        """
        self._is_cramped = self.height() < self._theme.pixels(_ROOMY_HEIGHT)
        self.notes.make_room(is_cramped=self._is_cramped)
        is_long = len(self.question.text()) > _LONG_PROMPT
        long_role = "strong" if self._is_cramped else "heading"
        set_role(self.question, long_role if is_long else "question")
        room = min(self._theme.pixels(_QUESTION_WIDTH), self.width() - 4 * tokens.SPACE_32)
        for label in (self.question, self.note):
            label.setFixedSize(room, max(0, label.heightForWidth(room)))
        self._page.activate()
        is_asking = not self.leaving.isHidden()
        if self.interruption.is_wanted:
            top = self.interruption.geometry().top()
        else:
            top = self.main_button.geometry().bottom() + tokens.SPACE_16
        lowest = self.height() - self.leaving.height() - tokens.SPACE_16
        self.leaving.move((self.width() - self.leaving.width()) // 2, min(top, lowest))
        is_covering = self.leaving.geometry().intersects(self.notes.geometry())
        self.notes.cover(is_covered=is_covering and is_asking)
        self.interruption.cover(is_covered=is_asking)

    def _show_question(self, attempt: Attempt, stage: Stage) -> None:
        is_hidden = attempt.format.show_prompt == "after-playing" and stage is Stage.LISTEN
        prompt = "Listen to the question" if is_hidden else attempt.question.prompt
        if self.question.text() != prompt:
            self.question.setText(prompt)
            self._fit()
        is_early = stage in {Stage.LISTEN, Stage.PREPARE}
        self.note.setVisible(is_early and not is_hidden and not self._is_cramped)

    def _show_clock(self, view: View) -> None:
        clock = self.status.clock
        if view.stage in _ICONS:
            clock.show_icon(*_ICONS[view.stage])
            clock.setAccessibleDescription("")
            return
        limit = view.limit_seconds
        fraction = 1.0 if not limit or view.seconds_left is None else view.seconds_left / limit
        is_answer = view.stage is Stage.ANSWER
        clock.show_time(
            clock_text(view),
            fraction,
            "recording" if is_answer else "accent",
            thickness=8 if is_answer else 4,
            urgency=urgency_of(view),
        )
        clock.setAccessibleDescription(clock_spoken(view))

    def _show_interruption(self, session: InterviewSession, view: View, *, is_alone: bool) -> None:
        """What stopped the answer; a question that is asked alone can be answered by a file."""
        is_interrupted = view.stage is Stage.INTERRUPTED
        self.status.setVisible(not is_interrupted)
        if not is_interrupted:
            self.interruption.put_away()
            return
        words = words_for(view, session.attempt.format, can_start=False, can_stop=False)
        kept = session.attempt.answered_seconds
        if not session.is_settled:
            told = "What was said is being saved …"
        elif kept > 0:
            told = f"{clock_words(kept)} was recorded and is kept. The clock has stopped."
        else:
            told = "Nothing had been recorded yet. The clock has stopped."
        has_sound = any(take.seconds for take in session.attempt.takes)
        is_deaf = isinstance(view.problem, NoDeviceError) and not has_sound and is_alone
        self.interruption.tell(
            words.state,
            words.remark,
            told,
            offers_devices=not isinstance(view.problem, LibraryError),
            offers_import=is_deaf,
        )
        self.interruption.go_on.setEnabled(session.is_settled)
        self.interruption.finish.setEnabled(session.is_settled)

    def _show_changeover(self, seconds_left: float, seconds: float) -> None:
        """The clock of the time between two questions."""
        words = clock_words(-int(-seconds_left // 1))
        fraction = seconds_left / seconds if seconds else 0.0
        self.status.clock.show_time(words, fraction, "accent", thickness=4, urgency=Urgency.CALM)
        self.status.clock.setAccessibleDescription(f"{spoken_length(seconds_left)} left")

    def _offer(self, action: str, key: str) -> None:
        self.main_button.setVisible(bool(action))
        if action:
            self.main_button.setText(action)
            self.main_button.setAccessibleName(action)
            self.main_button.set_key(key)

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self.question, self.note):
            label.setAlignment(middle)
        top = QHBoxLayout()
        top.addWidget(self.where, 1)
        top.addWidget(self.diary_button)
        top.addWidget(self.leave_button)
        actions = QHBoxLayout()
        actions.setSpacing(tokens.SPACE_12)
        actions.addStretch(1)
        for button in (self.main_button, self.again_button, self.back_button):
            button.setMinimumHeight(self._theme.pixels(48))
            actions.addWidget(button)
            button.hide()
        actions.addStretch(1)
        self._page = page = QVBoxLayout(self)
        page.setContentsMargins(tokens.SPACE_32, tokens.SPACE_24, tokens.SPACE_32, tokens.SPACE_24)
        page.setSpacing(0)
        page.addLayout(top)
        page.addStretch(3)
        page.addWidget(self.question, 0, middle)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.note, 0, middle)
        page.addSpacing(tokens.SPACE_32)
        page.addWidget(self.status)
        page.addWidget(self.interruption, 0, middle)
        page.addSpacing(tokens.SPACE_32)
        page.addLayout(actions)
        page.addStretch(3)
        page.addSpacing(tokens.SPACE_12)
        page.addWidget(self.notes)
