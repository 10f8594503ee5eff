"""Free ways to see medicine and care at work, each with who says so and when it was true."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.diary_guide import Resource
from mockinterview.ui import tokens
from mockinterview.ui.diary.wording import resource_meta
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.widgets.plain import plain_tip


class ResourcesView(QScrollArea):
    """A calm list; nothing is asked of the network before somebody opens one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[ResourceCard] = []
        self.title = Label("Free ways to see medicine at work", "heading")
        self.about = Label(
            "They open in your browser when you press the button, and not before. Pages change:"
            " each tells when we looked.",
            "meta",
        )
        holder = QWidget()
        holder.setObjectName("page")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, tokens.SPACE_12, 0)
        self._column.setSpacing(tokens.SPACE_12)
        self._column.addWidget(self.title)
        self._column.addWidget(self.about)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)

    def show_resources(self, resources: Iterable[Resource]) -> None:
        """Show these in their order."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ResourceCard(self._theme, one) for one in resources]
        for card in self.cards:
            self._column.insertWidget(self._column.count() - 1, card)

    def focus_first(self) -> None:
        """Begin at the top."""
        self.verticalScrollBar().setValue(0)
        if self.cards:
            self.cards[0].open_button.setFocus()


class ResourceCard(Card):
    """One of them."""

    def __init__(self, theme: Theme, resource: Resource) -> None:
        super().__init__()
        self.resource = resource
        self.title = Label(resource.title, "strong")
        self.open_button = KeyButton(theme, "Open in browser", icon="external-link-line")
        self.open_button.setAccessibleName(f"Open in browser: {resource.title}")
        self.open_button.setToolTip(plain_tip(resource.url))
        self.open_button.clicked.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_12)
        head.addWidget(self.title, 1)
        head.addWidget(self.open_button)
        self.column.setSpacing(tokens.SPACE_8)
        self.column.addLayout(head)
        self.column.addWidget(Label(resource.about, "body"))
        self.column.addWidget(Label(resource_meta(resource), "meta"))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.resource.url))
