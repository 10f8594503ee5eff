"""What is offered before answers are packed, whose marks are ticked, and how that is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mockinterview.core.marking import Marking
from mockinterview.errors import MockInterviewError, UsageError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.pack.choice import Choice, MarkingChoice, word_for
from mockinterview.pack.gathering import Parcel, gather
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import (
    ReceivedMarking,
    claim,
    save_received,
    show_all_the_same,
)
from mockinterview.pack_exchange import take_over
from mockinterview.ui.packing.contents import (
    KEPT_BACK,
    MarksLine,
    Offer,
    Wish,
    look_at,
    sizes_of,
)
from mockinterview.ui.packing.wording import (
    UNNAMED,
    answers_words,
    file_name,
    marks_words,
    name_question,
    name_remark,
    sound_remark,
)
from tests.pack_examples import (
    NOW,
    make_attempt,
    make_marking,
    pack,
    put_attempt,
    put_whole_attempt,
)

TODAY = dt.date(2026, 11, 27)
MINE = MarksLine("candidate", 1, "Candidate", is_mine=True)
MINE_AGAIN = MarksLine("candidate", 2, "Candidate", is_mine=True)
FINCH = MarksLine("tutor", 1, "Dr Finch")


@pytest.fixture
def whole(tmp_path: Path) -> AttemptFolder:
    """One's own, marked in two passes."""
    return put_whole_attempt(tmp_path / "anna")


def receive(folder: AttemptFolder, marking: Marking) -> None:
    save_received(folder, ReceivedMarking(marking=marking, packed=NOW, arrived=NOW))


def handed_to_tutor(whole: AttemptFolder, home: Path, name: str) -> AttemptFolder:
    """The same answer in the library of a tutor."""
    target = pack(home / f"{name}.mockinterview", whole, name=name)
    (arrived,) = take_over(target, Library(home / f"tutor of {name}"))
    assert arrived.folder is not None
    return arrived.folder


def named(parcels: list[Parcel]) -> list[str]:
    """The names under which these come to stand in a pack."""
    return [one.listed.candidate for one in gather(parcels, Choice(sound="none"))]


def test_ones_own_marks_come_first_and_those_of_others_are_told_apart(
    whole: AttemptFolder,
) -> None:
    receive(whole, make_marking("tutor"))
    offer = look_at([whole], "")
    assert list(offer.counts) == [MINE, MINE_AGAIN, FINCH]
    assert (offer.has_mine, offer.others, offer.asks_name) == (True, (), True)


def test_only_the_marks_that_are_ticked_go_along(whole: AttemptFolder) -> None:
    receive(whole, make_marking("tutor"))
    offer = look_at([whole], "")
    for ticked in ({MINE}, {MINE_AGAIN, FINCH}, set()):
        parcels = offer.parcels(Wish("", "none", frozenset(ticked)))
        (gathered,) = gather(parcels, Choice(sound="none"))
        assert gathered.markings == len(ticked)


def test_of_one_answer_a_pass_of_one_marker_is_chosen() -> None:
    finch, shah = make_marking("tutor"), make_marking("tutor").model_copy(update={"marker": "Shah"})
    choice = MarkingChoice.of([word_for(finch)])
    assert (choice.takes(finch), choice.takes(shah)) == (True, False)
    assert not choice.takes(finch.model_copy(update={"pass_number": 2}))


def test_the_name_written_last_is_proposed(whole: AttemptFolder) -> None:
    assert look_at([whole], "").name == ""
    assert look_at([whole], "Ann Other").name == "Ann Other"
    offer = look_at([whole], "Ann Other")
    assert named(offer.parcels(Wish("  Ann  O. ", "none", frozenset()))) == ["Ann O."]
    with pytest.raises(UsageError):
        offer.parcels(Wish("Ann\u202eOther", "none", frozenset()))


