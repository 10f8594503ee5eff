"""The Diary page: the entries at the left, what is written in one at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mockinterview.core.diary import Entry
from mockinterview.core.diary_guide import tag_titles
from mockinterview.errors import MockInterviewError
from mockinterview.files.diary import Diary
from mockinterview.files.diary_export import export_diary
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.diary.binned import BinnedEntry
from mockinterview.ui.diary.form import EntryForm
from mockinterview.ui.diary.keeper import DiaryKeeper
from mockinterview.ui.diary.listing import DiaryList
from mockinterview.ui.diary.resources import ResourcesView
from mockinterview.ui.diary.saver import EntrySaver
from mockinterview.ui.diary.wording import KEPT_SENTENCE
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.wording import count

_LEFT_PIXELS = 300
_LEFT_SHARE = 0.34


class DiaryPage(QWidget):
    """There is no Save button: what is typed is kept.

    Signals: `attempt_wanted(id)` for an answer in which an entry was told.
    """

    attempt_wanted = Signal(str)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._theme = theme
        self._tasks = tasks
        self._wanted = ""
        self._fresh = ""
        self._is_ended = False
        self.keeper = DiaryKeeper(services, tasks, self)
        self._source = self.keeper.source  # of the entry in the form, whatever library is in use
        self.saver = EntrySaver(tasks, self)
        self.banner = Banner(theme)
        self.list = DiaryList(theme)
        self.form = EntryForm(theme, services.content.diary)
        self.binned = BinnedEntry(theme)
        self.resources = ResourcesView(theme)
        self.nothing = QWidget()
        self.empty = EmptyState(
            theme,
            "booklet-line",
            "A diary of what you have seen",
            "Write down one moment: of a placement, a job, caring for somebody, a book. While you"
            " prepare an answer, the entries that fit it are one key away. All of it stays on this"
            " computer.",
            "New entry",
        )
        self.right = QStackedWidget()
        for widget in (self.form, self.binned, self.resources, self.empty, self.nothing):
            self.right.addWidget(widget)
        self.new_button = KeyButton(theme, "New entry", "Ctrl+N", icon="add-line")
        self.resources_button = KeyButton(theme, "Free resources")
        self.resources_button.setCheckable(True)
        self.export_button = KeyButton(theme, "Export …")
        self._arrange()
        self._connect()

    def refresh(self, name: str = "") -> None:
        """Read the diary again; the entry with this id is current then, where it is named."""
        self._wanted = name or self._wanted
        self.resources_button.setChecked(False)
        self._name_resources()
        self.keeper.read()

    def show_content(self) -> None:
        """Prompts, attributes or resources were saved in a file."""
        self.form.show_guide(self._services.content.diary)
        self.resources.show_resources(self._services.content.diary.resources.values())

    def begin_entry(self) -> None:
        """Begin an entry; it is there before anything is typed."""
        self.banner.hide()
        self.keeper.create(self._show_new)

    def write_export(self, target: Path) -> None:
        """Write all entries to this file as one text; the dialog has asked before replacing one."""
        content, diary = self._services.content, self.keeper.diary
        self.saver.hurry()
        self._tasks.run(
            lambda: export_diary(diary, content, target),
            lambda number: self.banner.show_notice(
                f"{target.name} holds {count(number, 'entry', 'entries')}.", str(target.parent)
            ),
            self._fail,
        )

    def close_down(self) -> None:
        """Keep what was typed; for the end of the program.

        Raises:
            MockInterviewError: not all of it can be written.
        """
        self._is_ended = True
        self.saver.flush()
        left = self.form.entry
        if left is not None and left.id == self._fresh:
            self._source.discard_if_blank(left.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Entries may have been written elsewhere: in the terminal, while marking."""
        super().showEvent(event)
        self.show_content()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page has ended writing."""
        super().hideEvent(event)
        if not self._is_ended:
            self._leave_entry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list leaves most of the width to the entry, whatever the size of the text."""
        super().resizeEvent(event)
        most = round(self.width() * _LEFT_SHARE)
        self.list.setFixedWidth(min(self._theme.pixels(_LEFT_PIXELS), most))

    def _show_listing(self) -> None:
        listing = self.keeper.listing
        if listing is None:
            return
        content = self._services.content
        titles = tag_titles(content.diary, content.rubrics)
        wanted, self._wanted = self._wanted, ""
        self.list.show_listing(listing, titles, wanted)
        is_empty = not (listing.entries or listing.binned)
        self.list.setVisible(not is_empty)
        self.export_button.setEnabled(bool(listing.entries))
        self.new_button.setVisible(not is_empty)
        self.setFocusProxy(self.empty.button if is_empty else self.list.list)
        self._show_right()
        if listing.unreadable:
            number = len(listing.unreadable)
            self.banner.show_notice(
                f"{count(number, 'file')} of the diary cannot be read.",
                "What cannot be read was left as it is.",
                "\n".join(listing.unreadable.values()),
            )

    def _show_right(self) -> None:
        """Show what belongs at the right: resources, an entry, or what the page is for."""
        entry = self.list.entry(self.list.key)
        listing = self.keeper.listing
        if self.resources_button.isChecked():
            self.right.setCurrentWidget(self.resources)
        elif listing is not None and not (listing.entries or listing.binned):
            self.right.setCurrentWidget(self.empty)
        elif entry is None:
            self.right.setCurrentWidget(self.nothing)
        elif entry.binned is not None:
            self.binned.show_entry(entry, self._services.library.now())
            self.right.setCurrentWidget(self.binned)
        else:
            self._show_entry(entry)
            self.right.setCurrentWidget(self.form)

    def _show_entry(self, entry: Entry) -> None:
        shown, source = self.form.entry, self.keeper.source
        is_same = shown is not None and shown.id == entry.id and self._is_shown_from(source)
        unwritten = self.saver.unwritten(source, entry.id)
        if is_same and (unwritten or shown == entry):
            return  # what is being written is newer than what was read
        content = self._services.content
        self._source = source
        typed = entry.model_copy(update=unwritten)
        self.form.show_entry(typed, tag_titles(content.diary, content.rubrics))
        self._tell_unwritten()

    def _is_shown_from(self, diary: Diary) -> bool:
        return self._source.folder == diary.folder

    def _tell_unwritten(self) -> None:
        """Say at the form when not all that is in it is on the disk."""
        shown = self.form.entry
        if shown is not None and self.saver.unwritten(self._source, shown.id):
            self.form.state.setText("Not saved yet")

    def _choose(self, _: str) -> None:
        self._leave_entry()
        self.resources_button.setChecked(False)
        self._name_resources()
        self._show_right()

    def _leave_entry(self) -> None:
        """Keep what was typed at once; what was begun and never written goes."""
        self.saver.hurry()
        left = self.form.entry
        if left is None or left.id != self._fresh or not left.is_blank:
            return
        if not self.saver.unwritten(self._source, left.id):
            self._fresh = ""
            self.form.entry = None
            self.keeper.discard_if_blank(self._source, left.id)

    def _keep(self, changes: dict[str, object]) -> None:
        if self.form.entry is not None:
            self.form.entry = self.form.entry.model_copy(update=changes)
            self.saver.put(self._source, self.form.entry.id, changes)

    def _after_saving(self, diary: Diary, entry: Entry) -> None:
        if self._is_shown_from(diary) and not self.saver.unwritten(diary, entry.id):
            self.form.take_in(entry)
        if self.keeper.source.folder == diary.folder:
            self.list.update_entry(entry)

    def _show_new(self, entry: Entry) -> None:
        self._fresh = entry.id
        self.list.widen()
        self.keeper.changed.connect(self._write_new, Qt.ConnectionType.SingleShotConnection)
        self.refresh(entry.id)

    def _write_new(self) -> None:
        self.form.head.title.setFocus()

    def _delete(self) -> None:
        entry = self.form.entry
        if entry is not None and self.right.currentWidget() is self.form:
            self.saver.hurry()
            self.keeper.delete(entry.id, self._tell_deleted)

    def _tell_deleted(self, entry: Entry) -> None:
        restore = partial(self._restore, entry.id)
        self.banner.show_notice(
            f"“{entry.name}” is in the bin.", KEPT_SENTENCE, action_text="Undo", action=restore
        )
        self.list.focus_list()

    def _restore(self, name: str) -> None:
        self.banner.hide()
        self.keeper.restore(name, self._after_restoring)

    def _after_restoring(self, entry: Entry) -> None:
        self.list.widen()
        self.refresh(entry.id)
        self.list.focus_list()

    def _turn_resources(self) -> None:
        self._show_right()
        self._name_resources()
        if self.resources_button.isChecked():
            self.resources.focus_first()

    def _name_resources(self) -> None:
        """The button leads there and back."""
        is_shown = self.resources_button.isChecked()
        self.resources_button.setText("Back to the diary" if is_shown else "Free resources")

    def _ask_for_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Export the diary", str(Path.home() / "diary.md"), "Text to read (*.md *.txt)"
        )
        if name:
            self.write_export(Path(name))

    def _fail(self, error: MockInterviewError) -> None:
        self.banner.show_problem(error)

    def _fail_saving(self, error: MockInterviewError) -> None:
        self._tell_unwritten()
        self.banner.show_problem(error, "Try again", self.saver.hurry)

    def _connect(self) -> None:
        for keys, action in (
            (QKeySequence.StandardKey.Find, self.list.begin_search),
            (QKeySequence.StandardKey.New, self.begin_entry),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        self.keeper.changed.connect(self._show_listing)
        self.keeper.failed.connect(self._fail)
        self.saver.saved.connect(self._after_saving)
        self.saver.failed.connect(self._fail_saving)
        self.list.chosen.connect(self._choose)
        self.list.taken.connect(self.form.head.title.setFocus)
        self.form.edited.connect(self._keep)
        self.form.delete_wanted.connect(self._delete)
        self.form.attempt_wanted.connect(self.attempt_wanted)
        self.binned.restore_wanted.connect(lambda: self._restore(self.list.key))
        self.empty.acted.connect(self.begin_entry)
        self.new_button.clicked.connect(self.begin_entry)
        self.resources_button.clicked.connect(self._turn_resources)
        self.export_button.clicked.connect(self._ask_for_export)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_8)
        top.addWidget(Label("Diary", "title"), 1)
        for button in (self.new_button, self.resources_button, self.export_button):
            top.addWidget(button)
        columns = QHBoxLayout()
        columns.setSpacing(tokens.SPACE_24)
        columns.addWidget(self.list)
        columns.addWidget(self.right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_12)
        page.addLayout(top)
        page.addWidget(self.banner)
        page.addLayout(columns, 1)
