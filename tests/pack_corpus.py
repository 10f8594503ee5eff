"""Hostile and damaged packs, each made by code from a whole one and named for what is wrong.

`CASES` are functions from the bytes of a whole pack to those of a bad one. `Parts` lets a case
change what the files say and then makes checksums right again, so that it is refused for what it
is about and not for a checksum.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

ATTEMPT: Final = "attempts/1/attempt.json"
MARKS: Final = "attempts/1/markings/1.json"
WORDS: Final = "attempts/1/transcripts/take-1.json"
CORRECTED: Final = "attempts/1/transcripts/take-1.corrected.json"
SOUND: Final = "attempts/1/takes/take-1.flac"
MANIFEST: Final = "manifest.json"

Case = Callable[[bytes], bytes]
CASES: dict[str, Case] = {}


@dataclass
class Parts:
    """The files of a pack, to be changed; `links`, `methods` and so on are told to the packer."""

    files: dict[str, bytes]
    modes: dict[str, int] = field(default_factory=dict)
    methods: dict[str, int] = field(default_factory=dict)
    extras: dict[str, bytes] = field(default_factory=dict)
    comment: bytes = b""
    keeps_manifest: bool = False

    @classmethod
    def of(cls, data: bytes) -> Parts:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])

    def put(self, name: str, value: Any) -> None:
        self.files[name] = json.dumps(value).encode()

    def change(self, name: str, function: Callable[[Any], Any]) -> bytes:
        """A pack with one JSON file changed in place by a function."""
        value = self.json(name)
        function(value)
        self.put(name, value)
        return self.packed()

    def packed(self) -> bytes:
        if not self.keeps_manifest and MANIFEST in self.files:
            self.list_anew()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.comment = self.comment
            for name, data in self.files.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = self.modes.get(name, stat.S_IFREG | 0o644) << 16
                is_stored = "/takes/" in name
                entry.compress_type = self.methods.get(
                    name, zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
                )
                entry.extra = self.extras.get(name, b"")
                archive.writestr(entry, data)
        return stream.getvalue()

    def list_anew(self) -> None:
        manifest = self.json(MANIFEST)
        manifest["files"] = [
            {"name": name, "size_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in self.files.items()
            if name != MANIFEST
        ]
        self.put(MANIFEST, manifest)


def case(function: Case) -> Case:
    CASES[function.__name__] = function
    return function


def _add(name: str, function: Case) -> None:
    CASES[name] = function


# --- names that lead elsewhere

TRICKS: Final = {
    "up": "../escaped.json",
    "up_from_within": "attempts/1/../../../escaped.json",
    "absolute": "/tmp/escaped.json",  # noqa: S108
    "drive_letter": "C:/escaped.json",
    "drive_relative": "C:escaped.json",
    "unc": "//server/share/escaped.json",
    "backslashes": "attempts\\1\\..\\..\\escaped.json",
    "backslash_in_name": "attempts/1/takes\\take-1.flac",
    "nul": "attempts/1/attempt.json\0.txt",
    "newline": "attempts/1/attempt.json\n",
    "reserved_on_windows": "attempts/1/CON.json",
    "reserved_device": "attempts/1/takes/NUL.flac",
    "stream_on_windows": "attempts/1/attempt.json:hidden",
    "dot_at_end": "attempts/1/attempt.json.",
    "blank_at_end": "attempts/1/attempt.json ",
    "empty_name": "",
    "only_dots": "..",
    "folder": "attempts/1/takes/",
    "look_alike_letter": "attempts/1/\u0430ttempt.json",
    "look_alike_slash": "attempts\u2215 1/attempt.json",
    "look_alike_digit": "attempts/\u0661/attempt.json",
    "full_width": "attempts/\uff11/attempt.json",
    "direction_override": "attempts/1/\u202enosj.tpmetta",
    "other_case": "Attempts/1/attempt.json",
    "leading_zero": "attempts/01/attempt.json",
    "number_too_long": "attempts/99999999/attempt.json",
    "hidden": "attempts/1/.attempt.json",
    "program": "attempts/1/takes/take-1.exe",
    "wav": "attempts/1/takes/take-2.wav",
    "too_long": "attempts/1/" + "a" * 300,
}


def _with_name(trick: str) -> Case:
    def make(data: bytes) -> bytes:
        parts = Parts.of(data)
        placeholder = "placeholder-" + "x" * max(0, len(trick.encode()) - 12)
        placeholder = placeholder[: len(trick.encode())] or "p"
        if not trick:
            return _without_name(parts)
        parts.files[placeholder] = b"{}"
        parts.list_anew()
        manifest = parts.files[MANIFEST].replace(
            json.dumps(placeholder).encode(), json.dumps(trick).encode()
        )
        parts.files[MANIFEST] = manifest
        parts.keeps_manifest = True
        return parts.packed().replace(placeholder.encode(), trick.encode())

    return make


def _without_name(parts: Parts) -> bytes:
    parts.files["p"] = b"{}"
    packed = parts.packed()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        at = archive.getinfo("p").header_offset
    return packed[: at + 26] + b"\0\0" + packed[at + 28 :]


for _name, _trick in TRICKS.items():
    _add(f"name_{_name}", _with_name(_trick))


@case
def name_twice(data: bytes) -> bytes:
    return _doubled(data, MARKS, MARKS)


@case
def name_twice_in_another_case(data: bytes) -> bytes:
    return _doubled(data, MARKS, MARKS.upper())


@case
def manifest_twice(data: bytes) -> bytes:
    return _doubled(data, MANIFEST, MANIFEST)


def _doubled(data: bytes, name: str, second: str) -> bytes:
    parts = Parts.of(data)
    parts.list_anew()
    stand_in = "x" * len(second)
    parts.files[stand_in] = parts.files[name]
    parts.keeps_manifest = True
    return parts.packed().replace(stand_in.encode(), second.encode())


@case
def names_in_another_order(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files = dict(reversed(parts.files.items()))
    return parts.packed()


@case
def link(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MARKS] = b"/etc/passwd"
    parts.modes[MARKS] = stat.S_IFLNK | 0o777
    return parts.packed()


@case
def device_file(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.modes[MARKS] = stat.S_IFCHR | 0o666
    return parts.packed()


# --- bombs


@case
def bomb_by_ratio(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[WORDS] = b'{"x":"' + b" " * 3_900_000 + b'"}'
    return parts.packed()


@case
def bomb_larger_than_it_says(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[WORDS] = b" " * 50_000_000
    packed = parts.packed()
    return packed.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 5_000))


@case
def bomb_of_sound(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[SOUND] = b"fLaC" + bytes(30_000_000)
    parts.methods[SOUND] = zipfile.ZIP_DEFLATED
    return parts.packed()


@case
def bomb_by_count(data: bytes) -> bytes:
    parts = Parts.of(data)
    for number in range(10, 12_000):
        parts.files[f"attempts/1/markings/{number}.json"] = b"{}"
    return parts.packed()


@case
def bomb_by_attempts(data: bytes) -> bytes:
    def grow(value: Any) -> None:
        first = value["attempts"][0]
        value["attempts"] = [first | {"number": number} for number in range(1, 3000)]

    return _manifest(data, grow)


@case
def bomb_nested(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files["attempts/1/takes/take-3.flac"] = data
    return parts.packed()


@case
def bomb_nested_as_sound(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[SOUND] = data
    return parts.packed()


@case
def huge_json(data: bytes) -> bytes:
    parts = Parts.of(data)
    noise = hashlib.shake_256(b"seed").hexdigest(2_500_000)
    return parts.change(MARKS, lambda value: value.update(next_time=noise))


@case
def many_marks(data: bytes) -> bytes:
    """Small as text, a gigabyte as values if they were kept."""
    keys: dict[str, Any] = {f"{number:x}": {} for number in range(60_000)}
    return Parts.of(data).change(MARKS, lambda value: value["marks"].update(keys))


@case
def many_places(data: bytes) -> bytes:
    clips = [{"take": 1, "start": number, "end": number + 1} for number in range(2_500)]
    mark = {"verdict": "met", "evidence": clips}
    return Parts.of(data).change(MARKS, lambda value: value["marks"].update(limit=mark))


@case
def many_markings(data: bytes) -> bytes:
    parts = Parts.of(data)
    for number in range(10, 150):
        name = MARKS.replace("1.json", f"{number}.json")
        parts.put(name, parts.json(MARKS) | {"marker": f"Marker {number}"})
    return parts.packed()


@case
def same_marks_twice(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MARKS.replace("1.json", "10.json")] = parts.files[MARKS]
    return parts.packed()


@case
def many_criteria(data: bytes) -> bytes:
    def grow(value: Any) -> None:
        first = value["rubric"]["criteria"][0]
        value["rubric"]["criteria"] = [first | {"id": f"c-{number}"} for number in range(600)]

    return Parts.of(data).change(ATTEMPT, grow)


@case
def much_text_in_all(data: bytes) -> bytes:
    parts = Parts.of(data)
    noise = hashlib.shake_256(b"seed").hexdigest(450_000)
    for number in range(10, 50):
        marks = parts.json(MARKS) | {"marker": f"Marker {number}", "next_time": noise}
        parts.put(MARKS.replace("1.json", f"{number}.json"), marks)
    return parts.packed()


@case
def huge_manifest(data: bytes) -> bytes:
    noise = hashlib.shake_256(b"seed").hexdigest(2_500_000)
    return _manifest(data, lambda value: value.update(program=noise))


@case
def deep_json(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MARKS] = b"[" * 45_000 + b"]" * 45_000
    return parts.packed()


@case
def deep_manifest(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MANIFEST] = b'{"a":' * 16_000 + b"1" + b"}" * 16_000
    parts.keeps_manifest = True
    return parts.packed()


@case
def number_of_many_digits(data: bytes) -> bytes:
    return _text(data, MARKS, b'"overall": 4', b'"overall": ' + b"9" * 50_000)


@case
def version_of_many_digits(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.list_anew()
    parts.keeps_manifest = True
    manifest = parts.files[MANIFEST].replace(b'"version": 1', b'"version": ' + b"9" * 9_000)
    parts.files[MANIFEST] = manifest
    return parts.packed()


# --- the zip file itself


@case
def empty(_data: bytes) -> bytes:
    return b""


@case
def no_zip(_data: bytes) -> bytes:
    return b"This is a letter." * 100


@case
def empty_zip(_data: bytes) -> bytes:
    return b"PK\x05\x06" + bytes(18)


@case
def another_zip(_data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<xml/>")
    return stream.getvalue()


@case
def trailing_garbage(data: bytes) -> bytes:
    return data + b"garbage"


@case
def trailing_zip(data: bytes) -> bytes:
    return data + data


@case
def leading_garbage(data: bytes) -> bytes:
    return b"#!/bin/sh\n" + data


@case
def gap_between_files(data: bytes) -> bytes:
    """Bytes before the list of files; the end is told to be where it is now."""
    at = data.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, at + 16)[0]
    moved = data[:start] + b"hidden" + data[start:at]
    return moved + data[at : at + 16] + struct.pack("<I", start + 6) + data[at + 20 :]


@case
def comment(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.comment = b"hello"
    return parts.packed()


@case
def extra_field(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.extras[MARKS] = struct.pack("<HH4s", 0x4242, 4, b"abcd")
    return parts.packed()


@case
def encrypted(data: bytes) -> bytes:
    return _central(data, MARKS, 8, struct.pack("<H", 1))


@case
def strong_encryption(data: bytes) -> bytes:
    return _central(data, MARKS, 8, struct.pack("<H", 0x41))


@case
def another_method(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.methods[MARKS] = zipfile.ZIP_BZIP2
    return parts.packed()


@case
def unknown_method(data: bytes) -> bytes:
    return _central(data, MARKS, 10, struct.pack("<H", 99))


@case
def overlapping(data: bytes) -> bytes:
    """Two lines of the list with the same bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offset = archive.getinfo(ATTEMPT).header_offset
    return _central(data, MARKS, 42, struct.pack("<I", offset))


