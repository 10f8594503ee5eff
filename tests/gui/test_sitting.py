"""A sitting by keyboard: put together, held, left, gone on with, and marked in one go."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mockinterview.core import sitting as sitting_module
from mockinterview.core.interview import Stage
from mockinterview.core.marking import Marking
from mockinterview.core.sitting import Sitting, SittingState, imperial_four
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import bin_attempt, bin_take, contents, remove
from mockinterview.files.sittings import Sittings
from mockinterview.ui.sitting.setup import SittingPage
from mockinterview.ui.sitting.summary import SummaryPage
from tests.gui.room import ROOM_SECONDS, Key, Room

FOUR = 4


def open_page(room: Room) -> SittingPage:
    room.press(Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    page = room.window.pages.sitting
    room.wait(lambda: room.window.pages.currentWidget() is page)
    return page


def stored(room: Room) -> Sitting:
    return Sittings(room.services.library).listing()[0]


def wait_for_question(room: Room, place: str) -> None:
    room.wait(lambda: room.page.where.text().startswith(place))
    room.wait_for(Stage.LISTEN)


def answer(room: Room) -> None:
    """Skip the prompt and the preparation, speak, finish."""
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.press(Key.Key_Space)
    room.speak()
    room.press(Key.Key_Space)
    room.wait(lambda: room.page.main_button.key == "Enter")


def summary(room: Room) -> SummaryPage:
    page = room.window.pages.summary
    room.wait(lambda: room.window.pages.currentWidget() is page and len(page.list.entries) == FOUR)
    return page


def answer_all_four(room: Room) -> SummaryPage:
    """The Imperial sitting from the choice of the questions to the page after it."""
    open_page(room)
    room.press(Key.Key_Return)
    for number in range(1, FOUR + 1):
        wait_for_question(room, f"Question {number} of 4")
        answer(room)
        room.press(Key.Key_Return)
    return summary(room)


@pytest.mark.slow
def test_the_imperial_sitting_by_keyboard(room: Room) -> None:
    page = open_page(room)
    assert page.way.value == "imperial"
    assert page.format.format_id == "imperial-2023"
    assert "25 min" in page.length.text()
    room.press(Key.Key_Return)
    for number in range(1, FOUR + 1):
        wait_for_question(room, f"Question {number} of 4")
        assert not room.window.rail.isVisible()
        answer(room)
        last = number == FOUR
        assert room.page.main_button.text() == ("See your answers" if last else "Next question now")
        room.press(Key.Key_Return)
    answers = summary(room)
    assert answers.title.text() == "Sitting finished"
    assert answers.mark.isEnabled()
    sitting = stored(room)
    assert sitting.state is SittingState.FINISHED
    for entry in sitting.entries:
        attempt = room.services.library.open(entry.attempt).load()
        assert attempt.sitting == sitting.id
        assert attempt.question.id == entry.question
        assert attempt.takes[0].seconds == pytest.approx(2 * ROOM_SECONDS)


@pytest.mark.slow
def test_marking_in_one_go_leads_to_the_next_answer(room: Room) -> None:
    page = answer_all_four(room)
    assert page.list.key == "1"
    marking = room.window.pages.marking
    with room.qtbot.waitSignal(marking.opened):
        room.press(Key.Key_Return)
    room.press(Key.Key_1)
    room.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: room.window.pages.currentWidget() is page)
    room.wait(lambda: page.list.key == "2")
    assert "of" in page.list.entries[0].meta
    room.press(Key.Key_Escape)
    assert room.window.pages.currentWidget() is room.window.pages.practise


@pytest.mark.slow
def test_marks_that_are_written_late_are_told_all_the_same(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = answer_all_four(room)
    may_write = threading.Event()
    save = AttemptFolder.save_marking

    def save_late(folder: AttemptFolder, marking: Marking) -> None:
        assert may_write.wait(5)
        save(folder, marking)

    monkeypatch.setattr(AttemptFolder, "save_marking", save_late)
    with room.qtbot.waitSignal(room.window.pages.marking.opened):
        room.press(Key.Key_Return)
    room.press(Key.Key_1)
    shown: list[str] = []
    page.list.entry_model.modelReset.connect(lambda: shown.append(page.list.entries[0].meta))
    room.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    room.wait(lambda: bool(shown))
    assert shown[-1].endswith("not marked")
    may_write.set()
    room.wait(lambda: page.list.key == "2")


@pytest.mark.slow
def test_the_next_question_comes_by_itself(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitting_module, "CHANGEOVER_SECONDS", 0.3)
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    answer(room)
    wait_for_question(room, "Question 2 of 4")


@pytest.mark.slow
def test_leaving_keeps_it_unfinished_and_it_can_be_gone_on_with(room: Room) -> None:
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    answer(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 2 of 4")
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    QTest.keyClicks(room.page, "f")
    QTest.keyClicks(room.page.notes.field, "ood bank")
    room.press(Key.Key_Escape)  # leaves the notes
    room.press(Key.Key_Escape)
    assert "unfinished" in room.page.leaving.consequence.text()
    room.page.leaving.leave.click()
    page = summary(room)
    assert page.title.text() == "Sitting left"
    assert stored(room).state is SittingState.LEFT
    assert stored(room).answered == 1
    room.press(Key.Key_Escape)
    setup = open_page(room)
    room.wait(setup.unfinished.isVisible)
    (row,) = setup.unfinished.rows
    assert "1 of 4 answered" in row.message.text()
    assert not setup.unfinished.more.isVisible()
    row.go_on.click()
    wait_for_question(room, "Question 2 of 4")
    assert room.page.notes.field.toPlainText() == "food bank", "the notes are still there"


def test_a_sitting_taken_up_twice_in_one_moment_is_held_once(room: Room) -> None:
    """A double click on “Go on with it”."""
    page = open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    page.start_wanted.emit(stored(room))
    answer(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 2 of 4")
    assert stored(room).answered == 1


def test_leaving_between_two_questions(room: Room) -> None:
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    answer(room)
    room.press(Key.Key_Escape)
    room.wait(room.page.leaving.isVisible)
    room.page.leaving.leave.click()
    summary(room)
    assert stored(room).state is SittingState.LEFT


@pytest.mark.slow
def test_an_answer_saved_but_left_before_the_next_question_counts(room: Room) -> None:
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    answer(room)
    room.press(Key.Key_Escape)
    room.wait(room.page.leaving.isVisible)
    room.page.leaving.leave.click()
    page = summary(room)
    room.wait(lambda: page.list.entries[0].meta != "not answered")
    assert stored(room).answered == 1


@pytest.mark.slow
def test_answers_that_were_deleted_since_are_told_and_cannot_be_marked(room: Room) -> None:
    page = answer_all_four(room)
    library = room.services.library
    whole, alone, gone, _ = [library.open(entry.attempt) for entry in stored(room).entries]
    bin_attempt(whole, library.now())
    bin_take(alone, 1, library.now())
    bin_attempt(gone, library.now())
    remove(next(entry for entry in contents(library) if entry.folder.path == gone.path))
    page.refresh()
    room.wait(lambda: page.list.entries[0].meta.startswith("in the bin"))
    metas = [entry.meta for entry in page.list.entries]
    assert metas[1].startswith("its takes are in the bin")
    assert metas[2] == "deleted"
    assert metas[3].endswith("not marked")
    assert page.list.key == "4", "the first that can be marked"
    assert page.mark.isEnabled()
    for key in "123":
        page.list.choose(key)
        assert not page.mark.isEnabled()
        room.press(Key.Key_Return)
        assert room.window.pages.currentWidget() is page


@pytest.mark.slow
def test_a_question_whose_attempt_was_deleted_is_put_anew(room: Room) -> None:
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.page.notes.field.setPlainText("food bank")
    room.press(Key.Key_Escape)
    room.wait(room.page.leaving.isVisible)
    room.page.leaving.leave.click()
    page = summary(room)
    library = room.services.library
    (folder,) = [found for found, _ in library.listing().attempts]
    room.wait(folder.lock)
    folder.unlock()
    bin_attempt(folder, library.now())
    page.go_on.click()
    wait_for_question(room, "Question 1 of 4")
    assert room.session.folder.path != folder.path
    assert stored(room).entries[0].attempt == room.session.folder.id
    assert folder.load().takes == ()


@pytest.mark.slow
def test_questions_by_hand_in_the_order_of_ticking(room: Room) -> None:
    page = open_page(room)
    page.way.buttons[2].click()
    page.list.setFocus()
    assert not page.start.isEnabled()
    page.list.choose("define-resilience")
    room.press(Key.Key_Space)
    page.list.choose("leader-or-follower")
    room.press(Key.Key_Space)
    assert [question.id for _, question in page.choosing.chosen] == [
        "define-resilience",
        "leader-or-follower",
    ]
    assert page.length.text().startswith("2 questions")
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 2")
    assert room.page.question.text().startswith("Define resilience")


@pytest.mark.slow
def test_the_practice_question_is_tried_at_will_and_not_kept(room: Room) -> None:
    page = open_page(room)
    page.format.choice.setCurrentIndex(page.format.choice.findData("sammi-4"))
    room.press(Key.Key_Return)
    wait_for_question(room, "Practice question")
    assert room.page.question.text() == "Listen to the question"
    for _ in range(2):
        if room.session.stage is Stage.LISTEN:
            room.press(Key.Key_Space)
        room.speak()
        room.press(Key.Key_Space)
        room.wait(lambda: room.page.main_button.text() == "Begin the sitting")
        assert room.page.again_button.isVisible()
        if room.microphones_heard == 1:
            room.press(Key.Key_R)
    assert not room.services.library.listing().attempts
    place = room.session.folder.path
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    assert not place.exists()
    assert not room.services.quiet_speech.asked, "no transcript of what is not kept"
    assert stored(room).is_practised


@pytest.mark.slow
def test_an_answer_counts_as_soon_as_it_is_saved(room: Room) -> None:
    """Whatever ends the program in the break."""
    page = open_page(room)
    page.format.choice.setCurrentIndex(page.format.choice.findData("sammi-4"))
    room.press(Key.Key_Return)
    wait_for_question(room, "Practice question")
    practise(room)
    wait_for_question(room, "Question 1 of 4")
    room.press(Key.Key_Space)
    room.speak()
    room.press(Key.Key_Space)
    room.wait(lambda: stored(room).answered == 1)
    assert room.session.stage is Stage.SAVED, "still in the break"
    assert not stored(room).can_go_on, "its format forbids it"


@pytest.mark.slow
def test_a_fault_of_the_disk_in_the_break_does_not_end_it_and_is_tried_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page(room)
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    save, tried = Sittings.save, []

    def refuse(_store: Sittings, _sitting: Sitting) -> None:
        tried.append(_sitting)
        raise LibraryError("The disk does not answer.")

    monkeypatch.setattr(Sittings, "save", refuse)
    answer(room)
    room.wait(lambda: bool(tried))
    assert room.session.stage is Stage.SAVED
    room.press(Key.Key_Return)
    setup = room.window.pages.sitting
    room.wait(setup.banner.isVisible)
    assert setup.banner.message.text() == "The disk does not answer."
    monkeypatch.setattr(Sittings, "save", save)
    setup.banner.action_button.click()
    wait_for_question(room, "Question 2 of 4")
    assert stored(room).answered == 1


def leave_open(room: Room, *titles: str) -> None:
    """Sittings that were cut off before their first answer, oldest first."""
    questions = imperial_four(list(room.services.content.questions))
    rules = room.services.content.formats["imperial-2023"]
    for title in titles:
        Sittings(room.services.library).create(title, rules, questions)


def hints(page: SittingPage) -> list[str]:
    return [row.hint.text().split(",", maxsplit=1)[0] for row in page.unfinished.rows]


@pytest.mark.slow
def test_every_unfinished_sitting_can_be_reached(room: Room) -> None:
    leave_open(room, "First", "Second", "Third")
    page = open_page(room)
    room.wait(page.unfinished.isVisible)
    assert hints(page) == ["Third", "Second", "First"]
    newest, second, oldest = page.unfinished.rows
    assert newest.isVisible()
    assert not second.isVisible()
    assert page.unfinished.more.text() == "and 2 more …"
    page.unfinished.more.setFocus()
    room.press(Key.Key_Return)
    room.wait(second.isVisible)
    oldest.go_on.setFocus()
    room.press(Key.Key_Return)
    wait_for_question(room, "Question 1 of 4")
    held = room.services.library.open(room.session.folder.id).load().sitting
    assert Sittings(room.services.library).load(held).title == "First"


@pytest.mark.slow
def test_a_sitting_that_is_given_up_is_not_offered_and_can_be_taken_back(room: Room) -> None:
    leave_open(room, "First", "Second")
    page = open_page(room)
    room.wait(page.unfinished.isVisible)
    page.unfinished.rows[0].give_up.click()
    room.wait(lambda: hints(page) == ["First"])
    assert page.list.hasFocus(), "Enter and Esc are still the page's"
    assert stored(room).state is SittingState.GIVEN_UP
    assert page.banner.message.text().endswith("is given up.")
    page.banner.action_button.click()
    room.wait(lambda: hints(page) == ["Second", "First"])
    assert not page.banner.isVisible()
    assert stored(room).can_go_on


def practise(room: Room) -> None:
    """Answer the practice question once and begin the sitting."""
    if room.session.stage is Stage.LISTEN:
        room.press(Key.Key_Space)
    room.speak()
    room.press(Key.Key_Space)
    room.wait(lambda: room.page.main_button.text() == "Begin the sitting")
    room.press(Key.Key_Return)
