"""Hostile, damaged, cut and newer backups: refused in a sentence, and nothing written anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from mockinterview.errors import BackupError
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.places import Places
from mockinterview.keeping.restoring import restore
from mockinterview.keeping.writing import write_backup
from tests.unit.kept_examples import lived_in, places_in, tree_of
from tests.unit.test_attempts import MOMENT

MANIFEST: Final = "backup.json"
MUTATIONS: Final = 400


class Parts:
    """The files of a backup, to be changed; packed again, its list fits what is in it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.modes: dict[str, int] = {}
        self.is_listed_anew = True

    @property
    def manifest(self) -> Any:
        return json.loads(self.files[MANIFEST])

    def packed(self) -> bytes:
        rest = {name: data for name, data in self.files.items() if name != MANIFEST}
        if self.is_listed_anew:
            manifest = self.manifest
            manifest["files"] = [
                {"name": name, "size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in rest.items()
            ]
            rest[MANIFEST] = json.dumps(manifest).encode()
        else:
            rest[MANIFEST] = self.files[MANIFEST]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, data in rest.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = self.modes.get(name, stat.S_IFREG | 0o644) << 16
                is_text = name.endswith((".json", ".yaml"))
                entry.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
                archive.writestr(entry, data)
        return stream.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("whole")
    target = place / f"kept{SUFFIX}"
    write_backup(target, lived_in(place / "old", attempts=1), settings=b"{}", now=MOMENT)
    return target.read_bytes()


def _named(name: str) -> Callable[[bytes], bytes]:
    def make(whole: bytes) -> bytes:
        parts = Parts(whole)
        parts.files = {name: b"{}"} | parts.files
        return parts.packed()

    return make


def _link(whole: bytes) -> bytes:
    parts = Parts(whole)
    parts.files["library/diary/a.json"] = b"/etc/passwd"
    parts.modes["library/diary/a.json"] = stat.S_IFLNK | 0o777
    return parts.packed()


def _bomb(whole: bytes) -> bytes:
    parts = Parts(whole)
    parts.files["library/diary/a.json"] = bytes(5_000_000)
    return parts.packed()


def _huge_text(whole: bytes) -> bytes:
    parts = Parts(whole)
    parts.files["library/diary/a.json"] = random.Random(1).randbytes(65_000_000)
    return parts.packed()


def _twice(whole: bytes) -> bytes:
    stream = io.BytesIO(whole)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(archive.namelist()[0], b"{}")
    return stream.getvalue()


def _listed(function: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    """A backup whose list was changed by a function, and nothing else."""

    def make(whole: bytes) -> bytes:
        parts = Parts(whole)
        manifest = parts.manifest
        function(manifest)
        parts.files[MANIFEST] = json.dumps(manifest).encode()
        parts.is_listed_anew = False
        return parts.packed()

    return make


def _list_of(data: bytes) -> Callable[[bytes], bytes]:
    def make(whole: bytes) -> bytes:
        parts = Parts(whole)
        parts.files[MANIFEST] = data
        parts.is_listed_anew = False
        return parts.packed()

    return make


def _newer(whole: bytes) -> bytes:
    """One that holds what this program knows nothing of."""
    parts = Parts(whole)
    parts.files["films/take-1.webm"] = b"a film"
    parts.files[MANIFEST] = json.dumps(parts.manifest | {"version": 2, "more": 1}).encode()
    return parts.packed()


def _first_sum(manifest: Any) -> None:
    manifest["files"][0]["sha256"] = "0" * 64


def _first_size(manifest: Any) -> None:
    manifest["files"][0]["size_bytes"] += 1


CASES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "out_of_the_folder": _named("library/../../evil.json"),
    "out_of_an_attempt": _named("library/2026-11-24-194012-why/../../../evil.json"),
    "absolute": _named("/etc/evil.json"),
    "of_a_drive": _named("library/C:/evil.json"),
    "backslashes": _named("library\\..\\evil.json"),
    "reserved": _named("library/diary/con.json"),
    "hidden": _named("library/.open/evil.json"),
    "a_script": _named("content/questions/evil.py"),
    "a_model": _named("models/tiny.pt"),
    "other_settings": _named("settings/autostart.json"),
    "ends_with_a_dot": _named("library/diary/a.json."),
    "link": _link,
    "bomb": _bomb,
    "twice": _twice,
    "checksum": _listed(_first_sum),
    "size": _listed(_first_size),
    "unlisted": _listed(lambda manifest: manifest["files"].pop()),
    "listed_and_missing": _listed(lambda manifest: manifest["files"].append(manifest["files"][0])),
    "newer": _newer,
    "another_format": _listed(lambda manifest: manifest.update(format="mockinterview-pack")),
    "endless_number": _listed(lambda manifest: manifest.update(version=float("inf"))),
    "no_json": _list_of(b"\xff\xfe{"),
    "deep_json": _list_of(b"[" * 100_000),
    "empty": lambda _: b"",
    "text": lambda _: b"PK is how a zip begins",
    "behind": lambda whole: whole + b"more",
    "before": lambda whole: b"more" + whole,
    "flipped_sound": lambda whole: whole.replace(b"RIFF", b"RAFF"),
}


def refused(tmp_path: Path, data: bytes) -> BackupError:
    """What restoring it says; nothing has changed in the places or around them."""
    path = tmp_path / f"bad{SUFFIX}"
    path.write_bytes(data)
    new = places_in(tmp_path / "new")
    before = tree_of(tmp_path)
    with pytest.raises(BackupError) as told:
        restore(path, new)
    assert tree_of(tmp_path) == before
    assert not new.library.exists()
    return told.value


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_bad_backup_is_refused_and_nothing_is_written(
    tmp_path: Path, whole: bytes, case: str
) -> None:
    error = refused(tmp_path, CASES[case](whole))
    assert error.message.endswith(".")
    assert "Traceback" not in str(error)


def test_a_newer_backup_is_told_as_such(tmp_path: Path, whole: bytes) -> None:
    assert "newer version" in refused(tmp_path, CASES["newer"](whole)).message


@pytest.mark.slow
def test_a_text_that_is_too_large_is_refused(tmp_path: Path, whole: bytes) -> None:
    assert "larger than 64 MB" in refused(tmp_path, _huge_text(whole)).message


@pytest.mark.slow
def test_a_backup_that_is_cut_off_anywhere_is_refused(tmp_path: Path, whole: bytes) -> None:
    for length in {*range(0, len(whole), len(whole) // 60), len(whole) - 1}:
        refused(tmp_path, whole[:length])


@pytest.mark.slow
def test_mutated_backups_are_refused_or_restored_and_never_fail(
    tmp_path: Path, whole: bytes
) -> None:
    """A change may hit what does not count (a date); then everything is as it should be."""
    assert mutate(tmp_path, whole, MUTATIONS, seed=1) > MUTATIONS * 0.9


def mutate(place: Path, whole: bytes, number: int, seed: int) -> int:
    """Restore mutated backups into new places. Returns: how many were refused."""
    chance = random.Random(seed)
    path = place / f"bad{SUFFIX}"
    refusals = 0
    for turn in range(number):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at] = chance.choice([0, 0xFF, data[at] ^ (1 << chance.randrange(8))])
        if bytes(data) == whole:
            continue
        path.write_bytes(data)
        new: Places = places_in(place / str(turn))
        try:
            restore(path, new)
        except BackupError:
            refusals += 1
            assert not tree_of(place / str(turn))
    return refusals
