"""The person's own formats: written so that a check finds nothing, other lines left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview.core.content import Confidence, Format, Source
from mockinterview.errors import ContentError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.check import check_content
from mockinterview.files.content import load_content
from mockinterview.files.own_formats import OwnFormats, copy_of, free_id, new_format

ROOT = Path(__file__).parents[2]
SHIPPED = load_content([ROOT]).formats

BY_HAND = """\
# Thursday group. Do not lose this remark.
version: 1
formats:
- format: short    # the dash stands at the very left here
  title: Short
  preparation_seconds: 30
  answer_seconds: 90
  note: |
    Two lines
    # that look like a remark
  source: {title: Our own, confidence: own}

# The long one is for June.
- format: long
  title: Long
  answer_seconds: 600   # ten minutes
  source: {title: Our own, confidence: own}
# the end
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnFormats:
    return OwnFormats(tmp_path / "own")


@pytest.fixture
def by_hand(own: OwnFormats) -> OwnFormats:
    own.path.parent.mkdir(parents=True)
    own.path.write_text(BY_HAND, encoding="utf-8")
    return own


def text_of(own: OwnFormats) -> str:
    return own.path.read_text(encoding="utf-8")


def make(title: str = "Mine", **changes: object) -> Format:
    return Format.model_validate(new_format(title, ()).model_dump() | changes)


def test_without_a_file_there_are_none(own: OwnFormats) -> None:
    assert own.read() == ()


def test_every_shipped_format_survives_being_copied_and_written(own: OwnFormats) -> None:
    made = [copy_of(rules, SHIPPED) for rules in SHIPPED.values()]
    for rules in made:
        own.save(rules)
    assert own.read() == tuple(made)
    report = check_content([own.path], [ROOT])
    assert [str(problem) for problem in report.problems] == []
    assert text_of(own).startswith("# Your own formats.")


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "2026",
        "1:30",
        "a: b # c",
        "“quoted” \\ 'it''s'",
        "- dash",
        "Ü" * 200,
        "tab\there",
        "{x}",
    ],
)
def test_any_text_is_written_so_that_it_reads_back(own: OwnFormats, text: str) -> None:
    rules = make(title=text.strip(), about=text, note=text)
    own.save(rules)
    own.save(make("Other"))
    assert own.read()[0] == rules


def test_times_in_parts_of_seconds_and_no_limit_are_kept(own: OwnFormats) -> None:
    rules = make(preparation_seconds=None, answer_seconds=7.5, retakes=None, questions=3)
    own.save(rules)
    assert own.read() == (rules,)
    assert "answer_seconds: 7.5\n" in text_of(own)
    assert "preparation_seconds: null\n" in text_of(own)


def test_a_change_leaves_all_other_lines_as_they_are(by_hand: OwnFormats) -> None:
    long = by_hand.read()[1]
    by_hand.save(long.model_copy(update={"answer_seconds": 300.0}))
    text = text_of(by_hand)
    untouched = BY_HAND[: BY_HAND.index("- format: long")]
    assert text.startswith(untouched)
    assert text.endswith("\n# the end\n")
    assert by_hand.read()[1].answer_seconds == 300


def test_a_new_one_stands_behind_the_others_in_their_column(by_hand: OwnFormats) -> None:
    by_hand.save(make("Third"))
    assert [one.format for one in by_hand.read()] == ["short", "long", "third"]
    assert "\n- format: third\n" in text_of(by_hand)
    assert text_of(by_hand).startswith(BY_HAND[: BY_HAND.index("# the end")])


@pytest.mark.parametrize("name", ["short", "long"])
def test_what_was_removed_comes_back_as_it_was_written(by_hand: OwnFormats, name: str) -> None:
    removed = by_hand.remove(name)
    assert name not in [one.format for one in by_hand.read()]
    assert "# The long one is for June." in text_of(by_hand)
    by_hand.restore(removed)
    assert text_of(by_hand) == BY_HAND


