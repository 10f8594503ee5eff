"""The states of the Diary page, of its sheet beside the interview, and of what was told."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from mockinterview.core.diary import Entry, EntryKind, Telling
from mockinterview.files.diary import Diary
from mockinterview.ui.diary.feature import ToldFeature

from .interview import prepare
from .marking import marking_marked
from .studio import Studio

_NOW = dt.datetime(2026, 11, 24, 19, 40, tzinfo=dt.UTC)


def _entry(day: dt.date, **fields: object) -> Entry:
    return Entry.model_validate({"created": _NOW, "day": day, **fields})


ENTRIES = (
    _entry(
        dt.date(2026, 7, 14),
        kind=EntryKind.CLINICAL,
        title="Breakfast on the stroke ward",
        place="Three days on a stroke ward",
        saw="An occupational therapist had breakfast with Mr Sutton, whose right hand did not work "
        "well yet. She did not butter his toast. She moved the plate and waited, for what felt "
        "like a very long time.",
        spoke="She asked “shall I, or will you?” and left it at that. Nobody spoke over his head.",
        done_well="She sat down. He buttered half a slice and laughed.",
        better="The trolley came before he had finished, and nobody had told the porter.",
        hard="I wanted to help, and had to sit on my hands.",
        take_away="Helping somebody is not doing things for them. Waiting is a skill, and I have "
        "to learn it.",
        tags=("communication", "empathy", "reflective-experience/people"),
        told=(
            Telling(
                attempt="2026-11-20-181500-people-who-spoke",
                question="Tell us about a time when you noticed how people in a team spoke with "
                "each other and with those they cared for.",
                day=dt.date(2026, 11, 20),
            ),
        ),
    ),
    _entry(
        dt.date(2026, 5, 3),
        kind=EntryKind.VOLUNTEERING,
        title="In charge of eleven cadets in the rain",
        saw="At the St John weekend our leader fell ill, and I was put in charge of a team of "
        "eleven, most of them older than me.",
        take_away="A leader who asks is not a weak one.",
        tags=("leadership", "teamwork", "leader-and-follower/leading-example"),
    ),
    _entry(
        dt.date(2026, 3, 22),
        kind=EntryKind.JOB,
        title="The returns desk on a Saturday",
        saw="A customer shouted at a colleague who had done nothing wrong.",
        tags=("resilience",),
    ),
    _entry(
        dt.date(2025, 12, 28),
        kind=EntryKind.BOOK,
        title="Dear Life",
        enjoyed="That a doctor writes about what she could not do.",
    ),
    _entry(
        dt.date(2025, 11, 2),
        kind=EntryKind.CARING,
        title="Driving my grandfather to the hearing-aid clinic, twice, because the first letter "
        "had the wrong date and nobody answered the telephone",
        hard="Being the one who has to ask again.",
    ),
)


def _with_entries(studio: Studio) -> None:
    diary = Diary(studio.services.library.folder)
    for entry in ENTRIES:
        diary.create(entry)


def _open(studio: Studio) -> None:
    studio.window.show_page("diary")
    studio.wait(lambda: studio.pages.diary.keeper.listing is not None)


def diary_empty(studio: Studio) -> None:
    _open(studio)


def diary_entry(studio: Studio) -> None:
    """An entry with everything, a name among it."""
    _with_entries(studio)
    _open(studio)
    studio.wait(lambda: studio.pages.diary.form.entry is not None)
    studio.pages.diary.list.list.setFocus()


def diary_end(studio: Studio) -> None:
    """The lower end of it, after another entry was deleted."""
    diary_entry(studio)
    page = studio.pages.diary
    page.list.choose(page.list.list.entries[-1].key)
    page.form.delete_button.click()
    studio.wait(page.banner.isVisible)
    page.list.choose(page.list.list.entries[0].key)
    studio.wait(lambda: page.form.entry is not None and page.form.entry.told != ())
    bar = page.form.verticalScrollBar()
    studio.wait(lambda: bar.maximum() > 0)
    studio.rest(0.3)
    bar.setValue(bar.maximum())


def diary_resources(studio: Studio) -> None:
    diary_entry(studio)
    studio.pages.diary.resources_button.click()


def diary_preparing(studio: Studio) -> None:
    """The sheet beside an interview that is being prepared."""
    _with_entries(studio)
    prepare(studio)
    page = studio.pages.interview
    studio.wait(page.diary_button.isVisible)
    page.diary_button.click()


def diary_told(studio: Studio) -> None:
    """The marking page with what was told."""
    _with_entries(studio)
    marking_marked(studio)
    page = studio.pages.marking
    page.answer.beneath.unfold()
    rows = next(one.rows for one in page.features if isinstance(one, ToldFeature))
    studio.wait(lambda: len(rows.boxes) > 0)
    rows.boxes[0].setFocus(Qt.FocusReason.TabFocusReason)
    rows.boxes[0].click()
    studio.wait(lambda: any(box.isChecked() for box in rows.boxes))
    studio.rest(0.3)


STATES = (diary_empty, diary_entry, diary_end, diary_resources, diary_preparing, diary_told)
