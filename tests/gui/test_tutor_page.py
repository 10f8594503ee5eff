"""The inbox of a tutor: packs come in, answers are marked blind, marks go back and are compared."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Verdict
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.files.seen_packs import read_seen
from mockinterview.inbox import InboxState, read_inbox, return_marks
from mockinterview.indexing import Indexing
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel
from mockinterview.pack_exchange import hand_over, take_over
from mockinterview.ui.tutor.page import TutorPage
from mockinterview.ui.tutor.watch import PackWatch
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import mark
from tests.gui.marking_attempts import make_attempt
from tests.gui.test_importing import drop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory, shipped_content: Content) -> Path:
    """Two candidates' packs: two answers of Ann, marked by herself, and one of Bea."""
    home = tmp_path_factory.mktemp("candidates")
    for name, questions in (
        ("Ann Smith", ("leader-or-follower", "define-resilience")),
        ("Beatrice Jones", ("leader-or-follower",)),
    ):
        library = Library(home / name)
        folders = [
            make_attempt(library, question_id=question, content=shipped_content)
            for question in questions
        ]
        for folder in folders:  # nobody begins in the same microsecond
            attempt = folder.load()
            begun = attempt.created + dt.timedelta(microseconds=len(name))
            folder.save(attempt.model_copy(update={"created": begun}))
        mark(folders[0], 2)
        parcels = [Parcel(folder, name) for folder in folders]
        hand_over(home / f"{name}.mockinterview", parcels, Choice(), library)
    return home


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    window = make_window()
    window.show_page("tutor")
    return window


@pytest.fixture
def page(window: MainWindow) -> TutorPage:
    return window.pages.tutor


def take_in(qtbot: QtBot, window: MainWindow, packs: Path) -> None:
    drop(window, *sorted(packs.glob("*.mockinterview")))
    qtbot.waitUntil(lambda: len(window.pages.tutor.model.items) == 3, timeout=20_000)


def mark_all(folder: AttemptFolder, verdict: Verdict = Verdict.MET) -> None:
    """A tutor gives every criterion a verdict, with a finished first pass."""
    marking = folder.newest_marking("tutor").model_copy(update={"marker": "Dr Finch"})
    for criterion in folder.load().rubric.criteria:
        marking = marking.with_verdict(criterion.id, verdict)
    folder.save_marking(marking)


def test_the_empty_inbox_says_what_it_is_for(page: TutorPage) -> None:
    assert page.empty.isVisible()
    assert page.empty.button.text() == "Open packs …"
    assert not page.next_button.isVisible()
    assert page.summary.text() == ""


def test_dropped_packs_come_in_once_and_are_told(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path
) -> None:
    take_in(qtbot, window, packs)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "3 answers by 2 candidates came in."
    assert page.summary.text() == "0 of 3 answers marked"
    names = [page.model.index(row, 0).data() for row in range(3)]
    assert sorted(names) == ["Ann Smith", "Ann Smith", "Beatrice Jones"]
    drop(window, packs / "Beatrice Jones.mockinterview")
    qtbot.waitUntil(lambda: "1 answer was here already." in page.banner.message.text())
    assert len(page.model.items) == 3