def test_the_last_one_can_be_removed_and_put_back(own: OwnFormats) -> None:
    own.save(make("Only"))
    before = text_of(own)
    removed = own.remove("only")
    assert own.read() == ()
    assert "formats: []\n" in text_of(own)
    own.restore(removed)
    assert text_of(own) == before
    own.remove("only")
    own.save(make("Next"))
    assert [one.format for one in own.read()] == ["next"]


def test_restoring_over_one_made_meanwhile_replaces_it(own: OwnFormats) -> None:
    own.save(make("Only", answer_seconds=50))
    removed = own.remove("only")
    own.save(make("Only", answer_seconds=60))
    own.restore(removed)
    assert [one.answer_seconds for one in own.read()] == [50]


def test_keys_behind_the_list_stay(own: OwnFormats) -> None:
    own.path.parent.mkdir(parents=True)
    entries = BY_HAND.split("version: 1\n")[1]
    own.path.write_text(f"{entries}version: 1\n", encoding="utf-8")
    own.save(make("Third"))
    own.remove("long")
    assert [one.format for one in own.read()] == ["short", "third"]
    assert text_of(own).endswith("version: 1\n")


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\nformats: [{format: a, title: A, source: {title: S, confidence: own}}]\n",
        "{version: 1, formats: [{format: a, title: A, source: {title: S, confidence: own}}]}\n",
        "version: 1\nformats:\n  -\n    {format: a, title: A, source: {title: S, confidence: own}}",
    ],
)
def test_what_is_written_another_way_is_refused_and_left(own: OwnFormats, text: str) -> None:
    own.path.parent.mkdir(parents=True)
    own.path.write_text(text, encoding="utf-8")
    assert own.read()[0].format == "a"
    with pytest.raises(ContentError, match="text editor"):
        own.save(make("A", format="a"))
    assert text_of(own) == text


def test_an_entry_on_one_line_is_changed_as_well(own: OwnFormats) -> None:
    own.path.parent.mkdir(parents=True)
    entry = "  - {format: a, title: A, source: {title: S, confidence: own}}\n"
    own.path.write_text(f"version: 1\nformats:\n{entry}{entry.replace(' a,', ' b,')}", "utf-8")
    own.save(make("Other", format="a"))
    assert [(one.format, one.title) for one in own.read()] == [("a", "Other"), ("b", "A")]


@pytest.mark.parametrize("text", ["version: 1\nformats:\n  - format: A b\n", "a: [", "bank: x\n"])
def test_a_file_with_problems_is_told_and_left(own: OwnFormats, text: str) -> None:
    own.path.parent.mkdir(parents=True)
    own.path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        own.save(make())
    assert "nothing was changed" in caught.value.message
    assert "formats.yaml" in caught.value.detail
    assert text_of(own) == text


def test_a_failed_write_leaves_the_old_file(
    by_hand: OwnFormats, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _text: str) -> None:
        raise atomic.as_library_error(OSError(28, "No space left on device"), path)

    monkeypatch.setattr(atomic, "write_text", refuse)
    with pytest.raises(LibraryError, match="full"):
        by_hand.save(make())
    assert text_of(by_hand) == BY_HAND


def test_an_unknown_one_cannot_be_removed(own: OwnFormats) -> None:
    with pytest.raises(ContentError, match="no format “none”"):
        own.remove("none")


def test_ids_are_made_of_titles_and_unique() -> None:
    assert free_id("Thursday, short!", ()) == "thursday-short"
    assert free_id("Thursday, short!", {"thursday-short"}) == "thursday-short-2"
    assert free_id("Ω", {"my-format", "my-format-2"}) == "my-format-3"
    long = free_id("x" * 80, {"x" * 64})
    assert long == "x" * 62 + "-2"
    assert make(format=long).format == long


def test_a_copy_does_not_borrow_the_authority_of_its_source() -> None:
    copy = copy_of(SHIPPED["sammi-4"], SHIPPED)
    assert copy.format == "sammi-four-minutes-copy"
    assert copy.answer_seconds == 240
    assert copy.clock_includes_prompt
    assert copy.note == ""
    assert copy.source == Source(
        title="Your own format, begun as a copy of “SAMMI, four minutes”", confidence=Confidence.OWN
    )
