"""What the figures mean, in the words that window and terminal both use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mockinterview.audio import faults
from mockinterview.audio.check.echo import AUDIBLE_DECIBELS, Echo, Leak
from mockinterview.audio.check.figures import SoundCheck

QUIET_SPEECH_DBFS: Final = -41.0
"""15 dB under the level at which speech is compared (-26 dBov, ITU-T P.56 and G.191): it sounds a
third as loud as other recordings."""
NEAR_FULL_SCALE_DBFS: Final = -1.0
"""A peak from here on leaves nothing for the next loud word (EBU R 128 allows -1 dBTP at most)."""
CLIPPED_PERCENT: Final = 0.01
"""Fewer samples cut off (21 in 4.5 s at 48 kHz) are one click, such as a knock on the table."""
QUIET_ROOM_DECIBELS: Final = 20.0
"""Signal to noise for near-ideal understanding (Bradley & Sato 2008)."""
NOISY_DECIBELS: Final = 15.0
"""The least signal to noise for understanding speech in classrooms (ASHA 2005)."""
NOMINAL_SPEECH_DBFS: Final = -26.0
AUDIBLE_HUM_DECIBELS: Final = -50.0
"""Against speech; weaker hum is under the noise of any room."""
HUM_SHARE_DECIBELS: Final = -10.0
"""Against the background: hum that makes up less than a tenth of it is lost in it."""

_UNMUTE: Final = "Look at its mute key and at those settings, or choose another microphone."
_SOFTER: Final = "Move back a little, or turn the microphone down in the system's sound settings."
_LOUDER: Final = "Come closer to the microphone, or turn it up in the system's sound settings."


class Kind(StrEnum):
    """What a finding is about."""

    LEVEL = "level"
    BACKGROUND = "background"
    HUM = "hum"
    ECHO = "echo"


class Grade(StrEnum):
    """How a finding is to be taken."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was found: a sentence, what to do (or empty), and the figures in short."""

    kind: Kind
    grade: Grade
    sentence: str
    advice: str
    figure: str

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


def describe(check: SoundCheck) -> list[Finding]:
    """Level, background and hum of a test recording; the first alone where there is no sound."""
    level = _describe_level(check)
    if check.is_silent:
        return [level]
    return [level, _describe_background(check), _describe_hum(check)]


def describe_all(check: SoundCheck, echo: Echo | None) -> list[Finding]:
    """All of it in one list, where nothing is said twice: a silent microphone hears no echo."""
    found = describe(check)
    if echo is None or (check.is_silent and echo.leak is Leak.SILENT):
        return found
    return [*found, describe_echo(echo)]


def describe_echo(echo: Echo) -> Finding:
    """Whether the loudspeaker is heard in the microphone."""
    if echo.leak is Leak.NONE:
        return Finding(
            Kind.ECHO,
            Grade.GOOD,
            "The loudspeakers cannot be heard in the microphone.",
            "",
            f"echo under {_number(AUDIBLE_DECIBELS)} dB",
        )
    if echo.leak is Leak.SILENT:
        return Finding(Kind.ECHO, Grade.BAD, faults.SILENT_SENTENCE, _UNMUTE, "digital silence")
    if echo.leak is Leak.UNCLEAR:
        return Finding(
            Kind.ECHO,
            Grade.FAIR,
            "It was too loud here to tell whether the microphone hears the loudspeakers.",
            "Play the test sound again while nobody speaks.",
            "",
        )
    return Finding(
        Kind.ECHO,
        Grade.FAIR,
        "Your loudspeakers can be heard in the microphone.",
        "Headphones keep what the computer plays out of your answer; turning it down helps too.",
        f"echo {_number(echo.decibels)} dB",
    )


def _describe_level(check: SoundCheck) -> Finding:
    peak = f"peak {_number(check.peak_dbfs)} dBFS"
    if check.is_silent:
        return Finding(Kind.LEVEL, Grade.BAD, faults.SILENT_SENTENCE, _UNMUTE, "digital silence")
    if check.clipped_percent >= CLIPPED_PERCENT:
        sentence = "Too loud: the loudest moments are cut off."
        figure = f"{check.clipped_percent:.2g} % cut off, {peak}"
        return Finding(Kind.LEVEL, Grade.BAD, sentence, _SOFTER, figure)
    if check.speech_dbfs is None:
        sentence = "No voice was heard above the background."
        advice = f"Speak a sentence when you are asked to. If you did: {_lower(_LOUDER)}"
        return Finding(Kind.LEVEL, Grade.BAD, sentence, advice, peak)
    figure = f"voice {_number(check.speech_dbfs)} dBFS, {peak}"
    if check.peak_dbfs >= NEAR_FULL_SCALE_DBFS:
        sentence = "Loud: a little more, and your words would be cut off."
        return Finding(Kind.LEVEL, Grade.FAIR, sentence, _SOFTER, figure)
    if check.speech_dbfs < QUIET_SPEECH_DBFS:
        sentence = "Too quiet: it will be hard to hear when it is played."
        return Finding(Kind.LEVEL, Grade.FAIR, sentence, _LOUDER, figure)
    return Finding(Kind.LEVEL, Grade.GOOD, "Good level: you can be heard well.", "", figure)


def _describe_background(check: SoundCheck) -> Finding:
    noise = f"noise {_number(check.background_dbfs)} dBFS"
    distance = check.signal_to_noise_decibels
    if distance is None:
        sentence = "How the background sounds can be told only beside your voice."
        return Finding(Kind.BACKGROUND, Grade.FAIR, sentence, "", noise)
    figure = f"{noise}, {_number(distance)} dB under your voice"
    if distance >= QUIET_ROOM_DECIBELS:
        sentence = "Quiet room: listeners will notice only your voice."
        return Finding(Kind.BACKGROUND, Grade.GOOD, sentence, "", figure)
    if distance >= NOISY_DECIBELS:
        sentence = "Some background noise, but every word stays clear."
        advice = "Close doors and windows, or come closer to the microphone."
        return Finding(Kind.BACKGROUND, Grade.FAIR, sentence, advice, figure)
    sentence = "Noisy: words may be lost to listeners and to the transcript."
    advice = "Find a quieter place, switch fans and music off, or come closer to the microphone."
    return Finding(Kind.BACKGROUND, Grade.BAD, sentence, advice, figure)


def _describe_hum(check: SoundCheck) -> Finding:
    hum = check.hum
    speech = NOMINAL_SPEECH_DBFS if check.speech_dbfs is None else check.speech_dbfs
    least = max(speech + AUDIBLE_HUM_DECIBELS, check.background_dbfs + HUM_SHARE_DECIBELS)
    if hum is None or hum.dbfs < least:
        return Finding(Kind.HUM, Grade.GOOD, "No hum from the mains.", "", "")
    advice = (
        "Try another socket or cable, let a laptop run on its battery, or move away from chargers"
        " and lamps."
    )
    figure = f"{hum.mains_hz} Hz at {_number(hum.dbfs)} dBFS"
    return Finding(Kind.HUM, Grade.FAIR, "The mains can be heard as a hum.", advice, figure)


def _number(decibels: float) -> str:
    """A whole number with a real minus sign."""
    return f"{round(decibels)}".replace("-", "−")


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
