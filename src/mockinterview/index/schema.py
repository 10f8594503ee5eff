"""The tables of the index, by SQLAlchemy; full text by SQLite's FTS5."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    URL,
    Boolean,
    Column,
    Float,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    create_engine,
    event,
    literal_column,
    select,
    text,
)
from sqlalchemy.pool import StaticPool

from mockinterview.files import atomic
from mockinterview.index.reading import Entry
from mockinterview.index.record import AttemptRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Row, TextClause
    from sqlalchemy.sql.selectable import ScalarSelect

__all__ = ["attempts", "select"]

VERSION: Final = 2
"""Goes up with every change of the tables: an index of another version is made anew."""

_meta = MetaData()
attempts = Table(
    "attempts",
    _meta,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("stamp", String, nullable=False),
    Column("problem", String, nullable=False, default=""),
    Column("created", String, nullable=False, default=""),
    Column("moment", Float, nullable=False, default=0.0, index=True),
    *(
        Column(name, String, nullable=False, default="")
        for name in (
            *("bank", "bank_title", "question_id", "prompt", "theme", "rubric", "origin"),
            *("candidate", "sitting", "length", "transcript", "marks", "met", "markers"),
            *("next_time", "conflicts"),
        )
    ),
    *(Column(name, Integer, nullable=False, default=0) for name in ("takes", "answers", "size")),
    *(Column(name, Float, nullable=False, default=0.0) for name in ("seconds", "share")),
    *(
        Column(name, Boolean, nullable=False, default=False)
        for name in (
            *("is_marked", "is_recovered", "has_sound", "is_cut_off", "is_binned", "has_bin"),
        )
    ),
)
_PLAIN: Final = (
    *("bank", "bank_title", "question_id", "prompt", "theme", "rubric", "origin", "candidate"),
    *("sitting", "takes", "answers", "seconds", "length", "transcript", "marks", "met", "share"),
    *("next_time", "is_recovered", "has_sound", "is_cut_off", "is_binned", "has_bin", "size"),
)
"""The columns that are as the record has them."""

_TEXTS = """\
CREATE VIRTUAL TABLE texts USING fts5(
    question, said, notes, remarks,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
)"""
insert_texts = text(
    "INSERT INTO texts(rowid, question, said, notes, remarks)"
    " VALUES (:id, :question, :said, :notes, :remarks)"
)
delete_texts = text("DELETE FROM texts WHERE rowid = :id")


class OtherIndexError(Exception):
    """The file is an index of another version, or of another library."""


def open_engine(file: Path | None, library: str) -> Engine:
    """Open an index and make its tables where there are none.

    Raises:
        OtherIndexError: it is of another version or library.
        sqlalchemy.exc.DatabaseError: it is damaged or cannot be written.
    """
    if file is None:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        atomic.make_private(file.parent)
        place = URL.create("sqlite", database=str(file))
        engine = create_engine(place, connect_args={"timeout": 10.0})
        event.listen(engine, "connect", _prepare)
    with contextlib.ExitStack() as undo:
        undo.callback(engine.dispose)
        _make_tables(engine, library)
        undo.pop_all()
    return engine


def select_records() -> Select[Any]:
    """All columns that a record is made of; the name of its folder first."""
    columns = attempts.c
    plain = (columns[name] for name in _PLAIN)
    return select(columns.name, columns.created, columns.markers, columns.conflicts, *plain)


def as_record(library: Path, row: Row[Any]) -> AttemptRecord:
    """The record that such a row tells of."""
    values = tuple(row)
    return AttemptRecord(
        path=library / values[0],
        created=dt.datetime.fromisoformat(values[1]),
        markers=_listed(values[2]),
        conflicts=_listed(values[3]),
        **dict(zip(_PLAIN, values[4:], strict=True)),
    )


def as_row(entry: Entry) -> dict[str, Any]:
    """The columns of an entry, without its moment."""
    values: dict[str, Any] = {
        "name": entry.name,
        "stamp": entry.stamp,
        "problem": entry.problem,
    }
    record = entry.record
    if record is None:
        return values
    values |= {name: getattr(record, name) for name in _PLAIN}
    values["created"] = record.created.isoformat()
    values["markers"] = _joined(record.markers)
    values["conflicts"] = _joined(record.conflicts)
    values["is_marked"] = record.is_marked
    return values


def matching(expression: str) -> ScalarSelect[Any]:
    """The ids of the attempts in whose texts this is found."""
    found = text("SELECT rowid FROM texts WHERE texts MATCH :expression")
    bound = found.bindparams(expression=expression).columns(literal_column("rowid", Integer))
    return bound.scalar_subquery()


def snippets(expression: str, names: list[str], start: str, end: str) -> TextClause:
    """Names, and some words around the first place in each text but the question."""
    places = ", ".join(f"snippet(texts, {column}, :start, :end, '…', 14)" for column in (1, 2, 3))
    asked = text(
        f"SELECT attempts.name, {places} FROM texts"  # noqa: S608  (of numbers alone)
        " JOIN attempts ON attempts.id = texts.rowid"
        " WHERE texts MATCH :expression AND attempts.name IN :names"
    ).bindparams(bindparam("names", expanding=True))
    return asked.bindparams(expression=expression, names=names, start=start, end=end)


def _make_tables(engine: Engine, library: str) -> None:
    with engine.connect() as connection:
        if _is_made(connection, library):
            return
        connection.rollback()
        # Claimed, and looked at again: two programs may find the file without tables.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if not _is_made(connection, library):
            _meta.create_all(connection)
            connection.execute(text(_TEXTS))
            connection.execute(text("CREATE TABLE about(library TEXT NOT NULL)"))
            connection.execute(text("INSERT INTO about VALUES (:library)"), {"library": library})
            connection.execute(text(f"PRAGMA user_version = {VERSION}"))
        connection.commit()


def _is_made(connection: Connection, library: str) -> bool:
    """Whether the tables are there; raises `OtherIndexError` where they are not ours."""
    version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version == 0:
        return False
    if version != VERSION:
        message = f"version {version} and not {VERSION}"
        raise OtherIndexError(message)
    kept = connection.execute(text("SELECT library FROM about")).scalar_one()
    if kept != library:
        message = f"of {kept} and not {library}"
        raise OtherIndexError(message)
    return True


def is_in_use(error: Exception) -> bool:
    """Whether another program holds the file at this moment: it is as good as it was."""
    told = str(getattr(error, "orig", error)).casefold()
    return "locked" in told or "busy" in told


def _prepare(connection: Any, _record: object) -> None:
    """Two programs may read while one writes; what a power cut takes is made again."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _joined(names: tuple[str, ...]) -> str:
    """Between line feeds on both sides, so that each can be looked for whole."""
    return "".join(f"\n{name.replace(chr(10), ' ')}" for name in names) + ("\n" if names else "")


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("\n") if name)
