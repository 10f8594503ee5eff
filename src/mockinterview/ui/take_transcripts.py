"""The transcripts of the takes of one interview: begun once each, told quietly in a few words."""

from __future__ import annotations

from mockinterview.core.attempt import Attempt
from mockinterview.core.lengths import about_left
from mockinterview.core.transcript import Transcript
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.transcription import TranscriptionJob, Transcriptions


class TakeTranscripts:
    """What the saved stage says about the transcripts in the making."""

    def __init__(self, transcriptions: Transcriptions) -> None:
        self._transcriptions = transcriptions
        self._words: dict[int, str] = {}

    def forget(self) -> None:
        """Another interview begins."""
        self._words = {}

    def words(self, take_number: int) -> str:
        """How the transcript of a take stands."""
        return self._words.get(take_number, "no transcript")

    def start(self, folder: AttemptFolder, attempt: Attempt, *, is_awaited: bool) -> None:
        """Begin with every answer that has sound, each one once; parts of one are not answers.

        In a sitting nobody looks at the words yet (`is_awaited` is false): they come in order.
        """
        for take in attempt.answers:
            if take.seconds > 0 and take.number not in self._words:
                self._words[take.number] = "writing the transcript …"
                job = self._transcriptions.start(folder, take.number, is_awaited=is_awaited)
                self._follow(job)

    def _follow(self, job: TranscriptionJob) -> None:
        told, number = self._words, job.take_number  # an interview begun since has words of its own

        def advance() -> None:
            if job.total_seconds > 0:
                share = min(1.0, job.done_seconds / job.total_seconds)
                left = job.seconds_left
                how_far = f"{100 * share:.0f} %" if left is None else about_left(left)
                told[number] = f"writing the transcript, {how_far}"

        def done(transcript: Transcript) -> None:
            told[number] = "transcript ready" if transcript.text else "no speech heard"

        def fail(error: MockInterviewError) -> None:
            told[number] = f"no transcript: {error.message} You can mark without it."

        job.advanced.connect(advance)
        job.done.connect(done)
        job.failed.connect(fail)
