"""What is measured on a take, for the window: kept beside it, its sound read only once."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from mockinterview import paths
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.measures import Measure, MeasureName
from mockinterview.core.model import Model
from mockinterview.errors import ContentError, LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.takes import present_path
from mockinterview.files.values import read_value, write_value
from mockinterview.measures.definitions import DEFINITIONS
from mockinterview.measures.informal import InformalWord, informal_list
from mockinterview.measures.take import TakeWords, measures_of

if TYPE_CHECKING:
    from mockinterview.measures.scanning import SoundScan

logger = logging.getLogger(__name__)

MOST_SCANS: Final = 3
"""Of five minutes one takes less than a megabyte, of an hour some ten."""


class KeptMeasures(Model):
    """The measures of a take and what they were made of; others are made when that changes."""

    version: Literal[1] = 1
    made_of: str
    measures: tuple[Measure, ...]


class TakeMeasurer:
    """Measures takes, from any thread.

    Args:
        own_list: where the person's own list of informal words lies, if there is one.
    """

    def __init__(self, own_list: Path) -> None:
        self._own_list = own_list
        self._scans: OrderedDict[Path, SoundScan] = OrderedDict()
        self._lock = threading.Lock()

    def measure(
        self, folder: AttemptFolder, attempt: Attempt, take: Take, text: TakeWords | None
    ) -> Sequence[Measure]:
        """Every measure of a finished take; None stands for no transcript. Takes long.

        Where the sound is missing the words alone are measured.

        Raises:
            AudioFileError: the sound is empty or no sound, or missing, and so are the words.
        """
        from mockinterview.speech.voice import has_voice_model

        informal, problem = self._informal_words()
        allowed = allowed_seconds(attempt, take)
        made_of = _digest(take, text, allowed, informal, problem, has_voice_model())
        kept = folder.measures_path(take.number)
        measures = _read(kept, made_of)
        if measures is None and text is not None and not _has_sound(folder, take):
            found = measures_of(None, text, informal=informal)
            return tuple(_with_problem(measure, problem) for measure in found)
        if measures is None:
            scan = self._scan(folder.take_path(take))
            found = measures_of(scan, text, allowed_seconds=allowed, informal=informal)
            measures = tuple(_with_problem(measure, problem) for measure in found)
            _keep(folder, kept, KeptMeasures(made_of=made_of, measures=measures))
        return measures

    def _scan(self, path: Path) -> SoundScan:
        """The sound of a finished take never changes, though its file may be compressed."""
        from mockinterview.measures.scanning import scan_file
        from mockinterview.speech.voice import voice_model

        name = path.with_suffix("")
        with self._lock:
            scan = self._scans.get(name)
        if scan is None:
            scan = scan_file(path, voice_model())
        with self._lock:
            self._scans[name] = scan
            self._scans.move_to_end(name)
            while len(self._scans) > MOST_SCANS:
                self._scans.popitem(last=False)
        return scan

    def _informal_words(self) -> tuple[Sequence[InformalWord], str]:
        """The list, and what is wrong with it: one slip in it hides no other measure."""
        try:
            return informal_list(self._own_list), ""
        except ContentError as error:
            return (), f"{error.message} {error.detail}".strip()


def measure_file(path: Path, text: TakeWords | None) -> Sequence[Measure]:
    """Every measure of a sound file that belongs to no attempt; no clock ran for it.

    Raises:
        AudioFileError: it is missing, empty or no sound.
        ContentError: the person's own list of informal words cannot be used.
    """
    from mockinterview.measures.scanning import scan_file
    from mockinterview.speech.voice import voice_model

    informal = informal_list(paths.informal_words_file())
    return measures_of(scan_file(path, voice_model()), text, informal=informal)


def allowed_seconds(attempt: Attempt, take: Take) -> float | None:
    """The answer time that a take had; None where no clock ran, or an earlier part used some."""
    if attempt.origin != "microphone" or take.continues is not None:
        return None
    return attempt.format.answer_seconds


def _has_sound(folder: AttemptFolder, take: Take) -> bool:
    return present_path(folder.take_path(take)).is_file()


def _with_problem(measure: Measure, problem: str) -> Measure:
    if not problem or measure.name is not MeasureName.INFORMAL_WORDS or not measure.is_known:
        return measure
    return measure.model_copy(update={"value": problem, "is_known": False, "figures": {}})


def _digest(take: Take, text: TakeWords | None, *rest: object) -> str:
    """What the measures depend on, in short; the wording of the program is a part of it."""
    written = repr((take.number, take.seconds, text, rest, DEFINITIONS))
    return hashlib.sha256(written.encode()).hexdigest()


def _read(kept: Path, made_of: str) -> tuple[Measure, ...] | None:
    """What was kept, or None when there is nothing that still holds."""
    try:
        found = read_value(kept, KeptMeasures)
    except LibraryError:
        return None
    return found.measures if found.made_of == made_of else None


def _keep(folder: AttemptFolder, kept: Path, measures: KeptMeasures) -> None:
    try:
        write_value(folder.path, kept, measures)
    except LibraryError as error:  # it costs a second or two the next time
        logger.info("what was measured is not kept: %s", error)