@case
def offset_behind_the_end(data: bytes) -> bytes:
    return _central(data, MARKS, 42, struct.pack("<I", 0xFFFF_0000))


@case
def wrong_zip64(data: bytes) -> bytes:
    return _central(data, MARKS, 20, b"\xff" * 8)


@case
def zip64_offset(data: bytes) -> bytes:
    return _central(data, MARKS, 42, b"\xff" * 4)


@case
def zip64_end(data: bytes) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 50, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    return data[:at] + record + locator + data[at:]


@case
def end_with_impossible_count(data: bytes) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 8] + b"\xff\xff\xff\xff" + data[at + 12 :]


@case
def end_with_impossible_size(data: bytes) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 12] + b"\xff" * 8 + data[at + 20 :]


@case
def several_disks(data: bytes) -> bytes:
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 4] + b"\1\0\1\0" + data[at + 8 :]


@case
def head_says_something_else(data: bytes) -> bytes:
    at = data.index(MARKS.encode())
    other = MARKS.replace("1.json", "2.json").encode()
    return data[:at] + other + data[at + len(other) :]


@case
def data_descriptor(data: bytes) -> bytes:
    return _central(data, MARKS, 8, struct.pack("<H", 8))


@case
def wrong_crc(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        crc = struct.pack("<I", archive.getinfo(MARKS).CRC)
    return data.replace(crc, b"\1\2\3\4")


@case
def deflated_with_bytes_behind(data: bytes) -> bytes:
    parts = Parts.of(data)
    packed = parts.packed()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        last = archive.infolist()[-1]
    at = last.header_offset + 30 + len(last.filename) + last.compress_size - 4
    return packed[:at] + b"\0\0\0\0" + packed[at + 4 :]


def _central(data: bytes, name: str, at: int, piece: bytes) -> bytes:
    """Bytes put over a line of the list of files, at a place in its record."""
    start = data.rindex(name.encode()) - 46 + at
    return data[:start] + piece + data[start + len(piece) :]


# --- checksums, versions, what the manifest says


@case
def checksum_mismatch(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.list_anew()
    parts.keeps_manifest = True
    parts.files[MARKS] = parts.files[MARKS].replace(b"4", b"5")
    return parts.packed()


@case
def checksum_mismatch_of_sound(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.keeps_manifest = True
    parts.files[SOUND] = parts.files[SOUND][:-1] + b"\0"
    return parts.packed()


def _manifest(data: bytes, function: Callable[[Any], Any]) -> bytes:
    parts = Parts.of(data)
    parts.list_anew()
    parts.keeps_manifest = True
    return parts.change(MANIFEST, function)


def _drop_file(value: Any) -> None:
    del value["files"][-1]


def _list_twice(value: Any) -> None:
    value["files"].append(value["files"][-1])


MANIFEST_CHANGES: Final[dict[str, Callable[[Any], Any]]] = {
    "newer_version": lambda value: value.update(version=2, surprise=[1]),
    "version_zero": lambda value: value.update(version=0),
    "version_as_text": lambda value: value.update(version="1"),
    "another_format": lambda value: value.update(format="diary"),
    "another_kind": lambda value: value.update(kind="virus"),
    "unknown_key": lambda value: value.update(run="rm"),
    "marks_only_with_sound": lambda value: value.update(kind="markings"),
    "no_attempts": lambda value: value.update(attempts=[]),
    "attempt_zero": lambda value: value["attempts"][0].update(number=0),
    "attempt_two": lambda value: value["attempts"][0].update(number=2),
    "attempt_without_files": lambda value: value["attempts"].append(
        {"number": 2, "key": "0" * 64, "candidate": ""}
    ),
    "another_key": lambda value: value["attempts"][0].update(key="0" * 64),
    "key_with_a_path": lambda value: value["attempts"][0].update(key="../" * 20 + "abcd"),
    "candidate_of_controls": lambda value: value["attempts"][0].update(candidate="A\u202eB\0"),
    "candidate_too_long": lambda value: value["attempts"][0].update(candidate="A" * 5000),
    "candidate_is_a_list": lambda value: value["attempts"][0].update(candidate=["A"]),
    "file_not_listed": _drop_file,
    "file_listed_twice": _list_twice,
    "file_of_another_size": lambda value: value["files"][0].update(size_bytes=1),
    "file_of_negative_size": lambda value: value["files"][0].update(size_bytes=-1),
    "created_never": lambda value: value.update(created="9999-12-31T23:59:59Z"),
    "created_as_number": lambda value: value.update(created=1e300),
    "created_nan": lambda value: value.update(created=float("nan")),
}
for _name, _change in MANIFEST_CHANGES.items():
    _add(
        f"manifest_{_name}",
        lambda data, change=_change: _manifest(data, change),  # type: ignore[misc]
    )


@case
def no_manifest(data: bytes) -> bytes:
    parts = Parts.of(data)
    del parts.files[MANIFEST]
    return parts.packed()


@case
def manifest_no_json(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.keeps_manifest = True
    parts.files[MANIFEST] = b"\xff\xfe{"
    return parts.packed()


@case
def manifest_is_a_list(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.keeps_manifest = True
    parts.files[MANIFEST] = b"[1]"
    return parts.packed()


@case
def no_attempt_file(data: bytes) -> bytes:
    parts = Parts.of(data)
    del parts.files[ATTEMPT]
    return parts.packed()


# --- values that cannot be

NEVER: Final = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC).isoformat()


def _take(**changes: Any) -> Callable[[Any], Any]:
    return lambda value: value["takes"][0].update(changes)


def _cited(**changes: Any) -> Callable[[Any], Any]:
    return lambda value: value["marks"]["limit"]["evidence"][0].update(changes)


def _second_take_again(value: Any) -> None:
    value["takes"].append(value["takes"][0])


def _word(**changes: Any) -> Callable[[Any], Any]:
    return lambda value: value["segments"][0]["words"][0].update(changes)


VALUE_CHANGES: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "seconds_nan": (ATTEMPT, _take(seconds=float("nan"))),
    "seconds_infinite": (ATTEMPT, _take(seconds=float("inf"))),
    "seconds_negative": (ATTEMPT, _take(seconds=-1)),
    "seconds_huge": (ATTEMPT, _take(seconds=1e300)),
    "seconds_longer_than_the_sound": (ATTEMPT, _take(seconds=90.0)),
    "seconds_as_text": (ATTEMPT, _take(seconds="long")),
    "rate_huge": (ATTEMPT, _take(rate_hz=10**30)),
    "started_never": (ATTEMPT, _take(started=NEVER)),
    "file_elsewhere": (ATTEMPT, _take(file="../../../etc/passwd")),
    "file_absolute": (ATTEMPT, _take(file="/etc/passwd")),
    "file_of_another_take": (ATTEMPT, _take(file="takes/take-2.flac")),
    "take_still_recording": (ATTEMPT, _take(state="recording")),
    "take_in_the_bin": (ATTEMPT, _take(binned="2026-11-25T00:00:00Z")),
    "take_with_a_device": (ATTEMPT, _take(device="Studio")),
    "take_with_a_problem": (ATTEMPT, _take(problem="Click here")),
    "take_number_huge": (ATTEMPT, _take(number=10**12)),
    "take_twice": (ATTEMPT, _second_take_again),
    "take_continues_itself_later": (ATTEMPT, _take(continues=10**15)),
    "takes_is_a_number": (ATTEMPT, lambda value: value.update(takes=7)),
    "attempt_in_the_bin": (ATTEMPT, lambda value: value.update(binned="2026-11-25T00:00:00Z")),
    "attempt_created_never": (ATTEMPT, lambda value: value.update(created=NEVER)),
    "attempt_created_at_nought": (
        ATTEMPT,
        lambda value: value.update(created="0001-01-01T00:00:00+14:00"),
    ),
    "attempt_newer": (ATTEMPT, lambda value: value.update(version=2)),
    "attempt_with_an_id_elsewhere": (ATTEMPT, lambda value: value.update(id="../../x")),
    "attempt_with_unknown_key": (ATTEMPT, lambda value: value.update(script="x")),
    "attempt_with_a_sitting": (ATTEMPT, lambda value: value.update(sitting="x")),
    "attempt_with_a_source": (ATTEMPT, lambda value: value.update(source_file="/etc/passwd")),
    "question_id_elsewhere": (ATTEMPT, lambda value: value["question"].update(id="../../x")),
    "question_id_of_windows": (ATTEMPT, lambda value: value["question"].update(id="CON")),
    "question_with_audio": (ATTEMPT, lambda value: value["question"].update(audio="/etc/x")),
    "note_lines_nan": (
        ATTEMPT,
        lambda value: value["note_lines"][0].update(seconds=float("nan")),
    ),
    "format_infinite": (
        ATTEMPT,
        lambda value: value["format"].update(break_seconds=float("inf")),
    ),
    "cited_nan": (MARKS, _cited(start=float("nan"))),
    "cited_infinite": (MARKS, _cited(end=float("inf"))),
    "cited_huge": (MARKS, _cited(end=1e12)),
    "cited_backwards": (MARKS, _cited(start=9, end=1)),
    "cited_of_no_take": (MARKS, _cited(take=77)),
    "cited_words_a_list": (MARKS, _cited(words=[])),
    "marks_of_a_robot": (MARKS, lambda value: value.update(role="robot")),
    "marks_of_pass_huge": (MARKS, lambda value: value.update(pass_number=10**18)),
    "marks_with_overall_nine": (MARKS, lambda value: value.update(overall=9)),
    "marks_newer": (MARKS, lambda value: value.update(version=9)),
    "marks_of_a_line_not_there": (MARKS, lambda value: value.update(said_notes=[40])),
    "marks_of_a_negative_line": (MARKS, lambda value: value.update(said_notes=[-1])),
    "marks_is_a_list": (MARKS, lambda value: value.update(marks=[])),
    "story_of_no_take": (
        MARKS,
        lambda value: value.update(structure=[{"take": 9, "start": 0, "end": 1, "role": "task"}]),
    ),
    "word_nan": (WORDS, _word(start=float("nan"))),
    "word_infinite": (WORDS, _word(end=float("inf"))),
    "word_negative": (WORDS, _word(start=-5)),
    "word_of_probability_two": (WORDS, _word(probability=2)),
    "words_with_a_folder": (WORDS, lambda value: value.update(model="/home/ann/base.pt")),
    "words_with_a_speed": (WORDS, lambda value: value.update(elapsed_seconds=9)),
    "words_infinite": (WORDS, lambda value: value.update(audio_seconds=float("inf"))),
    "words_are_text": (WORDS, lambda value: value.update(segments="the cat")),
    "corrected_outside": (CORRECTED, _word(start=0.2, end=900)),
    "corrected_newer": (CORRECTED, lambda value: value.update(version=3)),
}
for _name, (_file, _change) in VALUE_CHANGES.items():
    _add(
        f"value_{_name}",
        lambda data, file=_file, change=_change: Parts.of(data).change(file, change),  # type: ignore[misc]
    )


def _text(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    parts = Parts.of(data)
    parts.put(name, parts.json(name))
    assert old in parts.files[name]
    parts.files[name] = parts.files[name].replace(old, new, 1)
    return parts.packed()


@case
def value_no_json(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MARKS] = b"marks: all met"
    return parts.packed()


@case
def value_half_a_character(data: bytes) -> bytes:
    return _text(data, MARKS, b'"next_time": "', b'"next_time": "\\ud800')


@case
def value_no_utf8(data: bytes) -> bytes:
    return _text(data, MARKS, b'"next_time": "', b'"next_time": "\xff\xfe')


@case
def value_empty(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[MARKS] = b""
    return parts.packed()


# --- sound that is not sound


def _sound(data: bytes, sound: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files[SOUND] = sound
    return parts.packed()


def _flac(data: bytes) -> bytes:
    return Parts.of(data).files[SOUND]


SOUNDS: Final[dict[str, Case]] = {
    "text": lambda _data: b"no sound at all" * 50,
    "only_its_head": lambda data: _flac(data)[:42],
    "half": lambda data: _flac(data)[: len(_flac(data)) // 2],
    "zeros_behind_its_head": lambda data: _flac(data)[:42] + bytes(20_000),
    "noise_behind_its_head": lambda data: _flac(data)[:42] + hashlib.shake_256(b"x").digest(9000),
    "wav": lambda _data: (
        b"RIFF\x24\x40\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0"
        b"\x10\0data\0\x40\0\0" + bytes(16_384)
    ),
    "ogg": lambda _data: b"OggS" + bytes(500),
    "hours_in_a_kilobyte": lambda data: (
        _flac(data)[:21] + b"\xff\xff\xff\xff\xff" + _flac(data)[26:]
    ),
    "no_length": lambda data: _flac(data)[:21] + b"\xf0\0\0\0\0" + _flac(data)[26:],
    "no_rate": lambda data: _flac(data)[:18] + bytes(8) + _flac(data)[26:],
    "one_byte": lambda _data: b"f",
}
for _name, _make in SOUNDS.items():
    _add(
        f"sound_{_name}",
        lambda data, make=_make: _sound(data, make(data)),  # type: ignore[misc]
    )


@case
def sound_missing_of_one_take(data: bytes) -> bytes:
    parts = Parts.of(data)
    del parts.files[SOUND]
    return parts.packed()


@case
def sound_of_a_take_that_is_not_there(data: bytes) -> bytes:
    parts = Parts.of(data)
    names = list(parts.files)
    files = {}
    for name in names:
        files[name] = parts.files[name]
        if name == "attempts/1/takes/take-2.flac":
            files["attempts/1/takes/take-3.flac"] = parts.files[SOUND]
    parts.files = files
    return parts.packed()


@case
def sound_of_two_kinds(data: bytes) -> bytes:
    parts = Parts.of(data)
    parts.files = {
        name.replace("take-2.flac", "take-2.opus"): text for name, text in parts.files.items()
    }
    return parts.packed()


@case
def words_of_a_take_that_is_not_there(data: bytes) -> bytes:
    parts = Parts.of(data)
    files: dict[str, bytes] = {}
    for name, text in parts.files.items():
        files[name] = text
        if name == WORDS:
            files["attempts/1/transcripts/take-7.json"] = text
    parts.files = files
    return parts.packed()


def truncated(data: bytes, step: int = 1) -> dict[str, bytes]:
    """The pack cut off at every place, or at every so many bytes."""
    return {f"cut_at_{at}": data[:at] for at in range(0, len(data), step)}


def raw_deflated(data: bytes) -> bytes:
    """What a deflated file in a zip looks like."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
