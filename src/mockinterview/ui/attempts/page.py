"""The page that lists every attempt, to find one and come back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.files.bin import size_of
from mockinterview.index.places import IN_QUESTION
from mockinterview.index.query import Query, SortBy
from mockinterview.index.record import AttemptRecord
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.attempts.filters import AttemptFilters
from mockinterview.ui.attempts.pairs import SEVERAL, TO_COMPARE, Pair, compare_words, pair_of
from mockinterview.ui.attempts.search import PLACES_AT_ONCE, AttemptSearch
from mockinterview.ui.attempts.table import AttemptModel, AttemptRow, AttemptTable
from mockinterview.ui.bin.deletion import AttemptDeletion
from mockinterview.ui.bin.wording import KEPT_SENTENCE, bin_line, restored_words
from mockinterview.ui.importing.no_attempts import NoAttempts
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.neighbours import still_current
from mockinterview.ui.packing.flow import PackFlow
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.flow import FlowLayout
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import count


class AttemptsPage(QWidget):
    """The list, or what it is for while it is empty.

    Signals: `attempt_wanted(AttemptFolder)`, `place_wanted(AttemptFolder, words)` for one that was
    searched for, `practice_wanted()` from the empty page, `bin_wanted()`, `import_wanted()`,
    `continue_wanted(AttemptFolder)` for an answer that was cut off, `markers_wanted(AttemptFolder)`
    for the marks of several people side by side, `compare_wanted(AttemptFolder, AttemptFolder)` for
    two answers to one question, `class_wanted()` for the marks of a whole class; `leaving()` before
    marks are packed: those that are still on their way to the disk belong to it.
    """

    attempt_wanted = Signal(object)
    place_wanted = Signal(object, str)
    continue_wanted = Signal(object)
    markers_wanted = Signal(object)
    class_wanted = Signal()
    compare_wanted = Signal(object, object)
    practice_wanted = Signal()
    bin_wanted = Signal()
    import_wanted = Signal()
    leaving = Signal()

    def __init__(
        self,
        services: Services,
        theme: Theme,
        tasks: Tasks,
        *,
        keeper: RecordKeeper,
        deletion: AttemptDeletion,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._keeper = keeper
        self._deletion = deletion
        self._names: list[str] = []
        self._words = ""
        self._told: AttemptRecord | None = None
        self.title = Label("Attempts", "title")
        self.summary = Label("", "meta")
        self.banner = Banner(theme)
        self.model = AttemptModel(theme)
        self.table = AttemptTable(theme, self.model)
        self.filters = AttemptFilters(theme, self.table)
        self.lookup = AttemptSearch(services, tasks, self)
        self.nothing = Label("", "body")
        self.empty = NoAttempts(theme)
        self.import_button = KeyButton(theme, "Import a recording …", "Ctrl+I")
        self.class_button = KeyButton(theme, "Class", role="plain", icon="group-line")
        self.bin_button = KeyButton(theme, "", role="plain", icon="delete-bin-line")
        place = self.bin_button.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.bin_button.setSizePolicy(place)
        self.open_button = KeyButton(theme, "Open", "Enter")
        self.go_on_button = KeyButton(theme, "Go on with the answer", "Ctrl+G", role="plain")
        self.markers_button = KeyButton(theme, "Marks side by side", "Ctrl+M", role="plain")
        self.compare_button = KeyButton(theme, "", "Ctrl+K", role="plain")
        self.pack_button = KeyButton(theme, "Pack …", "Ctrl+Shift+R", role="plain")
        self.delete_button = KeyButton(theme, "Delete", "Del", role="plain")
        self.packing = PackFlow(services, theme, tasks, self.banner, self)
        self._shortcuts: list[QShortcut] = []
        self._arrange()
        self._connect()
        self.refresh()

    def show_imported(self, message: str, detail: str) -> None:
        """Tell what came of an import of several files; the newest is current."""
        self.table.selectRow(0)
        self._told = None
        self.banner.show_notice(message, detail=detail)

    def show_problem(self, error: MockInterviewError) -> None:
        """Tell why something asked for on this page did not happen."""
        self._fail(error)

    def refresh(self) -> None:
        """Show what the library holds now, of it what is looked for."""
        records = self._keeper.records
        self.filters.show_choices(records.attempts)
        is_empty = not (records.attempts or records.unreadable) and self._keeper.is_read
        had_focus = self.table.hasFocus()
        self.empty.setVisible(is_empty)
        self.filters.setVisible(not is_empty)
        self.import_button.setVisible(not is_empty)
        self.class_button.setVisible(any(one.candidate for one in records.attempts))
        self.setFocusProxy(self.empty.button if is_empty else self.table)
        if had_focus and is_empty:
            self.setFocus()
        self._look(self.filters.query)
        self._tell_bin()

    def _look(self, query: Query) -> None:
        """Show what fits: at once where nothing is left out, else when the index has answered."""
        self.table.show_order(query.sort, is_ascending=query.is_ascending)
        if query != Query():
            self.lookup.ask(query)
            return
        self.lookup.forget()
        self._show(query, self._keeper.records.attempts)

    def _take_found(self, query: Query, names: Sequence[str]) -> None:
        known = self._keeper.records.by_name
        self._show(query, [known[name] for name in names if name in known])
        if query.words:
            self.lookup.ask_places(query.words, names[:PLACES_AT_ONCE])

    def _show(self, query: Query, found: Sequence[AttemptRecord]) -> None:
        """Show these; the current attempt, or its neighbour, is current."""
        row, before, records = self.table.row, self._names, self._keeper.records
        self._words = query.words
        self.model.show(found, records.unreadable if query.is_open else {})
        names = self._names = [one.name for one in self.model.rows]
        if names:
            self.table.selectRow(names.index(still_current(row.name if row else "", before, names)))
        self.table.fit_rows()
        for widget in (self.table, self.open_button, self.pack_button, self.delete_button):
            widget.setVisible(bool(names))
        is_missed = not names and bool(records.attempts)
        self.nothing.setVisible(is_missed)
        if is_missed:
            self.nothing.setText(_nothing_words(query))
            announce(self, self.nothing.text())
        self.summary.setText(_summary_words(query, len(found), len(records.attempts)))
        self._offer()

    def _show_places(self, words: str, places: Mapping[str, str]) -> None:
        if words == self._words:
            self.model.show_places(places)

    def _ask_places(self, first: int, last: int) -> None:
        """Rows came into sight of which it is not known yet where the words stand."""
        rows = self.model.rows[first : last + 1] if self._words else []
        names = [row.name for row in rows if not row.snippet]
        if names:
            self.lookup.ask_places(self._words, names)

    def _order(self, sort: SortBy, is_ascending: bool) -> None:  # noqa: FBT001  (a signal's)
        self.filters.show_order(sort, is_ascending=is_ascending)

    def _clear(self) -> None:
        if not self.filters.query.is_open:
            self.filters.clear()
            self.setFocus()

    def _offer(self) -> None:
        row = self.table.row
        record = row.record if row is not None else None
        self.open_button.setEnabled(record is not None)
        self._offer_pack(len(self.table.chosen))
        self.go_on_button.setVisible(record is not None and record.can_go_on)
        self.markers_button.setVisible(record is not None and len(record.markers) > 1)
        self.compare_button.setVisible(self._pair is not None)
        words, in_full = compare_words(len(self.table.chosen))
        self.compare_button.setText(words)
        self.compare_button.setAccessibleName(in_full)
        self.compare_button.setToolTip(plain_tip(f"{in_full} (Ctrl+K)"))

    def _tell_bin(self) -> None:
        size = size_of(self._keeper.records.binned)
        self.bin_button.setText(f"Bin · {bin_line(size)}")
        self.bin_button.setVisible(size.items > 0)
        if self._told is not None and not self._deletion.is_binned(self._told):
            self._told = None
            self.banner.hide()

    def _delete(self) -> None:
        """Put the current attempt into the bin; what cannot be read is left alone."""
        row = self.table.row
        if row is None:
            return
        if len(self.table.chosen) > 1:
            self.banner.show_notice(SEVERAL, "Choose one of them to delete it.")
            return
        if row.record is not None:
            self._deletion.delete(row.record)
            return
        self.banner.show_notice(
            "What cannot be read cannot be put into the bin.",
            "It may hold sound that can still be saved; its folder is left as it is.",
        )

    def _go_on(self) -> None:
        """Go on with the current answer, where it was cut off."""
        row = self.table.row
        if row is not None and row.record is not None and row.record.can_go_on:
            self.continue_wanted.emit(row.record.folder)

    def _compare_markers(self) -> None:
        """Show the marks of several people on the current attempt."""
        row = self.table.row
        if row is not None and row.record is not None and len(row.record.markers) > 1:
            self.markers_wanted.emit(row.record.folder)

    @property
    def _pair(self) -> Pair | None:
        chosen = self.table.chosen
        of_question = self._keeper.records.of_question(chosen[0].question_id) if chosen else []
        return pair_of(chosen, of_question)

    def _compare(self) -> None:
        """Show two answers side by side."""
        pair = self._pair
        if pair is not None:
            self.compare_wanted.emit(pair[0].folder, pair[1].folder)
        elif len(self.table.chosen) > 1:
            self.banner.show_notice(SEVERAL, TO_COMPARE)

    def _offer_pack(self, chosen: int) -> None:
        what = f"{chosen} answers" if chosen > 1 else "this answer"
        self.pack_button.setEnabled(chosen > 0)
        self.pack_button.setText(f"Pack {chosen} …" if chosen > 1 else "Pack …")
        self.pack_button.setAccessibleName(f"Pack {what} for somebody else")
        self.pack_button.setToolTip(plain_tip(f"Pack {what} for somebody else (Ctrl+Shift+R)"))

    def _pack(self) -> None:
        """Ask what of the chosen answers is packed for somebody else."""
        folders = [record.folder for record in self.table.chosen]
        if folders:
            self.leaving.emit()
            self.packing.begin(folders)

    def _rest_keys(self, *, is_resting: bool) -> None:
        """Let the keys of the page rest while a sheet lies over it."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not is_resting)
        if not is_resting:
            self.setFocus()

    def _tell_deleted(self, record: AttemptRecord) -> None:
        self._told = record
        self.banner.show_notice(
            f"“{record.prompt}” is in the bin.",
            f"{KEPT_SENTENCE} Ctrl+Z puts it back.",
            action_text="Undo",
            action=self._deletion.undo,
        )

    def _tell_restored(self, record: AttemptRecord) -> None:
        if record.folder.id in self._names:
            self.table.selectRow(self._names.index(record.folder.id))
            self.setFocus()
        announce(self, restored_words(record.prompt))

    def _fail(self, error: MockInterviewError) -> None:
        self._told = None
        self.banner.show_problem(error)

    def _open(self, row: AttemptRow) -> None:
        record = row.record
        if record is not None and record.takes:
            if row.snippet and row.snippet != IN_QUESTION:
                self.place_wanted.emit(record.folder, self._words)
            else:
                self.attempt_wanted.emit(record.folder)
            return
        self.banner.show_notice(
            "Nothing was recorded in this attempt.", "Choose the question again to answer it."
        )

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.filters.changed.connect(self._look)
        self.filters.search.returnPressed.connect(self.table.open_current)
        self.lookup.found.connect(self._take_found)
        self.lookup.places.connect(self._show_places)
        self.lookup.failed.connect(self._fail)
        self.table.seen.connect(self._ask_places)
        self.table.order_wanted.connect(self._order)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.empty.acted.connect(self.practice_wanted)
        self.class_button.clicked.connect(self.class_wanted)
        self.bin_button.clicked.connect(self.bin_wanted)
        self.empty.import_wanted.connect(self.import_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.open_button.clicked.connect(self.table.open_current)
        self.go_on_button.clicked.connect(self._go_on)
        self.markers_button.clicked.connect(self._compare_markers)
        self.compare_button.clicked.connect(self._compare)
        self.pack_button.clicked.connect(self._pack)
        self.packing.opened.connect(lambda: self._rest_keys(is_resting=True))
        self.packing.closed.connect(lambda: self._rest_keys(is_resting=False))
        self.delete_button.clicked.connect(self._delete)
        self._deletion.deleted.connect(self._tell_deleted)
        self._deletion.restored.connect(self._tell_restored)
        self._deletion.failed.connect(self._fail)
        for keys, action in (
            ("Del", self._delete),
            ("Ctrl+G", self._go_on),
            ("Ctrl+M", self._compare_markers),
            ("Ctrl+K", self._compare),
            ("Ctrl+Shift+R", self._pack),
            ("Ctrl+Z", self._deletion.undo),
            ("Ctrl+I", self.import_wanted.emit),
            ("Ctrl+F", self.filters.search.begin),
            ("Esc", self._clear),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)
            self._shortcuts.append(shortcut)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def _buttons(self) -> tuple[KeyButton, ...]:
        return (
            *(self.open_button, self.go_on_button, self.markers_button, self.compare_button),
            *(self.pack_button, self.delete_button),
        )

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(tokens.SPACE_8)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.class_button)
        self._head.addWidget(self.bin_button)
        self._head.addWidget(self.import_button)
        buttons = FlowLayout(gap=tokens.SPACE_8)
        for button in self._buttons:
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_4)
        page.addLayout(self._head)
        page.addWidget(self.summary)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.banner)
        page.addSpacing(tokens.SPACE_4)
        page.addWidget(self.filters)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.nothing)
        page.addWidget(self.table)
        page.addSpacing(tokens.SPACE_8)
        page.addLayout(buttons)
        page.addWidget(self.empty, 1000)
        page.addStretch(1)


def _summary_words(query: Query, found: int, number: int) -> str:
    """How many there are, and in which order."""
    if not number:
        return ""
    if query.is_open:
        order = ", newest first" if query == Query() else ""
        return f"{count(number, 'attempt')}{order}. Enter opens one."
    does = "Enter opens one, " if found else ""
    return f"{found:,} of {count(number, 'attempt')}. {does}Esc shows all again."


def _nothing_words(query: Query) -> str:
    if query.words:
        beside = "" if query == Query(words=query.words) else " and what is chosen beside it"
        return f"Nothing fits “{query.words}”{beside}."
    return "Nothing fits what is chosen."
