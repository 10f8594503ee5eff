"""Places where somebody may be talking about a criterion: offered, played, cited, dismissed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.audio.player import Player
from mockinterview.core.content import Rubric
from mockinterview.core.marking import Evidence, Verdict
from mockinterview.core.suggestion import Place
from mockinterview.core.transcript import Word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.services import Services
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.marking.hints import finder
from mockinterview.ui.marking.hints.block import NOTHING_FOUND, SuggestionBlock
from mockinterview.ui.marking.hints.offers import are_about_the_same, offered, underlined
from mockinterview.ui.marking.hints.suggestions import (
    LEADS,
    LOOK_FIRST,
    NOTHING_HERE,
    SuggestionsFeature,
)
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.transcript_text import TranscriptText
from tests.gui.marking.room import CONTROL, SHIFT, Key, SilentServices, press, show, wait_saved
from tests.gui.marking_attempts import make_attempt, make_words

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

WORDS = make_words()
SPANS = {"leading-example": ((44, 64), (14, 43)), "both": ((0, 13),), "following-example": ()}
"""What is suggested for which criterion: the first and the last word, best first."""


class Suggesting:
    """Stands for the suggester, so that a test knows what is offered."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def suggest_places(self, rubric: Rubric, words: Iterable[Word]) -> dict[str, tuple[Place, ...]]:
        said = list(words)
        self.asked.append(" ".join(word.word for word in said))
        return {
            name: tuple(_place(said[first : last + 1]) for first, last in spans)
            for name, spans in SPANS.items()
        }


def _place(words: list[Word]) -> Place:
    said = " ".join(word.word for word in words)
    return Place(start=words[0].start, end=words[-1].end, words=said)


@pytest.fixture
def suggesting(services: SilentServices, monkeypatch: pytest.MonkeyPatch) -> Suggesting:
    monkeypatch.setattr(finder, "BEGIN_MILLISECONDS", 0)
    stand_in = Suggesting()
    monkeypatch.setattr(services, "suggest_places", stand_in.suggest_places)
    return stand_in


