"""The transcript is there when one stops: real window and terminal, human speech, real weights."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.candidate import Candidate
from tests.rig import processes
from tests.rig.program import Program
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for
from tests.word_error_rate import word_error_rate

pytestmark = [pytest.mark.sound, pytest.mark.models]

DATA = Path(__file__).parents[1] / "data"
CLIP = DATA / "two_cities.flac"
REFERENCE = (DATA / "two_cities.txt").read_text(encoding="utf-8")
WAIT_SECONDS = 4.0
"""The aim is 2 s on a quiet computer; transcribing the 44 s of it afterwards takes about 10."""
FIRST_LINE_OF_THE_TRANSCRIPT = ((115, 306), (330, 306))


def text_of(transcript: Path) -> str:
    segments: list[dict[str, Any]] = json.loads(transcript.read_text(encoding="utf-8"))["segments"]
    return " ".join(segment["text"] for segment in segments)


@pytest.mark.screen
def test_the_words_are_there_when_the_answer_ends(candidate: Candidate) -> None:
    attempt = candidate.start_question("leader-or-follower")
    candidate.start_answer(attempt)
    candidate.sound.speak(CLIP)
    candidate.finish_answer(attempt)
    stopped = time.monotonic()
    transcript = attempt / "transcripts" / "take-1.json"
    wait_for(transcript.is_file, "the transcript", seconds=60)
    waited = time.monotonic() - stopped
    said = text_of(transcript)
    assert waited < WAIT_SECONDS
    stage = json.loads(transcript.read_text(encoding="utf-8"))["stage"]
    assert stage in {"first", "refined"}, "it was read ahead"
    assert word_error_rate(REFERENCE, said) < 0.15

    candidate.open_marking()  # which finds the words, with nothing to wait for
    candidate.program.press("1")
    candidate.wait_for_mark(attempt, "both", "verdict", "met")
    candidate.program.drag(*FIRST_LINE_OF_THE_TRANSCRIPT)
    candidate.program.press("e")
    marks = wait_for(
        lambda: candidate.marking(attempt)["marks"].get("leading-example"), "the citation"
    )
    [evidence] = marks["evidence"]
    assert evidence["words"]

    def is_refined() -> bool:
        kept = json.loads(transcript.read_text(encoding="utf-8"))
        return kept["stage"] == "refined" and not transcript.with_suffix(".wanted.json").exists()

    wait_for(is_refined, "the second hearing", seconds=60)
    assert word_error_rate(REFERENCE, text_of(transcript)) < 0.10


@pytest.mark.screen
def test_killed_at_stop_the_next_start_writes_the_words_down_by_itself(
    candidate: Candidate,
) -> None:
    attempt = candidate.start_question("why-imperial")
    candidate.start_answer(attempt)
    speaker = candidate.sound.start_speaking(CLIP)
    time.sleep(8)
    candidate.finish_answer(attempt)
    candidate.program.kill()
    processes.stop(speaker)
    transcript = attempt / "transcripts" / "take-1.json"
    assert not transcript.exists()
    assert transcript.with_suffix(".wanted.json").is_file()
    candidate.program.start()
    candidate.open()
    wait_for(transcript.is_file, "the transcript that nobody asked for again", seconds=90)
    assert len(text_of(transcript).split()) > 8


def test_in_the_terminal_too(tmp_path: Path, virtual_sound: VirtualSound) -> None:
    arguments = ("record", "leader-or-follower", "--no-prompt", "--no-preparation", "--json")
    program = Program(tmp_path, *arguments, "--stop-after", "30", sound=virtual_sound)
    with program:
        wait_for(lambda: '"recording"' in program.output(), "the recording", seconds=60)
        speaker = virtual_sound.start_speaking(CLIP)
        assert program.wait_until_ended(seconds=120) == 0
        speaker.terminate()
        speaker.wait()
    lines = [line for line in program.output().splitlines() if line.startswith("{")]
    events = {event["event"]: event for event in map(json.loads, lines)}
    assert events["transcript"]["t"] - events["stopped"]["t"] < WAIT_SECONDS
    kept = Path(events["done"]["folder"]) / "transcripts" / "take-1.json"
    assert json.loads(kept.read_text(encoding="utf-8"))["stage"] == "refined"
    assert text_of(kept) == events["done"]["transcript"]
    assert word_error_rate(events["done"]["transcript"], events["transcript"]["text"]) < 0.1
