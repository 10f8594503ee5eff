"""Writes a transcript as a file for others; its ending tells what kind. Whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from mockinterview.core.transcript import Transcript
from mockinterview.core.transcript_formats import (
    TRANSCRIPT_FORMATS,
    TranscriptFormat,
    transcript_format,
    written,
)
from mockinterview.errors import ExportError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free, unwritten


def required_format(path: Path) -> TranscriptFormat:
    """What a file of this name is written as.

    Raises:
        ExportError: its ending is none of ours.
    """
    kind = transcript_format(path.suffix)
    if kind is None:
        *first, last = (one.suffix for one in TRANSCRIPT_FORMATS)
        raise ExportError(
            f"A transcript cannot be written as “{path.name}”.",
            f"Let the name end in {', '.join(first)} or {last}.",
        )
    return kind


def export_transcript(
    transcript: Transcript,
    target: Path,
    *,
    is_corrected: bool = False,
    is_marked: bool = False,
    replaces: bool = False,
) -> TranscriptFormat:
    """Write a transcript to `target`, as its name says.

    Args:
        transcript: the words.
        target: where to; its ending tells the kind of file.
        is_corrected: whether a person corrected them; it is told in JSON.
        is_marked: whether uncertain words are marked as `[word?]` where people read them.
        replaces: whether a file that is there may be replaced.

    Returns: the kind of file that was written.

    Raises:
        ExportError: it cannot be written there; nothing is left of it.
    """
    kind = required_format(target)
    require_free(target, replaces=replaces)
    text = written(transcript, kind, is_corrected=is_corrected, is_marked=is_marked)
    part = target.with_name(f".{secrets.token_hex(4)}{target.suffix}.part")
    try:
        part.write_bytes(text.encode("utf-8"))
        atomic.force_file(part)
        require_free(target, replaces=replaces)
        atomic.move_into_place(part, target)
    except OSError as error:
        raise unwritten(target, str(error)) from error
    except LibraryError as error:
        raise unwritten(target, error.detail) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return kind
