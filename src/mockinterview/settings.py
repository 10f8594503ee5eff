"""What the person chose: one declared model, one JSON file, written atomically."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from mockinterview.core.marking import MarkerRole
from mockinterview.core.model import Model
from mockinterview.core.writing import Numbers, Spelling, Writing
from mockinterview.errors import NewerVersionError
from mockinterview.files import atomic
from mockinterview.files.migrations import is_newer, understood

logger = logging.getLogger(__name__)


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class SuggestionsShown(StrEnum):
    """When the marking page shows where somebody may be talking about a criterion."""

    AFTER_VERDICT = "after_verdict"
    """When the person has given the criterion a verdict: they have looked for themselves."""
    BESIDE = "beside"
    NEVER = "never"


class DeviceChoice(Model):
    """A device as it is remembered: by its name and the host API that offers it."""

    name: str
    host_api: str


class CheckedDevices(Model):
    """The devices that were in use when the person last accepted the sound check."""

    input: DeviceChoice | None
    output: DeviceChoice | None


class Settings(Model):
    """Every setting with its default; `None` means “let the program choose”."""

    version: Literal[1] = 1
    theme: Theme = Theme.SYSTEM
    input_device: DeviceChoice | None = None
    output_device: DeviceChoice | None = None
    volume_percent: int = Field(default=100, ge=0, le=100)
    checked_devices: CheckedDevices | None = None
    engine: str | None = None
    model: str | None = None
    spelling: Spelling = Spelling.BRITISH
    numbers: Numbers = Numbers.AS_HEARD
    library: Path | None = None
    own_content: Path | None = None
    watched_folder: Path | None = None
    blind_first: bool = False
    marker_role: MarkerRole = "candidate"
    marker_name: str = ""
    candidate_name: str = ""
    """Under which a tutor sees one's own answers; as it was last written for a pack."""
    earlier_marks_are_shown: bool = True
    model_answer_is_shown: bool = True
    format: str | None = None
    extra_time_percent: float = Field(default=0, ge=0, le=200)
    suggestions: SuggestionsShown = SuggestionsShown.AFTER_VERDICT

    @property
    def writing(self) -> Writing:
        """How transcripts are written down."""
        return Writing(spelling=self.spelling, numbers=self.numbers)


OF_THIS_COMPUTER: Final = frozenset(
    {"input_device", "output_device", "checked_devices", "volume_percent", "engine", "model"}
    | {"library", "own_content", "watched_folder"}
)
"""The settings that would be wrong on another computer."""


def for_another_computer(settings: Settings) -> Settings:
    """The same without what belongs to this one: devices, models, folders."""
    folders = {name for name, value in settings if isinstance(value, Path)}
    defaults = dict(Settings())
    return settings.model_copy(update={name: defaults[name] for name in OF_THIS_COMPUTER | folders})


def load_settings(path: Path) -> Settings:
    """The settings in `path`; defaults when there are none or they cannot be understood.

    A file that cannot be understood is kept beside as `settings.json.unreadable`; one of a newer
    version of the program is left as it is.
    """
    try:
        return understood(path.read_bytes(), Settings, path)
    except FileNotFoundError:
        return Settings()
    except NewerVersionError as error:
        logger.warning("%s", error)
        return Settings()
    except (OSError, ValidationError) as error:
        logger.warning("settings in %s are not usable: %s", path, error)
        aside = path.with_name(path.name + ".unreadable")
        if path.is_file():
            path.replace(aside)
        return Settings()


def are_newer(path: Path) -> bool:
    """Whether a newer version of the program wrote the settings in `path`."""
    try:
        return is_newer(path.read_bytes(), Settings)
    except OSError:
        return False


def save_settings(settings: Settings, path: Path) -> None:
    """Write the settings.

    Raises:
        NewerVersionError: what is there was written by a newer version of the program.
        LibraryError: the folder cannot be written to.
    """
    if are_newer(path):
        raise NewerVersionError(
            "Your settings were written by a newer version of Mock Interview and stay as they are.",
            "What you change holds until the program ends. Update the program to change them.",
            str(path),
        )
    atomic.write_text(path, settings.model_dump_json(indent=2) + "\n")
