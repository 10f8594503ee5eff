"""Banks: reload on save, adding by drag and drop, both previews, problems, keyboard only."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from mockinterview.core.interview import Stage
from mockinterview.ui.banks.entry_list import EntryList
from mockinterview.ui.banks.page import BanksPage
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound
from tests.gui.conftest import MakeWindow, PlayedServices

pytestmark = pytest.mark.slow

BANK = """\
bank: sunday-evening
version: 1
title: Sunday evening
format: imperial-2023
questions:
  - id: asked-for-help
    prompt: Tell us about a time when you had to ask for help.
    theme: Teamwork
    rubric: resilience
    candidate_note: Small things count.
    tutor_note: Ask what came after.
"""
SECOND = """\
  - id: refused-help
    prompt: A friend refuses your help. What do you do?
    theme: Empathy
    rubric: resilience
"""
RELOAD_MILLISECONDS = 1000


@pytest.fixture
def own(services: PlayedServices) -> Path:
    folder = services.own_content
    folder.mkdir()
    (folder / "sunday.yaml").write_text(BANK, encoding="utf-8")
    return folder


def open_page(qtbot: QtBot, window: MainWindow, services: PlayedServices) -> BanksPage:
    """The page, once all that is on the disk is shown and watched."""
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    window.watch.reload()
    qtbot.waitUntil(lambda: window.watch.is_watching)
    return window.pages.banks


def titles(entries: EntryList) -> list[str]:
    return [entry.title for entry in entries.entries]


def section(page: BanksPage, heading: str) -> list[str]:
    found: list[str] = []
    is_inside = False
    for entry in page.list.entries:
        if entry.is_heading:
            is_inside = entry.title == heading
        elif is_inside:
            found.append(entry.title)
    return found


def has_title(page: BanksPage, title: str) -> bool:
    return page.preview.title.text() == title


def drop(page: BanksPage, *paths: Path) -> bool:
    """Hold files over the page and let go; returns whether it took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = page.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(middle), copy, mime, buttons, keys)
    entering.setAccepted(False)
    page.dragEnterEvent(entering)
    if entering.isAccepted():
        page.dropEvent(QDropEvent(QPointF(middle), copy, mime, buttons, keys))
    return entering.isAccepted()


