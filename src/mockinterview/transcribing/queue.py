"""Which job comes next: by urgency, then by age; pure, its owner brings the lock and the clock."""

from __future__ import annotations

from collections.abc import Iterator

from mockinterview.transcribing.job import Job, Urgency


class JobQueue:
    """The jobs that wait."""

    def __init__(self) -> None:
        self._waiting: list[Job] = []
        self._count = 0

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._waiting))

    def put(self, job: Job) -> None:
        """Add a job; one that was here before keeps its place among its equals."""
        if not job.order:
            self._count += 1
            job.order = self._count
        self._waiting.append(job)

    def remove(self, job: Job) -> bool:
        """Take a job out. Returns: whether it was in."""
        if job not in self._waiting:
            return False
        self._waiting.remove(job)
        return True

    def next(self, now: float, *, is_recording: bool) -> Job | None:
        """Take out the job whose turn it is, if there is one at this moment."""
        job = self._best(now, is_recording=is_recording)
        if job is not None:
            self._waiting.remove(job)
        return job

    def next_due(self, *, is_recording: bool) -> float | None:
        """When the first of those that may run at all may run."""
        moments = (job.not_before for job in self._allowed(is_recording=is_recording))
        return min(moments, default=None)

    def overtakes(self, running: Job, now: float, *, is_recording: bool) -> bool:
        """Whether the running job is to be put off: for another one, or for the recording."""
        if is_recording and running.urgency.waits_for_recording:
            return True
        best = self._best(now, is_recording=is_recording)
        return best is not None and best.urgency < running.urgency

    def _best(self, now: float, *, is_recording: bool) -> Job | None:
        allowed = self._allowed(is_recording=is_recording)
        return min((job for job in allowed if job.not_before <= now), key=_place, default=None)

    def _allowed(self, *, is_recording: bool) -> list[Job]:
        return [
            job for job in self._waiting if not (is_recording and job.urgency.waits_for_recording)
        ]


def _place(job: Job) -> tuple[int, int]:
    is_newest_first = job.urgency is Urgency.SECOND_HEARING
    return job.urgency, -job.order if is_newest_first else job.order
