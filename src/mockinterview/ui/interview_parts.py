"""The parts of the interview screen: the status beside the clock, notes, leaving, interruptions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.device_choice import DeviceChooser
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.clock import ClockRing
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.meter import LevelMeter
from mockinterview.ui.widgets.panels import Card, Glyph

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Status(QWidget):
    """The clock, and beside it the state in words, the level, a remark and a warning.

    `other` is what a person can do about a microphone that gives nothing.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.clock = ClockRing(theme)
        self.dot = Glyph(theme, "checkbox-blank-circle-fill", tokens.META, "recording")
        self.state = Label("", "strong")
        self.meter = LevelMeter(theme)
        self.remark = Label("", "meta")
        self.warning = Label("", "problem")
        self.other = KeyButton(theme, "Use another microphone", "M", role="plain")
        self.other.hide()
        self.remark.setFixedWidth(theme.pixels(380))
        self.warning.setFixedWidth(theme.pixels(380))
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.dot)
        head.addWidget(self.state, 1)
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_8)
        words.addStretch(1)
        words.addLayout(head)
        words.addWidget(self.meter)
        words.addWidget(self.remark)
        words.addWidget(self.warning)
        words.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_32)
        row.addStretch(1)
        row.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words)
        row.addStretch(1)

    def tell(
        self,
        state: str,
        remark: str,
        warning: str,
        *,
        is_recording: bool,
        offers_other: bool = False,
    ) -> None:
        """Show these words, and beside the warning whether another microphone may be chosen."""
        if self.state.text() != state:
            self.state.setText(state)
            set_role(self.state, "problem" if is_recording else "strong")
            announce(self, state)
        self.dot.setVisible(is_recording)
        self.meter.setVisible(is_recording and not offers_other)  # there is no level to show
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        if self.warning.text() != warning:
            self.warning.setText(warning)
            key = f" {self.other.text()}: key {self.other.key}." if offers_other else ""
            announce(self, f"{warning}{key}")
        self.warning.setVisible(bool(warning))
        page = self.parentWidget()
        if page is not None and self.other.hasFocus() and not offers_other:
            page.setFocus()  # else Qt would pass it on to what ends the answer
        self.other.setVisible(offers_other)


