"""`mockinterview suggest`: what it prints and ends with, of a file and of an attempt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.suggest import suggester
from tests.unit.correction_examples import make_transcript, make_word
from tests.unit.test_bin import practised
from tests.unit.test_bin_commands import Run, as_json, run

__all__ = ["run"]

SENTENCES = ["I was captain of the team.", "I haven't got an example of following.", "Tea — 茶."]
SCHEME = """
rubric: bees
version: 1
title: Bees
include: [delivery]
criteria:
  - id: bees
    kind: positive
    text: Speaks of keeping bees.
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def folder(library: Library) -> AttemptFolder:
    """An attempt with a take in which nothing is said."""
    return practised(library, takes=1)


@pytest.fixture(autouse=True)
def words_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the encoder, which takes a second to begin; the slow test has it."""
    if request.node.get_closest_marker("slow") is None:
        monkeypatch.setattr(suggester, "find_weights", lambda: None)


def file_of(tmp_path: Path, value: object) -> str:
    path = tmp_path / "sentences.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def test_sentences_are_ranked_for_each_criterion(run: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, SENTENCES)
    call = ("suggest", "--rubric", "leader-and-follower", "--sentences", file, "--json")
    found = as_json(run(*call))
    assert set(found) == {"both", "leading-example", "following-example", "starr", "medicine-link"}
    assert found["leading-example"][0]["sentence"] == 0
    assert set(found["leading-example"][0]) == {"sentence", "score"}
    assert 1 not in [one["sentence"] for one in found["following-example"]]


@pytest.mark.slow
def test_the_encoder_has_its_say(run: Run, tmp_path: Path) -> None:
    call = ("suggest", "--rubric", "leader-and-follower", "--json", "--sentences")
    found = as_json(
        run(*call, file_of(tmp_path, ["The surgeon heeds the anaesthetist.", "It rained."]))
    )
    assert [one["sentence"] for one in found["medicine-link"]] == [0, 1]


def test_a_person_reads_sentences_and_no_scores(run: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, SENTENCES)
    code, out, err = run("suggest", "--rubric", "leader-and-follower", "--sentences", file)
    assert (code, err) == (0, "")
    assert out.startswith("Where you may be talking about this.")
    assert "  “I was captain of the team.”" in out
    assert "0." not in out


def test_nothing_to_point_at_is_said_so(run: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, [" "])
    out = run("suggest", "--rubric", "leader-and-follower", "--sentences", file)[1]
    assert out.count("I could not point to a sentence.") == 5


def test_a_scheme_may_be_a_file(run: Run, tmp_path: Path) -> None:
    scheme = tmp_path / "bees.yaml"
    scheme.write_text(SCHEME, encoding="utf-8")
    file = file_of(tmp_path, ["We had tea.", "My uncle keeps bees."])
    found = as_json(run("suggest", "--rubric", str(scheme), "--sentences", file, "--json"))
    assert found["bees"][0]["sentence"] == 1


def test_an_attempt_is_looked_at_with_its_own_scheme(run: Run, folder: AttemptFolder) -> None:
    heard = (make_word("I", 0.0, 0.2, 0.9), make_word("led.", 0.3, 0.6, 0.9))
    folder.save_transcript(1, make_transcript(heard, seconds=2))
    found = as_json(run("suggest", "--attempt", folder.id, "--json"))
    told = [one for suggestions in found.values() for one in suggestions]
    assert {(one["start"], one["end"], one["words"]) for one in told} == {(0.0, 0.6, "I led.")}
    assert "0:00  “I led.”" in run("suggest", "--attempt", folder.id)[1]


def test_a_take_without_words_is_told(run: Run, folder: AttemptFolder) -> None:
    folder.transcript_path(1).unlink()
    code, _, err = run("suggest", "--attempt", folder.id)
    assert (code, "Take 1 has no transcript." in err) == (1, True)
    code, _, err = run("suggest", "--attempt", folder.id, "--take", "7")
    assert (code, "There is no take 7 in this attempt." in err) == (1, True)


@pytest.mark.parametrize(
    ("written", "told"),
    [("{", "is not JSON"), ('{"a": 1}', "is not a list of"), ('["a", 1]', "is not a list of")],
)
def test_a_file_that_is_no_list_is_told(run: Run, tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(written, encoding="utf-8")
    code, _, err = run("suggest", "--rubric", "resilience", "--sentences", str(path))
    assert (code, told in err) == (1, True)


def test_what_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, SENTENCES)
    scheme = tmp_path / "bad.yaml"
    scheme.write_text("rubric: [", encoding="utf-8")
    for rubric, sentences, told in (
        ("no-such", file, "There is no mark scheme “no-such”."),
        (str(tmp_path / "no.yaml"), file, "There is no file"),
        (str(scheme), file, "is no mark scheme that can be used."),
        ("resilience", str(tmp_path / "no.json"), "cannot be read."),
    ):
        code, _, err = run("suggest", "--rubric", rubric, "--sentences", sentences)
        assert code == 1
        assert told in err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--rubric", "resilience"),
        ("--sentences", "x.json"),
        ("--sentences", "x.json", "--attempt", "y"),
        ("--sentences", "x.json", "--rubric", "resilience", "--take", "1"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    run: Run, options: tuple[str, ...]
) -> None:
    assert run("suggest", *options)[0] == 2
