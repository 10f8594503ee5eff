"""The list of entries with its search and filters, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.diary import KIND_WORDS, Entry, EntryKind, fits_search
from mockinterview.core.diary_guide import tag_title
from mockinterview.files.diary import DiaryListing
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry as Row
from mockinterview.ui.banks.entry_list import EntryList
from mockinterview.ui.diary.wording import entry_meta, found_words
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.search_field import SearchField

_ALL, _BIN = "all", "bin"


class DiaryList(QWidget):
    """Signals: `chosen(id)` when another entry is current, empty for none; `taken` on Enter."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._listing = DiaryListing()
        self._titles: dict[str, str] = {}
        self._key = ""
        self.list = EntryList(theme, "Entries of the diary")
        self.search = SearchField("Search the diary", self.list)
        self.search.setToolTip("Search the diary (Ctrl+F)")
        self.kind = Choice(theme, "Kind of experience")
        self.tag = Choice(theme, "Tag")
        self.summary = Label("", "meta")
        self.search.textChanged.connect(self._narrow)
        for choice in (self.kind, self.tag):
            choice.activated.connect(self._narrow)
        self.list.chosen.connect(self._choose)
        self.list.taken.connect(self.taken)
        filters = QHBoxLayout()
        filters.setSpacing(tokens.SPACE_8)
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.tag, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.search)
        column.addLayout(filters)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addStretch(0)

    @property
    def key(self) -> str:
        """The id of the current entry, empty for none."""
        return self.list.key if not self.list.isHidden() else ""

    @property
    def shows_bin(self) -> bool:
        """Whether what was deleted is listed."""
        return bool(self.kind.currentData() == _BIN)

    def entry(self, name: str) -> Entry | None:
        """The entry with this id as it was read last."""
        known = (*self._listing.entries, *self._listing.binned)
        return next((one for one in known if one.id == name), None)

    def show_listing(self, listing: DiaryListing, titles: dict[str, str], key: str = "") -> None:
        """Show these; the entry with the id `key`, or the one before, is current."""
        self._listing, self._titles = listing, titles
        self._fill_choices()
        self._show(key or self._key, is_silent=True)

    def update_entry(self, entry: Entry) -> None:
        """An entry was saved: its line says so, and its place stays."""
        entries = self._listing.entries
        self._listing.entries = [entry if one.id == entry.id else one for one in entries]
        self._show(self.key, is_silent=True)

    def widen(self) -> None:
        """Search for nothing, leave nothing out: a new entry is to be seen."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.kind.setCurrentIndex(0)
        self.tag.setCurrentIndex(0)

    def _fill_choices(self) -> None:
        kinds = {one.kind for one in self._listing.entries}
        options: list[tuple[object, str]] = [(_ALL, "All kinds")]
        options += [(kind, KIND_WORDS[kind]) for kind in EntryKind if kind in kinds]
        if self._listing.binned:
            options.append((_BIN, f"Bin · {len(self._listing.binned)}"))
        self.kind.set_options(options, self.kind.currentData() or _ALL)
        used = {tag for one in self._listing.entries for tag in one.tags}
        titles = sorted((tag_title(tag, self._titles), tag) for tag in used)
        tags: list[tuple[object, str]] = [(_ALL, "All tags")]
        self.tag.set_options(
            tags + [(tag, title) for title, tag in titles], self.tag.currentData() or _ALL
        )

    def _fitting(self) -> Sequence[Entry]:
        entries = self._listing.binned if self.shows_bin else self._listing.entries
        kind, tag = self.kind.currentData(), self.tag.currentData()
        return [
            one
            for one in entries
            if fits_search(one, self.search.text())
            and (kind in {_ALL, _BIN} or one.kind == kind)
            and (tag == _ALL or tag in one.tags)
        ]

    def _narrow(self) -> None:
        self._show(self._key, is_silent=False)
        announce(self, self.summary.text())

    def _show(self, key: str, *, is_silent: bool) -> None:
        found = self._fitting()
        total = len(self._listing.binned if self.shows_bin else self._listing.entries)
        self.list.show_entries([Row(one.id, one.name, entry_meta(one)) for one in found], key)
        self.list.setVisible(bool(found))
        words = found_words(len(found), total)
        self.summary.setText(words if found or not total else "No entry fits.")
        if not is_silent or self.key != self._key:
            self._choose(self.key)

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.chosen.emit(key)

    def choose(self, key: str) -> None:
        """Make this entry current, where it is listed."""
        self.list.choose(key)

    def begin_search(self) -> None:
        """Take the keyboard for a search."""
        self.search.begin()

    def focus_list(self) -> None:
        """Take the keyboard for the list."""
        (self.list if self.key else self.search).setFocus(Qt.FocusReason.OtherFocusReason)
