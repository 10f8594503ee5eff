"""The real window on a virtual screen, driven by real keys and clicks, with a real microphone.

What is checked is what lies on the disk afterwards, and after the next start.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import soundfile

from mockinterview.files.takes import present_path
from tests.e2e.candidate import FOUR, Candidate
from tests.rig import processes
from tests.rig.screen import VirtualScreen
from tests.rig.waiting import wait_for
from tests.word_error_rate import word_error_rate

pytestmark = [pytest.mark.screen, pytest.mark.sound]

DATA = Path(__file__).parents[1] / "data"
CLIP = DATA / "two_cities.flac"
REFERENCE = (DATA / "two_cities.txt").read_text(encoding="utf-8")
A_LINE_OF_THE_TRANSCRIPT = ((115, 306), (330, 306))
"""Where it stands in a window of 1440 x 900; the screen and the fonts are the rig's own."""


@pytest.mark.models
def test_the_main_job_from_question_to_marks_and_back_tomorrow(
    candidate: Candidate, virtual_screen: VirtualScreen
) -> None:
    program = candidate.program
    attempt = candidate.start_question("leader-or-follower")
    began = candidate.start_answer(attempt, notes="food bank then ward")
    candidate.sound.speak(CLIP)
    answered_seconds = time.monotonic() - began
    take = candidate.finish_answer(attempt)
    assert take["seconds"] == pytest.approx(answered_seconds, abs=0.3)
    sound = soundfile.info(present_path(attempt / take["file"]))
    assert sound.frames / sound.samplerate == pytest.approx(take["seconds"], abs=0.001)
    assert json.loads((attempt / "attempt.json").read_text())["notes"] == "food bank then ward"

    transcript = attempt / "transcripts" / "take-1.json"
    wait_for(transcript.is_file, "the transcript", seconds=120)
    segments = json.loads(transcript.read_text())["segments"]
    text = " ".join(segment["text"] for segment in segments)
    assert word_error_rate(REFERENCE, text) < 0.15

    candidate.open_marking()
    program.press("1")
    candidate.wait_for_mark(attempt, "both", "verdict", "met")
    program.drag(*A_LINE_OF_THE_TRANSCRIPT)
    program.press("e")
    wait_for(
        lambda: candidate.marking(attempt)["marks"].get("leading-example", {}).get("evidence"),
        "the citation",
    )
    [evidence] = candidate.marking(attempt)["marks"]["leading-example"]["evidence"]
    assert evidence["words"] in text
    assert len(evidence["words"].split()) >= 2
    assert 0 <= evidence["start"] < evidence["end"] <= take["seconds"]
    program.press("2")
    candidate.wait_for_mark(attempt, "leading-example", "verdict", "partly")
    program.press("n")
    program.type_text("Where is it?")
    program.press("Return")
    candidate.wait_for_mark(attempt, "following-example", "note", "Where is it?")
    program.press("3", "4", "ctrl+z")
    candidate.wait_for_mark(attempt, "following-example", "verdict", "not_met")
    # Each step is saved, so what was undone may have been on the disk for a moment.
    wait_for(lambda: "starr" not in candidate.marking(attempt)["marks"], "the undone mark")
    correct_a_word(candidate, attempt)
    program.press("ctrl+4", "t")
    program.type_text("End on medicine.")
    program.press("Return")
    wait_for(lambda: candidate.marking(attempt).get("next_time") == "End on medicine.", "next time")
    assert candidate.marking(attempt)["overall"] == 4

    before = candidate.marking(attempt)
    program.stop()
    program.start()
    candidate.open()
    program.press("alt+2")
    program.wait_for_window("Attempts")
    time.sleep(1)  # the library is read in the background
    candidate.open_marking()
    assert not virtual_screen.is_blank()
    program.press("Down", "1")  # the fourth is the first that waits
    candidate.wait_for_mark(attempt, "medicine-link", "verdict", "met")
    after = candidate.marking(attempt)
    assert {key: after["marks"][key] for key in before["marks"]} == before["marks"]
    assert (after["overall"], after["next_time"]) == (4, "End on medicine.")


def correct_a_word(candidate: Candidate, attempt: Path) -> None:
    """By a double click within the citation, which follows; the mark scheme's keys are letters."""
    candidate.program.click(200, 306, repeat=2)
    candidate.program.type_text("penne 1234")
    candidate.program.press("Return")
    corrected = attempt / "transcripts" / "take-1.corrected.json"
    wait_for(corrected.is_file, "the corrected words")
    wait_for(
        lambda: any(
            "penne 1234" in item["words"]
            for item in candidate.marking(attempt)["marks"]["leading-example"]["evidence"]
        ),
        "the citation of the corrected words",
    )
    said = [
        word["word"]
        for part in json.loads(corrected.read_text())["segments"]
        for word in part["words"]
    ]
    assert "penne 1234" in " ".join(said)


def test_all_four_questions_with_the_keyboard_alone(candidate: Candidate) -> None:
    for name in FOUR:
        attempt = candidate.start_question(name)
        began = candidate.start_answer(attempt)
        time.sleep(2)
        answered_seconds = time.monotonic() - began
        take = candidate.finish_answer(attempt)
        assert take["seconds"] == pytest.approx(answered_seconds, abs=0.5)
        candidate.open_marking()
        candidate.program.press("1")
        criteria = json.loads((attempt / "attempt.json").read_text())["rubric"]["criteria"]
        candidate.wait_for_mark(attempt, criteria[0]["id"], "verdict", "met")
    assert len(candidate.attempts()) == 4


def test_a_kill_while_recording_is_told_at_the_next_start(candidate: Candidate) -> None:
    attempt = candidate.start_question("why-imperial")
    began = candidate.start_answer(attempt)
    speaker = candidate.sound.start_speaking(CLIP)
    time.sleep(4)
    candidate.program.kill()
    recorded_seconds = time.monotonic() - began
    processes.stop(speaker)
    candidate.program.start()
    candidate.open()
    wait_for(lambda: candidate.takes(attempt)[0]["state"] == "recovered", "the recovery")
    take = candidate.takes(attempt)[0]
    assert take["seconds"] > recorded_seconds - 0.5
    samples, _ = soundfile.read(present_path(attempt / take["file"]))
    assert abs(samples).max() > 0.05, "it is speech, not silence"
