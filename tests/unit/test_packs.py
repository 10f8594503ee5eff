"""Packs: what goes in comes out, nothing about the computer goes in, and nothing is doubled."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.audio.export_sound import export_sound
from mockinterview.audio.waveform import outline
from mockinterview.core.attempt import TakeState
from mockinterview.core.marking import Marking
from mockinterview.errors import (
    DiskFullError,
    ExportCancelled,
    ExportError,
    ImportCancelled,
    LibraryError,
    PackError,
    UsageError,
)
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.locks import IMPORTING_LOCK
from mockinterview.pack import arriving
from mockinterview.pack.arriving import Arrived, Outcome
from mockinterview.pack.choice import Choice, MarkingChoice, candidate_name
from mockinterview.pack.for_others import correction_for_others, for_others, transcript_for_others
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.ogg import page_crc, with_fixed_serial
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import all_markings, receipt_of, received_markings
from mockinterview.pack.senders import FILE
from mockinterview.pack.writing import write_pack
from mockinterview.pack_exchange import length_of_sound, size_beforehand, take_over
from tests.pack_examples import (
    NOW,
    SECONDS,
    make_attempt,
    make_marking,
    make_take,
    pack,
    put_attempt,
    put_made,
    put_whole_attempt,
    sound_bytes,
    whole_attempts,
)

FLAC = Choice(sound="flac")
SILENT = Choice(sound="none")


@pytest.fixture
def whole(tmp_path: Path) -> AttemptFolder:
    return put_whole_attempt(tmp_path / "anna")


@pytest.fixture
def tutor(tmp_path: Path) -> Library:
    return Library(tmp_path / "tutor")


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {IMPORTING_LOCK, FILE}
    }


def only(arrived: list[Arrived]) -> Arrived:
    (one,) = arrived
    return one


def home(one: Arrived) -> AttemptFolder:
    assert one.folder is not None
    return one.folder


@pytest.mark.slow
@given(made=whole_attempts(), sound=st.sampled_from(["flac", "none"]))
@settings(max_examples=60)
def test_a_round_trip_loses_nothing_that_is_handed_over(made: object, sound: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = put_made(place / "one", made)  # type: ignore[arg-type]
        choice = FLAC if sound == "flac" else SILENT
        target = pack(place / "a.mockinterview", folder, choice=choice, name="Ann")
        there = home(only(take_over(target, Library(place / "two"))))
        sent, got = for_others(folder.load(), choice.sound), there.load()
        assert got.model_copy(update={"id": sent.id}) == sent
        for take in sent.answers:
            heard, corrected = folder.transcript(take.number), folder.correction(take.number)
            assert there.transcript(take.number) == (heard and transcript_for_others(heard))
            assert there.correction(take.number) == (corrected and correction_for_others(corrected))
            has_sound = sound == "flac" and take.seconds > 0
            assert there.take_path(take).is_file() == has_sound
        marks = all_markings(folder)
        assert len(all_markings(there)) == len(marks)
        assert all(marking in all_markings(there) for marking in marks)
        again = pack(place / "b.mockinterview", there, choice=choice)
        assert again.read_bytes() == target.read_bytes()
        second = only(take_over(target, Library(place / "two")))
        assert (second.outcome, second.new_markings) == (Outcome.HERE, 0)


@given(made=whole_attempts(), sound=st.sampled_from(["opus", "flac", "none"]))
@settings(max_examples=30)
def test_what_was_handed_over_once_stays_as_it_is(made: object, sound: str) -> None:
    attempt = made[0]  # type: ignore[index]
    once = for_others(attempt, sound)  # type: ignore[arg-type]
    assert for_others(once, sound) == once  # type: ignore[arg-type]
    assert {take.number for take in once.takes} == {take.number for take in attempt.takes}


def test_sound_comes_out_as_it_went_in(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, choice=FLAC), tutor)))
    assert (there.path / "takes/take-1.flac").read_bytes() == sound_bytes()


def test_opus_is_smaller_as_long_and_played(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole), tutor)))
    take = there.load().takes[0]
    assert take.file == "takes/take-1.opus"
    assert length_of_sound(there.take_path(take)) == pytest.approx(SECONDS, abs=0.03)
    assert there.recover() == []
    assert export_sound(there.take_path(take), tmp_path / "a.wav") == pytest.approx(
        SECONDS, abs=0.03
    )
    assert (
        inspect(pack(tmp_path / "b.mockinterview", there, choice=FLAC)).attempts[0].sound == "flac"
    )
    assert max(outline(there.take_path(take))) > 0.1


def test_the_same_content_gives_the_same_bytes(whole: AttemptFolder, tmp_path: Path) -> None:
    for sound in ("opus", "flac", "none"):
        choice = Choice(sound=sound)
        first = pack(tmp_path / f"1-{sound}.mockinterview", whole, choice=choice, name="Ann")
        second = pack(tmp_path / f"2-{sound}.mockinterview", whole, choice=choice, name="Ann")
        assert first.read_bytes() == second.read_bytes()


def test_nothing_about_the_computer_goes_along(whole: AttemptFolder, tmp_path: Path) -> None:
    target = pack(tmp_path / "a.mockinterview", whole, name="Ann Other")
    with zipfile.ZipFile(target) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for private in (
        "Studio",
        "Built-in",
        "anna",
        "private.m4a",
        "sitting-",
        "/home",
        str(tmp_path),
    ):
        assert private.encode() not in everything
    assert b"Ann Other" in everything


def test_a_pack_is_looked_into_without_writing(whole: AttemptFolder, tmp_path: Path) -> None:
    target = pack(tmp_path / "a.mockinterview", whole, name="Ann Other")
    before = files_in(tmp_path)
    contents = inspect(target)
    assert files_in(tmp_path) == before
    (one,) = contents.attempts
    assert (contents.kind, one.candidate, one.sound) == ("attempt", "Ann Other", "opus")
    assert contents.candidates == ("Ann Other",)
    assert contents.created == NOW
    assert [marking.pass_number for marking in one.markings] == [1, 2]
    assert set(one.corrected) == {1}


@pytest.mark.parametrize("sound", ["opus", "flac", "none"])
def test_its_size_is_told_beforehand(whole: AttemptFolder, tmp_path: Path, sound: str) -> None:
    attempt = make_attempt(
        takes=(make_take(seconds=20.0),), created=NOW, sitting="", source_file=""
    )
    long = put_attempt(tmp_path / "long", attempt)
    choice = Choice(sound=sound)  # type: ignore[arg-type]
    told = size_beforehand([Parcel(long)], choice)
    size = pack(tmp_path / "a.mockinterview", long, choice=choice).stat().st_size
    assert told == pytest.approx(size, rel=0.6 if sound == "opus" else 0.1)


def test_what_is_not_an_answer_stays_at_home(tutor: Library, tmp_path: Path) -> None:
    takes = (
        make_take(1),
        make_take(2, binned=NOW),
        make_take(3, state=TakeState.RECORDING),
        make_take(4),
    )
    folder = put_attempt(tmp_path / "anna", make_attempt(takes=takes, chosen_take=2))
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", folder), tutor)))
    attempt = there.load()
    assert [take.number for take in attempt.answers] == [1, 4]
    assert [take.is_removed for take in attempt.takes] == [False, True, True, False]
    assert attempt.chosen_take is None
    assert attempt.binned_takes == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["all"], {"candidate-1", "candidate-2", "tutor-1"}),
        (["none"], set()),
        (["candidate"], {"candidate-1", "candidate-2"}),
        (["candidate-2"], {"candidate-2"}),
        (["marker:Dr Finch"], {"tutor-1"}),
        (["tutor", "candidate-1"], {"candidate-1", "tutor-1"}),
        (["tutor-1:Dr Finch", "candidate-2:Somebody"], {"tutor-1"}),
    ],
)
def test_the_sender_chooses_whose_marks_go_along(
    whole: AttemptFolder, tmp_path: Path, words: list[str], expected: set[str]
) -> None:
    whole.save_marking(make_marking("tutor"))
    choice = Choice(sound="none", markings=MarkingChoice.of(words))
    (one,) = inspect(pack(tmp_path / "a.mockinterview", whole, choice=choice)).attempts
    assert {f"{each.role}-{each.pass_number}" for each in one.markings} == expected


def test_a_choice_of_marks_that_means_nothing_is_told() -> None:
    with pytest.raises(UsageError, match="“examiner” names no marks"):
        MarkingChoice.of(["examiner"])


def test_a_name_must_be_one() -> None:
    assert candidate_name("  Ann \t Other ") == "Ann Other"
    for name in ("a" * 101, "Ann\u202eOther", "Ann\0"):
        with pytest.raises(UsageError):
            candidate_name(name)


def test_the_same_pack_twice_is_told_and_not_doubled(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    target = pack(tmp_path / "a.mockinterview", whole, name="Ann")
    first = only(take_over(target, tutor))
    before = files_in(tutor.folder)
    second = only(take_over(target, tutor))
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.HERE)
    assert home(first).id == home(second).id
    assert files_in(tutor.folder) == before


def test_ones_own_pack_is_recognised(whole: AttemptFolder, tmp_path: Path) -> None:
    library = Library(whole.path.parent)
    before = files_in(library.folder)
    for choice in (Choice(), FLAC, SILENT):
        target = pack(tmp_path / f"{choice.sound}.mockinterview", whole, choice=choice)
        one = only(take_over(target, library))
        assert (one.outcome, one.new_markings) == (Outcome.HERE, 0)
    assert files_in(library.folder) == before


def test_what_was_edited_since_is_kept_and_the_packed_one_lies_beside(
    whole: AttemptFolder, tmp_path: Path
) -> None:
    library = Library(whole.path.parent)
    target = pack(tmp_path / "a.mockinterview", whole)
    whole.change(lambda attempt: attempt.model_copy(update={"notes": "Something else."}))
    before = files_in(whole.path)
    one = only(take_over(target, library))
    assert one.outcome is Outcome.BESIDE
    assert home(one).id == f"{whole.id}-2"
    assert files_in(whole.path) == before
    assert home(one).load().notes == "Think of the ward."
    assert only(take_over(target, library)).outcome is Outcome.HERE


def test_words_corrected_since_make_another_version(whole: AttemptFolder, tmp_path: Path) -> None:
    target = pack(tmp_path / "a.mockinterview", whole)
    whole.remove_correction(1)
    assert only(take_over(target, Library(whole.path.parent))).outcome is Outcome.BESIDE


def test_marks_come_back_and_ones_own_stay(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, name="Ann"), tutor)))
    there.save_marking(make_marking("tutor", note="Very good."))
    choice = Choice(kind="markings", markings=MarkingChoice.of(["tutor"]))
    returned = pack(tmp_path / "b.mockinterview", there, choice=choice)
    contents = inspect(returned)
    assert (contents.kind, contents.candidates) == ("markings", ("Ann",))
    assert contents.attempts[0].sounds == {}
    own = files_in(whole.path)
    library = Library(whole.path.parent)
    one = only(take_over(returned, library))
    assert (one.outcome, one.new_markings, one.scheme_differs) == (Outcome.HERE, 1, False)
    assert files_in(whole.path).items() >= own.items()
    (received,) = received_markings(whole)
    assert received.marking == make_marking("tutor", note="Very good.")
    assert received.packed == NOW
    assert only(take_over(returned, library)).new_markings == 0


def test_marks_of_role_candidate_from_a_friend_never_become_ones_own(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, choice=SILENT), tutor)))
    there.save_marking(make_marking(note="A friend's."))
    returned = pack(tmp_path / "b.mockinterview", there, choice=Choice(kind="markings"))
    assert only(take_over(returned, Library(whole.path.parent))).new_markings == 1
    assert whole.marking() == make_marking()
    assert len(all_markings(whole)) == 3


def test_marks_of_another_tutor_do_not_take_the_place_of_ones_own(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    whole.save_marking(make_marking("tutor", note="Of tutor A."))
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole), tutor)))
    assert there.marking("tutor") == Marking(role="tutor")
    assert make_marking("tutor", note="Of tutor A.") in all_markings(there)


def test_marks_made_since_come_with_a_second_pack(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    none = Choice(sound="none", markings=MarkingChoice.of(["none"]))
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, choice=none), tutor)))
    assert all_markings(there) == []
    second = only(take_over(pack(tmp_path / "b.mockinterview", whole, choice=SILENT), tutor))
    assert (second.outcome, second.new_markings) == (Outcome.HERE, 2)
    assert there.marking() == make_marking()


def test_marks_open_in_a_window_are_not_disturbed(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    none = Choice(sound="none", markings=MarkingChoice.of(["none"]))
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, choice=none), tutor)))
    assert there.lock_marking()
    try:
        take_over(pack(tmp_path / "b.mockinterview", whole, choice=SILENT), tutor)
    finally:
        there.unlock_marking()
    assert there.marking() == Marking()
    assert len(received_markings(there)) == 2


def test_marks_on_an_attempt_that_is_not_here_do_nothing(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    returned = pack(tmp_path / "b.mockinterview", whole, choice=Choice(kind="markings"))
    one = only(take_over(returned, tutor))
    assert (one.outcome, one.folder) == (Outcome.NOT_HERE, None)
    assert not tutor.folder.exists()


def test_a_scheme_that_differs_is_told(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole), tutor)))
    attempt = there.load()
    rubric = attempt.rubric.model_copy(update={"title": "Another"})
    there.save(attempt.model_copy(update={"rubric": rubric}))
    returned = pack(tmp_path / "b.mockinterview", there, choice=Choice(kind="markings"))
    assert only(take_over(returned, Library(whole.path.parent))).scheme_differs


def test_a_whole_class_goes_into_one_pack(tutor: Library, tmp_path: Path) -> None:
    folders = [
        put_attempt(
            tmp_path / str(number), make_attempt(created=NOW + dt.timedelta(microseconds=number))
        )
        for number in range(12)
    ]
    target = pack(tmp_path / "class.mockinterview", *folders, choice=SILENT)
    arrived = take_over(target, tutor)
    assert [one.outcome for one in arrived] == [Outcome.NEW] * 12
    assert len({home(one).id for one in arrived}) == 12
    assert {one.outcome for one in take_over(target, tutor)} == {Outcome.HERE}


def test_the_receipt_tells_whose_it_is(
    whole: AttemptFolder, tutor: Library, tmp_path: Path
) -> None:
    target = pack(tmp_path / "a.mockinterview", whole, name="Ann Other")
    receipt = receipt_of(home(only(take_over(target, tutor))))
    assert receipt is not None
    assert (receipt.candidate, receipt.sound, receipt.packed) == ("Ann Other", "opus", NOW)
    assert receipt_of(whole) is None


def test_nothing_is_left_of_a_pack_whose_last_attempt_fails(tutor: Library, tmp_path: Path) -> None:
    good = put_attempt(tmp_path / "anna")
    lying = put_attempt(tmp_path / "ben", make_attempt(created=NOW, takes=(make_take(),)))
    lying.change(
        lambda attempt: attempt.with_take(attempt.takes[0].model_copy(update={"seconds": 30.0}))
    )
    target = pack(tmp_path / "a.mockinterview", good, lying, choice=FLAC)
    with pytest.raises(PackError, match="not as long as its attempt says"):
        take_over(target, tutor)
    assert files_in(tutor.folder) == {}
    assert list(tutor.folder.iterdir()) == []


def test_marks_that_cannot_be_written_take_the_new_attempts_back(
    whole: AttemptFolder, tutor: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = Choice(sound="none", markings=MarkingChoice.of(["none"]))
    there = home(only(take_over(pack(tmp_path / "a.mockinterview", whole, choice=none), tutor)))
    other = put_attempt(tmp_path / "ben", make_attempt(created=NOW))
    before = files_in(tutor.folder)

    def fail(*_arguments: object) -> list[Path]:
        raise DiskFullError("The disk is full.")

    monkeypatch.setattr(arriving, "merge_markings", fail)
    with pytest.raises(DiskFullError):
        take_over(pack(tmp_path / "b.mockinterview", whole, other, choice=SILENT), tutor)
    assert files_in(tutor.folder) == before
    assert [folder.id for folder, _ in tutor.each()] == [there.id]


def test_no_room_is_told_before_anything_is_written(
    whole: AttemptFolder, tutor: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = pack(tmp_path / "a.mockinterview", whole)
    monkeypatch.setattr(arriving, "free_bytes", lambda _folder: 1000)
    with pytest.raises(DiskFullError):
        take_over(target, tutor)
    assert not tutor.folder.exists()


def test_an_import_can_be_cancelled(whole: AttemptFolder, tutor: Library, tmp_path: Path) -> None:
    target = pack(tmp_path / "a.mockinterview", whole)
    with pytest.raises(ImportCancelled):
        take_over(target, tutor, is_cancelled=lambda: True)
    assert files_in(tutor.folder) == {}


def test_a_pack_is_never_written_over_unawares(whole: AttemptFolder, tmp_path: Path) -> None:
    target = tmp_path / "a.mockinterview"
    target.write_text("something of mine", encoding="utf-8")
    with pytest.raises(ExportError, match="There is a file"):
        pack(target, whole)
    assert target.read_text(encoding="utf-8") == "something of mine"


def test_a_pack_that_fails_leaves_nothing(whole: AttemptFolder, tmp_path: Path) -> None:
    target = tmp_path / "a.mockinterview"
    before = files_in(tmp_path)

    def cancelled() -> bool:
        return True

    with pytest.raises(ExportCancelled):
        write_pack(
            target,
            [Parcel(whole)],
            SILENT,
            convert=lambda _take, _path: None,
            now=NOW,
            is_cancelled=cancelled,
        )
    with pytest.raises(ExportError, match="Nothing can be written into"):
        pack(tmp_path / "gone" / "a.mockinterview", whole)
    with pytest.raises(ExportError, match=r"cannot be called “a\.zip”"):
        pack(tmp_path / "a.zip", whole)
    assert files_in(tmp_path) == before


def test_what_cannot_be_packed_is_told(whole: AttemptFolder, tmp_path: Path) -> None:
    target = tmp_path / "a.mockinterview"
    with pytest.raises(UsageError, match="chosen twice"):
        pack(target, whole, whole)
    with pytest.raises(UsageError, match="There are no attempts"):
        pack(target)
    whole.take_path(whole.load().takes[0]).unlink()
    with pytest.raises(PackError, match="The sound of a take is missing"):
        pack(target, whole)
    assert inspect(pack(target, whole, choice=SILENT)).attempts[0].sound == "none"
    whole.change(lambda attempt: attempt.model_copy(update={"binned": NOW}))
    with pytest.raises(UsageError, match="is in the bin"):
        pack(tmp_path / "b.mockinterview", whole, choice=SILENT)


def test_no_marks_to_return_is_told(tmp_path: Path) -> None:
    blank = put_attempt(tmp_path / "anna", markings=())
    with pytest.raises(UsageError, match="There are no marks to give back"):
        pack(tmp_path / "a.mockinterview", blank, choice=Choice(kind="markings"))


def test_an_attempt_that_no_reader_would_take_is_not_packed(tmp_path: Path) -> None:
    folder = put_attempt(tmp_path / "anna")
    path = folder.path / "markings/candidate-1.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    value["marks"]["limit"]["evidence"][0]["take"] = 9
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(LibraryError, match="holds a citation of a take that is not there"):
        pack(tmp_path / "a.mockinterview", folder)
    value["marks"]["limit"]["evidence"][0]["take"] = 1
    value["comments"] = [{"take": 9, "start": 0, "end": 1, "text": "Where?"}]
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(LibraryError, match="holds a citation of a take that is not there"):
        pack(tmp_path / "a.mockinterview", folder)


def test_ogg_pages_keep_right_checksums(whole: AttemptFolder, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack(tmp_path / "a.mockinterview", whole)) as archive:
        data = archive.read("attempts/1/takes/take-1.opus")
    assert with_fixed_serial(data) == data
    # A page of libogg's own, whose checksum it reckoned itself.
    page = bytes.fromhex("4f676753000200000000000000005473c13b00000000000000000113")
    head = page + b"OpusHead\x01\x018\x01\x80\xbb\x00\x00\x00\x00\x00"
    assert page_crc(head) == int.from_bytes(bytes.fromhex("81a2f83b"), "little")
