"""Banks from strangers: what is placed, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mockinterview import paths
from mockinterview.errors import ContentError
from mockinterview.files import archive
from mockinterview.files.bank_sharing import BankRefusedError, add_banks, share_bank
from mockinterview.files.content import Content, load_content

BUILT_IN = paths.content_folder()
FLAC = b"fLaC" + bytes(100)

BANK = """\
bank: sunday-evening
version: 1
title: Sunday evening
questions:
  - id: asked-for-help
    prompt: Tell us about a time when you had to ask for help.
    theme: Teamwork
    rubric: asking
    audio: audio/one.flac
"""
RUBRIC = """\
rubric: asking
version: 1
title: Asking for help
include: [delivery]
criteria:
  - id: knew-limit
    kind: positive
    text: Says how they noticed.
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def add(own: Path, *sources: Path) -> list[str]:
    arrival = add_banks(sources, own, [BUILT_IN, own])
    return sorted(path.relative_to(own).as_posix() for path in arrival.files)


def files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def zipped(path: Path, entries: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return path


def whole_bank(path: Path, prefix: str = "") -> Path:
    return zipped(
        path,
        {
            f"{prefix}questions/sunday.yaml": BANK,
            f"{prefix}rubrics/asking.yaml": RUBRIC,
            f"{prefix}questions/audio/one.flac": FLAC,
        },
    )


def content_of(own: Path) -> Content:
    return load_content([BUILT_IN, own])


PLACED = ["questions/audio/one.flac", "questions/sunday.yaml", "rubrics/asking.yaml"]


@pytest.mark.parametrize("prefix", ["", "Sunday evening/"])
def test_a_zip_is_placed_whole_and_usable(tmp_path: Path, own: Path, prefix: str) -> None:
    source = whole_bank(tmp_path / "bank.zip", prefix)
    assert add(own, source) == PLACED
    assert files_in(own) == PLACED
    content = content_of(own)
    assert not content.problems
    bank, question = content.question("asked-for-help")
    assert content.prompt_file(bank, question) == own / "questions/audio/one.flac"
    assert {each.id for each in content.rubrics["asking"].criteria} > {"knew-limit"}


def test_what_finder_and_explorer_put_beside_is_passed_over(tmp_path: Path, own: Path) -> None:
    entries: dict[str, str | bytes] = {
        "bank/questions/sunday.yaml": BANK.replace("    audio: audio/one.flac\n", ""),
        "bank/rubrics/asking.yaml": RUBRIC,
        "bank/.DS_Store": b"x",
        "bank/questions/._sunday.yaml": b"x",
        "bank/Thumbs.db": b"x",
        "__MACOSX/bank/._questions": b"x",
    }
    add(own, zipped(tmp_path / "bank.zip", entries))
    assert files_in(own) == PLACED[1:]


def test_yaml_files_come_together_with_the_sounds_that_they_name(tmp_path: Path, own: Path) -> None:
    source = tmp_path / "from"
    (source / "audio").mkdir(parents=True)
    (source / "sunday.yaml").write_text(BANK, encoding="utf-8")
    (source / "asking.yml").write_text(RUBRIC, encoding="utf-8")
    (source / "audio" / "one.flac").write_bytes(FLAC)
    (source / "audio" / "private.flac").write_bytes(FLAC)
    with pytest.raises(BankRefusedError, match="no mark scheme “asking”"):
        add(own, source / "sunday.yaml")
    assert files_in(own) == []
    placed = add(own, source / "sunday.yaml", source / "asking.yml")
    assert placed == ["questions/audio/one.flac", "questions/sunday.yaml", "rubrics/asking.yml"]


def test_a_bank_with_problems_is_refused_with_all_of_them(tmp_path: Path, own: Path) -> None:
    broken = BANK.replace("prompt:", "promt:").replace("theme: Teamwork", "theme: ''")
    source = zipped(tmp_path / "b.zip", {"sunday.yaml": broken, "rubrics/asking.yaml": RUBRIC})
    with pytest.raises(BankRefusedError) as refused:
        add(own, source)
    codes = {problem.code for problem in refused.value.problems}
    assert {"unknown-key", "empty-text"} <= codes
    assert {problem.file for problem in refused.value.problems} == {Path("sunday.yaml")}
    assert "sunday.yaml, line 6" in refused.value.message
    assert ".adding" not in refused.value.detail
    assert files_in(own) == []
    assert list(own.iterdir()) == []


def test_an_id_that_is_there_already_is_told_and_changes_nothing(tmp_path: Path, own: Path) -> None:
    add(own, whole_bank(tmp_path / "bank.zip"))
    before = {name: (own / name).read_bytes() for name in files_in(own)}
    other = zipped(tmp_path / "o.zip", {"other.yaml": BANK.replace("Sunday", "Another")})
    with pytest.raises(BankRefusedError) as refused:
        add(own, other)
    assert {problem.code for problem in refused.value.problems} == {"duplicate-id"}
    assert "sunday.yaml" in refused.value.detail
    built_in = BANK.replace("sunday-evening", "imperial-asynchronous").replace("asking", "starr")
    with pytest.raises(BankRefusedError, match="imperial-asynchronous"):
        add(own, zipped(tmp_path / "p.zip", {"p.yaml": built_in}))
    assert {name: (own / name).read_bytes() for name in files_in(own)} == before


def test_a_file_of_the_same_name_is_never_overwritten(tmp_path: Path, own: Path) -> None:
    add(own, whole_bank(tmp_path / "bank.zip"))
    other = BANK.replace("sunday-evening", "monday").replace("asked-for-help", "monday-1")
    source = zipped(tmp_path / "o.zip", {"questions/sunday.yaml": other})
    with pytest.raises(ContentError, match=r"another file questions/sunday\.yaml"):
        add(own, source)
    assert (own / "questions" / "sunday.yaml").read_text(encoding="utf-8") == BANK


def test_the_same_twice_is_told_and_a_shared_scheme_is_no_hindrance(
    tmp_path: Path, own: Path
) -> None:
    source = whole_bank(tmp_path / "bank.zip")
    add(own, source)
    with pytest.raises(ContentError, match="here already"):
        add(own, source)
    second = BANK.replace("sunday-evening", "monday").replace("asked-for-help", "monday-1")
    entries: dict[str, str | bytes] = {
        "questions/monday.yaml": second,
        "rubrics/asking.yaml": RUBRIC,
        "questions/audio/one.flac": FLAC,
    }
    assert add(own, zipped(tmp_path / "m.zip", entries)) == ["questions/monday.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.yaml",
        "questions/../../outside.yaml",
        "/etc/outside.yaml",
        "..\\outside.yaml",
        "C:/outside.yaml",
        "C:outside.yaml",
        "~/outside.yaml",
        "questions//outside.yaml",
        "./outside.yaml",
        "questions/nul.yaml",
        "questions/a\x07.yaml",
        "questions/out. /side.flac",
        f"questions/{'a' * 300}.yaml",
    ],
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, own: Path, name: str) -> None:
    source = whole_bank(tmp_path / "bank.zip")
    with zipfile.ZipFile(source, "a") as made:
        made.writestr(zipfile.ZipInfo(name), RUBRIC)
    with pytest.raises(ContentError, match="leads out"):
        add(own, source)
    assert files_in(own) == []
    assert files_in(tmp_path) == ["bank.zip"]


