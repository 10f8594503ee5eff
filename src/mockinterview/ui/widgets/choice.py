"""Choices: a drop-down list in our style and a row of segments of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme, set_role


class Choice(QComboBox):
    """A drop-down list with our arrow; the mouse wheel scrolls the page, not the choice."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # The default delegate of a styled list ignores the stylesheet's item padding.
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.changed.connect(self.update)

    def set_options(self, options: Sequence[tuple[Any, str]], chosen: Any) -> None:
        """Fill with (value, text) pairs and choose one, without telling anybody."""
        self.blockSignals(True)
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        values = [value for value, _ in options]
        self.setCurrentIndex(values.index(chosen) if chosen in values else 0)
        self.blockSignals(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the longest words as `paintEvent` sets them; the style measures less."""
        hint = super().sizeHint()
        return QSize(hint.width() + tokens.SPACE_4, hint.height())

    def minimumSizeHint(self) -> QSize:
        """May be squeezed: the text is shortened then."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame and text by the style, then the arrow."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        space = self.width() - tokens.SPACE_12 - tokens.SPACE_32 - tokens.SPACE_4
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, space
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = self._theme.pixels(tokens.TRANSCRIPT)
        left = self.width() - side - tokens.SPACE_8
        area = QRectF(left, (self.height() - side) / 2, side, side)
        icons.paint_icon(painter, "arrow-down-s-line", area, self._theme.palette.muted)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class SegmentedControl(QFrame):
    """A few options side by side, at most one chosen.

    `chosen` carries the value that the person picked; `set_value` changes it silently.
    Each option is (value, text) or (value, text, tone); `theme` lists the tones.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[Any, str] | tuple[Any, str, str]]
    ) -> None:
        super().__init__()
        set_role(self, "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._values: list[Any] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for value, text, *tone in options:
            button = QPushButton(str(text))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            set_role(button, "segment", str(tone[0]) if tone else "accent")
            self._group.addButton(button, len(self._values))
            self._values.append(value)
            row.addWidget(button)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        index = self._group.checkedId()
        return None if index < 0 else self._values[index]

    @property
    def values(self) -> list[Any]:
        """The values of the segments in order."""
        return list(self._values)

    @property
    def buttons(self) -> list[QPushButton]:
        """The segments in order."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def set_value(self, value: Any) -> None:
        """Choose a value, or none with None, without a signal."""
        index = self._values.index(value) if value in self._values else -1
        self._group.setExclusive(False)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == index)
        self._group.setExclusive(True)
