"""All measures of a take: from its sound, its words and its format to what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.core.measures import Measure, MeasureName
from mockinterview.core.transcript import Filler, TimeSpan, Word
from mockinterview.measures import telling
from mockinterview.measures.informal import InformalWord
from mockinterview.measures.scanning import SoundScan, scan_file
from mockinterview.measures.voice_activity import Activity, activity

if TYPE_CHECKING:
    from mockinterview.measures.scanning import VoiceModel


@dataclass(frozen=True)
class TakeWords:
    """What was written down of a take.

    Attributes:
        words: in order; none: no speech was heard.
        fillers: the hesitations that were heard.
        unheard: stretches with a voice of which no words were made out.
    """

    words: Sequence[Word]
    fillers: Sequence[Filler] = ()
    unheard: Sequence[TimeSpan] = ()


def measure_take(
    path: Path,
    text: TakeWords | None,
    *,
    allowed_seconds: float | None = None,
    informal: Sequence[InformalWord] = (),
    voice: VoiceModel | None = None,
) -> list[Measure]:
    """Every measure, in the order in which they are told.

    Args:
        path: the sound of the take.
        text: its words; None: there is no transcript, and only the sound is measured.
        allowed_seconds: the answer time of its format; None: no clock.
        informal: the list of informal words.
        voice: tells a voice from other sounds; see `scan_file`.

    Raises:
        AudioFileError: the sound is missing, empty or no sound.
    """
    scan = scan_file(path, voice)
    return measures_of(scan, text, allowed_seconds=allowed_seconds, informal=informal)


def measures_of(
    scan: SoundScan | None,
    text: TakeWords | None,
    *,
    allowed_seconds: float | None = None,
    informal: Sequence[InformalWord] = (),
) -> list[Measure]:
    """Every measure of sound that was scanned; None: the sound is missing. See `measure_take`."""
    if scan is None:
        found = _of_words(text, None, informal)
        told = {measure.name for measure in found}
        found += [telling.tell_no_sound(name) for name in MeasureName if name not in told]
    else:
        heard = activity(scan)
        found = [
            *_of_words(text, heard, informal),
            *_of_sound(scan, heard),
            telling.tell_time_used(scan.seconds, allowed_seconds),
            telling.tell_spoke_on(heard, allowed_seconds),
            telling.tell_long_silences(heard, text.unheard if text else ()),
        ]
    order = list(MeasureName)
    return sorted(found, key=lambda measure: order.index(measure.name))


def _of_sound(scan: SoundScan, heard: Activity) -> list[Measure]:
    return [
        telling.tell_pauses(heard),
        telling.tell_first_word(heard),
        telling.tell_loudness(scan),
        telling.tell_steadiness(scan),
        telling.tell_room_noise(scan, heard),
        telling.tell_signal_to_noise(scan, heard),
        telling.tell_clipping(scan),
        telling.tell_interruptions(scan, heard),
    ]


def _of_words(
    text: TakeWords | None, heard: Activity | None, informal: Sequence[InformalWord]
) -> list[Measure]:
    words = text.words if text is not None else None
    return [
        telling.tell_pace(words, heard),
        telling.tell_fillers(words, text.fillers if text is not None else ()),
        telling.tell_discourse_markers(words),
        telling.tell_informal_words(words, informal),
    ]
