"""From a chosen question or sitting to the interview and back, by way of the sound check."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from mockinterview.core.content import Bank, Format, Question
from mockinterview.core.sitting import Sitting
from mockinterview.errors import DiskFullError, LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.session import InterviewSession
from mockinterview.sitting_run import sitting_to_go_on_with
from mockinterview.ui.journeys import Journey

if TYPE_CHECKING:
    from mockinterview.ui.attempts.page import AttemptsPage
    from mockinterview.ui.check.gate import CheckGate
    from mockinterview.ui.practise import PractisePage
    from mockinterview.ui.sitting.flow import SittingFlow
    from mockinterview.ui.sitting.place import Place

    WithBanner = PractisePage | AttemptsPage


class Practising(Journey):
    """Leads through a practice."""

    listens_to = ("practise", "attempts", "interview", "sitting", "summary", "check", "settings")

    @cached_property
    def gate(self) -> CheckGate:
        """What leads to the sound check before a practice, where one is due."""
        from mockinterview.ui.check.gate import CheckGate

        return CheckGate(self._services, self._tasks, self._open_check, self)

    @cached_property
    def flow(self) -> SittingFlow:
        """What leads through a sitting."""
        from mockinterview.ui.sitting.flow import SittingFlow

        flow = SittingFlow(self._services, self._tasks, self._hold, self)
        flow.ended.connect(self._after_sitting)
        flow.failed.connect(self._refuse_sitting)
        return flow

    def _connect_practise(self) -> None:
        page = self._pages.practise
        page.start_wanted.connect(self._start)
        page.sample_wanted.connect(self._try_sample)
        page.sitting_wanted.connect(self.open_sitting)
        page.continue_wanted.connect(partial(self._continue, page, self._show_practise))

    def _connect_attempts(self) -> None:
        page = self._pages.attempts
        back = partial(self.page_wanted.emit, "attempts")
        page.continue_wanted.connect(partial(self._continue, page, back))

    def _connect_interview(self) -> None:
        page = self._pages.interview
        page.left.connect(self._after_interview)
        page.marking_wanted.connect(self._mark)
        page.answer_saved.connect(self.flow.note)
        page.answered.connect(self.flow.go_on)
        page.practised.connect(self.flow.end_practice)
        page.sitting_left.connect(self.flow.leave)

    def _connect_sitting(self) -> None:
        page = self._pages.sitting
        page.check_first = lambda then: self.gate.pass_through(then, self.open_sitting)
        page.start_wanted.connect(self.flow.begin)
        page.left.connect(self._show_practise)

    def _connect_summary(self) -> None:
        page = self._pages.summary
        page.attempt_wanted.connect(lambda folder: self.attempt_wanted.emit(folder, None))
        page.go_on_wanted.connect(
            lambda sitting: self.gate.pass_through(
                partial(self.flow.begin, sitting), partial(self.page_wanted.emit, "summary")
            )
        )
        page.left.connect(self._show_practise)

    def _connect_check(self) -> None:
        page = self._pages.check
        page.accepted.connect(self.gate.accept)
        page.skipped.connect(self.gate.skip)
        page.left.connect(self.gate.leave)

    def _connect_settings(self) -> None:
        back = partial(self.page_wanted.emit, "settings")
        self._pages.settings.check_wanted.connect(lambda: self.gate.open_by_hand(back))

    def _show_practise(self) -> None:
        self.page_wanted.emit("practise")

    def _open_check(self, reason: str, *, is_before_practice: bool) -> None:
        self._pages.check.prepare(reason, is_before_practice=is_before_practice)
        self.page_wanted.emit("check")

    def _start(self, bank: Bank, question: Question, rules: Format) -> None:
        """A practice of one question, after the sound check if one is due."""
        then = partial(self._look_for_room, bank, question, rules)
        self.gate.pass_through(then, self._show_practise)

    def _look_for_room(self, bank: Bank, question: Question, rules: Format) -> None:
        """Look for room on the disk; where it is scarce the person decides."""
        page = self._pages.practise
        begin = partial(self._begin_interview, bank, question, rules)

        def look(problem: DiskFullError | None) -> None:
            page.setEnabled(True)
            if problem is None:
                begin()
            else:
                page.banner.show_problem(problem, "Start anyway", begin)

        page.setEnabled(False)
        self._tasks.run(partial(self._services.room_problem, rules), look)

    def _begin_interview(self, bank: Bank, question: Question, rules: Format) -> None:
        """Make the attempt's folder in the background, then begin."""
        self._pages.practise.banner.hide()
        self._pages.practise.setEnabled(False)
        session = partial(self._services.new_session, bank, question, rules)
        self._tasks.run(session, self._hold, self._refuse)

    def _continue(self, page: WithBanner, back: Callable[[], None], folder: AttemptFolder) -> None:
        """Go on with an answer that was cut off; what hinders that is told on `page`."""

        def refuse(error: MockInterviewError) -> None:
            back()
            if isinstance(error, LibraryError):
                page.banner.show_problem(error, "Try again", again)
            else:
                page.show_problem(error)

        def again() -> None:
            page.banner.hide()
            self._continue(page, back, folder)

        self.gate.pass_through(partial(self._take_up, folder, refuse), back)

    def _take_up(self, folder: AttemptFolder, refuse: Callable[[MockInterviewError], None]) -> None:
        """Take up an attempt that was cut off, and with it the sitting that it is part of."""

        def go_on(sitting: Sitting | None) -> None:
            if sitting is not None and sitting.comes_next(folder.id):
                self.flow.begin(sitting)
                return
            session = partial(self._services.continued_session, folder)
            self._tasks.run(session, self._hold, refuse)

        find = partial(sitting_to_go_on_with, self._services.library, folder)
        self._tasks.run(find, go_on, refuse)

    def _hold(self, session: InterviewSession, place: Place | None = None) -> None:
        self._pages.practise.setEnabled(True)
        self.page_wanted.emit("interview")
        self._pages.interview.open(session, place)

    def open_sitting(self) -> None:
        """Put a sitting together."""
        self.page_wanted.emit("sitting")
        self._pages.sitting.open()

    def _after_sitting(self, sitting: Sitting) -> None:
        self._keeper.refresh()
        self._pages.summary.show_sitting(sitting)
        self.page_wanted.emit("summary")

    def _refuse_sitting(self, error: MockInterviewError, sitting: Sitting) -> None:
        self.open_sitting()
        self._pages.sitting.show_problem(error, partial(self.flow.begin, sitting))

    def _refuse(self, error: MockInterviewError) -> None:
        page = self._pages.practise
        page.setEnabled(True)
        page.card.set_busy(is_busy=False)
        page.show_problem(error)

    def _try_sample(self, question_id: str) -> None:
        samples = list(self._services.content.samples.values())
        fitting = [sample for sample in samples if sample.question == question_id] or samples
        if not fitting:
            return
        self._pages.practise.card.set_busy(is_busy=True)

        def record() -> AttemptFolder:
            from mockinterview.sample import record_sample

            return record_sample(self._services, fitting[0])

        self._tasks.run(record, self._open_sample, self._refuse)

    def _open_sample(self, folder: AttemptFolder) -> None:
        self._pages.practise.card.set_busy(is_busy=False)
        self._keeper.refresh()
        self.attempt_wanted.emit(folder, None)

    def _after_interview(self) -> None:
        self._keeper.refresh()
        self._show_practise()

    def _mark(self, folder: AttemptFolder, take_number: int) -> None:
        self._keeper.refresh()
        self.attempt_wanted.emit(folder, take_number)
