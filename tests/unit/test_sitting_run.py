"""A sitting being held: what is put next after a crash, and beside a second copy of the program."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockinterview import paths
from mockinterview.core.attempt import TakeState
from mockinterview.core.interview import Stage
from mockinterview.core.sitting import Sitting, imperial_four
from mockinterview.errors import (
    AttemptHeldError,
    DiskFullError,
    LibraryError,
)
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import load_content
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.sitting_run import SittingRun, unfinished_sittings
from tests.unit.test_attempts import MOMENT, write_wav_with_open_header
from tests.unit.test_interview import make_format


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    content = load_content([paths.content_folder()])
    settings = Settings(library=tmp_path / "library")
    services = Services(settings, tmp_path / "settings.json", content)
    yield services
    services.close()


@pytest.fixture
def sitting(services: Services) -> Sitting:
    questions = imperial_four(list(services.content.questions))
    return Sittings(services.library).create("The Imperial four", make_format(), questions)


def put_first(services: Services, sitting: Sitting, state: TakeState) -> AttemptFolder:
    """The first question, put and answered in a program that ended before it noted the answer."""
    session = SittingRun(services, sitting).open_next()
    assert session is not None
    folder = AttemptFolder(session.folder.path)
    take = folder.new_take(1, MOMENT).model_copy(update={"state": state, "seconds": 30.0})
    folder.save(folder.load().with_take(take))
    session.folder.unlock()
    return folder


def reloaded(services: Services, sitting: Sitting) -> Sitting:
    return Sittings(services.library).load(sitting.id)


@pytest.mark.slow
def test_a_question_that_another_window_puts_is_not_put_anew(
    services: Services, sitting: Sitting
) -> None:
    first = SittingRun(services, sitting).open_next()
    assert first is not None
    before = reloaded(services, sitting)
    with pytest.raises(AttemptHeldError, match="another window"):
        SittingRun(services, before).open_next()
    assert reloaded(services, sitting) == before
    assert [path.name for path in services.library.folder.glob("2*")] == [first.folder.id]
    first.close()


def test_an_answer_that_had_ended_is_not_taken_for_cut_off(
    services: Services, sitting: Sitting
) -> None:
    folder = put_first(services, sitting, TakeState.FINISHED)
    run = SittingRun(services, reloaded(services, sitting))
    session = run.open_next()
    assert session is not None
    assert session.folder.path == folder.path
    session.begin()
    view = session.poll()
    assert (view.stage, view.problem) == (Stage.SAVED, None)
    session.close()
    run.note_answered(session.folder)
    following = run.open_next()
    assert following is not None
    assert following.folder.path != folder.path
    following.close()


def test_an_answer_taken_up_before_the_start_has_recovered_it_is_recovered_first(
    services: Services, sitting: Sitting
) -> None:
    """A library of thousands takes its time; nobody is to get the time of the answer twice."""
    folder = put_first(services, sitting, TakeState.RECORDING)
    take = folder.load().take(1)
    folder.make_room(take)
    write_wav_with_open_header(folder.take_path(take), frames=20 * 8000)
    session = SittingRun(services, reloaded(services, sitting)).open_next()
    assert session is not None
    assert session.attempt.take(1).state is TakeState.RECOVERED
    session.begin()
    assert session.poll().seconds_used == 20.0
    session.close()


def test_the_practice_question_leaves_no_folder(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    bank, question = next(iter(services.content.questions))
    services.tryout_session(bank, question, make_format()).close()
    services.audio.shutdown()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_answer_that_was_cut_off_goes_on_where_it_was(
    services: Services, sitting: Sitting
) -> None:
    put_first(services, sitting, TakeState.RECOVERED)
    session = SittingRun(services, reloaded(services, sitting)).open_next()
    assert session is not None
    session.begin()
    view = session.poll()
    assert view.stage is Stage.INTERRUPTED
    assert view.seconds_used == 30.0
    assert "in the middle of this answer" in str(view.problem)
    session.close()


def test_a_passing_fault_of_the_disk_does_not_put_a_question_anew(
    services: Services, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_first(services, sitting, TakeState.RECORDING)
    take = folder.load().take(1)
    folder.make_room(take)
    write_wav_with_open_header(folder.take_path(take), frames=20 * 8000)
    run = SittingRun(services, reloaded(services, sitting))
    with monkeypatch.context() as patch:
        fail_below(patch, "open", folder.path / "takes")
        with pytest.raises(LibraryError):
            run.open_next()
    assert reloaded(services, sitting).entries[0].attempt == folder.id
    session = run.open_next()
    assert session is not None
    assert session.folder.path == folder.path
    session.close()


def test_an_attempt_that_cannot_be_read_for_a_moment_is_not_given_up(
    services: Services, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_first(services, sitting, TakeState.RECOVERED)
    run = SittingRun(services, reloaded(services, sitting))
    with monkeypatch.context() as patch:
        fail_below(patch, "read_bytes", folder.path)
        with pytest.raises(LibraryError):
            run.open_next()
    session = run.open_next()
    assert session is not None
    assert session.folder.path == folder.path
    session.close()


def test_a_library_that_is_away_gets_no_new_attempt(services: Services, sitting: Sitting) -> None:
    put_first(services, sitting, TakeState.RECOVERED)
    run = SittingRun(services, reloaded(services, sitting))
    place = services.library.folder
    away = place.rename(place.with_name("elsewhere"))
    with pytest.raises(LibraryError, match="is gone"):
        run.open_next()
    assert not place.exists()
    assert len(list(away.glob("2*"))) == 1


def test_a_damaged_attempt_is_put_anew_and_left_as_it_is(
    services: Services, sitting: Sitting
) -> None:
    folder = put_first(services, sitting, TakeState.RECOVERED)
    (folder.path / "attempt.json").write_text("{", encoding="utf-8")
    session = SittingRun(services, reloaded(services, sitting)).open_next()
    assert session is not None
    assert session.folder.path != folder.path
    assert (folder.path / "attempt.json").read_text(encoding="utf-8") == "{"
    session.close()


def test_a_question_that_cannot_be_written_down_is_put_when_it_can(
    services: Services, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = SittingRun(services, sitting)

    def refuse(_store: Sittings, _sitting: Sitting) -> None:
        raise DiskFullError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Sittings, "save", refuse)
        with pytest.raises(DiskFullError):
            run.open_next()
    assert list(services.library.folder.glob("2*")) == [], "nothing is left of the first try"
    session = run.open_next()
    assert session is not None
    assert reloaded(services, sitting).entries[0].attempt == session.folder.id
    session.close()


def test_an_answer_that_had_ended_counts_though_it_was_not_written_down(
    services: Services, sitting: Sitting
) -> None:
    """The program ended in the moment between the two."""
    put_first(services, sitting, TakeState.FINISHED)
    (found,) = unfinished_sittings(services.library)
    assert found.answered == 1
    strict = found.model_copy(
        update={"format": make_format(resumable=False), "entries": sitting.entries}
    )
    first = reloaded(services, sitting).entries[0]
    Sittings(services.library).save(strict.with_entry(0, attempt=first.attempt))
    assert reloaded(services, sitting).can_go_on, "as far as its own file tells"
    assert unfinished_sittings(services.library) == []


def fail_below(patch: pytest.MonkeyPatch, method: str, place: Path) -> None:
    """Let the disk fail for what lies below a folder, and for nothing else."""
    whole = getattr(Path, method)

    def touch(path: Path, *arguments: Any, **names: Any) -> Any:
        if place in path.parents:
            raise OSError(errno.EIO, "Input/output error")
        return whole(path, *arguments, **names)

    patch.setattr(Path, method, touch)
