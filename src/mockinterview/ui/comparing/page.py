"""Two answers to one question: what changed, what was cited, measured and said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.comparing.clips import ComparedClips
from mockinterview.ui.comparing.head import ComparingHead
from mockinterview.ui.comparing.reading import Compared, read_compared
from mockinterview.ui.comparing.table import ComparisonTable, clips_of
from mockinterview.ui.comparing.wording import KEPT_BACK, KEPT_BACK_HINT
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.widgets.table_pages import arrange_table_page, table_with_keys

_KEYS = "↑ ↓ criterion   ·   ← → hear the earlier or the later one   ·   Space pause   ·   W words"
_CITES_NOTHING = ("Nothing was cited in the earlier answer.", "Nothing was cited in the later one.")


class ComparingPage(QWidget):
    """Reads and measures both in the background.

    Signals: `left`; `marking_wanted(AttemptFolder)`.
    """

    left = Signal()
    marking_wanted = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName("Two answers side by side")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._services = services
        self._tasks = tasks
        self._reading = 0
        self._is_old = False
        self._chosen: tuple[AttemptFolder, AttemptFolder] | None = None
        self.answers: Compared | None = None
        self.head = ComparingHead(theme)
        self.banner = Banner(theme)
        self.remark = Label("", "meta")
        self.table = ComparisonTable(theme)
        self.keys = Label(_KEYS, "meta")
        self.waiting = Label("Reading and measuring both answers …", "meta")
        self.covered = EmptyState(theme, "eye-off-line", KEPT_BACK, KEPT_BACK_HINT)
        self.clips = ComparedClips(services, tasks, self)
        self.report = FileDesk(tasks, self.banner, self, REPORT_FORMATS, ".html")
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    def show_answers(self, one: AttemptFolder, other: AttemptFolder) -> None:
        """Compare these, whichever is named first."""
        self._chosen = (one, other)
        self.refresh()

    def refresh(self) -> None:
        """Read both again: marks may have changed."""
        if self._chosen is None:
            return
        self._is_old = False
        self._reading += 1
        reading, (one, other) = self._reading, self._chosen
        self.answers = None
        self.clips.show_answers(None)
        self.head.show_answers(None)
        self.banner.hide()
        self.remark.hide()
        self._stack.setCurrentWidget(self.waiting)
        self.setFocus()

        def show(found: Compared) -> None:
            if reading == self._reading:
                self._show(found)

        def fail(error: MockInterviewError) -> None:
            if reading == self._reading:
                self._stack.setCurrentWidget(self._nothing)
                self.head.tell("")
                self.banner.show_problem(error)

        self._tasks.run(partial(read_compared, self._services, one, other), show, fail)

    def close_down(self) -> None:
        """Be silent and stop what is being written; for the end of the program."""
        self._reading += 1
        self.clips.show_answers(None)
        self.report.close_down()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back from marking has changed something."""
        super().showEvent(event)
        if self._is_old:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        self.clips.playback.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, hear, read, go to the marking page, leave."""
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Down: lambda: self.table.step(1),
            Qt.Key.Key_Up: lambda: self.table.step(-1),
            Qt.Key.Key_Left: lambda: self._hear(0),
            Qt.Key.Key_Right: lambda: self._hear(1),
            Qt.Key.Key_Space: self.clips.playback.toggle,
            Qt.Key.Key_W: self.table.show_transcripts,
            Qt.Key.Key_S: self.table.scroll_together,
            Qt.Key.Key_1: lambda: self._mark(0),
            Qt.Key.Key_2: lambda: self._mark(1),
            Qt.Key.Key_Escape: self.left.emit,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            action()
        else:
            super().keyPressEvent(event)

    def _show(self, answers: Compared) -> None:
        found = answers.found
        if is_covered(found.before.marking) or is_covered(found.after.marking):
            self.head.tell("", found.after.attempt.question.prompt)
            self._stack.setCurrentWidget(self.covered)
            announce(self, KEPT_BACK)
            return
        self.answers = answers
        self.head.show_answers(answers)
        self.clips.show_answers(answers)
        self.remark.setText(found.scheme_remark)
        self.remark.setVisible(bool(found.scheme_remark))
        self.table.show_comparison(found)
        self._stack.setCurrentWidget(self._full)
        self.table.go_to(0)
        announce(self, f"{found.sentence} {found.scheme_remark}".strip())

    def _hear(self, which: int) -> None:
        """The next clip that was cited in the earlier (0) or the later (1) answer."""
        row = self.table.current
        if row is None:
            return
        clips = clips_of(row, which)
        if clips:
            self.clips.play(which, self.clips.after(which, clips))
        else:
            announce(self, _CITES_NOTHING[which])

    def _mark(self, which: int) -> None:
        if self.answers is not None:
            self._is_old = True
            self.marking_wanted.emit(self.answers.folders[which])

    def _export(self) -> None:
        if self.answers is None:
            return
        from mockinterview.reporting import report_comparison

        self.clips.playback.pause()
        one, other = self.answers.folders
        name = f"{self.answers.found.after.attempt.question.id} compared"
        write = partial(report_comparison, self._services, one, other)
        self.report.ask("Export the comparison", name, "The comparison", write)

    def _connect(self) -> None:
        self.head.back_asked.connect(self.left)
        self.head.mark_asked.connect(self._mark)
        self.head.export_asked.connect(self._export)
        self.table.played.connect(self.clips.play)
        self.clips.changed.connect(lambda: self.table.show_heard(self.clips.heard))
        self.clips.playback.failed.connect(self.banner.show_problem)
        export = QShortcut(QKeySequence("Ctrl+E"), self)
        export.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        export.setAutoRepeat(False)
        export.activated.connect(self._export)

    def _arrange(self) -> None:
        self._full = table_with_keys(self.table.heads, self.table, self.keys)
        self._nothing = QWidget()
        self.remark.setContentsMargins(tokens.SPACE_32, tokens.SPACE_12, tokens.SPACE_32, 0)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.waiting, self._full, self.covered, self._nothing):
            self._stack.addWidget(widget)
        arrange_table_page(self, self.head, self.banner, self.remark, self._stack)
