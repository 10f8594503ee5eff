"""The cache: unchanged files are not read again, changed ones are, and damage does no harm."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from mockinterview.files import content_cache
from mockinterview.files.content import Content, load_content
from mockinterview.files.content_cache import ContentCache
from mockinterview.files.content_file import ContentFile, read_content_file

GOOD = Path(__file__).parents[1] / "data" / "good"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good content that has not been touched for a while."""
    copy = tmp_path / "content"
    shutil.copytree(GOOD, copy)
    for path in copy.rglob("*"):
        make_old(path)
    return copy


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "content.json"


def make_old(path: Path, seconds: float = 100) -> None:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def as_data(content: Content) -> object:
    banks = [bank.model_dump() for bank in content.banks.values()]
    rubrics = [rubric.model_dump() for rubric in content.rubrics.values()]
    return (banks, rubrics, content.formats, content.folders, content.bank_files, content.problems)


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    read: list[Path] = []

    def counting(path: Path) -> ContentFile:
        read.append(path)
        return read_content_file(path)

    monkeypatch.setattr(content_cache, "read_content_file", counting)
    return read


def test_unchanged_files_are_not_read_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = load_content([folder])
    first = load_content([folder], ContentCache(cache))
    read = count_readings(monkeypatch)
    second = load_content([folder], ContentCache(cache))
    assert read == []
    assert as_data(plain) == as_data(first) == as_data(second)
    assert second.question("good-one")[1] == plain.question("good-one")[1]


def test_only_a_changed_file_is_read_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_content([folder], ContentCache(cache))
    bank = folder / "questions" / "good.yaml"
    text = bank.read_text(encoding="utf-8").replace("last year?", "this year?")
    bank.write_text(text, encoding="utf-8")
    make_old(bank, seconds=50)
    read = count_readings(monkeypatch)
    content = load_content([folder], ContentCache(cache))
    assert read == [bank]
    assert content.question("good-one")[1].prompt == "What did you learn this year?"
    load_content([folder], ContentCache(cache))
    assert read == [bank], "and it is kept the next time"


def test_a_file_that_was_just_saved_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = folder / "questions" / "good.yaml"
    os.utime(bank)
    load_content([folder], ContentCache(cache))
    read = count_readings(monkeypatch)
    load_content([folder], ContentCache(cache))
    assert read == [bank], "it may change again within the same time stamp"


def test_problems_between_files_are_found_again(folder: Path, cache: Path) -> None:
    load_content([folder], ContentCache(cache))
    (folder / "rubrics" / "talk.yaml").unlink()
    for _ in range(2):
        content = load_content_anyway(folder, cache)
        assert "unknown-rubric" in [problem.code for problem in content.problems]


def load_content_anyway(folder: Path, cache: Path) -> Content:
    """Content of which no bank may be left."""
    from mockinterview.files.content import content_paths, read_content

    return read_content(content_paths(folder), ContentCache(cache))


def test_a_sound_that_goes_away_is_noticed(folder: Path, cache: Path) -> None:
    assert load_content([folder], ContentCache(cache)).problems == []
    (folder / "questions" / "audio" / "good-one.flac").unlink()
    content = load_content([folder], ContentCache(cache))
    assert [problem.code for problem in content.problems] == ["missing-audio"]
    content = load_content([folder], ContentCache(cache))
    assert [problem.code for problem in content.problems] == ["missing-audio"]


@pytest.mark.parametrize("damage", ["", "{", "null", '{"program": 1}', "\x00", "[" * 10_000])
def test_a_damaged_cache_is_made_again(folder: Path, cache: Path, damage: str) -> None:
    load_content([folder], ContentCache(cache))
    whole = cache.read_text(encoding="utf-8")
    cache.write_text(damage, encoding="utf-8")
    assert as_data(load_content([folder], ContentCache(cache))) == as_data(load_content([folder]))
    assert cache.read_text(encoding="utf-8") == whole


def test_a_tampered_value_is_read_from_the_file(folder: Path, cache: Path) -> None:
    load_content([folder], ContentCache(cache))
    document = json.loads(cache.read_text(encoding="utf-8"))
    for entry in document["entries"]:
        entry["value"] = '{"bank": "evil"}'
    cache.write_text(json.dumps(document), encoding="utf-8")
    assert as_data(load_content([folder], ContentCache(cache))) == as_data(load_content([folder]))


def test_another_program_version_reads_anew(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_content([folder], ContentCache(cache))
    monkeypatch.setattr(content_cache, "__version__", "999")
    read = count_readings(monkeypatch)
    load_content([folder], ContentCache(cache))
    assert len(read) == 4


def test_a_cache_that_cannot_be_written_is_no_problem(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert load_content([folder], ContentCache(blocked / "content.json")).problems == []
