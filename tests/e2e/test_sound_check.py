"""The first practice of somebody new: the sound check by real keys on a virtual microphone."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.candidate import SETTINGS, Candidate
from tests.rig import processes
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.screen, pytest.mark.sound]

CLIP = Path(__file__).parents[1] / "data" / "two_cities.flac"
DEVICE = {"name": "default", "host_api": "ALSA"}


def checked(candidate: Candidate) -> Any:
    """The devices of the check that was accepted."""
    path = candidate.program.folder / SETTINGS
    return json.loads(path.read_text()).get("checked_devices") if path.is_file() else None


def choose_question(candidate: Candidate) -> None:
    candidate.program.press("alt+1")
    candidate.program.wait_for_window("Practise")
    candidate.program.press("ctrl+f")
    candidate.program.type_text("why imperial")
    candidate.program.press("Return")


def accept(candidate: Candidate) -> None:
    """Press Enter until it is taken: not while the test sound is still listened to."""

    def is_accepted() -> bool:
        candidate.program.press("Return")
        try:
            candidate.program.wait_for_window("Interview", seconds=1)
        except TimeoutError:
            return False
        return True

    wait_for(is_accepted, "the check to be accepted", seconds=30)


def test_enter_records_enter_accepts_and_the_practice_begins(newcomer: Candidate) -> None:
    candidate = newcomer
    nobody = candidate.sound.recording_streams()
    choose_question(candidate)
    candidate.program.wait_for_window("Sound check")
    wait_for(lambda: candidate.sound.recording_streams() == nobody + 1, "the meter")
    assert candidate.attempts() == []
    candidate.program.press("Return")
    time.sleep(1.5)  # the pause
    speaker = candidate.sound.start_speaking(CLIP)
    time.sleep(5)  # three seconds of speech, and the measuring
    processes.stop(speaker)
    candidate.program.press("t")
    time.sleep(4)  # two notes
    candidate.program.press("p")
    time.sleep(1)
    accept(candidate)
    wait_for(lambda: len(candidate.attempts()) == 1, "the attempt")
    wait_for(
        lambda: checked(candidate) == {"input": DEVICE, "output": DEVICE}, "the accepted check"
    )
    began = candidate.start_answer(candidate.attempts()[0])
    time.sleep(2)
    answered_seconds = time.monotonic() - began
    take = candidate.finish_answer(candidate.attempts()[0])
    assert take["seconds"] == pytest.approx(answered_seconds, abs=0.5)

    candidate.program.stop()
    candidate.program.start()
    candidate.open()
    candidate.start_question("define-resilience")


def test_skip_and_escape_by_keys(newcomer: Candidate) -> None:
    candidate = newcomer
    nobody = candidate.sound.recording_streams()
    choose_question(candidate)
    candidate.program.wait_for_window("Sound check")
    wait_for(lambda: candidate.sound.recording_streams() == nobody + 1, "the meter")
    candidate.program.press("Escape")
    candidate.program.wait_for_window("Practise")
    wait_for(lambda: candidate.sound.recording_streams() == nobody, "the microphone given back")
    candidate.program.press("ctrl+f", "Return")
    candidate.program.wait_for_window("Sound check")
    candidate.program.press("s")
    candidate.program.wait_for_window("Interview")
    assert checked(candidate) is None


def test_a_muted_microphone_is_not_accepted_by_enter(newcomer: Candidate) -> None:
    candidate = newcomer
    candidate.sound.set_microphone_mute(muted=True)
    try:
        choose_question(candidate)
        candidate.program.wait_for_window("Sound check")
        candidate.program.press("Return")
        time.sleep(6)  # recorded and measured
        candidate.program.press("Return")  # records again
        time.sleep(1)
        candidate.program.wait_for_window("Sound check")
        assert candidate.attempts() == []
    finally:
        candidate.sound.set_microphone_mute(muted=False)
