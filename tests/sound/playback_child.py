"""Plays a file as the marking page does and tells where it stands; ended by the end of stdin.

python -m tests.sound.playback_child FILE START_SECONDS
"""

from __future__ import annotations

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from mockinterview.audio.player import Player
from mockinterview.audio.worker import AudioExecutor
from mockinterview.errors import MockInterviewError
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks


def say(event: str, **values: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps({"event": event} | values) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Play until stdin ends."""
    application = QCoreApplication(sys.argv[:1])
    executor = AudioExecutor()
    tasks = Tasks(ThreadPoolExecutor(1))
    playback = Playback(Player, executor, tasks)

    def tell_failure(error: MockInterviewError) -> None:
        say("failed", message=str(error))

    playback.failed.connect(tell_failure)
    playback.moved.connect(lambda seconds: say("moved", seconds=seconds))
    playback.open(Path(sys.argv[1]))
    playback.play_from(float(sys.argv[2]))
    ended = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    timer = QTimer()
    timer.timeout.connect(lambda: application.quit() if ended.is_set() else None)
    timer.start(50)
    application.exec()
    playback.close()
    executor.shutdown()


if __name__ == "__main__":
    main()