class NotesField(QPlainTextEdit):
    """Notes while preparing: Space types a space here, Ctrl+Enter goes on, Esc leaves the field."""

    submitted = Signal()
    left = Signal()
    focus_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Your notes")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("A few words to hold on to.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the page's keys from being typed."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the page, whose main key changes."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the page, whose main key changes back."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class NotesCard(Card):
    """Notes: a field while preparing, to be read while answering, away when there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(tokens.SPACE_12)
        self.field = NotesField()
        self.hint = Label("", "meta", wraps=False)
        self.title = Label("Your notes", "section", wraps=False)
        self._theme = theme
        self._is_wanted = True
        self._is_covered = False
        self.make_room(is_cramped=False)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.hint)
        self.column.setSpacing(tokens.SPACE_8)
        self.column.addLayout(head)
        self.column.addWidget(self.field, 1)
        keep_place(self)
        self.field.focus_changed.connect(self._tell_keys)
        self._tell_keys()

    @property
    def is_editable(self) -> bool:
        """Whether notes can be written now."""
        return self.isVisible() and not self.field.isReadOnly()

    def make_room(self, *, is_cramped: bool) -> None:
        """As high as four lines, or two where height is short."""
        height = 96 if is_cramped else 132
        self.setFixedSize(self._theme.pixels(560), self._theme.pixels(height))

    def edit(self) -> None:
        """Let notes be written."""
        self._set_editable(is_editable=True)
        self._want(is_wanted=True)

    def write(self, text: str) -> None:
        """Put `text` behind what is there and go on writing."""
        self.field.setFocus()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.insertPlainText(text)

    def read(self) -> None:
        """Show what was written."""
        self._set_editable(is_editable=False)
        self._want(is_wanted=bool(self.field.toPlainText().strip()))

    def cover(self, *, is_covered: bool) -> None:
        """Be away while something else stands in its place."""
        self._is_covered = is_covered
        self._want(is_wanted=self._is_wanted)

    def _want(self, *, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self.setVisible(is_wanted and not self._is_covered)

    def _set_editable(self, *, is_editable: bool) -> None:
        self.field.setReadOnly(not is_editable)
        policy = Qt.FocusPolicy.StrongFocus if is_editable else Qt.FocusPolicy.NoFocus
        self.field.setFocusPolicy(policy)
        set_role(self.field, "" if is_editable else "reading")
        self.hint.setVisible(is_editable)

    def _tell_keys(self) -> None:
        is_typing = self.field.hasFocus()
        self.hint.setText("Esc leaves the notes" if is_typing else "just type")


class LeaveCard(Card):
    """Asks before the interview is left, in the page and not in a dialog.

    Signals: `left()`, `stayed()`, and `turned()` when it comes or goes.
    """

    left = Signal()
    stayed = Signal()
    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.question = Label("", "strong")
        self.consequence = Label("", "body")
        self.leave = KeyButton(theme, "Leave")
        self.stay = KeyButton(theme, "Stay", "Esc", role="primary")
        self.leave.clicked.connect(self.left)
        self.stay.clicked.connect(self.stayed)
        self.setFixedWidth(theme.pixels(560))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.stay)
        self.column.addWidget(self.question)
        self.column.addWidget(self.consequence)
        self.column.addLayout(buttons)
        self.hide()

    def ask(self, question: str, consequence: str) -> None:
        """Show the question."""
        self.question.setText(question)
        self.consequence.setText(consequence)
        self.setFixedHeight(self.column.totalHeightForWidth(self.width()))
        self.show()
        self.raise_()
        self.stay.setFocus()
        announce(self, f"{question} {consequence}")

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001  (Qt's signature)
        """Tell the page, which makes room for it."""
        super().setVisible(visible)
        self.turned.emit()


class InterruptionCard(Card):
    """What happened, what was kept, and another microphone where that helps; the disk's it cannot.

    It stands in the page, and makes way while the person is asked about leaving.
    """

    resumed = Signal()
    finished = Signal()
    import_wanted = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        set_role(self, "banner", "problem")
        self.message = Label("", "strong")
        self.hint = Label("", "body")
        self.kept = Label("", "body")
        self.chooser = DeviceChooser(services, theme, tasks, "input")
        self.chooser.failed.connect(self._tell_fault)
        self.chooser.listed.connect(self._offer)
        self.fault = Label("", "meta")
        self.go_on = KeyButton(theme, "Go on", "Space", role="primary")
        self.go_on.clicked.connect(self.resumed)
        self.take_in = KeyButton(theme, "Import a recording …")
        self.take_in.clicked.connect(self.import_wanted)
        self.finish = KeyButton(theme, "Finish here")
        self.finish.clicked.connect(self.finished)
        self.setFixedWidth(theme.pixels(560))
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_in)
        buttons.addStretch(1)
        buttons.addWidget(self.finish)
        buttons.addWidget(self.go_on)
        for widget in (self.message, self.hint, self.kept, self.chooser, self.fault):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.fault.hide()
        self._offer()
        self._is_wanted = False
        self._is_covered = False
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to tell, though something else may stand in its place."""
        return self._is_wanted

    @property
    def lacks_device(self) -> bool:
        """Whether there is no microphone to go on with: looking again is the main action then."""
        return not self.chooser.isHidden() and self.chooser.has_none

    def tell(
        self,
        message: str,
        hint: str,
        kept: str,
        *,
        offers_devices: bool = True,
        offers_import: bool = False,
    ) -> None:
        """Show what happened; look for the devices that there are now, if one is to be chosen."""
        self._offer_devices(is_offered=offers_devices)
        self.take_in.setVisible(offers_import)
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.kept.setText(kept)
        if not self._is_wanted:
            self._is_wanted = True
            self._turn()
            announce(self, f"{message} {hint} {kept}")

    def put_away(self) -> None:
        """There is nothing to tell any more."""
        self._is_wanted = False
        self._turn()

    def cover(self, *, is_covered: bool) -> None:
        """Be away while something else stands in its place, which is kept."""
        keep_place(self, is_kept=is_covered and self._is_wanted)
        self._is_covered = is_covered
        self._turn()

    def _turn(self) -> None:
        self.setVisible(self._is_wanted and not self._is_covered)

    def _offer_devices(self, *, is_offered: bool) -> None:
        is_new = not self._is_wanted or self.chooser.isHidden() is is_offered
        if is_new:
            self.fault.hide()
            self.chooser.setVisible(is_offered)
            self._offer()
            if is_offered:
                self.chooser.refresh()

    def _offer(self) -> None:
        """The main action has the key: looking again while there is no device, else going on."""
        look = self.chooser.again
        main, other = (look, self.go_on) if self.lacks_device else (self.go_on, look)
        for button, role, key in ((main, "primary", "Space"), (other, "", "")):
            set_role(button, role)
            if isinstance(button, KeyButton):
                button.set_key(key)
        if self.chooser.isAncestorOf(QApplication.focusWidget() or self):
            main.setFocus()
        if self.lacks_device:
            announce(self, self.chooser.choice.currentText())

    def _tell_fault(self, error: MockInterviewError) -> None:
        self.fault.setText(str(error))
        self.fault.show()


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say this now."""
    if words and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def keep_place(widget: QWidget, *, is_kept: bool = True) -> None:
    """Have a widget keep its room while it is hidden, so that nothing else on the page moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(is_kept)
    widget.setSizePolicy(policy)
