"""Citations are chosen, trimmed, cited again and taken away, on words and on the waveform."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.marking import Evidence, Marking
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.keys import KEYS
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import CONTROL, SHIFT, Key, current, press, show
from tests.gui.marking_attempts import make_attempt, make_words

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

ALT = Qt.KeyboardModifier.AltModifier
WORDS = make_words()


@pytest.fixture
def clips(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """What was asked to be heard."""
    heard: list[tuple[float, float]] = []
    monkeypatch.setattr(Player, "play_clip", lambda _self, start, end: heard.append((start, end)))
    return heard


def cite(qtbot: QtBot, page: MarkingPage, first: int, last: int) -> None:
    page.answer.transcript.view.choose(first, last)
    press(qtbot, Key.Key_E)


def cited(page: MarkingPage, criterion_id: str = "both") -> list[Evidence]:
    assert page.marking is not None
    return list(page.marking.mark(criterion_id).evidence)


def drag(page: MarkingPage, start: float, end: float, modifier: Qt.KeyboardModifier) -> None:
    """Drag on the bars of the waveform, from one moment to another."""
    wave = page.answer.waveform
    seconds = page.answer.seconds

    def at(moment: float) -> QPoint:
        return QPoint(round(moment / seconds * wave.width()), wave.height() // 3)

    QTest.mousePress(wave, Qt.MouseButton.LeftButton, modifier, at(start))
    QTest.mouseMove(wave, at((start + end) / 2))
    # QTest moves no mouse while a key is held.
    place, none = QPointF(at(end)), Qt.MouseButton.NoButton
    held = Qt.MouseButton.LeftButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, held, modifier)
    QApplication.sendEvent(wave, move)
    QTest.mouseRelease(wave, held, modifier, at(end))


def test_no_key_is_used_twice() -> None:
    sequences = [sequence for keys in KEYS.values() for key in keys for sequence in key.sequences]
    assert len(sequences) == len(set(sequences))


def test_sentences_are_chosen_one_after_another_and_more_at_a_time(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    press(qtbot, Key.Key_Right, CONTROL)
    assert view.plain_text() == (
        "So I'd say I'm happy to lead or to follow, whichever the team needs."
    )
    press(qtbot, Key.Key_Right, CONTROL)
    assert view.plain_text().startswith("For example at St John")
    assert view.plain_text().endswith("didn't turn up.")
    press(qtbot, Key.Key_Right, CONTROL | SHIFT)
    assert view.plain_text().endswith("look after a new one.")
    press(qtbot, Key.Key_Left, CONTROL | SHIFT)
    assert view.plain_text().endswith("didn't turn up.")
    press(qtbot, Key.Key_Left, CONTROL | SHIFT)
    assert view.plain_text().startswith("So I'd say")
    assert view.plain_text().endswith("didn't turn up.")
    press(qtbot, Key.Key_Left, CONTROL)
    assert view.chosen is not None
    assert view.chosen[0] == 0


def test_after_citing_a_sentence_the_next_one_is_the_next(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Right, CONTROL)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_Right, CONTROL)
    press(qtbot, Key.Key_E)
    assert cited(page)[0].words.startswith("So I'd say")
    assert cited(page, "leading-example")[0].words.startswith("For example at St John")


def test_words_are_chosen_line_by_line_with_the_keyboard_in_the_transcript(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    view.choose(0, 0)
    view.setFocus()
    press(qtbot, Key.Key_End, SHIFT)
    assert view.chosen is not None
    first_line = view.chosen[1]
    assert view.area_of(0, first_line)[1]
    press(qtbot, Key.Key_Down, SHIFT)
    assert view.chosen[0] == 0
    assert view.chosen[1] > first_line
    press(qtbot, Key.Key_Up, SHIFT)
    press(qtbot, Key.Key_Home, SHIFT)
    assert view.chosen == (0, 0)


def test_the_new_citation_is_chosen_and_cited_again_for_another_criterion(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    (chip,) = page.checklist.current.chips
    assert chip.quote.is_chosen
    assert "E cites it again" in chip.quote.accessibleDescription()
    press(qtbot, Key.Key_E)
    assert page.header.status.text() == "That is cited here already."
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_E)
    assert page.header.status.text() == "Cited again for criterion 2"
    assert cited(page) == cited(page, "leading-example")
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_E)
    assert cited(page, "following-example") == []


def test_keys_trim_by_words_and_the_changed_end_is_heard(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    press(qtbot, Key.Key_O)
    press(qtbot, Key.Key_O)
    press(qtbot, Key.Key_I, SHIFT)
    assert [item.words for item in cited(page)] == ["happy to lead or to follow, whichever"]
    assert page.header.status.text() == f"Starts at 0:0{WORDS[4].start:.1f}, from “happy”"
    qtbot.waitUntil(lambda: bool(clips))
    ((start, end),) = clips
    assert start == pytest.approx(WORDS[4].start, abs=0.1)
    assert end == pytest.approx(start + 1.2)
    clips.clear()
    press(qtbot, Key.Key_O, SHIFT)
    qtbot.waitUntil(lambda: bool(clips))
    assert clips[0][1] == pytest.approx(WORDS[9].end, abs=0.1)
    wanted = cited(page)
    assert wanted[0].words == "happy to lead or to follow,"
    qtbot.waitUntil(lambda: list(folder.marking().mark("both").evidence) == wanted)


def test_a_run_of_trims_is_one_step_of_undo(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    before = cited(page)
    for _ in range(4):
        press(qtbot, Key.Key_O)
    assert cited(page) != before
    press(qtbot, Key.Key_Z, CONTROL)
    assert cited(page) == before
    assert page.checklist.rows[0].chips[0].quote.is_chosen, "it is still the one in hand"
    press(qtbot, Key.Key_Z, CONTROL)
    assert page.marking == Marking()
    press(qtbot, Key.Key_Y, CONTROL)
    press(qtbot, Key.Key_Y, CONTROL)
    assert cited(page)[0].end == WORDS[12].end


def test_what_is_chosen_is_trimmed_before_it_is_cited(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    view = page.answer.transcript.view
    view.choose(3, 8)
    press(qtbot, Key.Key_I)
    press(qtbot, Key.Key_O, SHIFT)
    assert view.chosen == (2, 7)
    assert page.marking == Marking()


def test_a_handle_on_the_waveform_snaps_to_words_and_with_alt_does_not(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 30)
    start, end = WORDS[3].start, WORDS[30].end
    drag(page, end, WORDS[20].end + 0.1, Qt.KeyboardModifier.NoModifier)
    assert cited(page)[0].end == WORDS[20].end
    assert cited(page)[0].words.endswith(WORDS[20].word)
    drag(page, start, WORDS[10].start + 0.12, ALT)
    free = cited(page)[0].start
    assert free not in {word.start for word in WORDS}
    assert free == pytest.approx(WORDS[10].start + 0.12, abs=0.2)
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    assert (cited(page)[0].start, cited(page)[0].end) == (start, end)


def test_a_click_on_a_citation_of_the_waveform_chooses_and_plays_it(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    press(qtbot, Key.Key_Down)
    cite(qtbot, page, 40, 50)
    wave = page.answer.waveform
    first = next(item for item in page.answer.transcript.view.citations if item.number == 1)
    place = wave.area_of(first).center()
    assert wave.hint_at(place).startswith("Criterion 1: Says that they can both lead and follow")
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert page.checklist.rows[0].chips[0].quote.is_chosen
    assert not page.checklist.rows[1].chips[0].quote.is_chosen
    qtbot.waitUntil(lambda: bool(clips))
    assert clips[0][0] == pytest.approx(WORDS[3].start, abs=0.15)
    assert current(page) == "leading-example", "the criterion that is being marked stays"


def test_numbers_in_the_margin_stand_beside_their_words_and_play(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    press(qtbot, Key.Key_Down)
    cite(qtbot, page, 5, 8)
    press(qtbot, Key.Key_Down)
    cite(qtbot, page, 40, 50)
    view, margin = page.answer.transcript.view, page.answer.margin
    numbers = dict(margin.numbers)
    assert list(numbers) == [1, 2, 3]
    top = view.mapTo(page.answer, view.viewport().pos()).y() - margin.y()
    assert numbers[1] == top + view.area_of(3, 8)[0].top()
    assert numbers[2] > numbers[1], "one under the other where they begin on one line"
    assert numbers[3] == top + view.area_of(40, 50)[0].top()
    QTest.mouseClick(
        margin, Qt.MouseButton.LeftButton, pos=QPoint(margin.width() // 2, int(numbers[3]) + 5)
    )
    assert page.checklist.rows[2].chips[0].quote.is_chosen


def test_j_and_k_go_through_all_citations_and_delete_takes_one_away(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_J)
    assert page.header.status.text() == "Nothing is cited yet."
    press(qtbot, Key.Key_Delete)
    assert page.header.status.text().startswith("Choose a citation first")
    cite(qtbot, page, 3, 8)
    cite(qtbot, page, 10, 12)
    press(qtbot, Key.Key_Down)
    cite(qtbot, page, 40, 50)
    press(qtbot, Key.Key_K)
    press(qtbot, Key.Key_K)
    both = page.checklist.rows[0].chips
    assert [chip.quote.is_chosen for chip in both] == [True, False]
    press(qtbot, Key.Key_J)
    assert [chip.quote.is_chosen for chip in both] == [False, True]
    press(qtbot, Key.Key_Delete)
    assert [item.words for item in cited(page)] == ["I'm happy to lead or to"]
    assert page.checklist.rows[0].chips[0].quote.is_chosen
    press(qtbot, Key.Key_Z, CONTROL)
    assert len(cited(page)) == 2


def test_delete_in_the_transcript_is_for_its_words(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    view = page.answer.transcript.view
    view.setFocus()
    view.choose(20, 20)
    press(qtbot, Key.Key_Delete)
    assert len(cited(page)) == 1
    assert view.layout_of_words.words[20] != WORDS[20]


def test_a_citation_follows_the_correction_of_its_words_and_stays_chosen(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    view = page.answer.transcript.view
    view.setFocus()
    view.choose(4, 4)
    press(qtbot, Key.Key_Delete)
    assert [item.words for item in cited(page)] == ["I'm to lead or to"]
    press(qtbot, Key.Key_Escape)
    assert page.checklist.rows[0].chips[0].evidence == cited(page)[0]
    assert [citation.cited.evidence for citation in view.citations] == cited(page)


def test_without_words_stretches_are_stepped_cited_and_trimmed_by_keys(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    clips: list[tuple[float, float]],
) -> None:
    folder = make_attempt(library, text=None, content=shipped_content)
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Right, CONTROL)
    press(qtbot, Key.Key_Right, CONTROL)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_I)
    press(qtbot, Key.Key_O, SHIFT)
    assert page.header.status.text() == "Ends at 0:09.9"
    wanted = Marking().with_evidence("both", Evidence(take=1, start=4.9, end=9.9))
    qtbot.waitUntil(lambda: folder.marking() == wanted)
    qtbot.waitUntil(lambda: bool(clips))
    assert list(clips[-1]) == pytest.approx([8.7, 9.9])


def test_where_marks_may_only_be_read_citations_are_heard_and_not_changed(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    words = " ".join(word.word for word in WORDS[3:9])
    evidence = Evidence(take=1, start=WORDS[3].start, end=WORDS[8].end, words=words)
    folder.save_marking(Marking().with_evidence("both", evidence))
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    show(qtbot, page, folder)
    page.setFocus()
    press(qtbot, Key.Key_J)
    qtbot.waitUntil(lambda: bool(clips))
    drag(page, evidence.end, evidence.end + 3, Qt.KeyboardModifier.NoModifier)
    for key in (Key.Key_O, Key.Key_Delete):
        press(qtbot, key)
    assert cited(page) == [evidence]
    other.unlock_marking()


def test_a_chip_that_the_keyboard_comes_to_is_chosen_and_keeps_it_through_a_trim(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, clips: list[tuple[float, float]]
) -> None:
    show(qtbot, page, folder)
    cite(qtbot, page, 3, 8)
    cite(qtbot, page, 40, 50)
    first, second = page.checklist.current.chips
    assert second.quote.is_chosen
    page.setFocus()
    first.quote.setFocus(Qt.FocusReason.TabFocusReason)
    assert first.quote.is_chosen
    press(qtbot, Key.Key_O)
    assert first.quote.hasFocus()
    assert first.evidence == cited(page)[0]
    assert first.evidence.words == "I'm happy to lead or to follow,"
    press(qtbot, Key.Key_Delete)
    assert [item.words for item in cited(page)] == [second.evidence.words]


def test_citing_breaks_no_line_anew(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    """What is laid over the words costs the same in an hour of them."""
    show(qtbot, page, folder)
    document = page.answer.transcript.view.document()
    text, revision = document.toPlainText(), document.revision()
    cite(qtbot, page, 3, 8)
    press(qtbot, Key.Key_O)
    press(qtbot, Key.Key_Down)
    assert (document.toPlainText(), document.revision()) == (text, revision)


def test_a_chosen_stretch_of_sound_is_trimmed_finely_and_a_chosen_citation_repeated(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looped: list[tuple[float, float]] = []

    def play_clip(_self: Player, start: float, end: float, *, loops: bool = False) -> None:
        if loops:
            looped.append((start, end))

    monkeypatch.setattr(Player, "play_clip", play_clip)
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content))
    press(qtbot, Key.Key_Right, SHIFT)
    press(qtbot, Key.Key_O)
    press(qtbot, Key.Key_O)
    press(qtbot, Key.Key_I, SHIFT)
    press(qtbot, Key.Key_E)
    (evidence,) = cited(page)
    assert (evidence.start, evidence.end) == pytest.approx((0.1, 1.2))
    press(qtbot, Key.Key_L)
    qtbot.waitUntil(lambda: bool(looped))
    assert looped[0] == (evidence.start, evidence.end)
