"""Calls of the audio thread: in order, on one thread, and a hung one hangs nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from mockinterview.audio.worker import AudioExecutor


def test_calls_run_in_order_on_one_other_thread() -> None:
    executor = AudioExecutor()
    order: list[int] = []
    threads: set[int] = set()

    def call(number: int) -> int:
        order.append(number)
        threads.add(threading.get_ident())
        return number

    futures = [executor.submit(lambda number=number: call(number)) for number in range(50)]  # type: ignore[misc]
    assert [future.result(timeout=10) for future in futures] == list(range(50)) == order
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert executor.shutdown()


def test_an_error_goes_to_who_asked_and_the_next_call_runs() -> None:
    executor = AudioExecutor()
    with pytest.raises(ZeroDivisionError):
        executor.submit(lambda: 1 // 0).result(timeout=10)
    assert executor.submit(lambda: 5).result(timeout=10) == 5
    executor.shutdown()


def test_after_shutdown_nothing_is_taken_and_what_was_submitted_is_done() -> None:
    executor = AudioExecutor()
    future = executor.submit(lambda: 7)
    assert executor.shutdown()
    assert future.result(timeout=0) == 7
    with pytest.raises(RuntimeError):
        executor.submit(lambda: 8)
    assert executor.shutdown()


HUNG = """
import threading
from mockinterview.audio.worker import AudioExecutor
executor = AudioExecutor()
executor.submit(threading.Event().wait)
cancelled = executor.submit(lambda: None)
assert cancelled.cancel()
assert not executor.shutdown(timeout_seconds=0.1)
"""


def test_a_hung_driver_does_not_keep_the_program_from_ending() -> None:
    subprocess.run([sys.executable, "-c", HUNG], check=True, timeout=30)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    modules = "devices, faults, feed, file_source, player, recorder, sound_file, streams, waveform"
    code = (
        f"import sys\nfrom mockinterview.audio import {modules}, worker\n"
        "heavy = {'sounddevice', 'soundfile', 'soxr', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
