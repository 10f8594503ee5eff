"""The page of formats: all that there are at the left, the chosen one with its preview right."""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.content import Confidence, Format
from mockinterview.errors import MockInterviewError
from mockinterview.files.own_formats import FILE, Removed, copy_of, new_format
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.format_words import is_own_format
from mockinterview.ui.formats.desk import FormatDesk
from mockinterview.ui.formats.editor import FormatEditor
from mockinterview.ui.formats.facts import FormatFacts
from mockinterview.ui.formats.preview import FormatPreview
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.format_choice import ProvenanceLine
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.wording import CONFIDENCE_WORDS, format_clock

logger = logging.getLogger(__name__)

_LEFT_PIXELS = 300
_LEFT_SHARE = 0.32
_NEW_TITLE = "My format"


class FormatsPage(QWidget):
    """Shipped formats to look at, own ones to edit.

    Signals: `left()` when the person goes back.
    """

    left = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks, watch: ContentWatch) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._theme = theme
        self._wanted = self._neighbour = self._shown = ""
        self.desk = FormatDesk(services, tasks, watch, self)
        self.title = Label("Formats", "title")
        self.about = Label(
            "How long there is to prepare and to answer. Yours can be changed.", "meta"
        )
        self.back = KeyButton(theme, "Back", "Esc", role="plain")
        self.banner = Banner(theme)
        self.list = EntryList(theme, "Formats")
        self.new_button = KeyButton(theme, "New", "Ctrl+N", icon="add-line")
        self.copy_button = KeyButton(theme, "Copy", "Ctrl+D", icon="file-copy-line")
        self.delete_button = KeyButton(theme, "Delete", "Del", icon="delete-bin-line")
        self.heading = ElidedLabel("", "heading")
        self.provenance = ProvenanceLine(theme)
        self.status = Label("", "meta", wraps=False)
        self.preview = FormatPreview(services, theme)
        self.editor = FormatEditor(theme)
        self.facts = FormatFacts()
        self._connect(watch)
        self._arrange()
        self.setFocusProxy(self.list)
        self.show_content()

    @property
    def rules(self) -> Format | None:
        """The chosen format as it is on the disk, without extra time."""
        return self._services.content.formats.get(self.list.key)

    @property
    def is_editing(self) -> bool:
        """Whether the chosen format can be changed here."""
        return not self.editor.isHidden()

    def show_content(self) -> None:
        """Show the formats as they are now; the one that is being edited is left in peace."""
        before = self.list.key
        entries = self._entries()
        is_gone = before not in {entry.key for entry in entries}
        wanted = self._wanted or (self._neighbour if is_gone else before)
        self.list.show_entries(entries, wanted)
        is_new = self._wanted and self.list.key == self._wanted
        if is_new:
            self._wanted = ""
        if self.list.key == before and self.is_editing and self._is_busy:
            return
        self._show_chosen()
        if is_new:
            self.editor.title.setFocus()
            self.editor.title.selectAll()

    def close_down(self) -> None:
        """Write what is waiting; for the end of the program."""
        self.editor.flush()
        try:
            self.desk.close()
        except MockInterviewError as error:  # nobody is left to tell
            logger.warning("a format was not saved: %s", error)

    def showEvent(self, event: QShowEvent) -> None:
        """The extra time may be another one than before."""
        super().showEvent(event)
        self.show_content()
        self.list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page need not wait for the save."""
        super().hideEvent(event)
        self.editor.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the editor to the list, and from there back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.hasFocus():
            self.left.emit()
        else:
            self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list leaves most of the width to the editor, whatever the size of the text."""
        super().resizeEvent(event)
        most = round(self.width() * _LEFT_SHARE)
        left = min(self._theme.pixels(_LEFT_PIXELS), most)
        self._left.setFixedWidth(left)
        beside = self.new_button.sizeHint().width() + self.copy_button.sizeHint().width()
        is_wide = beside + tokens.SPACE_8 <= left
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        margins = PAGE_MARGINS[0] + PAGE_MARGINS[2]
        self.editor.form.fit(self.width() - margins - left - tokens.SPACE_24)

    @property
    def _is_busy(self) -> bool:
        """Whether the editor holds something that the disk does not have yet, or may not get."""
        return not self.editor.is_settled or not self.desk.is_idle

    def _entries(self) -> list[Entry]:
        formats = self._services.content.formats.values()
        own = [rules for rules in formats if is_own_format(self._services, rules)]
        shipped = [rules for rules in formats if rules not in own]
        entries = [Entry("", "Shipped"), *(_entry(rules, is_own=False) for rules in shipped)]
        if not own:
            return entries
        return [Entry("", "Yours"), *(_entry(rules, is_own=True) for rules in own), *entries]

    def _show_chosen(self) -> None:
        rules = self.rules
        if rules is None:
            return
        is_own = is_own_format(self._services, rules)
        path = self._services.content.format_files[rules.format]
        is_editable = is_own and path == self._services.own_content / FILE
        self.heading.setText(rules.title)
        self.provenance.show_format(rules, is_own=is_own)
        self.preview.show_format(rules)
        self.delete_button.setEnabled(is_editable)
        self.editor.setVisible(is_editable)
        self.facts.setVisible(not is_editable)
        if rules.format != self._shown:  # else “Saved” stays when what was saved is read again
            self._tell("")
        self._shown = rules.format
        if is_editable:
            self.editor.show_format(rules)
        else:
            self.facts.show_format(rules, path.name if is_own else "")

    def _follow(self, rules: Format) -> None:
        """The fields make another format."""
        self.heading.setText(rules.title)
        self.preview.show_format(rules)
        self._tell("Saved" if self.editor.is_settled else "Saving …")

    def _refuse(self) -> None:
        self._tell("Not saved yet", is_problem=True)

    def _tell_saved(self) -> None:
        if self.editor.is_settled and self.is_editing:
            self._tell("Saved")

    def _fail(self, error: MockInterviewError) -> None:
        self._tell("Not saved" if self.is_editing else "", is_problem=True)
        self.banner.show_problem(error)

    def _tell(self, status: str, *, is_problem: bool = False) -> None:
        self.status.setText(status)
        set_role(self.status, "problem" if is_problem else "meta")

    def _make(self) -> None:
        self._save_new(new_format(_NEW_TITLE, self._services.content.formats))

    def _copy(self) -> None:
        self.editor.flush()
        rules = self.rules
        if rules is not None:
            self._save_new(copy_of(rules, self._services.content.formats))

    def _save_new(self, rules: Format) -> None:
        self.banner.hide()
        self._wanted = rules.format
        self.desk.save(rules)

    def _delete(self) -> None:
        rules = self.rules
        if self.delete_button.isEnabled() and rules is not None:
            self.editor.flush()
            keys = [entry.key for entry in self.list.entries if entry.key]
            place = keys.index(rules.format)
            self._neighbour = (*keys[place + 1 : place + 2], *keys[:place][-1:], "")[0]
            self.desk.remove(rules.format)

    def _tell_removed(self, removed: Removed) -> None:
        self.banner.show_notice(
            f"“{removed.rules.title}” was deleted.",
            action_text="Undo",
            action=lambda: self._restore(removed),
        )

    def _restore(self, removed: Removed) -> None:
        self.banner.hide()
        self._wanted = removed.rules.format
        self.desk.restore(removed)
        self.list.setFocus()

    def _undo(self) -> None:
        if self.banner.isVisible() and self.banner.action_button.isVisible():
            self.banner.action_button.click()

    def _enter(self) -> None:
        """Enter goes on from the list."""
        (self.editor if self.is_editing else self.copy_button).setFocus()

    def _connect(self, watch: ContentWatch) -> None:
        watch.changed.connect(self.show_content)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.taken.connect(self._enter)
        self.editor.changed.connect(self._follow)
        self.editor.edited.connect(self.desk.save)
        self.editor.refused.connect(self._refuse)
        self.desk.saved.connect(self._tell_saved)
        self.desk.failed.connect(self._fail)
        self.desk.removed.connect(self._tell_removed)
        self.back.clicked.connect(self.left)
        self.new_button.clicked.connect(self._make)
        self.copy_button.clicked.connect(self._copy)
        self.delete_button.clicked.connect(self._delete)
        anywhere = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for owner, key, act, context in (
            (self, QKeySequence("Ctrl+N"), self._make, anywhere),
            (self, QKeySequence("Ctrl+D"), self._copy, anywhere),
            (self.list, QKeySequence("Del"), self._delete, Qt.ShortcutContext.WidgetShortcut),
            (self.list, QKeySequence("Ctrl+Z"), self._undo, Qt.ShortcutContext.WidgetShortcut),
        ):
            shortcut = QShortcut(key, owner)
            shortcut.setContext(context)
            shortcut.activated.connect(act)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(tokens.SPACE_8)
        self._buttons.addWidget(self.new_button, 1)
        self._buttons.addWidget(self.copy_button, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(tokens.SPACE_8)
        left.addWidget(self.list, 1)
        left.addLayout(self._buttons)
        left.addWidget(self.delete_button)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_24)
        columns.addWidget(self._left)
        columns.addLayout(self._right(), 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_8)
        page.addLayout(head)
        page.addWidget(self.about)
        page.addWidget(self.banner)
        page.addLayout(columns, 1)

    def _right(self) -> QVBoxLayout:
        """The preview stays in sight; what is beneath it scrolls."""
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setObjectName("page")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.editor)
        inside.addWidget(self.facts)
        inside.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE_8)
        right.addLayout(line)
        right.addWidget(self.provenance)
        right.addWidget(self.preview)
        right.addWidget(self.area, 1)
        return right


def _entry(rules: Format, *, is_own: bool) -> Entry:
    told = [format_clock(rules)]
    if not is_own or rules.source.confidence is not Confidence.OWN:
        told.append(CONFIDENCE_WORDS[rules.source.confidence])
    return Entry(rules.format, rules.title, " · ".join(told))
