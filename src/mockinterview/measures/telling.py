"""Each measure in words: a value that reads well, its figures with units, its places to hear."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.measures import Measure, MeasureName, MeasurePlace
from mockinterview.core.transcript import Filler, TimeSpan, Word
from mockinterview.measures import loudness, pace, pauses, room, said, timing
from mockinterview.measures.definitions import DEFINITIONS
from mockinterview.measures.informal import InformalWord
from mockinterview.measures.scanning import SILENT_POWER, SoundScan, decibels
from mockinterview.measures.voice_activity import Activity

NO_WORDS = "Not known without a transcript"
NO_SOUND = "Not known: the sound of this take is missing"
NO_VOICE = "No voice was heard"
ONLY_MODEL = "Not known: nothing here tells a voice from other sounds"
FEW_WORDS = "Too few words to tell"
DIGITAL_SILENCE_DBFS = decibels(SILENT_POWER)
MINUS = "−"

Figures = dict[str, float | int | None]


def tell_no_sound(name: MeasureName) -> Measure:
    """A measure of the sound, where there is none."""
    return _unknown(name, NO_SOUND)


def tell_pace(words: Sequence[Word] | None, heard: Activity | None) -> Measure:
    """Words a minute."""
    name = MeasureName.PACE
    if words is None:
        return _unknown(name, NO_WORDS)
    found = pace.pace(words, heard)
    if found is None:
        return _unknown(name, FEW_WORDS)
    places = [
        *(_pace_place(span, value, "faster") for span, value in found.faster),
        *(_pace_place(span, value, "slower") for span, value in found.slower),
    ]
    value = f"{found.with_pauses:.0f} words a minute"
    spoken = found.without_pauses
    remarks = (f"{spoken:.0f} without the pauses",) if spoken is not None else ()
    figures: Figures = {
        "words_per_minute": round(found.with_pauses, 1),
        "words_per_minute_without_pauses": _rounded(found.without_pauses),
    }
    ordered = tuple(sorted(places, key=lambda place: place.start))
    return _measure(name, value, figures, ordered, remarks)


def tell_pauses(heard: Activity) -> Measure:
    """How many of each class."""
    name = MeasureName.PAUSES
    if not heard.speech:
        return _unknown(name, NO_VOICE)
    found = pauses.pauses(heard)
    figures: Figures = {
        "under_200_ms": found.brief,
        "200_ms_to_1_s": found.medium,
        "over_1_s": len(found.long),
        "total_seconds": round(found.seconds, 2),
    }
    value = f"{_count(len(found.long), 'pause')} over 1 s"
    remark = f"{found.medium} of 0.2 to 1 s, {found.brief} shorter; {found.seconds:.0f} s in all"
    return _measure(name, value, figures, _places(found.long), (remark,))


def tell_first_word(heard: Activity) -> Measure:
    """How long until somebody speaks."""
    name = MeasureName.FIRST_WORD
    if heard.start is None:
        return _unknown(name, NO_VOICE)
    return _measure(name, f"{heard.start:.1f} s", {"seconds": round(heard.start, 2)})


def tell_time_used(seconds: float, allowed_seconds: float | None) -> Measure:
    """The share of the answer time."""
    name = MeasureName.TIME_USED
    share = timing.time_used(seconds, allowed_seconds)
    if share is None or allowed_seconds is None:
        return _unknown(name, f"{_clock(seconds)}; no clock ran", seconds=seconds)
    value = f"{share:.0%} of the time: {_clock(seconds)} of {_clock(allowed_seconds)}"
    figures: Figures = {
        "share": round(share, 3),
        "seconds": round(seconds, 2),
        "allowed_seconds": allowed_seconds,
    }
    return _measure(name, value, figures)


def tell_spoke_on(heard: Activity, allowed_seconds: float | None) -> Measure:
    """Whether the clock cut somebody off."""
    name = MeasureName.SPOKE_ON
    cut_off = timing.spoke_on(heard, allowed_seconds)
    if cut_off is None:
        return _unknown(name, "The clock did not end this answer")
    if not cut_off:
        return _measure(name, "Finished before the time was over", {"cut_off": 0})
    place = MeasurePlace(start=max(0.0, heard.seconds - 3), end=heard.seconds)
    return _measure(name, "Still speaking when the time was over", {"cut_off": 1}, (place,))


def tell_fillers(words: Sequence[Word] | None, fillers: Sequence[Filler]) -> Measure:
    """At least so many hesitations."""
    name = MeasureName.FILLERS
    if words is None:
        return _unknown(name, NO_WORDS)
    places = said.hesitations(words, fillers)
    spoken = max(1, len(words))
    figures: Figures = {
        "at_least": len(places),
        "at_least_per_100_words": round(100 * len(places) / spoken, 2) if words else None,
    }
    value = f"at least {_count(len(places), 'hesitation')}" if places else "no hesitation was found"
    return _measure(name, value, figures, places)


def tell_discourse_markers(words: Sequence[Word] | None) -> Measure:
    """“Like”, “you know” and their kind."""
    name = MeasureName.DISCOURSE_MARKERS
    if words is None:
        return _unknown(name, NO_WORDS)
    places = said.discourse_markers(words)
    return _measure(name, _count(len(places), "time"), {"count": len(places)}, places)


def tell_informal_words(words: Sequence[Word] | None, informal: Sequence[InformalWord]) -> Measure:
    """Words from the list."""
    name = MeasureName.INFORMAL_WORDS
    if words is None:
        return _unknown(name, NO_WORDS)
    places = said.informal_words(words, informal)
    value = _count(len(places), "informal word") if places else "no informal words from the list"
    return _measure(name, value, {"count": len(places)}, places)


def tell_loudness(scan: SoundScan) -> Measure:
    """How loud the whole is."""
    name = MeasureName.LOUDNESS
    found = loudness.integrated_loudness(scan.loud_powers)
    if found is None:
        return _unknown(name, "Too quiet to be measured: below -70 LUFS".replace("-", MINUS))
    return _measure(name, f"{_signed(found)} LUFS", {"lufs": round(found, 1)})


def tell_steadiness(scan: SoundScan) -> Measure:
    """By how much the loudness changes."""
    name = MeasureName.STEADINESS
    found = loudness.loudness_range(scan.loud_powers)
    if found is None:
        return _unknown(name, "Too short, or too quiet, to tell")
    return _measure(name, f"{found:.1f} LU from quiet to loud", {"range_lu": round(found, 1)})


def tell_room_noise(scan: SoundScan, heard: Activity) -> Measure:
    """The level of the room."""
    name = MeasureName.ROOM_NOISE
    found = room.room_noise_dbfs(scan, heard)
    if found is None:
        return _unknown(name, "Not known: there is no silence to listen to the room in")
    figures: Figures = {"dbfs": round(found, 1)}
    if found <= DIGITAL_SILENCE_DBFS:
        return _measure(name, "digital silence between the words", figures)
    return _measure(name, f"room noise {_signed(found, 0)} dBFS", figures)


def tell_signal_to_noise(scan: SoundScan, heard: Activity) -> Measure:
    """The voice above the room."""
    name = MeasureName.SIGNAL_TO_NOISE
    found = room.signal_to_noise_decibels(scan, heard)
    if found is None:
        room_dbfs = room.room_noise_dbfs(scan, heard)
        if room_dbfs is not None and room_dbfs <= DIGITAL_SILENCE_DBFS:
            return _unknown(name, "Not known: the room is digital silence")
        return _unknown(name, "Not known: too little voice or too little silence")
    return _measure(name, f"voice {found:.0f} dB above the room", {"decibels": round(found, 1)})


def tell_clipping(scan: SoundScan) -> Measure:
    """Where sound is cut off."""
    places = loudness.clipped_places(scan.clipped)
    figures: Figures = {
        "places": len(places),
        "seconds": round(sum(end - start for start, end in scan.clipped), 4),
    }
    value = f"cut off in {_count(len(places), 'place')}" if places else "no clipping"
    return _measure(MeasureName.CLIPPING, value, figures, _places(places))


def tell_long_silences(heard: Activity, unheard: Sequence[TimeSpan]) -> Measure:
    """Silences of 3 s and more; a voice that was not understood is none."""
    name = MeasureName.LONG_SILENCES
    if not heard.speech:
        return _unknown(name, NO_VOICE)
    found = [
        (start, end)
        for start, end in pauses.long_silences(heard)
        if not any(one.start < end and start < one.end for one in unheard)
    ]
    value = _count(len(found), "silence") + " of 3 s or more" if found else "none of 3 s or more"
    return _measure(name, value, {"count": len(found)}, _places(found))


def tell_interruptions(scan: SoundScan, heard: Activity) -> Measure:
    """Loud sounds that are no voice."""
    name = MeasureName.INTERRUPTIONS
    found = room.interruptions(scan, heard)
    if found is None:
        return _unknown(name, ONLY_MODEL if heard.speech else NO_VOICE)
    value = _count(len(found), "other sound") if found else "none stood out"
    return _measure(name, value, {"count": len(found)}, _places(found))


def _measure(
    name: MeasureName,
    value: str,
    figures: Figures,
    places: Sequence[MeasurePlace] = (),
    remarks: tuple[str, ...] = (),
) -> Measure:
    about = DEFINITIONS[name]
    return Measure(
        name=name,
        title=about.title,
        value=value,
        figures=figures,
        definition=about.definition,
        ordinary=about.ordinary,
        source=about.source,
        remarks=remarks,
        places=tuple(places),
    )


def _unknown(name: MeasureName, reason: str, **figures: float | None) -> Measure:
    return _measure(name, reason, dict(figures)).model_copy(update={"is_known": False})


def _places(spans: Sequence[tuple[float, float]]) -> tuple[MeasurePlace, ...]:
    return tuple(
        MeasurePlace(start=start, end=end, remark=f"{end - start:.1f} s") for start, end in spans
    )


def _pace_place(span: tuple[float, float], words_per_minute: float, how: str) -> MeasurePlace:
    remark = f"{how}, {words_per_minute:.0f} words a minute"
    return MeasurePlace(start=span[0], end=span[1], remark=remark)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _signed(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace("-", MINUS)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