def test_an_answer_of_one_candidate_keeps_the_name_or_loses_it(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    there = handed_to_tutor(whole, tmp_path, "Ann")
    offer = look_at([there], "Dr Finch")
    assert (offer.has_mine, offer.asks_name, offer.name) == (False, True, "Ann")
    assert named(offer.parcels(Wish("Ann", "none", frozenset()))) == ["Ann"]
    assert named(offer.parcels(Wish("", "none", frozenset()))) == [""], "it may stay anonymous"


def test_ones_own_from_another_computer_begins_with_its_name(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    there = handed_to_tutor(whole, tmp_path, "Ann")
    claim(there)
    assert look_at([there], "").name == "Ann"
    assert look_at([there], "Ann Other").name == "Ann Other"
    assert list(look_at([there], "").counts) == [MINE, MINE_AGAIN]


def test_answers_of_several_keep_their_names(whole: AttemptFolder, tmp_path: Path) -> None:
    other = put_attempt(tmp_path / "bob", make_attempt(created=NOW))
    answers = [handed_to_tutor(whole, tmp_path, "Ann"), handed_to_tutor(other, tmp_path, "bob")]
    offer = look_at(answers, "Dr Finch")
    assert (offer.asks_name, offer.others) == (False, ("Ann", "bob"))
    assert named(offer.parcels(Wish("", "none", frozenset()))) == ["Ann", "bob"]
    assert name_remark(offer, "") == "Answers that came in packs keep their names: Ann, bob."
    assert file_name(offer, "", TODAY) == "2 candidates 2026-11-27"


def test_with_ones_own_among_them_only_those_get_ones_name(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    own = put_attempt(tmp_path / "bob", make_attempt(created=NOW))
    offer = look_at([handed_to_tutor(whole, tmp_path, "Ann"), own], "")
    assert name_question(offer) == "Your name, for your own answers"
    assert named(offer.parcels(Wish("Bob", "none", frozenset()))) == ["Ann", "Bob"]
    told = name_remark(offer, "Bob")
    assert told.startswith("Tutors see your answers under this name.")
    assert told.endswith("keep their names: Ann.")
    mine_alone = offer.parcels(Wish("Bob", "none", frozenset({MINE})))
    marks = [one.markings for one in gather(mine_alone, Choice(sound="none"))]
    assert marks == [0, 1], "the candidate's marks of the same name are not one's own"


def test_marks_that_may_not_be_told_yet_are_one_tick_without_names(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    there = handed_to_tutor(whole, tmp_path, "Ann")
    receive(there, make_marking("tutor"))
    assert list(look_at([there], "").counts) == [KEPT_BACK]
    parcels = look_at([there], "").parcels(Wish("Ann", "none", frozenset({KEPT_BACK})))
    (gathered,) = gather(parcels, Choice(sound="none"))
    assert gathered.markings == 3
    show_all_the_same(there)
    lines = list(look_at([there], "").counts)
    assert {line.is_kept_back for line in lines} == {False}
    assert {line.is_mine for line in lines} == {False}, "a tutor who has not marked has none"


def test_a_name_that_is_also_somebody_elses_is_not_ones_own(whole: AttemptFolder) -> None:
    receive(whole, make_marking(note="Other marks of the same pass, from another computer."))
    counts = look_at([whole], "").counts
    assert [line.is_mine for line in counts] == [True, False]


def test_sizes_are_told_for_every_sound_or_why_not(whole: AttemptFolder) -> None:
    offer = look_at([whole], "")
    sizes = sizes_of(offer, frozenset())
    none, opus = sizes["none"], sizes["opus"]
    assert isinstance(none, int)
    assert isinstance(opus, int)
    assert none < opus
    more = sizes_of(offer, frozenset({MINE}))["none"]
    assert isinstance(more, int)
    assert more > none
    whole.take_path(whole.load().take(1)).unlink()
    sizes = sizes_of(offer, frozenset())
    assert isinstance(sizes["none"], int)
    assert isinstance(sizes["flac"], MockInterviewError)


def test_words_of_the_sheet(whole: AttemptFolder) -> None:
    offer = look_at([whole], "")
    assert answers_words(offer) == "24 Nov 2026 · Tell us about a time when you asked for help."
    assert name_question(offer) == "Your name"
    assert name_remark(offer, "Ann") == "Tutors see the answer under this name."
    assert name_remark(offer, " ") == UNNAMED
    assert sound_remark("opus", None).startswith("…")
    assert sound_remark("none", 41_000).startswith("About 41 KB. ")
    assert marks_words(MINE, 1, 1) == "Your marks, first pass"
    assert marks_words(FINCH, 2, 5) == "Dr Finch, tutor, first pass · 2 of 5 answers"
    unnamed = MarksLine("tutor", 3, "Candidate")
    assert marks_words(unnamed, 1, 1) == "Tutor, pass 3"
    tutoring = MarksLine("tutor", 1, "Dr Finch", is_mine=True)
    assert marks_words(tutoring, 1, 1) == "Your marks as Dr Finch, first pass"
    assert "kept back" in marks_words(KEPT_BACK, 1, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Other", "Ann Other 2026-11-27"),
        ("Ann/Other: <b>", "AnnOther b 2026-11-27"),
        ("", "asked-for-help 2026-11-27"),
        ("..", "asked-for-help 2026-11-27"),
        ("ツ" * 100, f"{'ツ' * 60} 2026-11-27"),
    ],
)
def test_the_file_is_called_by_name_and_day(whole: AttemptFolder, name: str, expected: str) -> None:
    assert file_name(look_at([whole], ""), name, TODAY) == expected


def test_several_unnamed_answers_are_called_by_their_number(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    other = put_attempt(tmp_path / "bob", make_attempt(created=NOW))
    offer = look_at([whole, other], "")
    assert answers_words(offer) == "2 answers"
    assert file_name(offer, "", TODAY) == "2 answers 2026-11-27"


def test_what_is_offered_first_is_nothing() -> None:
    assert Offer(()).name == ""


def test_an_unnamed_pack_of_a_named_answer_says_nothing_of_the_name(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    there = handed_to_tutor(whole, tmp_path, "Ann")
    target = pack(tmp_path / "b.mockinterview", there, choice=Choice(sound="none"), name="")
    assert inspect(target).candidates == ()
