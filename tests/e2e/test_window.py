"""The real window on a virtual screen, driven by real keys and clicks, with a real microphone.

What is checked is what lies on the disk afterwards, and after the next start.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile

from tests.rig import processes
from tests.rig.program import Program
from tests.rig.screen import VirtualScreen
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for
from tests.word_error_rate import word_error_rate

pytestmark = [pytest.mark.screen, pytest.mark.sound]

DATA = Path(__file__).parents[1] / "data"
CLIP = DATA / "two_cities.flac"
REFERENCE = (DATA / "two_cities.txt").read_text(encoding="utf-8")
FOUR = {
    "duties-of-a-doctor": "duties of a doctor",
    "why-imperial": "why imperial",
    "leader-or-follower": "leader or follower",
    "define-resilience": "define resilience",
}
"""What somebody types to find each of the four questions."""
FIRST_LINE_OF_THE_TRANSCRIPT = ((115, 231), (330, 231))
"""Where it stands in a window of 1440 x 900; the screen and the fonts are the rig's own."""


class Candidate:
    """Somebody at the keyboard, and what the program keeps of them."""

    def __init__(self, program: Program, sound: VirtualSound) -> None:
        self.program = program
        self.sound = sound

    def open(self) -> None:
        """Wait for the window and make it fill the screen."""
        window = self.program.wait_for_window("Mock Interview", seconds=60)
        screen = self.program.screen
        size = (str(screen.width), str(screen.height))
        screen.run("xdotool", "windowmove", window, "0", "0")
        screen.run("xdotool", "windowsize", "--sync", window, *size)

    def attempts(self) -> list[Path]:
        return sorted(path.parent for path in self.program.library.glob("*/attempt.json"))

    def takes(self, attempt: Path) -> list[dict[str, Any]]:
        takes: list[dict[str, Any]] = json.loads((attempt / "attempt.json").read_text())["takes"]
        return takes

    def marking(self, attempt: Path) -> dict[str, Any]:
        path = attempt / "markings" / "candidate-1.json"
        marking: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {"marks": {}}
        return marking

    def start_question(self, name: str) -> Path:
        """On the Practise page: find, start, and wait until the attempt is on the disk."""
        before = self.attempts()
        self.program.press("alt+1")
        self.program.wait_for_window("Practise")
        self.program.press("ctrl+f")
        self.program.type_text(FOUR[name])
        self.program.press("Return")
        wait_for(lambda: len(self.attempts()) > len(before), "the new attempt")
        attempt = next(path for path in self.attempts() if path not in before)
        assert name in attempt.name
        return attempt

    def start_answer(self, attempt: Path, *, notes: str = "") -> float:
        """Skip prompt and preparation; returns the moment of the first sound on the disk."""
        self.program.wait_for_window("Interview")
        self.program.press("space")
        if notes:
            time.sleep(0.5)
            self.program.type_text(notes)
        wav = attempt / "takes" / "take-1.wav"

        def press_until_it_records() -> bool:
            if not self.takes(attempt):
                self.program.press("ctrl+Return")
            return wav.is_file() and wav.stat().st_size > 1000

        wait_for(press_until_it_records, "the recording", seconds=30)
        return time.monotonic()

    def finish_answer(self, attempt: Path, *, take: int = 1) -> dict[str, Any]:
        self.program.press("space")
        wait_for(lambda: self.takes(attempt)[take - 1]["state"] == "finished", "the finished take")
        return self.takes(attempt)[take - 1]

    def open_marking(self) -> None:
        """From the saved answer to the marking page."""
        self.program.press("Return")
        self.program.wait_for_window("Marking")
        time.sleep(1)  # the attempt is read in the background

    def wait_for_mark(self, attempt: Path, criterion: str, field: str, value: object) -> None:
        def is_there() -> bool:
            return bool(self.marking(attempt)["marks"].get(criterion, {}).get(field) == value)

        wait_for(is_there, f"{field} {value!r} on {criterion}")


@pytest.fixture
def candidate(
    tmp_path: Path, virtual_screen: VirtualScreen, virtual_sound: VirtualSound
) -> Iterator[Candidate]:
    with Program(tmp_path, screen=virtual_screen, sound=virtual_sound) as program:
        candidate = Candidate(program, virtual_sound)
        candidate.open()
        yield candidate
        assert "Traceback" not in program.output()
        assert program.process.poll() is None, "the window is still open at the end"


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
    sound = soundfile.info(attempt / take["file"])
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
    program.drag(*FIRST_LINE_OF_THE_TRANSCRIPT)
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
    assert "starr" not in candidate.marking(attempt)["marks"], "undone"
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
    program.press("Down", "Down", "Down", "Down", "1")
    candidate.wait_for_mark(attempt, "medicine-link", "verdict", "met")
    after = candidate.marking(attempt)
    assert {key: after["marks"][key] for key in before["marks"]} == before["marks"]
    assert (after["overall"], after["next_time"]) == (4, "End on medicine.")


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
    samples, _ = soundfile.read(attempt / take["file"])
    assert abs(samples).max() > 0.05, "it is speech, not silence"