def test_a_pack_that_is_refused_is_told_and_the_others_come_in(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mockinterview"
    broken.write_bytes(b"PK no pack")
    drop(window, broken, packs / "Beatrice Jones.mockinterview")
    qtbot.waitUntil(lambda: len(page.model.items) == 1)
    qtbot.waitUntil(page.banner.isVisible)
    told = page.banner.hint.text()
    assert told.startswith("1 pack could not be taken in. “broken.mockinterview” is no pack")
    assert not page.banner.details_button.isVisible(), "there is no more to tell"


def test_the_next_is_opened_by_one_key_blind_and_as_a_tutor(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, services: PlayedServices
) -> None:
    take_in(qtbot, window, packs)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    assert page.name.hasFocus(), "who marks is asked once"
    QTest.keyClicks(page.name, "Dr Finch")
    page.table.setFocus()
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(page.table, Qt.Key.Key_N)
    marking = window.pages.marking.marking
    assert marking is not None
    assert (marking.role, marking.is_blind) == ("tutor", True)
    assert marking.marker == "Dr Finch"
    assert services.settings.marker_role == "candidate", "the person's own setting stays"
    bar = next(one for one in window.pages.marking.features if type(one).__name__ == "InboxFeature")
    assert "An answer by Ann Smith." in bar.bar.text.text()  # type: ignore[attr-defined]
    first = window.pages.marking.folder
    with qtbot.waitSignal(window.pages.marking.opened, timeout=10_000):
        QTest.keyClick(
            window.pages.marking.checklist, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier
        )
    assert first is not None
    assert window.pages.marking.folder is not None
    assert window.pages.marking.folder.path != first.path
    window.pages.marking.back_requested.emit()
    assert window.pages.shows("tutor")


def test_enter_keeps_the_name_and_goes_on_to_the_answer_it_was_asked_for(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, services: PlayedServices
) -> None:
    take_in(qtbot, window, packs)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    assert page.name.hasFocus()
    QTest.keyClicks(page.name, "Nora Finch")
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert services.written_settings.marker_name == "Nora Finch"
    marking = window.pages.marking.marking
    assert marking is not None
    assert marking.marker == "Nora Finch"
    window.pages.marking.back_requested.emit()
    assert page.banner.isHidden(), "it asks no more"
    assert page.table.hasFocus()


def test_enter_without_a_name_goes_on_all_the_same(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path
) -> None:
    take_in(qtbot, window, packs)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(page.name, Qt.Key.Key_Return)


def test_enter_in_a_name_that_nobody_asked_for_leads_back_to_the_table(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, services: PlayedServices
) -> None:
    take_in(qtbot, window, packs)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    page.state.setFocus()
    page.name.setFocus()
    QTest.keyClicks(page.name, "Dr Finch")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert window.pages.shows("tutor"), "one went somewhere else meanwhile"
    assert services.written_settings.marker_name == "Dr Finch"


def test_the_keys_on_the_buttons_work_from_the_buttons(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path
) -> None:
    take_in(qtbot, window, packs)
    page.name.setText("Dr Finch")
    for place in (page.open_packs, page.next_button, page.return_button, page.banner.close_button):
        place.setFocus()
        assert place.hasFocus()
        page.banner.show_notice("3 answers came in.")
        QTest.keyClick(place, Qt.Key.Key_R)
        assert page.banner.message.text() == "There is nothing to return yet."
    page.class_button.setFocus()
    with qtbot.waitSignal(page.class_wanted):
        QTest.keyClick(page.class_button, Qt.Key.Key_C)
    window.show_page("tutor")
    page.return_button.setFocus()
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(page.return_button, Qt.Key.Key_N)


def test_the_letters_in_the_name_are_letters(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path
) -> None:
    take_in(qtbot, window, packs)
    page.name.setFocus()
    QTest.keyClicks(page.name, "nrc")
    assert page.name.text() == "nrc"
    assert window.pages.shows("tutor")


def test_marks_go_back_and_what_is_changed_since_is_told(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, tmp_path: Path
) -> None:
    take_in(qtbot, window, packs)
    bea = next(item for item in page.inbox.items if item.candidate == "Beatrice Jones")
    mark_all(bea.folder)
    window.keeper.refresh()
    qtbot.waitUntil(lambda: page.summary.text() == "1 of 3 answers marked · 1 to return")
    page.table.selectRow(page.model.items.index(page.inbox.due[0]))
    told = [action.text() for action in page.return_menu().actions()]
    assert told[0] == "For Beatrice Jones: 1 answer …"
    target = tmp_path / "Marks for Beatrice Jones.mockinterview"
    page.returning.write_one(page.inbox.due, target)
    qtbot.waitUntil(lambda: page.summary.text() == "1 of 3 answers marked")
    assert target.is_file()
    states = {item.candidate: item.state for item in page.inbox.items}
    assert states["Beatrice Jones"] is InboxState.RETURNED
    mark_all(bea.folder, Verdict.PARTLY)
    window.keeper.refresh()
    qtbot.waitUntil(lambda: bool(page.inbox.due))
    assert page.inbox.due[0].state is InboxState.CHANGED


def test_what_was_returned_and_then_emptied_waits_to_be_marked_again(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, tmp_path: Path
) -> None:
    take_in(qtbot, window, packs)
    folder = page.inbox.items[0].folder
    mark_all(folder)
    window.keeper.refresh()
    qtbot.waitUntil(lambda: len(page.inbox.due) == 1)
    page.returning.write_one(page.inbox.due, tmp_path / "back.mockinterview")
    qtbot.waitUntil(lambda: page.inbox.items[0].state is InboxState.RETURNED)
    marking = folder.newest_marking("tutor")
    criterion = folder.load().rubric.criteria[0].id
    folder.save_marking(marking.with_verdict(criterion, None))
    window.keeper.refresh()
    qtbot.waitUntil(lambda: page.inbox.items[0].state is InboxState.BEGUN)
    assert page.inbox.due == []
    assert page.inbox.next_open() == page.inbox.items[0]


def test_the_last_one_left_is_told_as_such(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path
) -> None:
    drop(window, packs / "Beatrice Jones.mockinterview")
    qtbot.waitUntil(lambda: len(page.model.items) == 1, timeout=20_000)
    page.mark_next(page.inbox.items[0].folder.path)
    assert page.banner.message.text() == "Only this one is left: not marked."
    mark_all(page.inbox.items[0].folder)
    window.keeper.refresh()
    qtbot.waitUntil(lambda: page.inbox.next_open() is None)
    page.mark_next(page.inbox.items[0].folder.path)
    assert page.banner.message.text() == "Everything is marked."


def test_the_lists_keep_a_candidates_marks_back_until_the_first_pass_is_finished(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, services: PlayedServices
) -> None:
    take_in(qtbot, window, packs)
    marked = next(item.folder for item in page.inbox.items if item.folder.marking().marks)

    def row() -> tuple[str, tuple[str, ...]]:
        services.index.update()
        [found] = [one for one in services.index.records() if one.id == marked.id]
        return found.marks, found.markers

    assert row() == ("not marked", ())
    blind = marked.newest_marking("tutor").model_copy(update={"marker": "Dr Finch"})
    criterion = marked.load().rubric.criteria[0].id
    marked.save_marking(blind.with_blind(is_blind=True).with_verdict(criterion, Verdict.MET))
    assert row()[0].startswith("1 of")
    assert row()[1] == ("Dr Finch",)
    second = marked.newest_marking("tutor").model_copy(update={"pass_number": 2})
    marked.save_marking(second)
    assert set(row()[1]) == {"Dr Finch", "Candidate"}


def test_an_answer_from_another_computer_may_be_ones_own(
    qtbot: QtBot, window: MainWindow, page: TutorPage, packs: Path, services: PlayedServices
) -> None:
    take_in(qtbot, window, packs)
    marked = next(item for item in page.inbox.items if item.folder.marking().marks)
    page.table.selectRow(page.model.items.index(marked))
    mine = next(one for one in page.answer_menu().actions() if "my own" in one.text())
    mine.trigger()
    qtbot.waitUntil(lambda: len(page.model.items) == 2)
    services.index.update()
    [found] = [one for one in services.index.records() if one.id == marked.folder.id]
    assert found.candidate == ""
    assert found.markers == ("Candidate",), "marks made there are one's own again"
    assert found.marks.startswith("2 of 5 ")
    window.open_attempt(marked.folder)
    qtbot.waitUntil(lambda: window.pages.marking.marking is not None)
    assert window.pages.marking.marking is not None
    assert window.pages.marking.marking.role == "candidate"


def test_the_candidate_drops_the_returned_pack_and_sees_both(
    qtbot: QtBot,
    make_window: MakeWindow,
    services: PlayedServices,
    packs: Path,
    tmp_path: Path,
) -> None:
    tutor = Library(tmp_path / "tutor")
    take_over(packs / "Beatrice Jones.mockinterview", tutor)
    [(folder, _)] = tutor.listing().attempts
    mark_all(folder)
    index = Indexing(None).of(tutor)
    index.update()
    items = read_inbox(index.records(), services.content.rubrics).items
    assert return_marks(tutor, items, tmp_path / "back.mockinterview") == 1
    shutil.copytree(packs / "Beatrice Jones", services.library.folder, dirs_exist_ok=True)
    window = make_window()
    drop(window, tmp_path / "back.mockinterview")
    qtbot.waitUntil(lambda: window.pages.shows("agreeing"), timeout=20_000)
    told = window.pages.tutor.banner.message.text()
    assert told == "Marks on 1 answer came in."
    window.pages.agreeing.left.emit()
    assert window.pages.shows("tutor")


def test_a_folder_is_watched_each_pack_once_and_only_when_it_is_whole(
    qtbot: QtBot, services: PlayedServices, window: MainWindow, packs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    services.change_settings(watched_folder=folder)
    watch = window.tutoring.watch
    looked: list[list[Path]] = []
    watch.found.connect(looked.append)
    whole = (packs / "Beatrice Jones.mockinterview").read_bytes()
    arriving = folder / "bea.mockinterview"
    arriving.write_bytes(whole[:1000])
    look(qtbot, watch)
    arriving.write_bytes(whole)
    look(qtbot, watch)
    assert looked == [], "it was still being copied"
    look(qtbot, watch)
    assert looked == [[arriving]]
    again = PackWatch(services, window.tutoring._tasks, window)
    again.found.connect(looked.append)
    assert read_seen(services.library.folder) == set(), "it may still be refused, or lost"
    qtbot.waitUntil(lambda: len(window.pages.tutor.model.items) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: len(read_seen(services.library.folder)) == 1)
    look(qtbot, watch)
    assert len(looked) == 1
    look(qtbot, again)
    look(qtbot, again)
    assert len(looked) == 1, "also when the program is started again"


def look(qtbot: QtBot, watch: PackWatch) -> None:
    watch.look()
    qtbot.waitUntil(lambda: not watch._is_looking)
