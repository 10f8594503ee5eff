"""Packs that are double-clicked: a program that is open already takes them in.

Another start would put a second window beside the first. What stands here speaks over a local
socket of one's own user, through Qt's QLocalServer; no other computer can reach it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent

from mockinterview.files.seen_packs import is_pack

logger = logging.getLogger(__name__)

_ANSWER_MS: Final = 2000
_MOST_BYTES: Final = 1 << 20
_TAKEN: Final = b"taken\n"


def hand_on(place: str, packs: Sequence[Path]) -> bool:
    """Give packs to the program that runs with these settings. Takes four seconds at the most.

    Args:
        place: what tells programs with other settings or another library apart.
        packs: the files, each with its whole path.

    Returns: whether there is one, and it has taken them.
    """
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_door_of(place))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(json.dumps([str(path) for path in packs]).encode() + b"\n")
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_MS):
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer == _TAKEN


class PackDoor(QObject):
    """Where packs that are opened while the program runs come in.

    Signals: `packs_came(list of paths)`.
    """

    packs_came = Signal(list)

    def __init__(self, place: str, parent: QObject) -> None:
        super().__init__(parent)
        self._door = _door_of(place)

    def open(self) -> bool:
        """Listen from now on; False where another program does, or none may."""
        from PySide6.QtNetwork import QLocalServer, QLocalSocket

        caller = QLocalSocket()
        caller.connectToServer(self._door)
        if caller.waitForConnected(_ANSWER_MS):
            caller.abort()
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._door)  # left by a program that was killed
        if not server.listen(self._door):
            logger.warning("no packs are taken from other starts: %s", server.errorString())
            return False
        server.newConnection.connect(lambda: self._let_in(server.nextPendingConnection()))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On macOS the system tells a running program by an event what is to be opened."""
        if isinstance(event, QFileOpenEvent) and is_pack(Path(event.file())):
            self.packs_came.emit([Path(event.file())])
            return True
        return super().eventFilter(watched, event)

    def _let_in(self, caller: QObject | None) -> None:
        from PySide6.QtNetwork import QLocalSocket

        if not isinstance(caller, QLocalSocket):
            return
        heard = bytearray()

        def hear() -> None:
            heard.extend(caller.readAll().data())
            if len(heard) > _MOST_BYTES:
                caller.abort()
            elif heard.endswith(b"\n"):
                packs = _packs_in(bytes(heard))
                heard.clear()
                caller.write(_TAKEN if packs else b"refused\n")
                caller.flush()
                if packs:
                    self.packs_came.emit(packs)

        caller.readyRead.connect(hear)
        caller.disconnected.connect(caller.deleteLater)
        if caller.bytesAvailable():
            hear()


def _packs_in(message: bytes) -> list[Path]:
    """The packs that a caller names; nothing where it says something else."""
    try:
        named = json.loads(message)
    except ValueError:  # also what is no UTF-8
        return []
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        return []
    found = [Path(name) for name in named if "\0" not in name]
    return [path for path in found if path.is_absolute() and is_pack(path)]


def _door_of(place: str) -> str:
    """A name for each place; short, since the name of a socket may have 100 characters."""
    return f"mockinterview-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
