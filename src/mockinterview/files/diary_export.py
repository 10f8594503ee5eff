"""The whole diary as one text file."""

from __future__ import annotations

from pathlib import Path

from mockinterview.core.diary_guide import tag_titles
from mockinterview.core.diary_text import diary_text
from mockinterview.files import atomic
from mockinterview.files.collection import Content
from mockinterview.files.diary import Diary


def export_diary(diary: Diary, content: Content, target: Path) -> int:
    """Write every entry that is not in the bin, newest first, over whatever `target` holds.

    Returns: how many entries it holds.

    Raises:
        LibraryError: the file cannot be written.
    """
    entries = diary.listing().entries
    titles = tag_titles(content.diary, content.rubrics)
    atomic.write_text(target, diary_text(entries, content.diary, titles))
    return len(entries)
