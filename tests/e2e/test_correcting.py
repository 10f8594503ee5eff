"""A transcript corrected in the real window by real keys and clicks, and killed in the middle."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from mockinterview.files.attempts import AttemptFolder, Library
from tests.e2e.candidate import Candidate
from tests.gui.marking_attempts import make_attempt, make_transcript
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.screen, pytest.mark.sound]

ORIGINAL = [word.word for word in make_transcript().words]
LEAD = (310, 297)
"""Where that word stands in a window of 1440 x 900; the screen and the fonts are the rig's own."""
ELSEWHERE = (300, 780)


@pytest.fixture
def folder(candidate: Candidate) -> AttemptFolder:
    """An attempt that was there before; its marking page is open."""
    folder = make_attempt(Library(candidate.program.library))
    open_attempt(candidate)
    return folder


def open_attempt(candidate: Candidate) -> None:
    candidate.program.press("alt+2")
    candidate.program.wait_for_window("Attempts")

    def press_until_it_opens() -> bool:
        candidate.program.press("Return")  # in vain until the library has been read
        return any("Marking" in title for title in candidate.program.windows().values())

    wait_for(press_until_it_opens, "the marking page")
    time.sleep(1)  # the attempt is read in the background


def words(folder: AttemptFolder) -> list[str]:
    correction = folder.correction(1)
    return [word.word for word in correction.words] if correction else ORIGINAL


def wait_for_words(folder: AttemptFolder, place: int, *expected: str) -> None:
    wait_for(
        lambda: words(folder)[place : place + len(expected)] == list(expected),
        f"{' '.join(expected)} in {words(folder)}",
    )


def test_words_are_corrected_by_double_click_and_keys_and_undone(
    candidate: Candidate, folder: AttemptFolder
) -> None:
    program = candidate.program
    program.click(*LEAD, repeat=2)
    program.type_text("guide 12")
    program.press("Return")
    wait_for_words(folder, 6, "guide", "12", "or")
    assert candidate.marking(folder.path)["marks"] == {}, "figures are typed, not marked"
    program.press("F8", "c")
    program.type_text("candidates")
    program.press("Tab")
    program.type_text("at")
    program.click(*ELSEWHERE)
    wait_for_words(folder, 25, "eleven", "candidates", "at", "our")
    program.press("ctrl+f")
    program.type_text("eleven cand")
    program.press("Escape", "e")
    candidate.wait_for_citation(folder.path, "both", "eleven candidates")
    program.press("1")
    candidate.wait_for_mark(folder.path, "both", "verdict", "met")
    program.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    wait_for_words(folder, 24, "of", "eleven", "cadets")
    wait_for(lambda: candidate.marking(folder.path)["marks"] == {}, "no mark")
    program.press("ctrl+shift+z", "ctrl+shift+z")
    wait_for_words(folder, 25, "eleven", "candidates", "at", "our")
    assert json.loads((folder.path / "transcripts" / "take-1.json").read_text()) == json.loads(
        make_transcript().model_dump_json()
    )


def test_words_in_the_field_outlive_a_kill(candidate: Candidate, folder: AttemptFolder) -> None:
    program = candidate.program
    program.click(*LEAD, repeat=2)
    program.type_text("guide")
    wait_for_words(folder, 6, "guide", "or")
    program.kill()
    program.start()
    candidate.open()
    open_attempt(candidate)
    program.press("ctrl+f")
    program.type_text("guide or")
    program.press("Escape", "e")
    candidate.wait_for_citation(folder.path, "both", "guide or")


def test_leaving_the_page_keeps_what_is_in_the_field(
    candidate: Candidate, folder: AttemptFolder
) -> None:
    candidate.program.click(*LEAD, repeat=2)
    candidate.program.type_text("guide")
    candidate.program.press("alt+1")
    candidate.program.wait_for_window("Practise")
    wait_for_words(folder, 6, "guide", "or")
    assert not list(Path(folder.path).rglob("*.part"))
