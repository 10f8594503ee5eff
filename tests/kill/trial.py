"""One kill: a child is started, killed at a random moment, and its library opened afterwards."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.content import Confidence, Format, Question, Rubric, Source
from mockinterview.files.attempts import AttemptFolder, Library
from tests.kill.life import (
    COMPRESSED,
    DEFECT,
    FINISHING,
    MARKED,
    RATE_HZ,
    READY,
    SOURCE_SECONDS,
    Life,
    Outcome,
    Told,
)
from tests.kill.look import Look

READY_SECONDS: Final = 60.0
CHILD_MODULE: Final = "tests.kill.child"
"""Named and not imported: Qt and sound are loaded by the process that the children come from."""
TAKE_SECONDS: Final = (0.5, 2.0, 8.0, 60.0, 240.0)
"""Lengths of takes to be compressed: short ones are killed at the renaming, long ones before."""

LIFE_SECONDS: Final = {
    "listen": 1.5,
    "answer": 4.0,
    "save": 0.08,
    "mark": 0.6,
    "mark in the window": 0.8,
}
"""How long a child lives at most once it is ready (or begins to finish); see `_longest_life`."""
COMPRESSING_SECONDS: Final = 0.04
COMPRESSING_SECONDS_A_MINUTE: Final = 0.35
ENDS: Final = {"save": COMPRESSED, "compress": COMPRESSED, "mark": MARKED}
"""What a child tells when it has been through all steps on the disk once."""
SHARES: Final = {
    "listen": 0.12,
    "answer": 0.28,
    "save": 0.22,
    "compress": 0.20,
    "mark": 0.12,
    "mark in the window": 0.06,
}
"""Of all kills."""


class Killing:
    """Makes trials; several threads may do so at the same time.

    Children are forked from one process that has loaded everything and started no thread.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._seed = seed
        # Starting one looks which others have ended, and takes their exit code from who waits.
        self._one_at_a_time = threading.Lock()
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([CHILD_MODULE])
        self._source = folder / "source.wav"
        frames = SOURCE_SECONDS * RATE_HZ
        self._sound = np.random.default_rng(seed).integers(-9000, 9000, frames, dtype=np.int16)
        soundfile.write(self._source, self._sound, RATE_HZ, subtype="PCM_16")

    def try_once(self, state: str, number: int) -> Outcome:
        """One child, one kill, one look. Seed, state and number choose the moment."""
        chance = random.Random(f"{self._seed} {state} {number}")
        seconds = chance.choice(TAKE_SECONDS) if state == "compress" else None
        begins = FINISHING if state == "save" else READY
        share = chance.random()

        def until_the_kill(pipe: Connection, told: list[Told]) -> None:
            _receive(pipe, told, READY_SECONDS, begins)
            _receive(pipe, told, share * _longest_life(state, seconds))

        return self._try(state, number, seconds, None, until_the_kill)

    def try_step(self, state: str, step: int) -> tuple[Outcome, bool]:
        """One child that is killed just before its n-th step on the disk, and one look.

        Returns: what it cost, and whether there was such a step.
        """
        told_by_child: list[Told] = []

        def until_the_end(pipe: Connection, told: list[Told]) -> None:
            _receive(pipe, told, READY_SECONDS, ENDS[state])
            told_by_child.extend(told)

        seconds = TAKE_SECONDS[0] if state == "compress" else None
        outcome = self._try(state, step, seconds, step, until_the_end)
        return outcome, not any(what == ENDS[state] for what, _ in told_by_child)

    def _try(
        self,
        state: str,
        number: int,
        seconds: float | None,
        last_step: int | None,
        live: Callable[[Connection, list[Told]], None],
    ) -> Outcome:
        library = Library(self._folder / f"{state.replace(' ', '-')}-{number}")
        folder = library.create(blank_attempt())
        prepared = None if seconds is None else self._finished_take(folder, seconds)
        receiving, sending = self._context.Pipe(duplex=False)
        child = self._context.Process(
            target=run_child,
            args=(state, folder.path, self._source, sending, last_step),
            daemon=True,
        )
        with self._one_at_a_time:
            child.start()
        sending.close()
        told: list[Told] = []
        try:
            live(receiving, told)
        finally:
            child.kill()
            killed_at = time.monotonic()
        with self._one_at_a_time:
            child.join()
        _receive(receiving, told, READY_SECONDS)
        receiving.close()
        if child.exitcode != -signal.SIGKILL:
            told.append((DEFECT, f"it was not the kill that ended it: {child.exitcode}"))
        child.close()
        outcome = Outcome(state, number)
        life = Life(told, killed_at, prepared)
        try:
            Look(library, folder, life, outcome=outcome, sound=self._sound).look()
        except Exception as error:  # noqa: BLE001  (whatever it is, the library did not open)
            outcome.was_unopened = True
            outcome.problems.append(f"the library does not open: {error!r}")
        if not outcome.problems:
            shutil.rmtree(library.folder)
        return outcome

    def _finished_take(self, folder: AttemptFolder, seconds: float) -> Take:
        """A take as the recorder leaves it: what was spoken, again and again."""
        take = folder.new_take(1, folder.load().created)
        folder.make_room(take)
        samples = np.resize(self._sound, round(seconds * RATE_HZ))
        soundfile.write(folder.take_path(take), samples, RATE_HZ, subtype="PCM_16")
        done = {"state": TakeState.FINISHED, "seconds": seconds, "rate_hz": RATE_HZ}
        take = take.model_copy(update=done)
        folder.save(folder.load().with_take(take))
        return take


def run_child(
    state: str, folder: Path, source: Path, pipe: Connection, last_step: int | None
) -> None:
    """In the child, which has `CHILD_MODULE` from the process that it was forked from."""
    from tests.kill.child import run

    run(state, folder, source, pipe, last_step)


def plan(kills: int) -> list[tuple[str, int]]:
    """States and numbers of so many kills, well mixed: long and short lives side by side."""
    trials = [
        (state, number)
        for state, share in SHARES.items()
        for number in range(max(1, round(kills * share)))
    ]
    random.Random(kills).shuffle(trials)
    return trials


def blank_attempt() -> Attempt:
    """An attempt at a question without time to prepare."""
    source = Source(title="test", confidence=Confidence.OWN)
    criteria = [{"id": "first", "kind": "positive", "text": "It says why."}]
    return Attempt(
        id="new",
        created=dt.datetime(2026, 11, 24, 19, 40, 12, tzinfo=dt.UTC),
        bank="bank",
        question=Question(id="why", prompt="Why?", theme="Test", rubric="test"),
        rubric=Rubric.model_validate(
            {"rubric": "test", "version": 1, "title": "Test", "criteria": criteria}
        ),
        format=Format(
            format="test",
            title="Test",
            preparation_seconds=0,
            answer_seconds=SOURCE_SECONDS,
            source=source,
        ),
    )


def _longest_life(state: str, take_seconds: float | None) -> float:
    """So long that every step of what the child does is met, and not much longer, in seconds."""
    if take_seconds is None:
        return LIFE_SECONDS[state]
    return COMPRESSING_SECONDS + COMPRESSING_SECONDS_A_MINUTE * take_seconds / 60


def _receive(pipe: Connection, told: list[Told], seconds: float, until: str | None = None) -> None:
    """Read what is told for so long, until a word, or to the end of the child."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0 and pipe.poll(left):
        try:
            told.append(pipe.recv())
        except EOFError:
            return
        if told[-1][0] == until:
            return
