"""Somebody at the keyboard of the real window, and what the program keeps of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.rig.program import Program
from tests.rig.sound import VirtualSound
from tests.rig.waiting import wait_for

FOUR = {
    "duties-of-a-doctor": "duties of a doctor",
    "why-imperial": "why imperial",
    "leader-or-follower": "leader or follower",
    "define-resilience": "define resilience",
}
"""What somebody types to find each of the four questions."""


SETTINGS = Path("home", ".config", "mockinterview", "settings.json")
"""Where a program of the rig keeps its settings, in its folder."""


def accept_devices(folder: Path) -> None:
    """Be somebody who accepted the sound check of the rig's devices before."""
    device = {"name": "default", "host_api": "ALSA"}
    path = folder / SETTINGS
    path.parent.mkdir(parents=True, exist_ok=True)
    checked = {"checked_devices": {"input": device, "output": device}}
    path.write_text(json.dumps(checked), encoding="utf-8")


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

    def wait_for_citation(self, attempt: Path, criterion: str, words: str) -> None:
        def cited() -> list[str]:
            evidence = self.marking(attempt)["marks"].get(criterion, {}).get("evidence", [])
            return [item["words"] for item in evidence]

        wait_for(lambda: words in cited(), f"the citation “{words}” of {criterion}")

    def start_sitting(self) -> None:
        """Hold the Imperial four, as the page offers them."""
        self.program.press("alt+1")
        self.program.wait_for_window("Practise")
        self.program.press("ctrl+t")
        self.program.wait_for_window("Sitting")
        self.program.press("Return")
        self.program.wait_for_window("Interview")

    def sitting(self) -> dict[str, Any]:
        """The newest sitting as it is on the disk."""
        folder = self.program.library / "sittings"
        wait_for(lambda: list(folder.glob("*.json")), "the sitting")
        held: dict[str, Any] = json.loads(max(folder.glob("*.json")).read_text())
        return held

    def wait_for_question(self, place: int) -> Path:
        """Wait until the question at this place of the sitting is put; its attempt."""
        wait_for(lambda: self.sitting()["entries"][place]["attempt"], f"question {place + 1}")
        return self.program.library / str(self.sitting()["entries"][place]["attempt"])
