"""The index itself: an SQLite file in the cache, one for each library, with full-text search.

Loads SQLAlchemy, which takes a fifth of a second: import it when an index is wanted.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import logging
import math
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import filelock

from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.index import schema
from mockinterview.index.places import HIT_END, HIT_START, IN_QUESTION
from mockinterview.index.query import Query, SortBy, full_text_expression
from mockinterview.index.reading import Around, Entry, attempt_folders, look_at, read_entry
from mockinterview.index.record import AttemptRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
OnProgress = Callable[[int, int], object]
"""Is told how many folders were looked at, and of how many."""

_BATCH = 200
_WAIT_SECONDS = 20.0
_TRIES = 3
"""So often an index that is in use is asked again, each time for ten seconds."""
_EPOCH = dt.date(1970, 1, 1)
_KEPT_DAYS = 90
"""The index of a library that was not opened for so long is thrown away."""


@dataclasses.dataclass(frozen=True)
class Update:
    """What an update found: how many attempts are new or changed, and how many are gone."""

    read: int = 0
    gone: int = 0


class LibraryIndex:
    """What is known of one library. From any thread; everything but the constructor may take long.

    Args:
        library: the folder of the attempts.
        file: where the index lies; None keeps it in memory, which is what happens, too, where the
            file cannot be written.
        around: what packs know of a folder.
    """

    def __init__(self, library: Path, file: Path | None, around: Around) -> None:
        self.library = library
        self._file = file
        self._around = around
        self._lock = threading.Lock()
        self._writing = threading.RLock()
        self._file_lock = filelock.FileLock(f"{file}.lock", thread_local=False) if file else None
        self._engine: Engine | None = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def update(
        self,
        on_progress: OnProgress = lambda _done, _all: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Update:
        """Read what has changed in the library since; reading again what has not costs nothing.

        While another program updates the same index, waits for it.

        Raises:
            LibraryError: the library's folder cannot be read.
        """
        with self._alone() as is_mine:
            if not is_mine:
                logger.info("another program is updating the index; it is used as it is")
                return Update()
            return self._mended(lambda: self._update(on_progress, is_cancelled))

    def update_one(self, name: str) -> None:
        """Read one attempt again, or forget it: it was just changed by this program."""
        with self._alone() as is_mine:
            if is_mine:
                self._mended(lambda: self._update_one(name))

    def rebuild(self, on_progress: OnProgress = lambda _done, _all: None) -> Update:
        """Throw the index away and read the whole library.

        Raises:
            LibraryError: the library's folder cannot be read.
        """
        with self._alone():
            self._throw_away()
            return self._mended(lambda: self._update(on_progress, lambda: False))

    def records(self) -> list[AttemptRecord]:
        """Every attempt that can be read, newest first, those in the bin too."""
        columns = schema.attempts.c
        wanted = schema.select_records().where(columns.problem == "")
        wanted = wanted.order_by(columns.moment.desc(), columns.name.desc())
        return self._mended(lambda: self._read_records(wanted))

    def problems(self) -> dict[str, str]:
        """Why attempts cannot be read, by the name of their folder."""
        columns = schema.attempts.c
        wanted = schema.select(columns.name, columns.problem).where(columns.problem != "")

        def ask() -> dict[str, str]:
            with self._connection() as connection:
                rows = connection.execute(wanted.order_by(columns.name))
                return {row.name: row.problem for row in rows}

        return self._mended(ask)

    def find(self, query: Query) -> list[str]:
        """The names of the attempts that fit, in the order that was asked for; none of the bin."""
        wanted = _found(query)
        if wanted is None:
            return []

        def ask() -> list[str]:
            with self._connection() as connection:
                return list(connection.execute(wanted).scalars())

        return self._mended(ask)

    def snippets(self, words: str, names: Sequence[str]) -> dict[str, str]:
        """Where the words stand in these attempts: some words around the first place.

        What was found is between `HIT_START` and `HIT_END`; what stands in the question alone is
        told as such.
        """
        expression = full_text_expression(words)
        if not expression or not names:
            return {}
        wanted = schema.snippets(expression, list(names), HIT_START, HIT_END)

        def ask() -> dict[str, str]:
            with self._connection() as connection:
                rows = connection.execute(wanted)
                return {name: _best(places) for name, *places in map(tuple, rows)}

        return self._mended(ask)

    def _update(self, on_progress: OnProgress, is_cancelled: Callable[[], bool]) -> Update:
        paths = self._folders()
        with self._connection() as connection:
            columns = schema.attempts.c
            known = dict(connection.execute(schema.select(columns.name, columns.stamp)).all())
            read, waiting = 0, list[Entry]()
            for number, path in enumerate(paths, start=1):
                if is_cancelled():
                    break
                look = look_at(path)
                stamp = known.pop(path.name, None)
                if not look.stamp or stamp != look.stamp:
                    waiting.append(read_entry(path, look, self._around))
                    read += 1
                if len(waiting) >= _BATCH:
                    _write(connection, waiting)
                    waiting.clear()
                if number % _BATCH == 0:
                    on_progress(number, len(paths))
            _write(connection, waiting)
            gone = [] if is_cancelled() else list(known)
            _forget(connection, gone)
            connection.commit()
        on_progress(len(paths), len(paths))
        return Update(read, len(gone))

    def _update_one(self, name: str) -> None:
        path = self.library / name
        with self._connection() as connection:
            if path in set(self._folders_named(name)):
                _write(connection, [read_entry(path, look_at(path), self._around)])
            else:
                _forget(connection, [name])
            connection.commit()

    def _folders(self) -> list[Path]:
        try:
            return list(attempt_folders(self.library))
        except OSError as error:
            raise LibraryError(
                f"The library {self.library} cannot be read.",
                "Check that the disk with your library is connected.",
                str(error),
            ) from error

    def _folders_named(self, name: str) -> Iterable[Path]:
        path = self.library / name
        return [path] if (path / "attempt.json").exists() or (path / "takes").is_dir() else []

    def _read_records(self, wanted: Select[Any]) -> list[AttemptRecord]:
        with self._connection() as connection:
            return [schema.as_record(self.library, row) for row in connection.execute(wanted)]

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self._lock:
            if self._engine is None:
                self._engine = schema.open_engine(self._file, str(self.library))
                if self._file is not None:
                    os.utime(self._file)  # reading does not tell that it is in use
            engine = self._engine
        with engine.connect() as connection:
            yield connection

    def _mended(self, work: Callable[[], Answer]) -> Answer:
        """Do this; an index that is damaged is thrown away first, and made anew with what it was.

        Where the file is of no use at all the index is kept in memory.

        Raises:
            LibraryError: another program holds the index for long; it is left as it is.
        """
        from sqlalchemy.exc import DatabaseError

        for _ in range(_TRIES):
            try:
                return work()
            except (DatabaseError, schema.OtherIndexError, OSError) as error:
                if not schema.is_in_use(error):
                    return self._made_anew(work, error)
                logger.info("the index %s is in use: %s", self._file, error)
        raise _in_use()

    def _made_anew(self, work: Callable[[], Answer], reason: Exception) -> Answer:
        from sqlalchemy.exc import DatabaseError

        with self._alone() as is_mine:
            if not is_mine:
                raise _in_use()
            self.close()
            try:
                return work()  # somebody else may have made it anew meanwhile
            except (DatabaseError, schema.OtherIndexError, OSError):
                logger.warning("the index %s is made anew: %s", self._file, reason)
            self._throw_away()
            try:
                self._update(lambda _done, _all: None, lambda: False)
                return work()
            except (DatabaseError, OSError) as error:
                logger.warning("the index is kept in memory: %s", error)
            self.close()
            self._file = None
            self._update(lambda _done, _all: None, lambda: False)
            return work()

    def _throw_away(self) -> None:
        self.close()
        if self._file is None:
            return
        for suffix in ("", "-wal", "-shm"):
            try:
                Path(f"{self._file}{suffix}").unlink(missing_ok=True)
            except OSError as error:
                logger.warning("%s%s stays: %s", self._file, suffix, error)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[bool]:
        """Nobody else writes to the index; False when somebody did for long. May be nested."""
        with self._writing:
            if self._file_lock is None or self._file is None:
                yield True
                return
            try:
                atomic.make_private(self._file.parent)
                self._file_lock.acquire(timeout=_WAIT_SECONDS)
            except filelock.Timeout:
                yield False
                return
            except (OSError, NotImplementedError) as error:
                logger.info("the index cannot be locked: %s", error)
                yield True
                return
            try:
                yield True
            finally:
                self._file_lock.release()


def throw_old_ones_away(folder: Path, now: dt.datetime) -> None:
    """Remove the indexes in this folder of libraries that were not opened for a long time."""
    latest = now.timestamp() - _KEPT_DAYS * 86_400
    for path in folder.glob("library-*.sqlite"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < latest:
                for left in folder.glob(f"{path.name}*"):
                    left.unlink()


def _in_use() -> LibraryError:
    return LibraryError(
        "Another window of Mock Interview is busy with the list of attempts.",
        "Wait a moment, or close that window.",
    )


def _found(query: Query) -> Select[Any] | None:
    """The names that fit; None when the words hold nothing that could be looked for."""
    columns = schema.attempts.c
    wanted = schema.select(columns.name).where(columns.problem == "", columns.is_binned.is_(False))
    if query.words.strip():
        expression = full_text_expression(query.words)
        if not expression:
            return None
        wanted = wanted.where(columns.id.in_(schema.matching(expression)))
    for column, value in ((columns.bank, query.bank), (columns.theme, query.theme)):
        if value:
            wanted = wanted.where(column == value)
    if query.since is not None:
        wanted = wanted.where(columns.moment >= _midnight(query.since))
    if query.until is not None:
        wanted = wanted.where(columns.moment < _midnight_after(query.until))
    if query.is_marked is not None:
        wanted = wanted.where(columns.is_marked.is_(query.is_marked))
    if query.marker:
        wanted = wanted.where(columns.markers.contains(f"\n{query.marker}\n", autoescape=True))
    order = {
        SortBy.DATE: columns.moment,
        SortBy.QUESTION: columns.prompt,
        SortBy.LENGTH: columns.seconds,
        SortBy.MARKS: columns.share,
        SortBy.CANDIDATE: columns.candidate,
    }[query.sort]
    first = order.asc() if query.is_ascending else order.desc()
    return wanted.order_by(first, columns.moment.desc(), columns.name.desc())


def _best(places: Sequence[str]) -> str:
    """The first text that has anything: what was said, the notes, what markers wrote."""
    found = (place for place in places if place and HIT_START in place)
    return next(found, IN_QUESTION)


def _midnight(day: dt.date) -> float:
    """The second at which a day begins here; without end where the system's calendar ends."""
    try:
        return dt.datetime.combine(day, dt.time()).astimezone().timestamp()
    except (OverflowError, ValueError, OSError):  # OSError: Windows, before 1970
        return math.inf if day > _EPOCH else -math.inf


def _midnight_after(day: dt.date) -> float:
    return math.inf if day == dt.date.max else _midnight(day + dt.timedelta(days=1))


def _write(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put these in the place of what was there, and make it last."""
    if not entries:
        return
    _forget(connection, [entry.name for entry in entries])
    for entry in entries:
        values = schema.as_row(entry)
        if entry.record is not None:
            values["moment"] = entry.record.created.timestamp()
        result = connection.execute(schema.attempts.insert().values(**values))
        key = result.inserted_primary_key
        connection.execute(
            schema.insert_texts,
            {"id": key[0] if key else None, **dataclasses.asdict(entry.texts)},
        )
    connection.commit()


def _forget(connection: Connection, names: Sequence[str]) -> None:
    columns = schema.attempts.c
    for start in range(0, len(names), _BATCH):
        some = list(names[start : start + _BATCH])
        ids = list(
            connection.execute(schema.select(columns.id).where(columns.name.in_(some))).scalars()
        )
        for number in ids:
            connection.execute(schema.delete_texts, {"id": number})
        connection.execute(schema.attempts.delete().where(columns.name.in_(some)))