def test_links_in_an_archive_are_refused(tmp_path: Path, own: Path) -> None:
    source = whole_bank(tmp_path / "bank.zip")
    link = zipfile.ZipInfo("questions/link.yaml")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(source, "a") as made:
        made.writestr(link, "/etc/passwd")
    with pytest.raises(ContentError, match="is a link"):
        add(own, source)
    assert files_in(own) == []


@pytest.mark.parametrize("name", ["run.exe", "inner.zip", "read me.txt", "questions/tune.m4a"])
def test_files_of_other_kinds_are_refused(tmp_path: Path, own: Path, name: str) -> None:
    source = whole_bank(tmp_path / "bank.zip")
    with zipfile.ZipFile(source, "a") as made:
        made.writestr(name, b"anything")
    with pytest.raises(ContentError, match="neither a bank"):
        add(own, source)
    assert files_in(own) == []


def test_a_program_that_calls_itself_a_sound_is_refused(tmp_path: Path, own: Path) -> None:
    source = zipped(
        tmp_path / "b.zip",
        {"sunday.yaml": BANK, "rubrics/asking.yaml": RUBRIC, "audio/one.flac": b"MZ\x90\0"},
    )
    with pytest.raises(ContentError, match="not the sound that its name says"):
        add(own, source)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, own: Path) -> None:
    source = zipped(tmp_path / "b.zip", {"bank.yaml": b" " * 50_000_000})
    assert source.stat().st_size < 100_000
    with pytest.raises(ContentError, match="larger than 2 MB"):
        add(own, source)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path, own: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bank.yaml", b" " * 50_000_000)
    lying = bytearray(data.getvalue())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = lying.index(signature) + offset
        lying[at : at + 4] = struct.pack("<L", 100)
    source = tmp_path / "b.zip"
    source.write_bytes(lying)
    with pytest.raises(ContentError):
        add(own, source)
    assert files_in(own) == []


