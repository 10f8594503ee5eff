"""The interview screen: drives one interview by keys and buttons, in a sitting or alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from mockinterview.core.attempt import Take
from mockinterview.core.interview import Stage
from mockinterview.core.sitting import Changeover
from mockinterview.index.record import answer_length
from mockinterview.services import Services
from mockinterview.session import InterviewSession, View
from mockinterview.ui.interview_view import InterviewView
from mockinterview.ui.interview_words import leaving_words, saved_words, words_for
from mockinterview.ui.marking.transcription import Transcriptions
from mockinterview.ui.sitting.place import Place
from mockinterview.ui.take_transcripts import TakeTranscripts
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

POLL_MILLISECONDS: Final = 50

DEAF_SECONDS: Final = {Stage.PREPARE: 0.6, Stage.ANSWER: 1.0}
DEAF_AFTER_TYPING_SECONDS: Final = 3.0
"""For so long after it began a stage ignores its main key: a press meant for the stage before it,
a double press, or the space after a word of the notes must not skip the preparation or end an
answer."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class InterviewPage(InterviewView):
    """Shows one `InterviewSession` and drives it.

    Signals: `left()` back to the questions, `marking_wanted(folder, take_number)`; in a sitting
    `answer_saved(folder)` once it is on the disk, `answered(folder)` when the next question is due,
    `practised()` after the practice question, `sitting_left(folder)` with the answer that stands,
    or None. `import_wanted(question_id)` after `left()`, where there was no microphone.
    `stage_entered(Stage)` when a stage begins.
    """

    left = Signal()
    marking_wanted = Signal(object, int)
    answer_saved = Signal(object)
    answered = Signal(object)
    practised = Signal()
    sitting_left = Signal(object)
    import_wanted = Signal(str)
    stage_entered = Signal(object)

    def __init__(
        self, services: Services, theme: Theme, tasks: Tasks, transcriptions: Transcriptions
    ) -> None:
        super().__init__(services, theme, tasks)
        self._services = services
        self.session: InterviewSession | None = None
        self.last_time: Callable[[str], str] = lambda _: ""
        self._place: Place | None = None
        self._changeover: Changeover | None = None
        self._transcripts = TakeTranscripts(transcriptions)
        self._stage = Stage.READY
        self._deaf_until = 0.0
        self._is_by_hand = False
        self._wants_marking = False
        self._wants_import = False
        self._is_told_saved = False
        self._is_after_typing = False
        self._view: View | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self._poll)
        self._connect()

    @property
    def is_running(self) -> bool:
        """Whether an interview is held that is not saved yet, or a sitting that is not over."""
        if self.session is None or self._stage is Stage.LEFT:
            return False
        return self._stage is not Stage.SAVED or self._place is not None

    def open(self, session: InterviewSession, place: Place | None = None) -> None:
        """Begin this interview; `place` says where in a sitting it stands."""
        self.session = session
        self._place, self._changeover = place, None
        attempt = session.attempt
        self._stage, self._view = Stage.READY, None
        self._wants_import = self._is_told_saved = False
        self._transcripts.forget()
        where = f"{attempt.question.theme} · {attempt.format.title}"
        self.where.setText(f"{place.where} · {where}" if place else where)
        self.leave_button.setText("Leave sitting" if place else "Leave")
        reminder = self.last_time(attempt.question.id)
        reminded = f"Last time you wrote: “{reminder}”" if reminder else ""
        self.note.setText("\n".join(filter(None, (attempt.question.candidate_note, reminded))))
        self.notes.field.setPlainText(attempt.notes)
        self.leaving.hide()
        self.interruption.put_away()
        session.begin()
        self._timer.start()
        self._services.transcribing.warm()
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
        elif key in _ENTER and isinstance(button := self.focusWidget(), QAbstractButton):
            button.click()
        elif key in _ENTER and self._stage is Stage.SAVED:
            self._act()
        elif key == Qt.Key.Key_R and self.again_button.isVisible():
            self._retake()
        elif key == Qt.Key.Key_M and self.status.other.isVisible():
            self._change_microphone()
        elif self.notes.is_editable and _is_writing(event):
            self.notes.write(event.text())
        else:
            super().keyPressEvent(event)

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
            self._go_on_or_look(session)
        elif self._stage is Stage.SAVED:
            self._wants_marking = True  # at once, or as soon as the take is on the disk
        self._poll()

    def _go_on_or_look(self, session: InterviewSession) -> None:
        """Go on after an interruption, or look for a microphone while there is none."""
        if self.interruption.lacks_device:
            self.interruption.chooser.again.click()
        else:
            session.resume()

    def _retake(self) -> None:
        if self.session is not None and self.session.can_retake:
            self._is_by_hand = True
            self.session.retake()
            self._poll()

    def _change_microphone(self) -> None:
        """End the part in which nothing can be heard, and choose another microphone."""
        if self.session is not None:
            self.session.change_device()
            self._poll()

    def _resume(self) -> None:
        """Go on, as the button says, whatever was found."""
        session = self.session
        if session is not None and self._stage is Stage.INTERRUPTED and session.is_settled:
            self._is_by_hand = True
            session.resume()
            self._poll()

    def _finish_here(self) -> None:
        if self.session is not None and self._stage is Stage.INTERRUPTED:
            self.session.finish()
            self._poll()

    def _mark(self) -> None:
        """What follows a saved answer: marking, or in a sitting the next question."""
        session = self.session
        if session is None:
            return
        if self._place is not None:
            self._go_on_in_sitting(session, self._place)
            return
        take = session.attempt.latest_take
        if take is None or take.seconds == 0:
            self._go_back()
            return
        self.close_session()
        self.marking_wanted.emit(session.folder, take.number)

    def _go_on_in_sitting(self, session: InterviewSession, place: Place) -> None:
        self.close_session()
        if place.is_practice:
            self.practised.emit()
        else:
            self.answered.emit(session.folder)

    def _ask_to_leave(self) -> None:
        if not self.leaving.isHidden():
            self._stay()
        elif self._stage is Stage.SAVED and self._place is None:
            self._go_back()
        else:
            what = "this question" if self._place is None else "the sitting"
            self.leaving.ask(f"Leave {what}?", leaving_words(self._stage, self._place))

    def _stay(self) -> None:
        self.leaving.hide()
        self.setFocus()

    def _leave(self) -> None:
        self.leaving.hide()
        if self._stage is Stage.SAVED:
            self._go_back()
        elif self.session is not None:
            self.session.leave()
            self._poll()

    def _import_instead(self) -> None:
        """Leave, and answer with a recording that was made elsewhere."""
        self._wants_import = True
        self._leave()

    def _go_back(self) -> None:
        session, place = self.session, self._place
        if session is None or not (session.is_settled or session.is_stuck):
            return
        self.close_session()
        if place is None:
            self.left.emit()
            if self._wants_import:
                self.import_wanted.emit(session.attempt.question.id)
        else:
            stands = self._stage is Stage.SAVED and not place.is_practice
            self.sitting_left.emit(session.folder if stands else None)

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
        elif view.stage is Stage.SAVED and session.is_settled:
            self._tell_saved(session)
            self._run_changeover()
            if self._wants_marking:
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
        self._changeover = None
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
        self.stage_entered.emit(view.stage)

    def _tell_saved(self, session: InterviewSession) -> None:
        """In a sitting an answer counts from here on, whatever happens in the break."""
        if not self._is_told_saved and self._place is not None and not self._place.is_practice:
            self._is_told_saved = True
            self.answer_saved.emit(session.folder)

    def _run_changeover(self) -> None:
        """In a sitting the next question comes by itself when the time between is over."""
        if self._place is None or not self._place.changeover_seconds:
            return
        if self._changeover is None:
            self._changeover = Changeover(self._place.changeover_seconds, time.monotonic)
        elif not self._changeover.seconds_left and self.leaving.isHidden():
            self._wants_marking = True

    def _show(self, session: InterviewSession, view: View) -> None:
        self._show_question(session.attempt, view.stage)
        self._show_clock(view)
        self._show_interruption(session, view, is_alone=self._place is None)
        if view.stage is Stage.SAVED:
            self._show_saved(session, view)
            return
        words = words_for(
            view,
            session.attempt.format,
            can_start=session.can_start_early,
            can_stop=session.can_stop_early,
        )
        is_recording = view.stage is Stage.ANSWER
        # Space ends the answer, as the button says; it must never land on “Leave”.
        wanted = Qt.FocusPolicy.NoFocus if is_recording else Qt.FocusPolicy.StrongFocus
        self.leave_button.setFocusPolicy(wanted)
        self.status.tell(
            words.state,
            words.remark,
            view.warning,
            is_recording=is_recording,
            offers_other=session.can_change_device,
        )
        if is_recording:
            self.status.meter.show_level(view.level_dbfs)
        is_typing = self.notes.field.hasFocus()
        is_asking = not self.leaving.isHidden()
        action = "" if view.stage is Stage.INTERRUPTED else words.action
        self._offer(action, "" if is_asking else "Ctrl+Enter" if is_typing else "Space")
        self.again_button.hide()
        self.back_button.hide()

    def _show_saved(self, session: InterviewSession, view: View) -> None:
        take = session.attempt.latest_take
        if view.is_saving or not session.is_settled or take is None:
            self.status.tell("Saving …", "", "", is_recording=False)
            self._offer("", "")
            return
        problem = str(view.problem) if view.problem else take.problem
        words = saved_words(take, self._place, self._remark_on(session, take))
        remark = words.remark
        if self._changeover is not None:
            self._show_changeover(self._changeover.seconds_left, self._changeover.seconds)
        self.status.tell(words.state, remark, problem, is_recording=False)
        self._offer(words.action, "Enter")
        self.back_button.setVisible(self._place is None and take.seconds > 0)
        self.again_button.setVisible(session.can_retake)

    def _remark_on(self, session: InterviewSession, take: Take) -> str:
        """How long the take is and how its transcript stands."""
        length = f"Take {take.number} · {answer_length(session.attempt, take)}"
        if self._place is not None and self._place.is_practice:
            return length
        is_alone = self._place is None
        self._transcripts.start(session.folder, session.attempt, is_awaited=is_alone)
        if self._place is not None:
            return length
        return f"{length} · {self._transcripts.words(take.number)}"

    def _connect(self) -> None:
        self.leave_button.clicked.connect(self._ask_to_leave)
        self.main_button.clicked.connect(self._act)
        self.again_button.clicked.connect(self._retake)
        self.status.other.clicked.connect(self._change_microphone)
        self.back_button.clicked.connect(self._go_back)
        self.leaving.left.connect(self._leave)
        self.leaving.stayed.connect(self._stay)
        self.interruption.resumed.connect(self._resume)
        self.interruption.finished.connect(self._finish_here)
        self.interruption.import_wanted.connect(self._import_instead)
        self.notes.field.textChanged.connect(self._keep_notes)
        self.notes.field.submitted.connect(self._act)
        self.notes.field.left.connect(self.setFocus)


def _is_writing(event: QKeyEvent) -> bool:
    """Whether a key makes a character: somebody who just begins to write means the notes."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & commands
