"""What others wrote is shown letter by letter: no picture of theirs, no key, no heading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from tools.screenshots.classes import NOW

from mockinterview.core.marking import Evidence
from mockinterview.files.content import Content
from mockinterview.inbox import InboxState
from mockinterview.pack.received import Receipt, save_receipt
from mockinterview.ui.application import _tell
from mockinterview.ui.classes.journey import Classes
from mockinterview.ui.classes.model import CANDIDATE
from mockinterview.ui.marking.evidence_chip import EvidenceChip
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel
from mockinterview.ui.widgets.plain import plain_entry, plain_tip
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.marking_attempts import make_attempt

HOSTILE = '<img src="file:///etc/logo.png"><h1>R&D</h1>'


def shown(tip: str) -> str:
    """What a tooltip shows, as Qt decides it."""
    if not GuiQt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ann Smith",
        "R&D",
        "two\nlines",
        HOSTILE,
        f"Ann\n{HOSTILE}\n\n  Click  to hear it.",
        "&lt;b&gt;",
        "<",
        "3 < 4 and <b",
        "<?xml version='1.0'?>",
        "<!-- Ann",
        "</span><img src='x'>",
    ],
)
def test_a_tip_shows_every_letter(text: str) -> None:
    assert shown(plain_tip(text)) == text


@given(st.text(st.sampled_from('ab1 \n<>/!?&;lt="-')))
def test_no_text_is_read_as_html(text: str) -> None:
    assert shown(plain_tip(text)) == text


def test_a_tip_without_signs_of_html_is_left_to_screen_readers() -> None:
    assert plain_tip("R&D “first”\nsecond") == "R&D “first”\nsecond"


@pytest.fixture
def window(
    services: PlayedServices, shipped_content: Content, make_window: MakeWindow
) -> MainWindow:
    """The window of a tutor who got an answer of a hostile candidate."""
    folder = make_attempt(services.library, text=None, content=shipped_content)
    receipt = Receipt(key="k", candidate=HOSTILE, content="", sound="flac", packed=NOW, arrived=NOW)
    save_receipt(folder, receipt)
    return make_window()


def tip_of(index: QModelIndex) -> str:
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    return tip


@pytest.mark.slow
def test_the_inbox_shows_the_name_of_a_candidate(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("tutor")
    model = window.pages.tutor.model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    tip = tip_of(model.index(0, 0))
    assert "<img" not in tip
    assert shown(tip) == model.index(0, 0).data() == HOSTILE


@pytest.mark.slow
def test_the_class_shows_the_name_of_a_candidate(qtbot: QtBot, window: MainWindow) -> None:
    next(one for one in window.journeys if isinstance(one, Classes)).open("attempts")
    page = window.pages.classes
    qtbot.waitUntil(lambda: page.over is not None)
    index = page.model.index(0, CANDIDATE)
    assert "<img" not in tip_of(index)
    assert shown(tip_of(index)) == page.model.told(index)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == page.model.told(index)


def test_widgets_show_what_is_written(qtbot: QtBot, theme: Theme) -> None:
    label, chip = ElidedLabel(HOSTILE), EvidenceChip(theme)
    for widget in (label, chip):
        qtbot.addWidget(widget)
    label.resize(20, 20)
    label.grab()
    assert shown(label.toolTip()) == HOSTILE
    chip.show_evidence(Evidence(take=1, start=0, end=1, words=HOSTILE), take_is_shown=True)
    assert HOSTILE in shown(chip.quote.toolTip())


def test_a_message_shows_what_is_written(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: dict[str, Qt.TextFormat] = {}

    def look(box: QMessageBox) -> int:
        labels = [label for label in box.findChildren(QLabel) if label.text()]
        looks.update((label.text(), label.textFormat()) for label in labels)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    _tell(None, HOSTILE, f"{HOSTILE}!", "")
    assert looks == dict.fromkeys([HOSTILE, f"{HOSTILE}!"], Qt.TextFormat.PlainText)


def test_a_name_makes_no_key_of_a_button(qtbot: QtBot, theme: Theme) -> None:
    button = KeyButton(theme, "Watch R&D")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    button.setText("Stop watching R&D")
    assert button.shortcut().isEmpty()
    assert button.text() == "Stop watching R&D"


@pytest.mark.slow
def test_a_menu_shows_the_name_of_a_candidate(qtbot: QtBot, window: MainWindow) -> None:
    assert plain_entry("R&D\tCtrl+Q") == "R&&D Ctrl+Q"
    window.show_page("tutor")
    page = window.pages.tutor
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.inbox.items = [replace(page.inbox.items[0], state=InboxState.MARKED)]
    page.table.selectRow(0)
    first = page.return_menu().actions()[0]
    assert first.text().startswith(f"For {HOSTILE.replace('&', '&&')}: ")
