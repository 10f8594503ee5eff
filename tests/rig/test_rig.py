"""The rig itself: what is spoken is heard and what is shown is in the picture."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.screen import VirtualScreen
from tests.rig.sound import MICROPHONE, VirtualSound

SPEECH = Path(__file__).resolve().parents[1] / "data" / "two_cities.flac"

RECORD_LOUDNESS = """
import sounddevice
block = sounddevice.rec(48_000, samplerate=48_000, channels=1, dtype="float32", blocking=True)
print(float((block**2).mean() ** 0.5))
"""

SHOW_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("Hello")
label.setStyleSheet("background: #17627D")
label.setGeometry(0, 0, 1000, 500)
label.show()
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


@pytest.mark.sound
def test_portaudio_hears_what_is_spoken_into_the_microphone(virtual_sound: VirtualSound) -> None:
    player = virtual_sound.start_speaking(SPEECH)
    try:
        loudness = _loudness(virtual_sound)
    finally:
        player.terminate()
        player.wait()
    assert loudness > 0.001
    assert _loudness(virtual_sound) < 0.001


@pytest.mark.sound
def test_the_server_can_be_killed_and_the_microphone_removed(tmp_path: Path) -> None:
    with VirtualSound(tmp_path / "sound") as sound:
        sound.remove_microphone()
        assert MICROPHONE not in sound.sources()
        sound.add_microphone()
        assert MICROPHONE in sound.sources()
        sound.kill()
        assert sound.sources() == []
        sound.start()
        assert MICROPHONE in sound.sources()
        process_id = sound.process_id
    assert not Path(f"/proc/{process_id}").exists()


@pytest.mark.screen
def test_the_picture_shows_the_window(virtual_screen: VirtualScreen, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from tests.rig.waiting import wait_for

    environment = {**os.environ, **virtual_screen.environment}
    with subprocess.Popen([sys.executable, "-c", SHOW_WINDOW], env=environment) as program:
        try:
            picture = tmp_path / "screen.png"

            def shows_window() -> bool:
                image = QImage(str(virtual_screen.save_picture(picture)))
                return image.pixelColor(900, 20).name() == "#17627d"

            wait_for(shows_window, "the window in the picture", seconds=20)
        finally:
            program.terminate()


def _loudness(sound: VirtualSound) -> float:
    """The root mean square of one second of the microphone; full scale is 1."""
    answer = subprocess.run(
        [sys.executable, "-c", RECORD_LOUDNESS],
        env={**os.environ, **sound.environment},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    return float(answer.stdout)
