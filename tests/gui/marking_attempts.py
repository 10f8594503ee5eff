"""Attempts to mark: real folders with real content, a sound and a transcript made here."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import numpy as np
import soundfile

from mockinterview import paths
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content

RATE_HZ = 4000
SECONDS_PER_LETTER = 0.06
MOMENT = dt.datetime(2026, 11, 24, 19, 40, 12, tzinfo=dt.UTC)

ANSWER = (
    "So I'd say I'm happy to lead or to follow, whichever the team needs. [1.4] For example at "
    "St John I was in charge of eleven cadets? on our first duty, and I'd planned it for ages, "
    "and then half of them didn't turn up. So I split the ones we had into pairs, and asked the "
    "two oldest to each look after a new one. [2.1] It went alright, um, we covered both gates, "
    "and I learnt that encouraging people works better than telling them. [1.2] And then on the "
    "ward I was the most junior person there, so I mostly listened and I asked before I did "
    "anything."
)
"""`[1.4]` is a pause of so many seconds, a word that ends in `?` one that the model doubted."""


def make_words(text: str = ANSWER) -> tuple[Word, ...]:
    """Words with times: longer words take longer."""
    words: list[Word] = []
    now = 0.4
    for part in text.split():
        pause = re.fullmatch(r"\[([\d.]+)\]", part)
        if pause:
            now += float(pause[1])
            continue
        end = now + SECONDS_PER_LETTER * len(part) + 0.1
        sure = 0.31 if part.endswith("?") else 0.97
        words.append(Word(word=part.rstrip("?"), start=now, end=end, probability=sure))
        now = end + 0.02
    return tuple(words)


def make_transcript(text: str = ANSWER) -> Transcript:
    """One segment with all words; none at all for an empty text."""
    words = make_words(text)
    segments: tuple[Segment, ...] = ()
    if words:
        plain = " ".join(word.word for word in words)
        segments = (Segment(start=words[0].start, end=words[-1].end, text=plain, words=words),)
    return Transcript(
        engine="faster-whisper",
        model="base",
        audio_seconds=words[-1].end + 0.6 if words else 12.0,
        elapsed_seconds=4.0,
        segments=segments,
    )


def make_attempt(
    library: Library,
    *,
    question_id: str = "leader-or-follower",
    takes: int = 1,
    text: str | None = ANSWER,
    content: Content | None = None,
) -> AttemptFolder:
    """An attempt on a shipped question; `text` None leaves it without a transcript."""
    content = content or load_content([paths.content_folder()])
    bank, question = content.question(question_id)
    transcript = make_transcript(ANSWER if text is None else text)
    folder = library.create(
        Attempt(
            id="new",
            created=MOMENT,
            bank=bank.bank,
            bank_title=bank.title,
            question=question,
            rubric=content.rubric_of(question),
            format=content.format_of(bank, question),
        )
    )
    attempt = folder.load()
    for number in range(1, takes + 1):
        take = folder.new_take(number, MOMENT)
        folder.make_room(take)
        write_sound(folder.take_path(take), transcript)
        attempt = attempt.with_take(
            take.model_copy(
                update={
                    "state": TakeState.FINISHED,
                    "seconds": transcript.audio_seconds,
                    "rate_hz": RATE_HZ,
                }
            )
        )
        if text is not None:
            folder.save_transcript(number, transcript)
    folder.save(attempt)
    return folder


def make_silent_attempt(library: Library) -> AttemptFolder:
    """An attempt whose recording failed before any sound came."""
    folder = make_attempt(library, text=None)
    attempt = folder.load()
    silent = attempt.takes[0].model_copy(
        update={"seconds": 0.0, "problem": "The microphone went away before any sound came."}
    )
    folder.save(attempt.model_copy(update={"takes": (Take.model_validate(silent.model_dump()),)}))
    return folder


def write_sound(path: Path, transcript: Transcript) -> None:
    """A tone that swells with each word and is silent between them."""
    samples = np.zeros(round(transcript.audio_seconds * RATE_HZ), dtype=np.float32)
    for number, word in enumerate(transcript.words):
        first, last = round(word.start * RATE_HZ), round(word.end * RATE_HZ)
        times = np.arange(first, last)
        swell = np.sqrt(np.sin(np.pi * (times - first) / max(1, last - first)))
        height = 0.35 + 0.5 * ((number * 7) % 10) / 10
        jitter = 0.55 + 0.45 * np.sin(times * 0.013 + number)
        samples[first:last] = (height * swell * jitter * np.sin(times * 0.7))[
            : len(samples) - first
        ]
    soundfile.write(path, samples, RATE_HZ, subtype="PCM_16")
