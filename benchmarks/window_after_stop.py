"""A long answer in the real window: how long after Stop its transcript is on the disk and shown.

    python -m benchmarks.window_after_stop FOLDER [--seconds 300] [--seed 1] [--picture FILE]

FOLDER holds human speech with its texts, as for benchmarks.wait_after_stop. The window opens on a
virtual screen with a virtual microphone, speech of that length is played into the room, Space ends
the answer, and the marking page is opened. Told are the wait, the words wrong, and the gaps that
the recording has. It takes as long as the answer and a minute.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from pathlib import Path

import soundfile
from tests.e2e.candidate import Candidate
from tests.rig.waiting import wait_for
from tests.word_error_rate import word_error_rate

from benchmarks.joined_takes import clips_in, joined
from benchmarks.real_window import opened_window
from mockinterview.speech.decoding import MODEL_RATE_HZ

AIM_SECONDS = 2.0
QUESTION = "leader-or-follower"


def measure(candidate: Candidate, speech: Path, picture: Path | None) -> tuple[float, str, int]:
    """Answer with this sound. Returns: the wait in seconds, the words, the gaps reported."""
    attempt = candidate.start_question(QUESTION)
    candidate.start_answer(attempt)
    candidate.sound.speak(speech)
    take = candidate.finish_answer(attempt)
    stopped = time.monotonic()
    transcript = attempt / "transcripts" / "take-1.json"
    wait_for(transcript.is_file, "the transcript", seconds=300)
    waited = time.monotonic() - stopped
    kept = json.loads(transcript.read_text(encoding="utf-8"))
    candidate.open_marking()
    if picture is not None:
        candidate.program.save_picture(picture)
    return waited, " ".join(part["text"] for part in kept["segments"]), take["overflows"]


def main() -> int:
    """Measure and print; 1 when the transcript came later than the aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=290.0, help="of speech, below 300")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--picture", type=Path, help="save a picture of the marking page there")
    wanted = parser.parse_args()
    take = joined(clips_in(wanted.folder), wanted.seconds, wanted.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        speech = folder / "speech.wav"
        soundfile.write(speech, take.samples, MODEL_RATE_HZ)
        with opened_window(folder) as candidate:
            waited, words, gaps = measure(candidate, speech, wanted.picture)
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| speech | after Stop | words wrong | gaps |\n|---|---|---|---|")
    wrong = word_error_rate(take.text, words)
    print(f"| {take.seconds:.0f} s | {waited:.2f} s | {wrong:.1%} | {gaps} |")
    return 0 if waited <= AIM_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