def test_many_files_are_refused_before_they_are_listed(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries: dict[str, str | bytes] = {f"rubrics/{number}.yaml": "" for number in range(501)}
    with pytest.raises(ContentError, match="more than 500 files"):
        add(own, zipped(tmp_path / "b.zip", entries))
    many: dict[str, str | bytes] = {f"rubrics/{'x' * 100}{n}.yaml": "" for n in range(7000)}
    source = zipped(tmp_path / "m.zip", many)

    def never(*_: object) -> None:
        raise AssertionError("the list of entries was read")

    monkeypatch.setattr(archive, "_wanted", never)
    with pytest.raises(ContentError, match="more than 500 files"):
        add(own, source)


def test_all_together_may_not_be_too_large(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "ARCHIVE_LIMIT_BYTES", 10_000)
    sounds: dict[str, str | bytes] = {f"audio/{n}.flac": b"fLaC" + bytes(4000) for n in range(4)}
    with pytest.raises(ContentError, match="holds more than"):
        add(own, zipped(tmp_path / "b.zip", {"sunday.yaml": BANK, **sounds}))


def test_two_entries_of_one_name_are_refused(tmp_path: Path, own: Path) -> None:
    source = zipped(tmp_path / "b.zip", {"sunday.yaml": BANK, "SUNDAY.yaml": BANK})
    with pytest.raises(ContentError, match="twice"):
        add(own, source)


def damaged(data: bytes) -> bytes:
    middle = data.index(b"sunday.yaml") + 40
    return data[:middle] + b"\xff\xff\xff\xff" + data[middle + 4 :]


def locked(data: bytes) -> bytes:
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := changed.find(signature, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    "change",
    [damaged, locked, lambda data: data[:200], lambda _: b"", lambda _: b"no zip at all"],
)
def test_damaged_and_locked_archives_are_told(
    tmp_path: Path, own: Path, change: Callable[[bytes], bytes]
) -> None:
    source = whole_bank(tmp_path / "bank.zip")
    source.write_bytes(change(source.read_bytes()))
    with pytest.raises(ContentError):
        add(own, source)
    assert files_in(own) == []


def test_other_files_and_missing_ones_are_told(tmp_path: Path, own: Path) -> None:
    with pytest.raises(ContentError, match=r"neither a bank nor a \.zip"):
        add(own, tmp_path / "questions.docx")
    for name in ("gone.yaml", "gone.zip"):
        with pytest.raises(ContentError, match="cannot be opened"):
            add(own, tmp_path / name)


def test_a_shared_bank_arrives_as_it_was(tmp_path: Path, own: Path) -> None:
    add(own, whole_bank(tmp_path / "bank.zip"))
    target = tmp_path / "shared.zip"
    share_bank("sunday-evening", content_of(own), BUILT_IN, target)
    with zipfile.ZipFile(target) as made:
        assert sorted(made.namelist()) == PLACED  # the built-in “delivery” stays out
    friend = tmp_path / "friend"
    assert add(friend, target) == PLACED
    for name in PLACED:
        assert (friend / name).read_bytes() == (own / name).read_bytes()


def test_a_sound_that_nobody_could_add_is_told_when_sharing(tmp_path: Path, own: Path) -> None:
    add(own, whole_bank(tmp_path / "bank.zip"))
    bank = own / "questions" / "sunday.yaml"
    bank.write_text(BANK.replace("one.flac", "one.m4a"), encoding="utf-8")
    (own / "questions" / "audio" / "one.m4a").write_bytes(b"anything")
    target = tmp_path / "shared.zip"
    with pytest.raises(ContentError, match=r"one\.m4a"):
        share_bank("sunday-evening", content_of(own), BUILT_IN, target)
    assert not target.exists()
