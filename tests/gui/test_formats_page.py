"""Formats: shipped ones to look at, own ones made, changed, deleted and undone, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mockinterview.core.content import Format
from mockinterview.files.own_formats import OwnFormats
from mockinterview.ui.formats.editor import SAVE_MILLISECONDS
from mockinterview.ui.formats.page import FormatsPage
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.format_choice import FormatChoice
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices

BANK = """\
bank: mine
version: 1
title: Sunday evening
questions:
  - {id: asked, prompt: Why?, theme: Teamwork, rubric: resilience, format: my-format}
"""


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> FormatsPage:
    qtbot.waitUntil(lambda: window.watch.is_watching)
    window.show_page("formats")
    qtbot.waitUntil(window.pages.formats.list.hasFocus)
    return window.pages.formats


@pytest.fixture
def own(services: PlayedServices) -> OwnFormats:
    return OwnFormats(services.own_content)


def titles(page: FormatsPage) -> list[str]:
    return [entry.title for entry in page.list.entries]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def make_new(qtbot: QtBot, page: FormatsPage) -> None:
    """Ctrl+N, then wait until the new one can be typed into."""
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_editing and page.editor.title.hasFocus())


def saved(own: OwnFormats, index: int = 0) -> Format:
    return own.read()[index]


@pytest.mark.slow
def test_shipped_formats_are_shown_and_not_edited(page: FormatsPage) -> None:
    assert titles(page)[:3] == ["Shipped", "Imperial, as reported for 2023", "SAMMI, four minutes"]
    assert not page.is_editing
    assert not page.delete_button.isEnabled()
    press(Qt.Key.Key_Down)
    assert page.heading.text() == "SAMMI, four minutes"
    assert page.provenance.words.text().startswith("Official source, 2025: ")
    assert "so they do here" in page.provenance.words.text()
    assert page.preview.plain.accessibleName() == (
        "Listen, then Answer 4 min, listening included, then Break 1 min."
    )
    assert page.preview.sitting.text() == "A sitting of 6 questions lasts about 29 min at most."
    assert not page.preview.extra.isVisible()
    assert "issuu.com" in page.facts.address.text()


@pytest.mark.slow
def test_a_format_is_made_and_changed_by_keys_alone(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats, window: MainWindow
) -> None:
    make_new(qtbot, page)
    assert page.editor.title.selectedText() == "My format"
    QTest.keyClicks(focused(), "Thursday")
    assert page.heading.text() == "Thursday"
    assert page.status.text() == "Saving …"
    qtbot.waitUntil(lambda: page.status.text() == "Saved")
    assert saved(own).title == "Thursday"
    assert saved(own).format == "my-format"
    qtbot.waitUntil(lambda: "Thursday" in titles(page))
    assert page.status.text() == "Saved", "what was saved is read again, and that stays"
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Short ones.")
    press(Qt.Key.Key_Tab)
    assert focused() is page.editor.preparation.mode.buttons[0]
    press(Qt.Key.Key_Space)
    assert not page.editor.preparation.edit.isVisible()
    press(Qt.Key.Key_Right)
    assert page.editor.preparation.mode.value == "time"
    press(Qt.Key.Key_Tab)
    assert focused() is page.editor.preparation.edit
    page.editor.preparation.edit.selectAll()
    QTest.keyClicks(focused(), "0:45")
    assert "Prepare 45 s" in page.preview.plain.accessibleName()
    press(Qt.Key.Key_Tab)
    assert focused() is page.editor.early_start
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: own.read() != () and saved(own).preparation_seconds == 45)
    qtbot.waitUntil(lambda: not saved(own).early_start)
    assert saved(own).about == "Short ones."
    qtbot.waitUntil(lambda: "Thursday" in titles(page))
    press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.pages.settings
    choice = window.pages.settings.practice.format.choice
    assert choice.findText("Thursday") > 0


@pytest.mark.slow
def test_every_field_is_written(qtbot: QtBot, page: FormatsPage, own: OwnFormats) -> None:
    make_new(qtbot, page)
    editor = page.editor
    editor.preparation.mode.buttons[0].click()
    editor.answer.edit.setText("90 s")
    editor.retakes.mode.buttons[1].click()
    editor.retakes.number.setValue(2)
    editor.show_prompt.buttons[1].click()
    editor.break_time.mode.buttons[1].click()
    editor.break_time.edit.setText("20")
    editor.questions.setValue(3)
    for box in (
        *(editor.early_stop, editor.clock_includes_prompt, editor.countdown),
        *(editor.practice_question, editor.resumable),
    ):
        box.click()
    editor.flush()
    qtbot.waitUntil(lambda: page.desk.is_idle)
    told = saved(own).model_dump(exclude={"title", "about", "note", "source", "early_start"})
    assert told == {
        "format": "my-format",
        "preparation_seconds": 0,
        "answer_seconds": 90,
        "retakes": 2,
        "early_stop": False,
        "show_prompt": "after-playing",
        "break_seconds": 20,
        "questions": 3,
        "countdown": True,
        "clock_includes_prompt": True,
        "resumable": False,
        "practice_question": True,
    }
    assert not editor.early_start.isEnabled()
    qtbot.waitUntil(lambda: page.rules is not None and page.rules.questions == 3)
    page.list.choose("practice")
    page.list.choose("my-format")
    assert editor.is_settled
    assert editor.draft().break_time == "20 s"
    assert editor.draft().retakes == 2


@pytest.mark.slow
def test_problems_stand_beside_their_fields_and_nothing_is_saved(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats
) -> None:
    make_new(qtbot, page)
    before = saved(own)
    form = page.editor.form
    page.editor.title.clear()
    page.editor.answer.edit.setText("soon")
    assert form.problem_of("title").startswith("Give it a name")
    assert form.problem_of("answer").startswith("That is no time")
    assert page.status.text() == "Not saved yet"
    qtbot.wait(2 * SAVE_MILLISECONDS)
    assert saved(own) == before
    page.editor.title.setText("Named")
    page.editor.answer.edit.setText("1:30")
    assert form.problem_of("title") == form.problem_of("answer") == ""
    qtbot.waitUntil(lambda: saved(own).answer_seconds == 90)
    page.editor.clock_includes_prompt.click()
    assert "two clocks" in form.problem_of("clock_includes_prompt")


@pytest.mark.slow
def test_a_shipped_one_is_copied_as_a_start(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats
) -> None:
    page.list.choose("sammi-4")
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_editing)
    assert page.heading.text() == "SAMMI, four minutes (copy)"
    assert page.provenance.words.text() == (
        "Your own format, begun as a copy of “SAMMI, four minutes”."
    )
    assert saved(own).answer_seconds == 240
    assert page.editor.clock_includes_prompt.isChecked()


@pytest.mark.slow
def test_delete_and_undo_by_keys(qtbot: QtBot, page: FormatsPage, own: OwnFormats) -> None:
    make_new(qtbot, page)
    before = own.path.read_text(encoding="utf-8")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.banner.isVisible() and "Yours" not in titles(page))
    assert own.read() == ()
    assert page.banner.message.text() == "“My format” was deleted."
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.key == "my-format" and page.is_editing)
    assert own.path.read_text(encoding="utf-8") == before
    assert not page.banner.isVisible()


@pytest.mark.slow
def test_one_that_a_bank_needs_is_not_deleted(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats, services: PlayedServices
) -> None:
    make_new(qtbot, page)
    path = services.own_content / "questions" / "mine.yaml"
    path.write_text(BANK, encoding="utf-8")
    qtbot.waitUntil(lambda: "mine" in services.content.banks)
    press(Qt.Key.Key_Escape)
    page.delete_button.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "The bank “Sunday evening” uses this format" in page.banner.message.text()
    assert len(own.read()) == 1


@pytest.mark.slow
def test_a_change_in_another_editor_is_shown(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats
) -> None:
    make_new(qtbot, page)
    qtbot.waitUntil(lambda: page.desk.is_idle and page.editor.is_settled)
    text = own.path.read_text(encoding="utf-8").replace("answer_seconds: 120", "answer_seconds: 77")
    own.path.write_text(text, encoding="utf-8")
    qtbot.waitUntil(lambda: page.editor.answer.edit.text() == "1 min 17 s")


@pytest.mark.slow
def test_a_damaged_file_is_told_and_left(qtbot: QtBot, page: FormatsPage, own: OwnFormats) -> None:
    own.path.parent.mkdir(parents=True)
    own.path.write_text("version: 1\nformats: [\n", encoding="utf-8")
    page.new_button.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "has a problem" in page.banner.message.text()
    assert own.path.read_text(encoding="utf-8") == "version: 1\nformats: [\n"


@pytest.mark.slow
def test_one_in_another_file_is_looked_at_and_copied(
    qtbot: QtBot, page: FormatsPage, services: PlayedServices
) -> None:
    path = services.own_content / "questions" / "thursday.yaml"
    path.parent.mkdir(parents=True)
    entry = "{format: short, title: Short, source: {title: Group, confidence: own}}"
    path.write_text(f"version: 1\nformats:\n  - {entry}\n", encoding="utf-8")
    services.content = services.reload_content()
    page.show_content()
    page.list.choose("short")
    assert titles(page)[:2] == ["Yours", "Short"]
    assert not page.is_editing
    assert "thursday.yaml" in page.facts.remark.text()


@pytest.mark.slow
def test_leaving_at_once_saves_what_was_typed(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats, window: MainWindow
) -> None:
    make_new(qtbot, page)
    QTest.keyClicks(focused(), "Quick")
    window.show_page("practise")
    qtbot.waitUntil(lambda: saved(own).title == "Quick")


@pytest.mark.slow
def test_closing_at_once_saves_what_was_typed(
    qtbot: QtBot, page: FormatsPage, own: OwnFormats, window: MainWindow
) -> None:
    make_new(qtbot, page)
    QTest.keyClicks(focused(), "Last word")
    window.shut_down()
    assert saved(own).title == "Last word"


@pytest.mark.slow
def test_the_preview_follows_the_extra_time(page: FormatsPage, services: PlayedServices) -> None:
    services.change_settings(extra_time_percent=50)
    page.show_content()
    assert page.preview.extra.isVisible()
    assert page.preview.extra_label.text() == "With your 50 % extra time"
    assert page.preview.extra.accessibleName() == (
        "Listen, then Prepare 1 min 30 s, then Answer 7 min 30 s."
    )
    plain, longer = page.preview.plain, page.preview.extra
    assert sum(longer.widths(600)) == pytest.approx(600, abs=2 * 3)
    assert plain.widths(600)[2] < longer.widths(600)[2]
    assert sum(plain.widths(120)) <= 120


def test_the_choice_follows_content_and_extra_time(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, theme: Theme, own: OwnFormats
) -> None:
    choice = FormatChoice(theme, services, unset="The bank's")
    choice.setParent(window)
    choice.show()
    assert (choice.format_id, choice.rules) == (None, None)
    assert not choice.provenance.isVisible()
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_format("typical-employer")
    assert "our own choice" in choice.source.text()
    with qtbot.waitSignal(choice.changed):
        choice.choice.setCurrentIndex(choice.choice.findData("casper-video"))
    services.change_settings(extra_time_percent=100)
    own.save(services.content.formats["casper-video"].model_copy(update={"format": "mine"}))
    services.content = services.reload_content()
    choice.hide()
    choice.show()
    assert choice.format_id == "casper-video"
    assert choice.rules is not None
    assert choice.rules.answer_seconds == 120
    assert choice.extra.text() == "100 % extra time: 1 min becomes 2 min."
    assert choice.choice.findData("mine") > 0


@pytest.mark.slow
def test_labels_stand_above_where_the_window_is_narrow(page: FormatsPage) -> None:
    form = page.editor.form
    page.editor.show()
    for width, is_above in ((900, False), (300, True), (900, False)):
        form.fit(width)
        page.editor.resize(width, 900)
        form.activate()
        field, label = page.editor.title, page.editor.form.label_of("title")
        is_higher = label.geometry().bottom() < field.geometry().top()
        assert is_higher == is_above
