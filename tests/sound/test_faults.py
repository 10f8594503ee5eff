"""Every fault that this machine can really cause, in the middle of an answer, and what is kept.

docs/reliability.md lists them; tests/unit/test_reliability.py checks that each of its tests is
there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.core.attempt import Take, TakeState
from mockinterview.core.marking import Marking
from mockinterview.errors import DiskFullError, LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.room import RESERVE_BYTES, room_problem
from tests.rig.sound import VirtualSound
from tests.sound.holding import Holding
from tests.sound.mounts import Disks, fill, small_disks
from tests.unit.test_attempts import make_attempt

pytestmark = pytest.mark.sound

RESERVE_KIBIBYTES = RESERVE_BYTES // 1024
SERVER_GONE = {"kind": "DeviceLostError", "message": "The microphone went away."}


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[VirtualSound]:
    """A sound server that this test may break, in a room with a tone to be heard."""
    with VirtualSound(tmp_path / "sound") as sound:
        yield sound


@pytest.fixture
def disks(tmp_path: Path) -> Iterator[Disks]:
    with small_disks(tmp_path) as disks:
        yield disks


def pactl(sound: VirtualSound, *arguments: str) -> str:
    return subprocess.run(
        ["pactl", *arguments],
        env={**os.environ, **sound.environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@contextmanager
def tone_in_the_room(sound: VirtualSound, folder: Path) -> Iterator[None]:
    """A tone to be heard meanwhile, for a minute at most."""
    path = folder / "tone.wav"
    times = np.arange(60 * 48_000) / 48_000
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * 440 * times), 48_000)
    player = sound.start_speaking(path)
    try:
        yield
    finally:
        player.terminate()
        player.wait()


def length(folder: AttemptFolder, take: Take) -> float:
    """The length of a take's file, which therefore plays."""
    return float(soundfile.info(folder.take_path(take)).duration)


