"""Two people's marks on one answer, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mockinterview.core.agreement import side_by_side
from mockinterview.core.marking import Evidence
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.services import Services
from mockinterview.ui.agreeing.clips import CitedClips
from mockinterview.ui.agreeing.head import AgreeingHead, Summary
from mockinterview.ui.agreeing.reading import MarkedBy, read_marked_by
from mockinterview.ui.agreeing.table import AgreementTable
from mockinterview.ui.agreeing.wording import (
    KEPT_BACK,
    KEPT_BACK_HINT,
    NOBODY_ELSE,
    NOT_BEGUN,
    NOT_BEGUN_HINT,
    SHOW_ALL_THE_SAME,
    agreed_title,
    cites_nothing,
)
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.widgets.table_pages import arrange_table_page, table_with_keys

_KEYS = "↑ ↓ criterion   ·   ← → hear what the left or the right one cited   ·   Space pause"


class AgreeingPage(QWidget):
    """Shows one of several answers at a time.

    Signals: `left`; `marking_wanted(AttemptFolder, criterion id)`, the id empty for none;
    `all_the_same_wanted(AttemptFolder)`: the marks of others before one's own are begun.
    """

    left = Signal()
    marking_wanted = Signal(object, str)
    all_the_same_wanted = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Marks side by side")
        self._services = services
        self._tasks = tasks
        self._folders: Sequence[AttemptFolder] = ()
        self._place = 0
        self._reading = 0
        self.came_from = "attempts"
        self.answer: MarkedBy | None = None
        self.head = AgreeingHead(theme)
        self.banner = Banner(theme)
        self.summary = Summary(theme)
        self.table = AgreementTable(theme)
        self.keys = Label(_KEYS, "meta")
        self.waiting = Label("Reading the marks …", "meta")
        self.empty = EmptyState(theme, "group-line", "Nobody else has marked this yet", NOBODY_ELSE)
        self.covered = EmptyState(theme, "eye-off-line", KEPT_BACK, KEPT_BACK_HINT)
        self.not_begun = EmptyState(
            theme, "eye-off-line", NOT_BEGUN, NOT_BEGUN_HINT, SHOW_ALL_THE_SAME
        )
        self.clips = CitedClips(services, tasks, self)
        self.report = FileDesk(tasks, self.banner, self, REPORT_FORMATS, ".html")
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def names(self) -> tuple[str, str]:
        """What the headings of the two columns say."""
        if self.answer is None or self.summary.isHidden():
            return "", ""
        shown = self.answer.shown
        chosen = (self.summary.you.currentData(), self.summary.they.currentData())
        return shown[chosen[0]], shown[chosen[1]]

    def show_answers(self, folders: Sequence[AttemptFolder], came_from: str) -> None:
        """Show the first of these answers; PgUp and PgDn lead to the others.

        Args:
            folders: the answers, at least one.
            came_from: the name of the page that going back leads to.
        """
        self.came_from = came_from
        self._folders = folders
        self._go_to(0)

    def refresh(self) -> None:
        """Read the marks again: one's own may have changed meanwhile."""
        if self._folders:
            self._go_to(self._place)

    def close_down(self) -> None:
        """Be silent; for the end of the program."""
        self._reading += 1
        self.clips.show_answer(None)
        self.report.close_down()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        self.clips.playback.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, hear, go to the marking page, leave."""
        actions = {
            Qt.Key.Key_Down: lambda: self.table.step(1),
            Qt.Key.Key_Up: lambda: self.table.step(-1),
            Qt.Key.Key_Left: lambda: self._hear(0),
            Qt.Key.Key_Right: lambda: self._hear(1),
            Qt.Key.Key_Space: self.clips.playback.toggle,
            Qt.Key.Key_PageDown: lambda: self._step(1),
            Qt.Key.Key_PageUp: lambda: self._step(-1),
            Qt.Key.Key_Return: self._open_marking,
            Qt.Key.Key_Enter: self._open_marking,
            Qt.Key.Key_Escape: self.left.emit,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            action()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _step(self, step: int) -> None:
        place = self._place + step
        if 0 <= place < len(self._folders):
            self._go_to(place)

    def _go_to(self, place: int) -> None:
        self._place = place
        self._reading += 1
        reading, folder = self._reading, self._folders[place]
        settings = self._services.settings
        read = partial(
            read_marked_by, folder, settings.marker_role, blind_first=settings.blind_first
        )
        self.clips.show_answer(None)
        self.banner.hide()
        self._stack.setCurrentWidget(self.waiting)
        self.summary.hide()

        def show(found: MarkedBy) -> None:
            if reading == self._reading:
                self._show(found)

        def fail(error: MockInterviewError) -> None:
            if reading == self._reading:
                self._stack.setCurrentWidget(self._nothing)
                self.banner.show_problem(error)

        self._tasks.run(read, show, fail)

    def _show(self, found: MarkedBy) -> None:
        self.answer = found
        self.clips.show_answer(found)
        self.head.show_answer(found, self._place, len(self._folders))
        is_lone = len(found.markings) <= 1
        is_open = not is_lone and not found.is_kept_back
        self.summary.setVisible(is_open)
        self.head.report_button.hide()
        if not is_open:
            covered = self.covered if found.is_begun else self.not_begun
            self._stack.setCurrentWidget(covered if found.is_kept_back else self.empty)
            self.setFocus()
            return
        names = list(found.markings)
        you = found.mine or names[0]
        others = [name for name in names if name != you]
        self.summary.offer(found, you, others, others[0])
        self._compare()

    def _choose(self) -> None:
        """Somebody else is to be compared: nobody with themselves."""
        found = self.answer
        if found is None:
            return
        you, they = self.summary.you.currentData(), self.summary.they.currentData()
        others = [name for name in found.markings if name != you]
        self.summary.offer(found, you, others, they if they in others else others[0])
        self._compare()

    def _compare(self) -> None:
        found = self.answer
        if found is None:
            return
        you, they = self.summary.you.currentData(), self.summary.they.currentData()
        rubric = found.attempt.rubric
        side = side_by_side(found.markings[you], found.markings[they], rubric)
        self.summary.show_agreement(side, found.doubled)
        self.head.report_button.setVisible(not (side.yours.is_blank or side.theirs.is_blank))
        self.table.show_side_by_side(side, rubric, self.names)
        self._stack.setCurrentWidget(self._full)
        if not (self.summary.you.hasFocus() or self.summary.they.hasFocus()):
            self.table.go_to(0)
        announce(self, f"{self.names[0]} and {self.names[1]}: {agreed_title(side)}")

    # What is done

    def _hear(self, which: int) -> None:
        """The next clip of the left or the right one."""
        row = self.table.current
        if row is None:
            return
        clips = (row.yours, row.theirs)[which].clips
        if clips:
            self.clips.play(self.clips.after(clips))
        else:
            announce(self, cites_nothing(self.names[which]))

    def _open_marking(self) -> None:
        row = self.table.current
        criterion = row.numbered.entry.criterion.id if row is not None else ""
        self._open_at(criterion)

    def _open_at(self, criterion: str) -> None:
        if self._folders:
            self.marking_wanted.emit(self._folders[self._place], criterion)

    def _ask_all_the_same(self) -> None:
        if self.answer is not None:
            self.all_the_same_wanted.emit(self.answer.folder)

    def _export(self) -> None:
        """Write both sets of marks as a report."""
        from mockinterview.reporting import report_agreement

        found = self.answer
        if found is None:
            return
        you, they = self.summary.you.currentData(), self.summary.they.currentData()
        write = partial(report_agreement, self._services, found.folder, you, they)
        name = f"{found.attempt.question.id} {found.attempt.created:%Y-%m-%d} side by side"
        self.report.ask("Export both sets of marks", name, "The report", write)

    def _play(self, clip: Evidence) -> None:
        self.clips.play(clip)

    def _connect(self) -> None:
        self.head.back_asked.connect(self.left)
        self.head.mark_asked.connect(self._open_marking)
        self.head.export_asked.connect(self._export)
        self.head.step_asked.connect(self._step)
        self.summary.chosen.connect(self._choose)
        self.not_begun.acted.connect(self._ask_all_the_same)
        self.table.played.connect(self._play)
        self.table.opened.connect(self._open_at)
        self.clips.changed.connect(lambda: self.table.show_heard(self.clips.heard))
        self.clips.playback.failed.connect(self.banner.show_problem)

    def _arrange(self) -> None:
        self._full = table_with_keys(self.table.heads, self.table, self.keys)
        self._nothing = QWidget()
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        covers = (self.covered, self.not_begun)
        for widget in (self._full, self.empty, *covers, self.waiting, self._nothing):
            self._stack.addWidget(widget)
        arrange_table_page(self, self.head, self.banner, self.summary, self._stack)
