"""Doing one job: the take as it is now, claimed against other windows, and asked of the speech."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from mockinterview.core.attempt import Attempt
from mockinterview.core.transcript import Transcript, TranscriptStage
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.locks import TRANSCRIBING_LOCK, FolderLock
from mockinterview.speech.protocol import Event
from mockinterview.transcribing.job import Job, Speech
from mockinterview.transcribing.keeping import NotWantedError


@contextlib.contextmanager
def claimed_for_words(folder: AttemptFolder) -> Iterator[bool]:
    """Claim the words of an attempt; gives False while another window writes some down.

    Raises:
        LibraryError: the folder is gone.
    """
    lock = FolderLock(folder.path, TRANSCRIBING_LOCK)
    try:
        is_mine = lock.take()
    except LibraryError:
        if not folder.path.is_dir():
            raise
        is_mine = True  # where nothing can be written, nobody else can do it either
    try:
        yield is_mine
    finally:
        if is_mine:
            lock.free()


def hear(job: Job, speech: Speech, on_event: Callable[[Event], None]) -> Transcript:
    """The words of the job's take. Takes long.

    Raises:
        NotWantedError: the take is in the bin, or nothing is left to do.
        MockInterviewError: it cannot be read, or see `SpeechProcess.transcribe`.
    """
    path = _sound_of(job, job.folder.load())
    if job.is_second_hearing:
        return speech.refine(path, _first(job), on_event=on_event)
    if job.is_held_elsewhere and (made := job.folder.transcript(job.take_number)) is not None:
        return made  # by the window that was at it
    return speech.transcribe(path, on_event=on_event)


def _sound_of(job: Job, attempt: Attempt) -> Path:
    takes = (take for take in attempt.takes if take.number == job.take_number)
    take = next(takes, None)
    if take is None or take.is_removed or take.binned or attempt.binned:
        raise NotWantedError
    if job.is_quiet and attempt.joined_from(take) is not None:
        raise NotWantedError  # the whole answer is written down instead
    return job.folder.take_path(take)


def _first(job: Job) -> Transcript:
    kept = job.folder.transcript(job.take_number) or job.first
    if kept is None or kept.stage is not TranscriptStage.FIRST:
        raise NotWantedError
    return kept