def test_a_sound_server_killed_and_started_again_goes_on_with_a_new_part(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    with Holding(tmp_path / "library", own_sound) as holding:
        folder = holding.folder
        holding.until_answering(2)
        own_sound.kill()
        view = holding.next("view", stage="interrupted", settled=True)
        assert SERVER_GONE.items() <= view.items()
        assert view["hint"].startswith("What you had said is kept.")
        own_sound.start()
        holding.tell("resume")
        resumed = holding.next("view", stage="answer")
        used = view["used"]
        assert resumed["used"] == pytest.approx(used, abs=0.3)
        while holding.next("view", stage="answer")["used"] < view["used"] + 2:
            pass
        attempt = holding.close()
    first, second = attempt.takes
    assert first.problem.startswith("The microphone went away.")
    assert second.continues == first.number
    assert length(folder, first) == pytest.approx(first.seconds)
    assert first.seconds > 1.5
    assert used == pytest.approx(first.seconds), "what was not heard is given back"
    assert length(folder, second) == pytest.approx(second.seconds)
    assert second.seconds > 1.5


def test_a_sound_server_that_dies_before_the_answer_is_waited_for(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    own_sound.kill()
    with Holding(tmp_path / "library", own_sound) as holding:
        view = holding.next("view", stage="interrupted", settled=True)
        assert (view["kind"], view["message"]) == ("NoDeviceError", "No microphone was found.")
        own_sound.start()
        holding.tell("resume")
        holding.next("view", stage="answer")
        holding.tell("leave")
        attempt = holding.close()
    assert attempt.takes[-1].seconds > 0


def test_a_microphone_removed_in_the_middle_is_told_and_the_sound_kept(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    with (
        tone_in_the_room(own_sound, tmp_path),
        Holding(tmp_path / "library", own_sound) as holding,
    ):
        folder = holding.folder
        while holding.next("view", stage="answer")["level_dbfs"] < -30:
            pass
        own_sound.remove_microphone()
        removed = time.monotonic()
        view = holding.next("view")
        while not (view["warning"] or view["message"]):
            view = holding.next("view")
        assert time.monotonic() - removed < 8
        assert "gives no sound at all" in view["warning"] or view["kind"] == "DeviceLostError"
        attempt = holding.close()
    samples, _ = soundfile.read(folder.take_path(attempt.takes[0]))
    assert float(np.abs(samples).max()) > 0.1


def test_another_default_microphone_does_not_disturb_the_answer(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    pactl(own_sound, "load-module", "module-null-sink", "sink_name=other")
    with Holding(tmp_path / "library", own_sound) as holding:
        folder = holding.folder
        holding.until_answering(1)
        pactl(own_sound, "set-default-source", "other.monitor")
        view = holding.until_answering(5)
        attempt = holding.close()
    (take,) = attempt.takes
    assert view["message"] == ""
    assert length(folder, take) > 4
    missing = view["used"] - take.seconds
    assert missing < 0.6 or take.overflows > 0


def test_a_disk_that_fills_up_ends_the_take_and_leaves_the_reserve(
    own_sound: VirtualSound, tmp_path: Path, disks: Disks
) -> None:
    library = disks.small("disk", RESERVE_KIBIBYTES + 400)
    with Holding(library, own_sound) as holding:
        folder = holding.folder
        view = holding.next("view", stage="interrupted", settled=True)
        assert view["kind"] == "DiskFullError"
        assert view["message"] == "The disk is nearly full, so nothing more can be recorded."
        assert view["hint"].startswith("What you had said is kept. Free some space")
        attempt = holding.close()
    (take,) = attempt.takes
    assert take.state is TakeState.INTERRUPTED
    assert take.problem.startswith("The disk is nearly full")
    assert length(folder, take) == pytest.approx(take.seconds)
    assert take.seconds > 2
    assert shutil.disk_usage(library).free > RESERVE_BYTES - 500_000
    folder.save_marking(Marking(next_time="Slower"))
    assert folder.marking().next_time == "Slower"


def test_a_disk_filled_to_the_brim_by_another_program_keeps_the_sound(
    own_sound: VirtualSound, tmp_path: Path, disks: Disks
) -> None:
    library = disks.small("disk", RESERVE_KIBIBYTES + 3000)
    with Holding(library, own_sound) as holding:
        folder = holding.folder
        holding.until_answering(2)
        fill(library / "other")
        view = holding.next("view", stage="interrupted")
        assert view["kind"] == "DiskFullError"
        assert len(soundfile.read(folder.take_path(folder.load().takes[0]))[0]) > 40_000
        (library / "other").unlink()
        while not (view["settled"] and "RECORDING" not in view["message"]):
            view = holding.next("view")
        attempt = holding.close()
    (take,) = attempt.takes
    assert take.state is TakeState.INTERRUPTED
    assert length(folder, take) == pytest.approx(take.seconds)
    assert take.seconds > 1


def test_marks_on_a_full_disk_are_refused_and_the_earlier_ones_kept(
    tmp_path: Path, disks: Disks
) -> None:
    library = disks.small("disk", 1000)
    folder = Library(library).create(make_attempt())
    folder.save_marking(Marking(next_time="First"))
    fill(library / "other")
    with pytest.raises(DiskFullError) as told:
        folder.save_marking(Marking(next_time="x" * 100_000))
    assert told.value.message == f"The disk that holds {folder.path / 'markings'} is full."
    assert folder.marking().next_time == "First"
    assert not list(folder.path.glob("**/*.part"))


def test_a_read_only_library_is_told_before_anything_is_said(
    own_sound: VirtualSound, tmp_path: Path, disks: Disks
) -> None:
    library = disks.small("disk", 8000)
    disks.make_read_only(library)
    with Holding(library, own_sound) as holding:
        refused = holding.next("refused")
    assert refused["kind"] == "LibraryError"
    assert "could not be written: Read-only file system." in refused["message"]
    assert "choose another library folder in Settings" in refused["hint"]


def test_a_read_only_disk_with_little_room_is_not_told_as_full(disks: Disks) -> None:
    """More room would not help: who begins is told that nothing can be written."""
    library = disks.small("disk", RESERVE_KIBIBYTES)
    assert type(room_problem(library / "library", 60)) is DiskFullError
    disks.make_read_only(library)
    assert room_problem(library / "library", 60) is None
    with pytest.raises(LibraryError) as told:
        Library(library).create(make_attempt())
    assert type(told.value) is LibraryError
    assert "could not be written: Read-only file system." in told.value.message


def test_a_library_removed_in_the_middle_is_made_again_with_all_its_sound(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    with Holding(library, own_sound) as holding:
        folder = holding.folder
        holding.until_answering(2)
        shutil.rmtree(library)
        view = holding.until_answering(4)
        attempt = holding.close()
    (take,) = attempt.takes
    assert view["message"] == ""
    assert take.seconds > 3.5
    assert length(folder, take) == pytest.approx(take.seconds)


def test_a_library_disk_taken_out_in_the_middle_keeps_the_sound_on_it(
    own_sound: VirtualSound, tmp_path: Path, disks: Disks
) -> None:
    disk = disks.small("disk", 40_000)
    library = disks.again("library", disk)
    with Holding(library, own_sound) as holding:
        folder = holding.folder
        holding.until_answering(2)
        disks.take_away(library)
        view = holding.next("view", stage="interrupted")
        takes = folder.path / "takes"
        assert (view["kind"], view["message"]) == (
            "LibraryError",
            f"The folder {takes} is not there any more.",
        )
        assert view["hint"].startswith("What you had said is kept. It is where the folder is now.")
    (sound,) = disk.glob("*/takes/take-1.wav")
    assert soundfile.info(sound).duration > 1.5


def test_two_programs_record_at_the_same_time_into_one_library(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    with Holding(library, own_sound) as one, Holding(library, own_sound) as other:
        folders = {one.folder.path, other.folder.path}
        one.until_answering(2)
        other.until_answering(2)
        assert Library(library).recover() == []
        attempts = [one.close(), other.close()]
    assert len(folders) == 2
    listing = Library(library).listing()
    assert not listing.unreadable
    assert {folder.path for folder, _ in listing.attempts} == folders
    for attempt in attempts:
        (take,) = attempt.takes
        assert take.problem == ""
        assert length(AttemptFolder(library / attempt.id), take) > 1.5


def test_a_program_stopped_for_five_seconds_goes_on_and_loses_no_time(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    """The sound server may record on meanwhile; then that is no sleep, and its time counts."""
    with Holding(tmp_path / "library", own_sound) as holding:
        folder = holding.folder
        before = holding.until_answering(2)
        holding.process.send_signal(signal.SIGSTOP)
        time.sleep(5)  # the fault itself: nothing happens meanwhile that could be waited for
        holding.process.send_signal(signal.SIGCONT)
        view = holding.until_answering(before["used"] + 2)
        assert view["message"] == ""
        attempt = holding.close()
    (take,) = attempt.takes
    assert take.seconds == pytest.approx(view["used"], abs=1), "the clock shows what is recorded"
    has_come_late = take.seconds == pytest.approx(take.wall_seconds, abs=1)
    assert has_come_late != ("The computer slept for 5 s" in take.problem)
    assert length(folder, take) == pytest.approx(take.seconds)
    assert take.seconds > 3.5


def test_a_muted_microphone_is_told_while_the_answer_goes_on(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    """Digital zeros: what a system gives that does not allow the microphone."""
    own_sound.set_microphone_mute(muted=True)
    with Holding(tmp_path / "library", own_sound) as holding:
        view = holding.next("view", stage="answer")
        while not view["warning"]:
            view = holding.next("view", stage="answer")
        assert view["warning"].startswith("The microphone gives no sound at all.")
        own_sound.set_microphone_mute(muted=False)
        with tone_in_the_room(own_sound, tmp_path):
            while view["warning"]:
                view = holding.next("view", stage="answer")
        attempt = holding.close()
    assert attempt.takes[0].seconds > 3


def test_a_muted_microphone_is_given_up_and_gone_on_from(
    own_sound: VirtualSound, tmp_path: Path
) -> None:
    own_sound.set_microphone_mute(muted=True)
    with (
        Holding(tmp_path / "library", own_sound) as holding,
        tone_in_the_room(own_sound, tmp_path),
    ):
        folder = holding.folder
        while not holding.next("view", stage="answer")["warning"]:
            pass
        holding.tell("change")
        view = holding.next("view", stage="interrupted", settled=True)
        assert view["message"] == "The microphone gave no sound at all."
        own_sound.set_microphone_mute(muted=False)
        holding.tell("resume")
        while holding.next("view", stage="answer")["level_dbfs"] < -30:
            pass
        attempt = holding.close()
    first, second = attempt.takes
    assert first.state is TakeState.INTERRUPTED
    assert view["used"] == pytest.approx(first.seconds)
    assert second.continues == first.number
    silent, _ = soundfile.read(folder.take_path(first))
    heard, _ = soundfile.read(folder.take_path(second))
    assert not np.abs(silent).any()
    assert float(np.abs(heard).max()) > 0.03
