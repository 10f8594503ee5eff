"""The interview screen: the question, the clock, one main action; nothing else to click."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.interview import Stage
from mockinterview.errors import SpeechError
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
from mockinterview.ui.interview_words import (
    clock_spoken,
    clock_text,
    leaving_words,
    urgency_of,
    words_for,
)
from mockinterview.ui.marking.transcription import Transcriptions
from mockinterview.ui.take_transcripts import TakeTranscripts
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import clock_words

POLL_MILLISECONDS: Final = 50
_QUESTION_WIDTH: Final = 900
_LONG_PROMPT: Final = 160
_ROOMY_HEIGHT: Final = 620
"""Below this, at the ordinary text size, a long prompt and the notes get smaller."""
"""Letters; a longer prompt is set smaller so that it stays on the screen as a whole."""

DEAF_SECONDS: Final = {Stage.PREPARE: 0.6, Stage.ANSWER: 1.0}
DEAF_AFTER_TYPING_SECONDS: Final = 3.0
"""For so long after it began a stage ignores its main key: a press meant for the stage before it,
a double press, or the space after a word of the notes must not skip the preparation or end an
answer."""

_ICONS = {
    Stage.LISTEN: ("volume-up-line", "accent"),
    Stage.OPENING: ("mic-line", "muted"),
    Stage.INTERRUPTED: ("mic-off-line", "recording"),
    Stage.SAVED: ("check-line", "met"),
    Stage.LEFT: ("check-line", "muted"),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class InterviewPage(QWidget):
    """Shows one `InterviewSession` and drives it.

    Signals: `left()` back to the questions, `marking_wanted(folder, take_number)`.
    """

    left = Signal()
    marking_wanted = Signal(object, int)

    def __init__(
        self, services: Services, theme: Theme, tasks: Tasks, transcriptions: Transcriptions
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._tasks = tasks
        self._services = services
        self.session: InterviewSession | None = None
        self._transcripts = TakeTranscripts(transcriptions)
        self._stage = Stage.READY
        self._deaf_until = 0.0
        self._is_by_hand = False
        self._wants_marking = False
        self._is_cramped = False
        self._is_after_typing = False
        self._view: View | None = None
        self.where = ElidedLabel("", "meta")
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
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self._poll)
        self._connect()
        self._arrange()

    @property
    def is_running(self) -> bool:
        """Whether an interview is held that is not saved yet."""
        return self.session is not None and self._stage not in {Stage.SAVED, Stage.LEFT}

    def open(self, session: InterviewSession) -> None:
        """Begin this interview."""
        self.session = session
        attempt = session.attempt
        self._stage, self._view = Stage.READY, None
        self._transcripts.forget()
        self.where.setText(f"{attempt.question.theme} · {attempt.format.title}")
        self.note.setText(attempt.question.candidate_note)
        self.notes.field.setPlainText(attempt.notes)
        self.leaving.hide()
        self.interruption.hide()
        session.begin()
        self._timer.start()
        self._tasks.run(self._warm)
        self._poll()
        self.setFocus()

    def close_session(self) -> None:
        """Stop at once and keep what there is; waits until the sound is on the disk."""
        self._timer.stop()
        session, self.session = self.session, None
        if session is not None:
            session.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the stage; what a focused button or field uses never arrives here."""
        if event.isAutoRepeat():
            return
        key = event.key()
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self._ask_to_leave()
        elif key == Qt.Key.Key_Space or (key in _ENTER and with_control):
            if self._stage is not Stage.SAVED:
                self._act()
        elif key in _ENTER and self._stage is Stage.SAVED:
            self._act()
        elif key == Qt.Key.Key_R and self.again_button.isVisible():
            self._retake()
        elif self.notes.is_editable and _is_writing(event):
            self.notes.write(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question is as wide as there is room, up to a line that can be read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Wrapped words as high as they are; the question about leaving beneath the action."""
        self._is_cramped = self.height() < self._theme.pixels(_ROOMY_HEIGHT)
        self.notes.make_room(is_cramped=self._is_cramped)
        is_long = len(self.question.text()) > _LONG_PROMPT
        long_role = "strong" if self._is_cramped else "heading"
        set_role(self.question, long_role if is_long else "question")
        room = min(self._theme.pixels(_QUESTION_WIDTH), self.width() - 4 * tokens.SPACE_32)
        for label in (self.question, self.note):
            label.setFixedSize(room, max(0, label.heightForWidth(room)))
        self._page.activate()
        top = self.main_button.geometry().bottom() + tokens.SPACE_16
        lowest = self.height() - self.leaving.height() - tokens.SPACE_16
        self.leaving.move((self.width() - self.leaving.width()) // 2, min(top, lowest))

    def _warm(self) -> None:
        """On the work executor: have the model loaded by the time the answer ends."""
        try:
            self._services.speech.warm()
        except SpeechError:
            return  # told when the transcript is asked for

    def _act(self) -> None:
        """The one main action of the stage."""
        session = self.session
        if session is None or time.monotonic() < self._deaf_until:
            return
        self._is_by_hand = True
        if self._stage is Stage.LISTEN:
            session.skip_prompt()
        elif self._stage is Stage.PREPARE and session.can_start_early:
            session.start_answer()
        elif self._stage is Stage.ANSWER and session.can_stop_early:
            session.finish()
        elif self._stage is Stage.INTERRUPTED and session.is_settled:
            session.resume()
        elif self._stage is Stage.SAVED:
            self._wants_marking = True  # at once, or as soon as the take is on the disk
        self._poll()

    def _retake(self) -> None:
        if self.session is not None and self.session.can_retake:
            self._is_by_hand = True
            self.session.retake()
            self._poll()

    def _finish_here(self) -> None:
        if self.session is not None and self._stage is Stage.INTERRUPTED:
            self.session.finish()
            self._poll()

    def _mark(self) -> None:
        session = self.session
        if session is None:
            return
        take = session.attempt.latest_take
        if take is None or take.seconds == 0:
            self._go_back()
            return
        self.close_session()
        self.marking_wanted.emit(session.folder, take.number)

    def _ask_to_leave(self) -> None:
        if not self.leaving.isHidden():
            self._stay()
        elif self._stage is Stage.SAVED:
            self._go_back()
        else:
            self.leaving.ask(leaving_words(self._stage))
            self._fit()

    def _stay(self) -> None:
        self.leaving.hide()
        self.setFocus()

    def _leave(self) -> None:
        self.leaving.hide()
        if self.session is not None:
            self.session.leave()
            self._poll()

    def _go_back(self) -> None:
        if self.session is not None and self.session.is_settled:
            self.close_session()
            self.left.emit()

    def _keep_notes(self) -> None:
        if self.session is not None:
            self.session.set_notes(self.notes.field.toPlainText())

    def _poll(self) -> None:
        session = self.session
        if session is None:
            return
        view = session.poll()
        if view.stage is not self._stage:
            self._enter(view)
        self._view = view
        self._show(session, view)
        if view.stage is Stage.LEFT:
            self._go_back()
        elif view.stage is Stage.SAVED and self._wants_marking and session.is_settled:
            self._mark()

    def _enter(self, view: View) -> None:
        """What happens once when a stage begins."""
        was_typing = self.notes.field.hasFocus()
        is_asked_for = self._is_by_hand and view.stage is Stage.PREPARE
        deaf_seconds = 0.0 if is_asked_for else DEAF_SECONDS.get(view.stage, 0.0)
        if view.stage is Stage.OPENING:
            self._is_after_typing = was_typing and not self._is_by_hand
        elif view.stage is Stage.ANSWER:
            self.status.meter.reset()
            if self._is_after_typing:
                deaf_seconds = DEAF_AFTER_TYPING_SECONDS
        self._deaf_until = time.monotonic() + deaf_seconds
        self._is_by_hand = self._wants_marking = False
        self._stage = view.stage
        if view.stage is Stage.PREPARE:
            self.notes.edit()
        else:
            self.notes.read()
        if was_typing or view.stage is not Stage.PREPARE:
            self.leaving.hide()
            self.setFocus()

    def _show(self, session: InterviewSession, view: View) -> None:
        rules = session.attempt.format
        words = words_for(
            view, rules, can_start=session.can_start_early, can_stop=session.can_stop_early
        )
        is_hidden = rules.show_prompt == "after-playing" and view.stage is Stage.LISTEN
        prompt = "Listen to the question" if is_hidden else session.attempt.question.prompt
        if self.question.text() != prompt:
            self.question.setText(prompt)
            self._fit()
        is_early = view.stage in {Stage.LISTEN, Stage.PREPARE}
        self.note.setVisible(is_early and not is_hidden and not self._is_cramped)
        self._show_clock(view)
        self._show_interruption(session, view)
        if view.stage is Stage.SAVED:
            self._show_saved(session, view)
            return
        is_recording = view.stage is Stage.ANSWER
        # Space ends the answer, as the button says; it must never land on “Leave”.
        wanted = Qt.FocusPolicy.NoFocus if is_recording else Qt.FocusPolicy.StrongFocus
        self.leave_button.setFocusPolicy(wanted)
        self.status.tell(words.state, words.remark, view.warning, is_recording=is_recording)
        if is_recording:
            self.status.meter.show_level(view.level_dbfs)
        is_typing = self.notes.field.hasFocus()
        is_asking = not self.leaving.isHidden()
        self._offer(words.action, "" if is_asking else "Ctrl+Enter" if is_typing else "Space")
        self.again_button.hide()
        self.back_button.hide()

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

    def _show_interruption(self, session: InterviewSession, view: View) -> None:
        is_interrupted = view.stage is Stage.INTERRUPTED
        self.status.setVisible(not is_interrupted)
        if not is_interrupted:
            self.interruption.hide()
            return
        words = words_for(view, session.attempt.format, can_start=False, can_stop=False)
        kept = sum(take.seconds for take in session.attempt.takes)
        if not session.is_settled:
            told = "What was said is being saved …"
        elif kept > 0:
            told = f"{clock_words(kept)} was recorded and is kept. The clock has stopped."
        else:
            told = "Nothing had been recorded yet. The clock has stopped."
        self.interruption.tell(words.state, words.remark, told)
        self.interruption.go_on.setEnabled(session.is_settled)
        self.interruption.finish.setEnabled(session.is_settled)

    def _show_saved(self, session: InterviewSession, view: View) -> None:
        take = session.attempt.latest_take
        if view.is_saving or not session.is_settled or take is None:
            self.status.tell("Saving …", "", "", is_recording=False)
            self._offer("", "")
            return
        if take.seconds == 0:
            problem = str(view.problem) if view.problem else ""
            self.status.tell("Nothing was recorded", problem, "", is_recording=False)
            self._offer("Back to questions", "Enter")
        else:
            self._transcripts.start(session.folder, session.attempt)
            length = f"Take {take.number} · {clock_words(take.seconds)}"
            remark = f"{length} · {self._transcripts.words(take.number)}"
            problem = str(view.problem) if view.problem else ""
            self.status.tell("Saved", remark, problem, is_recording=False)
            self._offer("Mark this answer", "Enter")
            self.back_button.show()
        self.again_button.setVisible(session.can_retake)

    def _offer(self, action: str, key: str) -> None:
        is_offered = bool(action) and self._stage is not Stage.INTERRUPTED
        self.main_button.setVisible(is_offered)
        if is_offered:
            self.main_button.setText(action)
            self.main_button.setAccessibleName(action)
            self.main_button.set_key(key)

    def _connect(self) -> None:
        self.leave_button.clicked.connect(self._ask_to_leave)
        self.main_button.clicked.connect(self._act)
        self.again_button.clicked.connect(self._retake)
        self.back_button.clicked.connect(self._go_back)
        self.leaving.left.connect(self._leave)
        self.leaving.stayed.connect(self._stay)
        self.interruption.resumed.connect(self._act)
        self.interruption.finished.connect(self._finish_here)
        self.notes.field.textChanged.connect(self._keep_notes)
        self.notes.field.submitted.connect(self._act)
        self.notes.field.left.connect(self.setFocus)

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self.question, self.note):
            label.setAlignment(middle)
        top = QHBoxLayout()
        top.addWidget(self.where, 1)
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


def _is_writing(event: QKeyEvent) -> bool:
    """Whether a key makes a character: somebody who just begins to write means the notes."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & commands
