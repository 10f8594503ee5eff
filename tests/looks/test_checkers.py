"""Each checker finds what is wrong with a widget made to be wrong, and nothing in a good one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mockinterview.ui.widgets.labels import ElidedLabel
from tests.looks.clipping import clipped
from tests.looks.contrast import contrast, drawn_contrast, luminance, pale
from tests.looks.keyboard import nameless, unreached
from tests.looks.overlapping import overlapping

WORDS = "What did you decide, and why that way?"
Build = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Build:
    """Shows widgets in one column of a window of their own."""

    def build(*widgets: QWidget) -> QWidget:
        window = QWidget()
        window.setStyleSheet("background: #FFFFFF; color: #1C2529; font-size: 15px;")
        window.resize(600, 300)
        inside = QWidget(window)  # without a screen Qt warns of windows with a layout
        inside.setGeometry(window.rect())
        column = QVBoxLayout(inside)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return build


def label_of(*, width: int = 0, height: int = 0, wraps: bool = False) -> QLabel:
    label = QLabel(WORDS)
    label.setWordWrap(wraps)
    if width:
        label.setFixedWidth(width)
    if height:
        label.setFixedHeight(height)
    return label


def field_of(name: str = "Name", placeholder: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field


def test_whole_text_is_not_clipped(show: Build) -> None:
    whole = (label_of(), label_of(width=90, wraps=True), QPushButton("Cite"), field_of())
    assert clipped(show(*whole)) == []


@pytest.mark.parametrize(
    "label",
    [{"width": 60}, {"width": 90, "height": 20, "wraps": True}, {"width": 20, "wraps": True}],
    ids=["one line", "too low", "a word too long"],
)
def test_a_label_without_room_is_clipped(show: Build, label: dict[str, int]) -> None:
    made = label_of(**label)  # type: ignore[arg-type]
    assert len(clipped(show(made))) >= 1


def test_an_elided_label_is_not_clipped(show: Build) -> None:
    label = ElidedLabel(WORDS)
    label.setFixedWidth(60)
    assert clipped(show(label)) == []


def test_a_button_without_room_is_clipped(show: Build) -> None:
    button = QPushButton(WORDS)
    button.setFixedWidth(60)
    assert len(clipped(show(button))) == 1


def test_a_placeholder_without_room_is_clipped(show: Build) -> None:
    field = field_of(placeholder=WORDS)
    field.setFixedWidth(60)
    assert len(clipped(show(field))) == 1


def test_what_reaches_out_of_its_parent_is_clipped(show: Build) -> None:
    box = QWidget()
    box.setFixedSize(200, 30)
    label = QLabel("Note", box)
    label.setGeometry(QRect(180, 0, 60, 30))
    assert len(clipped(show(box))) == 1


@pytest.mark.parametrize("scrolls", [True, False])
def test_what_is_scrolled_away_is_clipped_only_where_nothing_scrolls(
    show: Build, scrolls: bool
) -> None:
    area = QScrollArea()
    area.setFixedSize(400, 60)
    if not scrolls:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    column = QVBoxLayout(inside)
    for _ in range(9):
        column.addWidget(label_of())
    area.setWidget(inside)
    area.setWidgetResizable(True)
    faults = clipped(show(area))
    assert (faults == []) is scrolls


def test_neighbours_over_each_other_overlap(show: Build) -> None:
    row = QWidget()
    line = QHBoxLayout(row)
    first, second = QPushButton("Met"), QPushButton("Partly")
    line.addWidget(first)
    line.addWidget(second)
    window = show(row)
    assert overlapping(window) == []
    second.move(first.x() + 10, second.y())
    assert len(overlapping(window)) == 1


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(luminance(0xFFFFFF), luminance(0x000000)) == pytest.approx(21)
    assert contrast(luminance(0x777777), luminance(0xFFFFFF)) == pytest.approx(4.48, abs=0.01)


def test_the_contrast_of_a_picture_is_that_of_its_colours() -> None:
    image = QImage(QSize(40, 20), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.fillRect(10, 5, 4, 4, QColor("#777777"))
    painter.end()
    assert drawn_contrast(image, QRect(0, 0, 40, 20)) == pytest.approx(4.48, abs=0.01)
    assert drawn_contrast(image, QRect(20, 0, 20, 20)) == pytest.approx(1)


@pytest.mark.parametrize(("colour", "is_pale"), [("#56636A", False), ("#9FADB3", True)])
def test_pale_text_is_found(show: Build, colour: str, is_pale: bool) -> None:
    label, button = label_of(), QPushButton("Cite these words")
    for widget in (label, button):
        widget.setStyleSheet(f"color: {colour};")
    assert len(pale(show(label, button))) == (2 if is_pale else 0)


def test_a_control_without_a_name_is_found(show: Build) -> None:
    assert nameless(show(field_of(), QPushButton("Cite"))) == []
    assert len(nameless(show(field_of(name=""), QPushButton("")))) == 2


def test_what_tab_cannot_come_to_is_found(show: Build) -> None:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Note")
    window = show(field_of("First"), trap, field_of("Last"))
    trap.setFocus()
    assert len(unreached(window)) == 2
    trap.setTabChangesFocus(True)
    trap.setFocus()
    assert unreached(window) == []


def test_what_a_sheet_covers_need_not_be_reached(show: Build) -> None:
    window = show(field_of("First"), QPushButton("Cite"))
    sheet = QWidget(window)
    sheet.setGeometry(window.rect())
    close = Last("Close", sheet)
    sheet.show()
    close.setFocus()
    assert unreached(window) == []
    sheet.setGeometry(0, 0, 10, 10)
    assert len(unreached(window)) == 2


class Last(QPushButton):
    """Keeps the focus, as a sheet does."""

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: N802  (as Qt calls it)
        return True
