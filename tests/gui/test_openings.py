"""A double click on a pack while the program runs: the window that is open takes it in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from mockinterview.ui.openings import PackDoor, hand_on
from mockinterview.ui.window import MainWindow


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "settings.json")


@pytest.fixture
def door(qtbot: QtBot, place: str) -> Iterator[PackDoor]:
    parent = QObject()
    door = PackDoor(place, parent)
    assert door.open()
    yield door
    del parent


_CALL = "import sys; from pathlib import Path; from mockinterview.ui.openings import hand_on; "
_CALL += "print(hand_on(sys.argv[1], [Path(name) for name in sys.argv[2:]]))"


def call(place: str, *names: str) -> subprocess.Popen[str]:
    """Another start of the program, that only hands on what it was started with."""
    return subprocess.Popen(
        [sys.executable, "-c", _CALL, place, *names], stdout=subprocess.PIPE, text=True
    )


def test_nobody_is_there(qapp: object, place: str, tmp_path: Path) -> None:
    assert not hand_on(place, [tmp_path / "one.mockinterview"])


def test_another_start_hands_its_packs_on(qtbot: QtBot, door: PackDoor, place: str) -> None:
    names = ["/packs/Zoë’s.mockinterview", "/packs/two.MOCKINTERVIEW"]
    with qtbot.waitSignal(door.packs_came, timeout=20_000) as came:
        caller = call(place, *names)
    assert came.args == [[Path(name) for name in names]]
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=20_000)
    assert caller.communicate()[0] == "True\n"


def test_the_door_of_other_settings_is_another(
    qtbot: QtBot, door: PackDoor, place: str, tmp_path: Path
) -> None:
    assert not hand_on(place + "\nother", [tmp_path / "one.mockinterview"])


def test_a_second_window_leaves_the_door_to_the_first(
    qtbot: QtBot, door: PackDoor, place: str
) -> None:
    assert not PackDoor(place, door).open()


def test_a_door_that_was_left_by_a_killed_program_is_opened_again(qtbot: QtBot, place: str) -> None:
    code = "import sys, os; from PySide6.QtCore import QCoreApplication, QObject; "
    code += "from mockinterview.ui.openings import PackDoor; a = QCoreApplication([]); "
    code += "assert PackDoor(sys.argv[1], a).open(); os.kill(os.getpid(), 9)"
    killed = subprocess.run([sys.executable, "-c", code, place], check=False)
    assert killed.returncode == -9
    parent = QObject()
    assert PackDoor(place, parent).open()


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"no json\n",
        b'{"a": 1}\n',
        b"[1, 2]\n",
        b'["relative.mockinterview"]\n',
        b'["/etc/passwd"]\n',
        b'["/\\u0000.mockinterview"]\n',
        b"\xff\xfe\n",
    ],
)
def test_anything_else_is_refused(qtbot: QtBot, door: PackDoor, place: str, message: bytes) -> None:
    came: list[object] = []
    door.packs_came.connect(came.append)
    socket = QLocalSocket()
    socket.connectToServer(door._door)
    socket.write(message)
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)
    assert bytes(socket.readAll().data()) == b"refused\n"
    assert came == []


def test_a_flood_is_cut_off(qtbot: QtBot, door: PackDoor) -> None:
    socket = QLocalSocket()
    socket.connectToServer(door._door)
    socket.write(b"x" * (2 << 20))
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("does not support")
def test_during_an_interview_nothing_is_shown_instead(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.show_page("practise")
    window.rail.hide()
    (tmp_path / "bad.mockinterview").write_bytes(b"no pack")
    with qtbot.waitSignal(window.pages.arrivals.arrived):
        window.open_packs([tmp_path / "bad.mockinterview"])
    assert window.pages.shows("practise")
    banner = window.pages.tutor.banner
    told = f"{banner.message.text()} {banner.hint.text()} {banner.detail.text()}"
    assert "bad.mockinterview" in told, "it is told there, later"
    window.rail.show()
    window.open_packs([tmp_path / "bad.mockinterview"])
    assert window.pages.shows("tutor")
