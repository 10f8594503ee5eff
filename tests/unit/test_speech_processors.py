"""A graphics card is used where it works and given up where it does not; threads fit the machine.

There is no card here. What CTranslate2 and PyTorch raise without one is really raised; what they
raise with one that cannot be used is played, in their words.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview.speech import threads
from mockinterview.speech.processors import (
    MOST_CRASHES,
    CardTrials,
    Processor,
    load_on_best,
    window_of_silence,
)
from mockinterview.speech.threads import allowed_cpus, cores_of, sensible_threads


def nothing(_: Processor) -> None:
    return


def load(
    tmp_path: Path,
    *,
    on_card: Callable[[], None] | None = None,
    hears: Callable[[Processor], object] = nothing,
    has_card: bool = True,
) -> tuple[Processor, Processor]:
    """The processor of the model, twice: what the model knows and what is told."""

    def load_there(processor: Processor) -> Processor:
        if processor is Processor.CUDA and on_card is not None:
            on_card()
        return processor

    return load_on_best(
        "engine 1.0",
        CardTrials(tmp_path / "card.json"),
        has_card=lambda: has_card,
        load=load_there,
        hear_silence=hears,
    )


def test_a_card_that_works_is_used(tmp_path: Path) -> None:
    heard: list[Processor] = []
    assert load(tmp_path, hears=heard.append) == (Processor.CUDA, Processor.CUDA)
    assert heard == [Processor.CUDA]
    assert CardTrials(tmp_path / "card.json").is_allowed("engine 1.0")


def test_without_a_card_nothing_is_tried(tmp_path: Path) -> None:
    heard: list[Processor] = []
    assert load(tmp_path, has_card=False, hears=heard.append)[1] is Processor.CPU
    assert heard == []
    assert not (tmp_path / "card.json").exists()


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("CUDA failed with error out of memory"),
        RuntimeError("CUDA failed with error CUDA driver version is insufficient for CUDA runtime"),
        ValueError("Requested float16 compute type, but the target device or backend do not"),
        AssertionError("Torch not compiled with CUDA enabled"),
    ],
)
def test_a_card_that_cannot_be_loaded_onto_leaves_the_processor(
    error: Exception, tmp_path: Path
) -> None:
    def fail() -> None:
        raise error

    assert load(tmp_path, on_card=fail) == (Processor.CPU, Processor.CPU)


def test_a_library_that_is_missing_shows_when_silence_is_heard(tmp_path: Path) -> None:
    def fail(_: Processor) -> None:
        raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")

    for _ in range(MOST_CRASHES + 1):  # an error is no crash: a repaired card is found again
        assert load(tmp_path, hears=fail)[1] is Processor.CPU
    assert load(tmp_path)[1] is Processor.CUDA


def test_a_card_that_ends_the_process_is_left_alone_after_two_times(tmp_path: Path) -> None:
    record = tmp_path / "card.json"
    program = (
        "import os, sys; from pathlib import Path;"
        " from mockinterview.speech.processors import CardTrials\n"
        "with CardTrials(Path(sys.argv[1])).trial('engine 1.0'): os.abort()"
    )
    for _ in range(MOST_CRASHES):
        assert CardTrials(record).is_allowed("engine 1.0")
        ended = subprocess.run([sys.executable, "-c", program, str(record)], check=False)
        assert ended.returncode == -signal.SIGABRT
    assert load(tmp_path)[1] is Processor.CPU
    assert CardTrials(record).is_allowed("engine 2.0")
    record.write_text("[nonsense", encoding="utf-8")
    assert load(tmp_path)[1] is Processor.CUDA


def test_what_is_loaded_is_not_kept_from_failing_on_the_processor(tmp_path: Path) -> None:
    def load_nowhere(_: Processor) -> Processor:
        raise RuntimeError("Unable to open file 'model.bin' in model '/nowhere'")

    with pytest.raises(RuntimeError, match="Unable to open"):
        load_on_best(
            "engine",
            CardTrials(tmp_path / "card.json"),
            has_card=lambda: True,
            load=load_nowhere,
            hear_silence=nothing,
        )


def test_silence_is_a_whole_window() -> None:
    silence = window_of_silence()
    assert silence.size == 30 * 16_000
    assert not silence.any()


def test_two_threads_of_one_core_are_one(tmp_path: Path) -> None:
    for cpu in range(8):
        folder = tmp_path / f"cpu{cpu}" / "topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(f"{cpu % 4},{cpu % 4 + 4}\n")
    assert cores_of(range(8), tmp_path) == 4
    assert cores_of({0, 4}, tmp_path) == 1
    assert cores_of({0, 1}, tmp_path) == 2
    assert cores_of({9}, tmp_path) is None


def test_the_limit_of_a_container_is_kept(tmp_path: Path) -> None:
    assert allowed_cpus(tmp_path) is None
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu/cpu.cfs_period_us").write_text("100000\n")
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("-1\n")
    assert allowed_cpus(tmp_path) is None
    (tmp_path / "cpu/cpu.cfs_quota_us").write_text("250000\n")
    assert allowed_cpus(tmp_path) == 2.5
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert allowed_cpus(tmp_path) is None
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    assert allowed_cpus(tmp_path) == 1.5


@pytest.mark.parametrize(
    ("cores", "allowed", "threads_used"),
    [(2, None, 2), (64, None, 8), (6, 1.5, 2), (6, 0.5, 1), (12, 100.0, 8)],
)
def test_threads_fit_the_machine(
    cores: int, allowed: float | None, threads_used: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "cores_of", lambda *_: cores)
    monkeypatch.setattr(threads, "allowed_cpus", lambda _: allowed)
    assert sensible_threads() == threads_used


@pytest.mark.slow
def test_what_the_engines_raise_here_is_understood() -> None:
    """CTranslate2 and PyTorch are asked for a card that is not there, for real."""
    program = (
        "import sys, torch, faster_whisper\n"
        "from mockinterview.speech.processors import CARD_ERRORS\n"
        "for attempt in (lambda: torch.zeros(1).to('cuda'),\n"
        "    lambda: faster_whisper.WhisperModel(sys.argv[1], device='cuda')):\n"
        "    try: attempt()\n"
        "    except CARD_ERRORS: print('understood')\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, "."], capture_output=True, text=True, check=False
    )
    assert answer.stdout.split() == ["understood"] * 2, answer.stderr
