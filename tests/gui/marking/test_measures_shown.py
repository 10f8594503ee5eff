"""Measures under the transcript and beside criteria: told, explained, played, never a mark."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.marking import Marking
from mockinterview.core.measures import Measure, MeasureName, MeasurePlace
from mockinterview.errors import AudioFileError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.measures.take import TakeWords
from mockinterview.ui.marking.hints import measurer
from mockinterview.ui.marking.hints.measure_places import FIRST_SHOWN
from mockinterview.ui.marking.hints.measure_words import place_label, place_words, summary
from mockinterview.ui.marking.hints.measures import MeasuresFeature
from mockinterview.ui.marking.hints.measures_panel import MEASURING, NOT_MEASURED
from mockinterview.ui.marking.hints.row_measures import RowMeasures
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.measuring import MEASURES, make_measure
from tests.gui.marking.room import Key, SilentServices, press, show
from tests.gui.marking_attempts import make_attempt, make_silent_attempt

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]


class Measuring:
    """Stands for what measures, so that a test knows what is found and when."""

    def __init__(self) -> None:
        self.measures: Sequence[Measure] = MEASURES
        self.problem: MockInterviewError | None = None
        self.may_end = threading.Event()
        self.may_end.set()
        self.asked: list[str | None] = []

    def measure(
        self, _folder: object, _attempt: object, _take: object, text: TakeWords | None
    ) -> Sequence[Measure]:
        said = " ".join(word.word for word in text.words) if text is not None else None
        self.asked.append(said)
        assert self.may_end.wait(10)
        if self.problem is not None:
            raise self.problem
        return self.measures


@pytest.fixture
def measuring(services: SilentServices, monkeypatch: pytest.MonkeyPatch) -> Measuring:
    monkeypatch.setattr(measurer, "BEGIN_MILLISECONDS", 0)
    stand_in = Measuring()
    monkeypatch.setattr(services, "measure", stand_in.measure)
    return stand_in


@pytest.fixture
def clips(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """What was asked to be heard."""
    heard: list[tuple[float, float]] = []
    monkeypatch.setattr(Player, "play_clip", lambda _self, start, end: heard.append((start, end)))
    return heard


def feature(page: MarkingPage) -> MeasuresFeature:
    return next(one for one in page.features if isinstance(one, MeasuresFeature))


def row_of(page: MarkingPage, criterion_id: str) -> RowMeasures:
    found = feature(page).row_of(criterion_id)
    assert found is not None
    return found


@pytest.fixture
def ready(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, measuring: Measuring
) -> Callable[[], MarkingPage]:
    """Shows the attempt, measured."""

    def make() -> MarkingPage:
        show(qtbot, page, folder)
        qtbot.waitUntil(lambda: bool(feature(page).measurer.measures))
        return page

    return make


def test_one_line_tells_the_most_telling_values(ready: Callable[[], MarkingPage]) -> None:
    panel = feature(ready()).panel
    assert panel.isVisible()
    assert panel.head.text == (
        "172 words a minute · 6 pauses over 1 s · at least 3 hesitations · room quiet, −61 dBFS"
    )
    assert not panel.is_open


def test_a_key_opens_every_measure_with_what_it_means_and_whence(
    qtbot: QtBot, ready: Callable[[], MarkingPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    page = ready()
    panel = feature(page).panel
    press(qtbot, Key.Key_M)
    assert panel.is_open
    assert panel.area.hasFocus()
    assert [card.measure.name for card in panel.cards] == [each.name for each in MEASURES]
    card = panel.cards[0]
    assert card.value.text() == "172 words a minute"
    assert card.definition.text() == MEASURES[0].definition
    assert "190" in card.ordinary.text()
    assert opened == []
    QTest.mouseClick(card.source_button, Qt.MouseButton.LeftButton)
    assert opened == ["https://doi.org/10.1093/applin/11.1.90"]
    press(qtbot, Key.Key_M)
    assert panel.area.isHidden()
    assert page.checklist.current.hasFocus(), "Space plays, and does not open them again"
    QTest.mouseClick(panel.head.fold_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.head.fold_button, Qt.MouseButton.LeftButton)
    assert panel.head.fold_button.hasFocus()


def test_every_place_is_heard_words_alone_and_silences_with_what_is_around(
    qtbot: QtBot, ready: Callable[[], MarkingPage], clips: list[tuple[float, float]]
) -> None:
    page = ready()
    panel = feature(page).panel
    press(qtbot, Key.Key_M)
    pauses = next(card for card in panel.cards if card.measure.name is MeasureName.PAUSES)
    assert len(pauses.places.buttons) == FIRST_SHOWN
    QTest.mouseClick(pauses.places.more_button, Qt.MouseButton.LeftButton)
    assert len(pauses.places.buttons) == len(pauses.measure.places) > FIRST_SHOWN + 1
    assert pauses.places.buttons[FIRST_SHOWN].hasFocus()
    assert not pauses.places.more_button.isVisible()
    pauses.places.buttons[1].setFocus()
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: len(clips) == 1)
    second = pauses.measure.places[1]
    assert clips[0] == pytest.approx((second.start - 1.0, second.end + 1.0))
    informal = next(c for c in panel.cards if c.measure.name is MeasureName.INFORMAL_WORDS)
    (button,) = informal.places.buttons
    assert "alright" in button.text()
    button.click()
    qtbot.waitUntil(lambda: len(clips) == 2)
    start, end = clips[1]
    word = informal.measure.places[0]
    assert word.start - 0.2 < start < word.start < word.end < end < word.end + 0.3


def test_measures_stand_beside_the_criteria_they_inform(
    qtbot: QtBot, ready: Callable[[], MarkingPage], clips: list[tuple[float, float]]
) -> None:
    page = ready()
    space, tone = row_of(page, "speaking-space"), row_of(page, "professional-tone")
    assert space.line.text() == "room quiet, −61 dBFS · −24 LUFS · no clipping"
    assert tone.line.text() == "1 informal word"
    assert feature(page).row_of("both") is None
    assert not any(places.isVisible() for places in tone.places)
    page.checklist.go_to_criterion("professional-tone")
    assert tone.places[0].isVisible()
    tone.places[0].buttons[0].click()
    qtbot.waitUntil(lambda: len(clips) == 1)
    page.checklist.go_to_criterion("speaking-space")
    assert not tone.places[0].isVisible()
    assert page.marking == Marking(), "a measure never marks"


def test_measuring_and_what_went_wrong_are_told_and_tried_again(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, measuring: Measuring
) -> None:
    measuring.may_end.clear()
    measuring.problem = AudioFileError("The sound of this take cannot be read.")
    show(qtbot, page, folder)
    panel = feature(page).panel
    assert panel.head.text == MEASURING
    press(qtbot, Key.Key_M)
    assert not panel.is_open, "there is nothing to show yet"
    measuring.may_end.set()
    qtbot.waitUntil(panel.head.retry_button.isVisible)
    assert panel.head.text == f"{NOT_MEASURED} The sound of this take cannot be read."
    measuring.problem = None
    QTest.mouseClick(panel.head.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.head.text.startswith("172"))
    assert not panel.head.retry_button.isVisible()


def test_without_words_what_cannot_be_told_says_why(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    measuring: Measuring,
) -> None:
    measuring.measures = [make_measure(MeasureName.PACE, "not known without a transcript")]
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content))
    qtbot.waitUntil(lambda: bool(feature(page).measurer.measures))
    assert measuring.asked == [None]
    assert feature(page).panel.head.text == "not known without a transcript"


def test_another_list_of_words_is_looked_for_when_the_page_is_seen_again(
    qtbot: QtBot, ready: Callable[[], MarkingPage], measuring: Measuring
) -> None:
    page = ready()
    page.hide()
    measuring.measures = [make_measure(MeasureName.INFORMAL_WORDS, "no informal words")]
    page.show()
    tone = row_of(page, "professional-tone")
    qtbot.waitUntil(lambda: tone.line.text() == "no informal words")


def test_a_take_without_sound_is_not_measured(
    qtbot: QtBot, page: MarkingPage, library: Library, measuring: Measuring
) -> None:
    show(qtbot, page, make_silent_attempt(library))
    qtbot.wait(50)
    assert measuring.asked == []
    assert feature(page).panel.isHidden()


def test_corrected_words_are_measured_when_the_correcting_rests_and_only_once(
    qtbot: QtBot,
    ready: Callable[[], MarkingPage],
    measuring: Measuring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = ready()
    monkeypatch.setattr(measurer, "REST_MILLISECONDS", 20)
    page.answer.transcript.view.choose(46, 46)
    press(qtbot, Key.Key_F2)
    page.answer.transcript.editor.field.setText("parted")
    press(qtbot, Key.Key_Return)
    assert feature(page).panel.head.text.startswith("172"), "until it is measured anew"
    qtbot.waitUntil(lambda: len(measuring.asked) == 2)
    assert "So I parted" in str(measuring.asked[1])
    page.marker.undo()
    qtbot.wait(100)
    assert len(measuring.asked) == 2


def test_an_open_panel_leaves_the_words_their_room_and_stays_open(
    qtbot: QtBot, ready: Callable[[], MarkingPage], measuring: Measuring
) -> None:
    page = ready()
    panel = feature(page).panel
    press(qtbot, Key.Key_M)
    qtbot.waitUntil(lambda: page.answer.transcript.view.height() > 100)
    assert panel.area.height() < page.answer.height() / 2
    page.resize(1100, 640)
    qtbot.waitUntil(page.answer.waveform.isHidden)
    page.resize(1400, 1300)
    qtbot.waitUntil(page.answer.waveform.isVisible)
    changed = [make_measure(MeasureName.PACE, "180 words a minute")]
    panel.show_measures(changed, is_measuring=False, problem=None)
    assert [card.value.text() for card in panel.cards] == ["180 words a minute"]
    assert panel.is_open


def test_a_place_without_words_is_named_by_its_moment() -> None:
    moment = MeasurePlace(start=61.2, end=63.0)
    assert place_label(moment) == "1:01"
    assert place_label(moment.model_copy(update={"words": "innit"})) == "1:01 “innit”"
    assert (
        place_label(moment.model_copy(update={"remark": "faster, 230 words a minute"}))
        == "1:01 faster"
    )
    long = moment.model_copy(update={"words": "one of those really really long things"})
    assert place_label(long) == "1:01 “one of those really…”"
    assert place_words("Pauses", long).endswith("1:01 “one of those really really long things”")


def test_what_is_not_known_stands_back_behind_what_is() -> None:
    reason = "cannot be told without a transcript"
    unknown = make_measure(MeasureName.PACE, reason).model_copy(update={"is_known": False})
    assert summary([unknown, MEASURES[3]]) == MEASURES[3].value
    assert summary([unknown]) == reason
