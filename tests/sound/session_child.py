"""A program that holds one interview on the default microphone, as a child of a test.

    python -m tests.sound.session_child LIBRARY [ANSWER_SECONDS]

There is no prompt and no preparation: the answer begins at once. It prints one JSON object a
line: `attempt` once, `view` at every poll, `refused` when it cannot begin, `closed` at the end.
A line on its standard input is a command: `change` (the microphone), `resume`, `finish` or `leave`;
the end of the input closes the session.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from mockinterview.audio.devices import find_input
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import microphone
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.content import Confidence, Format, Source
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import Library
from mockinterview.prompts import SilentPrompt
from mockinterview.session import Input, InterviewSession
from tests.unit.test_attempts import make_attempt

POLL_SECONDS: Final = 0.05
CLOSE: Final = "close"


def say(event: str, **what: object) -> None:
    """Print one event."""
    sys.stdout.write(json.dumps({"event": event, **what}) + "\n")
    sys.stdout.flush()


def read_commands(commands: SimpleQueue[str]) -> None:
    """Hand on what the test writes."""
    for line in sys.stdin:
        commands.put(line.strip())
    commands.put(CLOSE)


def open_input(path: Path, limit_seconds: float | None) -> Input:
    """As `Services.open_input` does."""
    device = find_input()
    return Input(Recorder(path, microphone(device), max_seconds=limit_seconds), device.name)


def main(library_folder: Path, answer_seconds: float) -> int:
    """Hold the interview until the test closes it."""
    library = Library(library_folder)
    rules = Format(
        format="test",
        title="Test",
        preparation_seconds=0,
        answer_seconds=answer_seconds,
        source=Source(title="test", confidence=Confidence.OWN),
    )
    executor = AudioExecutor()
    try:
        folder = library.create(make_attempt().model_copy(update={"format": rules}))
        session = InterviewSession(
            folder, library, prompt=SilentPrompt(""), open_input=open_input, executor=executor
        )
        say("attempt", path=str(folder.path))
        session.begin()
    except MockInterviewError as error:
        say("refused", kind=type(error).__name__, message=error.message, hint=error.hint)
        return 1
    hold(session)
    session.close()
    executor.shutdown()
    say("closed")
    return 0


def hold(session: InterviewSession) -> None:
    """Poll, tell, and do as the test says."""
    commands: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    do = {
        "change": session.change_device,
        "resume": session.resume,
        "finish": session.finish,
        "leave": session.leave,
    }
    while True:
        view = session.poll()
        problem = view.problem
        say(
            "view",
            stage=view.stage,
            used=view.seconds_used,
            warning=view.warning,
            level_dbfs=view.level_dbfs,
            settled=session.is_settled,
            kind=type(problem).__name__ if problem else "",
            message=problem.message if problem else "",
            hint=problem.hint if problem else "",
        )
        try:
            command = commands.get_nowait()
        except Empty:
            time.sleep(POLL_SECONDS)
            continue
        if command == CLOSE:
            return
        do[command]()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 120.0))