@pytest.fixture
def clips(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Where what was asked to be heard begins."""
    heard: list[float] = []
    monkeypatch.setattr(Player, "play_clip", lambda _self, start, _end: heard.append(start))
    return heard


def feature(page: MarkingPage) -> SuggestionsFeature:
    return next(one for one in page.features if isinstance(one, SuggestionsFeature))


def block(page: MarkingPage) -> SuggestionBlock:
    found = feature(page).block
    assert found is not None
    return found


def ready(qtbot: QtBot, page: MarkingPage, folder: AttemptFolder) -> None:
    """An attempt is shown, and its words have been looked through."""
    show(qtbot, page, folder)
    qtbot.waitUntil(lambda: feature(page).finder.places is not None, timeout=20_000)


def look_at(qtbot: QtBot, page: MarkingPage, criterion_id: str = "leading-example") -> None:
    """Give a criterion a verdict and come back to it."""
    page.checklist.go_to_criterion(criterion_id)
    press(qtbot, Key.Key_2)
    press(qtbot, Key.Key_Up)


def names(page: MarkingPage) -> list[str]:
    return [quote.accessibleName() for quote in block(page).quotes]


def lines(page: MarkingPage) -> list[tuple[int, int]]:
    """The words that are underlined as suggested."""
    view = page.answer.transcript.view
    accent = page.theme.palette.accent.lower()
    found = [
        (one.cursor.selectionStart(), one.cursor.selectionEnd())
        for one in view.extraSelections()
        if one.format.underlineColor().name() == accent
    ]
    text = view.layout_of_words
    return [(text.word_at(start) or 0, text.word_at(end - 1) or 0) for start, end in found]


def cited(page: MarkingPage, criterion_id: str = "leading-example") -> list[Evidence]:
    assert page.marking is not None
    return list(page.marking.mark(criterion_id).evidence)


def test_nothing_is_offered_before_the_person_has_looked(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    page.checklist.go_to_criterion("leading-example")
    assert block(page).isHidden()
    assert lines(page) == []
    press(qtbot, Key.Key_H)
    assert page.header.status.text() == LOOK_FIRST
    look_at(qtbot, page)
    assert block(page).isVisible()
    assert block(page).lead.text() == LEADS["candidate"]
    assert [name.partition("“")[2][:22] for name in names(page)] == [
        "So I split the ones we",
        "For example at St John",
    ]
    assert lines(page) == [(44, 64), (14, 24), (26, 43)], "words in doubt keep their own line"


def test_places_go_with_the_verdict_and_with_the_criterion(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    first = block(page)
    press(qtbot, Key.Key_Down)
    assert first.isHidden()
    assert lines(page) == []
    press(qtbot, Key.Key_Up)
    assert first.isVisible()
    press(qtbot, Key.Key_0)
    assert first.isHidden()
    page.checklist.go_to(len(page.checklist.rows) - 1)
    assert feature(page).block is None, "pitfalls are not worth suggesting"
    press(qtbot, Key.Key_Y)
    assert page.header.status.text() == NOTHING_HERE


def test_places_of_what_was_just_judged_stay_open_while_the_next_is_looked_for(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    suggesting: Suggesting,
    clips: list[float],
) -> None:
    ready(qtbot, page, folder)
    page.checklist.go_to_criterion("leading-example")
    press(qtbot, Key.Key_1)
    row = page.checklist.current
    assert row.entry.criterion.id == "following-example"
    assert block(page).isVisible()
    assert not row.isAncestorOf(block(page)), "in the row of the criterion that was judged"
    assert lines(page) != []
    press(qtbot, Key.Key_H)
    qtbot.waitUntil(lambda: len(clips) == 1)
    press(qtbot, Key.Key_Y)
    assert [one.words[:10] for one in cited(page)] == ["So I split"]
    assert page.header.status.text() == "Cited for criterion 2"
    assert cited(page, "following-example") == []
    assert (page.checklist.current is row, row.hasFocus()) == (True, True)
    press(qtbot, Key.Key_3)
    assert block(page).lead.text() == NOTHING_FOUND, "now of the one that was judged behind it"
    assert len([one for one in feature(page)._blocks.values() if one.isVisible()]) == 1


def test_the_last_criterion_and_one_judged_before_show_their_own_places(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    page.checklist.go_to_criterion("both")
    press(qtbot, Key.Key_1)
    assert page.checklist.current.isAncestorOf(block(page)), "it has been looked for there"
    page.checklist.go_to(len(page.checklist.rows) - 1)
    press(qtbot, Key.Key_3)
    assert feature(page).block is None


def test_the_setting_shows_them_beside_or_never(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    suggesting: Suggesting,
    services: SilentServices,
) -> None:
    services.change_settings(suggestions=SuggestionsShown.NEVER)
    show(qtbot, page, folder)
    look_at(qtbot, page)
    assert block(page).isHidden()
    assert suggesting.asked == []
    page.hide()
    services.change_settings(suggestions=SuggestionsShown.BESIDE)
    page.show()
    page.checklist.go_to_criterion("both")
    qtbot.waitUntil(lambda: block(page).isVisible())
    assert page.marking is not None
    assert page.marking.mark("both").verdict is None


def test_keys_hear_one_after_another_and_cite_the_one_in_hand(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    suggesting: Suggesting,
    clips: list[float],
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    for key, modifier in ((Key.Key_H, None), (Key.Key_H, None), (Key.Key_H, SHIFT)):
        press(qtbot, key, modifier)
    qtbot.waitUntil(lambda: len(clips) == 3)
    assert clips == pytest.approx([WORDS[44].start, WORDS[14].start, WORDS[44].start], abs=0.2)
    press(qtbot, Key.Key_H)
    press(qtbot, Key.Key_Y)
    (evidence,) = cited(page)
    assert (evidence.take, evidence.start, evidence.end) == (1, WORDS[14].start, WORDS[43].end)
    assert evidence.words.startswith("For example at St John")
    assert page.header.status.text() == "Cited for criterion 2"
    assert page.checklist.current.chips[0].quote.is_chosen, "a citation like any other"
    assert len(block(page).quotes) == 1, "what is cited is offered no longer"
    wait_saved(qtbot, page)
    assert list(folder.marking().mark("leading-example").evidence) == [evidence]
    press(qtbot, Key.Key_Z, CONTROL)
    assert cited(page) == []
    assert len(block(page).quotes) == 2


def test_enter_cites_and_delete_dismisses_the_quote_with_the_keyboard(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    suggesting: Suggesting,
    clips: list[float],
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    second = block(page).quotes[1]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.is_chosen
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: len(clips) == 1)
    press(qtbot, Key.Key_Delete)
    assert [name.partition("“")[2][:10] for name in names(page)] == ["So I split"]
    assert page.checklist.current.hasFocus()
    block(page).quotes[0].setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Return)
    assert [one.words[:10] for one in cited(page)] == ["So I split"]
    assert block(page).quotes == []
    assert lines(page) == []


def test_what_is_dismissed_can_be_shown_again_and_is_kept_nowhere(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    wait_saved(qtbot, page)
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    QTest.mouseClick(block(page).dismiss_button, Qt.MouseButton.LeftButton)
    press(qtbot, Key.Key_X)
    assert block(page).quotes == []
    assert not block(page).lead.isVisible(), "something was found"
    assert not block(page).cite_button.isVisible()
    wait_saved(qtbot, page)
    after = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    assert after == before
    QTest.mouseClick(block(page).recall_button, Qt.MouseButton.LeftButton)
    assert len(block(page).quotes) == 2


def test_nothing_found_is_told_as_what_it_is(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page, "following-example")
    assert block(page).lead.text() == NOTHING_FOUND
    assert NOTHING_FOUND.startswith("I could not point to a sentence.")
    assert block(page).quotes == []
    assert not block(page).cite_button.isVisible()


def test_without_words_nothing_is_said(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    suggesting: Suggesting,
) -> None:
    show(qtbot, page, make_attempt(library, text=None, content=shipped_content))
    look_at(qtbot, page)
    assert block(page).isHidden()
    assert suggesting.asked == []


def test_places_follow_corrected_words_when_the_correcting_rests(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    ready(qtbot, page, folder)
    look_at(qtbot, page)
    feature(page).finder._rest.setInterval(20)
    page.answer.transcript.view.choose(46, 46)
    press(qtbot, Key.Key_F2)
    page.answer.transcript.editor.field.setText("parted")
    press(qtbot, Key.Key_Return)
    assert "So I parted the ones" in names(page)[0], "at once, where the words stand"
    qtbot.waitUntil(lambda: len(suggesting.asked) == 2)
    assert "So I parted the ones" in suggesting.asked[1]
    press(qtbot, Key.Key_Z, CONTROL)
    assert "So I split the ones" in names(page)[0]
    assert len(suggesting.asked) == 2


def test_marks_that_may_only_be_read_are_not_changed(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, suggesting: Suggesting
) -> None:
    folder.save_marking(folder.marking().with_verdict("leading-example", Verdict.MET))
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    ready(qtbot, page, folder)
    assert page.desk is None
    page.checklist.go_to_criterion("leading-example")
    assert len(block(page).quotes) == 2
    assert not block(page).cite_button.isVisible()
    press(qtbot, Key.Key_Y)
    press(qtbot, Key.Key_X)
    assert len(block(page).quotes) == 2
    assert cited(page) == []
    other.unlock_marking()


@pytest.mark.slow
def test_the_real_suggester_points_at_the_sentence(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    services: SilentServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "suggest_places", partial(Services.suggest_places, services))
    ready(qtbot, page, folder)
    look_at(qtbot, page, "both")
    assert "I'm happy to lead or to follow" in names(page)[0]


def test_what_lies_over_a_citation_for_the_most_part_is_not_offered() -> None:
    place = Place(start=10.0, end=20.0, words="")
    near = Evidence(take=1, start=14.0, end=30.0)
    far = Evidence(take=1, start=19.0, end=30.0)
    assert are_about_the_same(place, near)
    assert not are_about_the_same(place, far)
    assert not are_about_the_same(place, Evidence(take=1, start=20.0, end=21.0))
    assert offered((place,), (near,), ()) == ()
    assert offered((place,), (far,), ()) == (place,)
    assert offered((place,), (), (place,)) == ()


def test_a_line_is_drawn_under_each_run_of_words_without_doubt() -> None:
    text = TranscriptText(WORDS)
    whole = Place(start=WORDS[20].start, end=WORDS[26].end, words="")
    doubted = [index for index, word in enumerate(WORDS) if word.probability < 0.6]
    assert doubted == [25]
    assert underlined([whole], text) == [(20, 24), (26, 26)]