def test_own_banks_problems_and_built_in_ones_are_listed_apart(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    (own / "broken.yaml").write_text(BANK.replace("prompt:", "promt:"), encoding="utf-8")
    page = open_page(qtbot, window, services)
    assert section(page, "Your banks") == ["Sunday evening"]
    assert section(page, "To mend") == ["broken.yaml"]
    assert "Imperial asynchronous interview" in section(page, "Built in")
    assert str(own) in page.folder.text()


def test_a_save_is_seen_within_a_second(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(own / "sunday.yaml")
    page.questions.choose("asked-for-help")
    (own / "sunday.yaml").write_text(BANK.replace("ask for help", "say no"), encoding="utf-8")
    qtbot.waitUntil(
        lambda: "say no" in page.preview.candidate.prompt.text(), timeout=RELOAD_MILLISECONDS
    )
    assert "say no" in "".join(
        row.question.prompt for row in window.pages.practise.list.rows_model.rows
    )


def test_editors_that_replace_the_file_are_followed_again_and_again(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(own / "sunday.yaml")
    for word in ("first", "second", "third"):
        beside = own / "sunday.yaml~new"
        beside.write_text(BANK.replace("Sunday evening", word), encoding="utf-8")
        if word == "second":  # some move the old one away first
            (own / "sunday.yaml").rename(own / "sunday.yaml~")
        beside.replace(own / "sunday.yaml")
        qtbot.waitUntil(partial(has_title, page, word), timeout=RELOAD_MILLISECONDS)


def test_a_mistake_is_shown_on_save_and_mending_it_returns_to_the_bank(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(own / "sunday.yaml")
    (own / "sunday.yaml").write_text(BANK.replace("theme:", "them:"), encoding="utf-8")
    qtbot.waitUntil(page.problems.isVisible, timeout=RELOAD_MILLISECONDS)
    card = page.problems.cards[0]
    assert card.place.text() == "Line 8, column 5"
    assert card.message.text() == "The key “them” does not exist here."
    assert card.hint.text() == "Did you mean “theme”?"
    line, caret = card.excerpt.text().split("\n")
    assert line[caret.index("^") :].startswith("them: Teamwork")
    assert window.pages.practise.content_banner.isHidden() is False
    (own / "sunday.yaml").write_text(BANK, encoding="utf-8")
    qtbot.waitUntil(page.preview.isVisible, timeout=RELOAD_MILLISECONDS)
    assert page.preview.title.text() == "Sunday evening"
    assert window.pages.practise.content_banner.isHidden()


def test_a_folder_that_appears_later_is_seen(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    assert page.empty.isVisible()
    folder = services.own_content / "questions"
    folder.mkdir(parents=True)
    qtbot.waitUntil(lambda: window.watch.is_watching)
    (folder / "sunday.yaml").write_text(BANK, encoding="utf-8")
    qtbot.waitUntil(lambda: section(page, "Your banks") == ["Sunday evening"])


def test_a_running_interview_keeps_its_question(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices, sound: FakeSound
) -> None:
    open_page(qtbot, window, services)
    bank, question = services.content.question("asked-for-help")
    rules = services.format_for(bank, question)
    session = services.new_session(bank, question, rules, with_prompt=False)
    window.show_page("interview")
    window.pages.interview.open(session)
    qtbot.waitUntil(lambda: session.stage is Stage.PREPARE)
    (own / "sunday.yaml").unlink()
    qtbot.waitUntil(lambda: "sunday-evening" not in services.content.banks)
    assert window.pages.interview.is_running
    assert session.stage is Stage.PREPARE
    assert window.pages.currentWidget() is window.pages.interview
    assert session.folder.load().question == question


def test_dropping_a_zip_adds_the_bank_and_chooses_it(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, tmp_path: Path
) -> None:
    page = open_page(qtbot, window, services)
    source = tmp_path / "from a colleague.zip"
    with zipfile.ZipFile(source, "w") as made:
        made.writestr("Sunday/sunday.yaml", BANK)
    assert drop(page, source)
    qtbot.waitUntil(lambda: page.preview.title.text() == "Sunday evening")
    assert page.banner.message.text() == "Added “Sunday evening”: 1 question."
    assert (services.own_content / "sunday.yaml").read_text(encoding="utf-8") == BANK
    assert page.add_button.isEnabled()


def test_dropping_what_cannot_be_used_says_why(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices, tmp_path: Path
) -> None:
    page = open_page(qtbot, window, services)
    assert not drop(page, tmp_path / "essay.docx")
    again = tmp_path / "again.yaml"
    again.write_text(BANK.replace("Sunday evening", "Again"), encoding="utf-8")
    assert drop(page, again)
    qtbot.waitUntil(page.banner.isVisible)
    assert "sunday-evening" in page.banner.message.text()
    assert "sunday.yaml" in page.banner.detail.text()
    assert section(page, "Your banks") == ["Sunday evening"]


def test_the_candidate_sees_prompt_note_and_clock_and_nothing_of_the_scheme(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(own / "sunday.yaml")
    view = page.preview.candidate
    assert view.isVisible()
    assert not page.preview.tutor.isVisible()
    assert view.prompt.text() == "Tell us about a time when you had to ask for help."
    assert view.note.text() == "Small things count."
    assert view.clock.text() == "1 min to prepare, 5 min to answer, one take."


def test_the_tutor_sees_what_shows_what_and_the_time_aloud(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(services.content.bank_files["imperial-asynchronous"])
    page.questions.choose("duties-of-a-doctor")
    page.preview.show_view("tutor")
    view = page.preview.tutor
    assert view.isVisible()
    _, question = services.content.question("duties-of-a-doctor")
    answer = question.model_answers[0]
    seconds = round(answer.words * 60 / 160)
    aloud = f"{seconds // 60}:{seconds % 60:02d} aloud"
    assert view.answer.about.text().startswith(f"{aloud}. ")
    shown = next(name for paragraph in answer.paragraphs for name in paragraph.shows)
    view.criteria.choose(shown)
    lit = [paragraph.is_lit for paragraph in view.answer.paragraphs]
    assert lit == [shown in paragraph.shows for paragraph in answer.paragraphs]
    entry = next(entry for entry in view.criteria.entries if entry.key == shown)
    assert entry.meta.startswith("Shown in paragraph")
    assert {"Content", "Pitfalls to avoid"} <= set(titles(view.criteria))


def test_the_whole_page_by_keyboard(
    qtbot: QtBot, own: Path, window: MainWindow, services: PlayedServices
) -> None:
    (own / "sunday.yaml").write_text(BANK + SECOND, encoding="utf-8")
    page = open_page(qtbot, window, services)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "refuses")
    assert section(page, "Your banks") == ["Sunday evening"]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.questions.hasFocus()
    assert page.preview.candidate.prompt.text() == "A friend refuses your help. What do you do?"
    page.search.clear()
    QTest.keyClick(page.questions, Qt.Key.Key_Up)
    assert page.questions.key == "asked-for-help"
    QTest.keyClick(page.questions, Qt.Key.Key_Up)  # the heading is no place to stop
    assert page.questions.key == "asked-for-help"
    candidate, tutor = page.preview.view.buttons
    QTest.keyClick(page.questions, Qt.Key.Key_Tab)
    assert candidate.hasFocus()
    QTest.keyClick(candidate, Qt.Key.Key_Right)
    QTest.keyClick(tutor, Qt.Key.Key_Space)
    assert page.preview.tutor.isVisible()
    assert page.preview.tutor.note.text() == "For tutors: Ask what came after."


def test_a_search_without_result_says_so(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    page = open_page(qtbot, window, services)
    QTest.keyClicks(page.search, "zebra")
    assert page.nothing.isVisible()
    page.search.clear()
    assert page.list.isVisible()


def test_a_new_bank_begins_with_the_template_in_the_editor(
    qtbot: QtBot,
    window: MainWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Thursday group", True))
    page = open_page(qtbot, window, services)
    page.empty.button.click()
    path = services.own_content / "thursday-group.yaml"
    assert opened == [str(path)]
    qtbot.waitUntil(lambda: page.problems.title.text() == "thursday-group.yaml")
    assert page.problems.isVisible()
    page.problems.editor.click()
    assert opened == [str(path), str(path)]
    text = path.read_text(encoding="utf-8")
    page.desk.begin("Thursday group")
    assert page.banner.message.text() == "There is a file thursday-group.yaml already."
    assert path.read_text(encoding="utf-8") == text


def test_no_editor_is_told(
    qtbot: QtBot,
    own: Path,
    window: MainWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    page = open_page(qtbot, window, services)
    page.show_file(own / "sunday.yaml")
    page.preview.editor.click()
    assert str(own / "sunday.yaml") in page.banner.hint.text()


def test_sharing_writes_one_file_and_only_own_banks_offer_it(  # noqa: PLR0917
    qtbot: QtBot,
    own: Path,
    window: MainWindow,
    services: PlayedServices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "for the class"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    page = open_page(qtbot, window, services)
    page.show_file(services.content.bank_files["imperial-asynchronous"])
    assert not page.preview.share.isVisible()
    page.show_file(own / "sunday.yaml")
    page.preview.share.click()
    qtbot.waitUntil(page.banner.isVisible)
    with zipfile.ZipFile(tmp_path / "for the class.zip") as made:
        assert made.namelist() == ["questions/sunday.yaml"]


def test_another_folder_is_remembered_read_and_watched(  # noqa: PLR0917
    qtbot: QtBot,
    own: Path,
    window: MainWindow,
    services: PlayedServices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monday = BANK.replace("sunday-evening", "monday").replace("Sunday evening", "Monday")
    (other / "monday.yaml").write_text(monday, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(other))
    page = open_page(qtbot, window, services)
    page.change_button.click()
    qtbot.waitUntil(lambda: section(page, "Your banks") == ["Monday"])
    assert services.written_settings.own_content == other
    qtbot.waitUntil(lambda: window.watch.is_watching)
    (other / "monday.yaml").write_text(monday.replace("Monday", "Tuesday"), encoding="utf-8")
    qtbot.waitUntil(lambda: section(page, "Your banks") == ["Tuesday"])


def test_the_question_can_be_heard_and_stopped(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, sound: FakeSound
) -> None:
    page = open_page(qtbot, window, services)
    page.show_file(services.content.bank_files["imperial-asynchronous"])
    player = page.preview.candidate.player
    assert player.voice.text() == "A recording."
    player.button.click()
    qtbot.waitUntil(lambda: bool(sound.streams) and sound.stream.active)
    assert player.is_playing
    player.button.click()
    qtbot.waitUntil(lambda: not sound.stream.active)
    assert player.button.text() == "Play the question"


def test_problems_lead_from_practise_to_the_banks(
    qtbot: QtBot, own: Path, make_window: MakeWindow, services: PlayedServices
) -> None:
    (own / "broken.yaml").write_text("bank: [", encoding="utf-8")
    services.content = services.reload_content()
    window = make_window()
    window.pages.practise.content_banner.action_button.click()
    assert window.pages.currentWidget() is window.pages.banks
    assert section(window.pages.banks, "To mend") == ["broken.yaml"]
