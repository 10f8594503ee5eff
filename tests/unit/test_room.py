"""Room for sound: what a practice needs, the warning before it, the reserve that stays free."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from mockinterview.errors import DiskFullError
from mockinterview.files import room

MINUTE_BYTES = 60 * 96_000


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes that the disk is said to have left."""
    told = [0]
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: SimpleNamespace(total=1 << 40, free=told[0])
    )
    return told


def test_what_answers_need() -> None:
    assert room.needed_bytes(60) == MINUTE_BYTES
    assert room.needed_bytes(300, 4) == 20 * MINUTE_BYTES
    assert room.needed_bytes(None) == 10 * MINUTE_BYTES
    assert room.needed_bytes(60, rate_hz=192_000) == 4 * MINUTE_BYTES


def test_three_times_the_need_is_enough(free: list[int], tmp_path: Path) -> None:
    free[0] = room.RESERVE_BYTES + 3 * 20 * MINUTE_BYTES
    assert room.room_problem(tmp_path, 300, 4) is None
    free[0] -= 1
    assert room.room_problem(tmp_path, 300, 4) is not None


@pytest.mark.parametrize(
    ("minutes", "message"),
    [
        (12.9, "The disk is nearly full: there is room for about 12 minutes of recording."),
        (1.2, "The disk is nearly full: there is room for about 1 minute of recording."),
        (0.5, "The disk is nearly full: there is room for less than a minute of recording."),
        (0, "The disk is full: there is no room to record."),
    ],
)
def test_the_warning_says_how_much_can_be_said(
    free: list[int], tmp_path: Path, minutes: float, message: str
) -> None:
    free[0] = room.RESERVE_BYTES + round(minutes * MINUTE_BYTES)
    problem = room.room_problem(tmp_path, 300)
    assert type(problem) is DiskFullError
    assert problem.message == message
    assert "(91 MB is a safe amount for this)" in problem.hint


def test_a_library_that_is_not_made_yet_is_measured_where_it_will_be(tmp_path: Path) -> None:
    assert room.free_bytes(tmp_path / "not" / "yet") == pytest.approx(
        shutil.disk_usage(tmp_path).free, rel=0.1
    )


def test_a_system_that_does_not_tell_is_no_reason_to_warn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    assert room.room_problem(tmp_path, 300) is None
    assert room.has_room_to_go_on(tmp_path)


def test_a_recording_ends_at_the_reserve(free: list[int], tmp_path: Path) -> None:
    free[0] = room.RESERVE_BYTES + 1
    assert room.has_room_to_go_on(tmp_path)
    free[0] -= 1
    assert not room.has_room_to_go_on(tmp_path)
