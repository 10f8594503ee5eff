"""A program that records one take from the default microphone, as a child of a test.

    python -m tests.sound.recording_child PATH [MAX_SECONDS]

It prints one JSON object a line (`health` every 50 ms, last `result`) and stops at the end of
its standard input.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from mockinterview.audio.devices import find_input
from mockinterview.audio.recorder import Recorder, RecorderState
from mockinterview.audio.streams import microphone
from mockinterview.errors import MockInterviewError

LOOK_SECONDS = 0.05


def say(event: str, **what: object) -> None:
    """Print one event."""
    sys.stdout.write(json.dumps({"event": event, **what}) + "\n")
    sys.stdout.flush()


def wait_for_end_of_input(told: threading.Event) -> None:
    """Set `told` when the test closes the standard input."""
    sys.stdin.read()
    told.set()


def main(path: Path, max_seconds: float | None) -> int:
    """Record until told to stop, or until the take ends by itself."""
    try:
        device = find_input()
        say("device", name=device.name, channels=device.channels, rate_hz=device.rate_hz)
        recorder = Recorder(path, microphone(device), max_seconds=max_seconds)
        recorder.start()
    except MockInterviewError as error:
        say("refused", kind=type(error).__name__, message=error.message, detail=error.detail)
        return 1
    told = threading.Event()
    threading.Thread(target=wait_for_end_of_input, args=(told,), daemon=True).start()
    while not told.wait(LOOK_SECONDS):
        health = recorder.health()
        fault = type(health.fault).__name__ if health.fault else ""
        say(
            "health",
            state=health.state,
            seconds=health.seconds,
            level_dbfs=health.level_dbfs,
            warning=health.warning,
            silent_for_seconds=health.silent_for_seconds,
            fault=fault,
        )
        if health.state is RecorderState.ENDED:
            break
    result = recorder.stop()
    fault = type(result.fault).__name__ if result.fault else ""
    detail = result.fault.detail if result.fault else ""
    say(
        "result",
        seconds=result.seconds,
        frames=result.frames,
        rate_hz=result.rate_hz,
        overflows=result.overflows,
        fault=fault,
        detail=detail,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else None))
