"""What the format editor makes of what is typed, and what a format says in words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from pydantic import ValidationError

from mockinterview.core.content import Confidence, Format, Source
from mockinterview.files.content import load_content
from mockinterview.ui.format_words import (
    extra_time_words,
    manner_words,
    provenance_words,
    sitting_words,
)
from mockinterview.ui.formats.draft import Draft, check_draft, read_seconds, write_seconds
from mockinterview.ui.formats.timeline import PartKind, part_words, parts_of, sitting_length_words

SHIPPED = load_content([Path(__file__).parents[2]]).formats
BASE = Format(format="mine", title="Mine", source=Source(title="Own", confidence=Confidence.OWN))
DRAFT = Draft(
    title="Mine",
    about="",
    preparation="1:00",
    answer="2 min",
    retakes=0,
    early_start=True,
    early_stop=True,
    show_prompt="at-once",
    break_time="0",
    questions=None,
    countdown=False,
    clock_includes_prompt=False,
    resumable=True,
    practice_question=False,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("90", 90), ("90 s", 90), ("1:30", 90), ("0:05", 5), ("1 min 30 s", 90)),
        *(("1.5 min", 90), ("1,5 min", 90), ("2 minutes", 120), (" 3 MIN ", 180), ("1h", 3600)),
        *(("1 minute, 20 seconds", 80), ("7.5", 7.5), ("120:00", 7200)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert read_seconds(text, 0, 7200) == seconds


@pytest.mark.parametrize("text", ["soon", "1:75", "-5", "1:2:3", "5 min x", "s", "1e3", "१", "nan"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"That is no time. Write one, for example 1:30"):
        read_seconds(text, 0, 7200)


def test_times_out_of_bounds_are_told() -> None:
    with pytest.raises(ValueError, match="Write a time"):
        read_seconds("  ", 0, 10)
    with pytest.raises(ValueError, match="At least 1 s"):
        read_seconds("0", 1, 10)
    with pytest.raises(ValueError, match="At most 60 min"):
        read_seconds("1:00:01".replace(":00:01", "h 1 s"), 0, 3600)


@pytest.mark.parametrize("seconds", [0, 0.5, 7.5, 30, 59.999, 60, 90, 119.5, 3600, 7200])
def test_a_written_time_is_read_back(seconds: float) -> None:
    assert read_seconds(write_seconds(seconds), 0, 7200) == seconds


def test_a_draft_makes_a_format_and_keeps_what_it_does_not_show() -> None:
    base = BASE.model_copy(update={"note": "Kept."})
    draft = dataclasses.replace(DRAFT, title="  Thursday\tgroup ", about="Two\nlines", retakes=None)
    rules, problems = check_draft(draft, base)
    assert problems == {}
    assert rules is not None
    assert (rules.format, rules.note, rules.source) == ("mine", "Kept.", base.source)
    assert (rules.title, rules.about) == ("Thursday group", "Two lines")
    assert (rules.preparation_seconds, rules.answer_seconds, rules.retakes) == (60, 120, None)


def test_all_problems_are_told_at_once_by_field() -> None:
    draft = dataclasses.replace(DRAFT, title=" ", preparation="x", answer="0", break_time="2 h")
    assert check_draft(draft, BASE) == (
        None,
        {
            "title": "Give it a name, so that it can be found in the lists.",
            "preparation": "That is no time. Write one, for example 1:30 or 90 s.",
            "answer": "At least 1 s.",
            "break_time": "At most 60 min.",
        },
    )


def test_a_prompt_on_the_clock_needs_a_clock_and_no_other_one() -> None:
    includes = dataclasses.replace(DRAFT, clock_includes_prompt=True)
    for draft, word in (
        (includes, "two clocks"),
        (dataclasses.replace(includes, preparation=None), "two clocks"),
        (dataclasses.replace(includes, preparation="0", answer=None), "a limit to the answer"),
    ):
        rules, problems = check_draft(draft, BASE)
        assert rules is None
        assert list(problems) == ["clock_includes_prompt"]
        assert word in problems["clock_includes_prompt"]
    rules, problems = check_draft(dataclasses.replace(includes, preparation="0"), BASE)
    assert problems == {}
    assert rules is not None
    assert rules.clock_includes_prompt


@pytest.mark.parametrize(
    "changes",
    [
        {"preparation_seconds": 30, "answer_seconds": 60},
        {"preparation_seconds": None, "answer_seconds": 60},
        {"preparation_seconds": 0, "answer_seconds": None},
    ],
)
def test_files_may_not_put_the_prompt_on_two_clocks_or_none(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="cannot use up answer time here"):
        Format.model_validate(BASE.model_dump() | changes | {"clock_includes_prompt": True})


def test_shipped_formats_say_what_their_sources_say() -> None:
    imperial, sammi = SHIPPED["imperial-2023"], SHIPPED["sammi-4"]
    assert imperial.questions == 4
    assert imperial.source.confidence is Confidence.THIRD_PARTY
    assert (sammi.clock_includes_prompt, sammi.practice_question, sammi.resumable) == (
        *(True, True, False),
    )
    assert "so they do here" in sammi.note
    assert not SHIPPED["sammi-5"].clock_includes_prompt
    for rules in SHIPPED.values():
        if rules.countdown:
            assert "our own choice" in rules.note


def test_extra_time_is_told_in_words() -> None:
    assert extra_time_words(SHIPPED["casper-video"], 25) == (
        "25 % extra time: 1 min becomes 1 min 15 s."
    )
    assert extra_time_words(SHIPPED["imperial-2023"], 0) == ""
    assert "there is no clock" in extra_time_words(SHIPPED["practice"], 50)


def test_manner_and_sitting_are_told_in_words() -> None:
    assert manner_words(SHIPPED["imperial-2023"]) == ""
    assert manner_words(SHIPPED["typical-employer"]) == "3, 2, 1 is counted before the recording."
    assert sitting_words(SHIPPED["sammi-5"]) == (
        "1 min of break between questions, a practice question first, no going on later."
    )
    strict = BASE.model_copy(
        update={"preparation_seconds": 5.0, "answer_seconds": 5.0, "early_start": False}
    ).model_copy(update={"early_stop": False})
    assert "An answer cannot be ended" in manner_words(strict)
    assert "Preparation cannot be ended" in manner_words(strict)


def test_provenance_never_calls_what_is_yours_ours() -> None:
    shipped = SHIPPED["practice"]
    assert provenance_words(shipped, is_own=False).startswith("Our own source: ")
    assert provenance_words(BASE, is_own=True) == "Your own format: Own."
    lent = BASE.model_copy(update={"source": SHIPPED["sammi-4"].source})
    assert provenance_words(lent, is_own=True).startswith("Official source, 2025: ")


def test_the_bar_has_what_happens_in_its_order() -> None:
    assert part_words(SHIPPED["imperial-2023"]) == (
        "Listen, then Prepare 1 min, then Answer 5 min."
    )
    assert [part.kind for part in parts_of(SHIPPED["typical-employer"])] == [
        *(PartKind.LISTEN, PartKind.PREPARE, PartKind.COUNTDOWN, PartKind.ANSWER),
    ]
    sammi = parts_of(SHIPPED["sammi-4"])
    assert [part.kind for part in sammi] == [PartKind.LISTEN, PartKind.ANSWER, PartKind.BREAK]
    assert sammi[1].time == "4 min, listening included"
    assert parts_of(SHIPPED["practice"])[1].seconds is None


def test_the_length_of_a_sitting_is_told_with_the_extra_time() -> None:
    assert sitting_length_words(SHIPPED["imperial-2023"], 0) == (
        "A sitting of 4 questions lasts about 25 min at most."
    )
    assert sitting_length_words(SHIPPED["imperial-2023"], 25) == (
        "A sitting of 4 questions lasts about 25 min at most, with your 25 % extra time about"
        " 31 min."
    )
    assert sitting_length_words(SHIPPED["casper-video"], 0).startswith(
        "A sitting of 4 questions, for example, lasts about"
    )
    assert sitting_length_words(SHIPPED["practice"], 50).endswith("as long as you like.")
