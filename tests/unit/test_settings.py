"""Settings: kept, checked, and never the reason that the program does not start."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from mockinterview.errors import TranscriptionCancelled
from mockinterview.files.content import Content
from mockinterview.services import Services
from mockinterview.settings import (
    CheckedDevices,
    DeviceChoice,
    Settings,
    Theme,
    load_settings,
    save_settings,
)


def test_settings_survive_their_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    chosen = Settings(
        theme=Theme.DARK,
        input_device=DeviceChoice(name="Headset", host_api="ALSA"),
        library=tmp_path,
        extra_time_percent=25,
        volume_percent=40,
        checked_devices=CheckedDevices(
            input=DeviceChoice(name="Headset", host_api="ALSA"), output=None
        ),
    )
    save_settings(chosen, path)
    assert load_settings(path) == chosen


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("text", ["", "{", '{"theme": "pink"}', '{"colour": 1}', "\xff"])
def test_a_file_that_makes_no_sense_is_put_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("latin-1"))
    assert load_settings(path) == Settings()
    assert not path.exists()
    assert (tmp_path / "settings.json.unreadable").read_bytes() == text.encode("latin-1")


def test_wrong_values_are_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(extra_time_percent=-1)


def test_a_choice_for_one_run_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    services = Services(Settings(), path, Content(), {"library": tmp_path / "usb"})
    try:
        services.change_settings(theme=Theme.DARK)
        assert services.settings.library == tmp_path / "usb"
        assert load_settings(path) == Settings(theme=Theme.DARK)
        services.change_settings(library=tmp_path / "home")
        assert services.settings.library == tmp_path / "home"
        assert load_settings(path).library == tmp_path / "home"
    finally:
        services.close()


def test_after_the_end_no_speech_process_is_started(tmp_path: Path) -> None:
    services = Services(Settings(), tmp_path / "settings.json", Content())
    services.close()
    with pytest.raises(TranscriptionCancelled):
        services.speech.warm()
