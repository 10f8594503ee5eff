"""What each measure is called, how it is defined, what is ordinary, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mockinterview.core.measures import MeasureName, MeasureSource

NOTHING_PUBLISHED: Final = "No figure for admission interviews has been published."

TAUROZA: Final = MeasureSource(
    title="Tauroza & Allison 1990, Speech rates in British English",
    url="https://doi.org/10.1093/applin/11.1.90",
)
CAMPIONE: Final = MeasureSource(
    title="Campione & Véronis 2002, A large-scale multilingual study of silent pause duration",
    url="https://www.isca-archive.org/speechprosody_2002/campione02_speechprosody.html",
)
BS_1770: Final = MeasureSource(title="ITU-R BS.1770-4", url="https://www.itu.int/rec/R-REC-BS.1770")
EBU_3342: Final = MeasureSource(
    title="EBU Tech 3342, Loudness range", url="https://tech.ebu.ch/publications/tech3342"
)
OWN: Final = MeasureSource(title="A convention of this program")
BORTFELD: Final = MeasureSource(
    title="Bortfeld et al. 2001, Disfluency rates in conversation",
    url="https://doi.org/10.1177/00238309010440020101",
)


@dataclass(frozen=True)
class Definition:
    """What is told of a measure whatever its value."""

    title: str
    definition: str
    ordinary: str
    source: MeasureSource


DEFINITIONS: Final[dict[MeasureName, Definition]] = {
    MeasureName.PACE: Definition(
        "Pace",
        "Words a minute from the first word to the end of the last, pauses included; beside it the "
        "same without silences of 0.2 s or more. “Um” is no word. Stretches of twelve words are "
        "told where they are 1.3 times as fast, or as slow, as the usual one of this answer.",
        "Recorded British interviews average about 190 words a minute, radio about 160, lectures "
        "about 140.",
        TAUROZA,
    ),
    MeasureName.PAUSES: Definition(
        "Pauses",
        "Silences of 0.1 s or more between the first and the last sound of a voice, measured on "
        "the sound and not on the words, in three classes: under 0.2 s, up to 1 s, over 1 s. The "
        "long ones can be heard.",
        "Pauses fall into these three classes. Their authors warn against thresholds.",
        CAMPIONE,
    ),
    MeasureName.FIRST_WORD: Definition(
        "Time to the first word",
        "From the beginning of the recording to the first sound of a voice.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.TIME_USED: Definition(
        "Time used",
        "The length of the take as a share of the time that the format gives for the answer.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.SPOKE_ON: Definition(
        "At the end of the time",
        "Whether a voice is heard within the last 0.3 s of a take that the clock ended. What was "
        "said after the end is not recorded, so no more than that can be told.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.FILLERS: Definition(
        "Hesitations",
        "Every “um”, “uh” or “er” that was heard or is written. Speech models leave most of them "
        "out and listening for them does not find all, so the figure is “at least”.",
        "About 2.6 in a hundred words are ordinary in conversation.",
        BORTFELD,
    ),
    MeasureName.DISCOURSE_MARKERS: Definition(
        "Like, you know, basically",
        "Where a word or phrase of this kind is said. Many of them are a needed part of their "
        "sentence, “like” above all: only hearing tells.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.INFORMAL_WORDS: Definition(
        "Informal words",
        "Where a word or phrase from the list of informal words is said. The list can be changed "
        "in Settings.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.LOUDNESS: Definition(
        "Loudness",
        "Integrated loudness of the whole take as one channel, in LUFS: K-weighted, blocks of "
        "0.4 s, those below -70 LUFS and those 10 LU below the mean of the rest left out.",
        "Broadcasters aim at -23 LUFS. A quieter take can be played louder.",
        BS_1770,
    ),
    MeasureName.STEADINESS: Definition(
        "Steadiness of loudness",
        "Loudness range in LU: from the 10th to the 95th percentile of the loudness of 3 s blocks, "
        "those more than 20 LU below the mean left out.",
        NOTHING_PUBLISHED,
        EBU_3342,
    ),
    MeasureName.ROOM_NOISE: Definition(
        "Room noise",
        "The usual (median) level of the moments of 10 ms in which nobody speaks and no other "
        "sound stands out, in dBFS: below the loudest that can be recorded, unweighted.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.SIGNAL_TO_NOISE: Definition(
        "Voice above the room",
        "By how many decibels the mean power of the voice, without the room that goes on beneath "
        "it, is above the mean power of the room.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.CLIPPING: Definition(
        "Clipping",
        "Three or more samples in a row at full scale: the sound is cut off there and rasps. "
        "Places within half a second are one.",
        "A recording at a fitting level has none.",
        OWN,
    ),
    MeasureName.LONG_SILENCES: Definition(
        "Long silences",
        "Silences of 3 s or more, those before the first and after the last word among them. "
        "Speech of which no words were made out is no silence.",
        NOTHING_PUBLISHED,
        OWN,
    ),
    MeasureName.INTERRUPTIONS: Definition(
        "Other sounds",
        "Sounds of 0.15 s or more in which a model hears no voice and which are at most 10 dB "
        "quieter than the voice: a door, a phone, a knock on the microphone.",
        NOTHING_PUBLISHED,
        OWN,
    ),
}
