"""The commands about packs: pack, inspect, and what export and import do with `.mockinterview`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mockinterview.cli import output
from mockinterview.cli.exchange import file_teller
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import Marking
from mockinterview.core.sizes import size_words
from mockinterview.errors import MockInterviewError
from mockinterview.inbox import GIVEN_BACK, marks_going, note_returned
from mockinterview.pack.arriving import Arrived, Outcome
from mockinterview.pack.choice import Choice, MarkingChoice
from mockinterview.pack.contents import AttemptInPack, PackContents
from mockinterview.pack.gathering import Parcel
from mockinterview.pack.reading import inspect
from mockinterview.pack.received import claim
from mockinterview.pack_exchange import hand_over, make_ready, size_beforehand, take_over
from mockinterview.services import Services

OUTCOMES = {
    Outcome.NEW: "added",
    Outcome.BESIDE: "another version was here; this one lies beside it",
    Outcome.HERE: "here already",
    Outcome.NOT_HERE: "the marked attempt is not in this library",
}


def pack(services: Services, arguments: argparse.Namespace) -> int:
    """Write attempts, or only the marks on them, as one file for others."""
    if arguments.only_markings and not arguments.markings:
        choice = GIVEN_BACK
    else:
        choice = Choice(
            kind="markings" if arguments.only_markings else "attempt",
            sound=arguments.sound,
            markings=MarkingChoice.of(arguments.markings or ("all",)),
        )
    return _hand_over(services, arguments, arguments.attempts, choice, arguments.candidate)


def export_whole(services: Services, arguments: argparse.Namespace) -> int:
    """Write one attempt with all its marks, and its sound as Opus."""
    return _hand_over(services, arguments, [arguments.attempt], Choice(), None)


def inspect_pack(_services: Services, arguments: argparse.Namespace) -> int:
    """Tell what is in a pack; nothing is written."""
    contents = inspect(arguments.file)
    if arguments.json:
        output.write_json(_told_contents(contents))
        return output.DONE
    what = "marks" if contents.kind == "markings" else "attempts"
    output.write_text(
        f"{arguments.file.name}  {what}  {size_words(contents.size_bytes)}"
        f"  {contents.created:%Y-%m-%d %H:%M}  {contents.manifest.program}"
    )
    output.write_table([_line(one) for one in contents.attempts])
    output.write_text(f"Checksum of its content: {contents.manifest.content}")
    return output.DONE


def import_packs(services: Services, arguments: argparse.Namespace) -> int:
    """Take packs over; one that is refused does not stop the others."""
    imported: list[dict[str, object]] = []
    failed: list[dict[str, object]] = []
    for path in arguments.files:
        try:
            arrived = take_over(
                path, services.library, on_progress=file_teller(arguments, "Importing", path)
            )
        except MockInterviewError as error:
            failed.append({"file": str(path), "error": error.message, "hint": error.hint})
            output.write_status(f"mockinterview: {error}")
            continue
        if arguments.mine:
            for one in arrived:
                if one.folder is not None:
                    claim(one.folder)
        imported.extend(_told_arrived(path, one) for one in arrived)
        if not arguments.json:
            output.write_table([_arrived_line(one) for one in arrived])
    if arguments.json:
        output.write_json({"imported": imported, "failed": failed})
    return output.PROBLEM if failed else output.DONE


def _hand_over(
    services: Services,
    arguments: argparse.Namespace,
    names: list[str],
    choice: Choice,
    candidate: str | None,
) -> int:
    parcels = [Parcel(services.library.open(name), candidate) for name in names]
    make_ready(parcels)
    expected = size_words(size_beforehand(parcels, choice))
    if not arguments.json:
        output.write_status(f"About {expected}.")
    going = marks_going(parcels, choice)
    written = hand_over(
        arguments.to,
        parcels,
        choice,
        services.library,
        replaces=arguments.force,
        on_progress=file_teller(arguments, "Packing", arguments.to),
    )
    note_returned(going, services.library.now())
    if arguments.json:
        output.write_json(
            {
                "file": str(written.path),
                "kind": choice.kind,
                "size_bytes": written.size_bytes,
                "attempts": written.attempts,
                "markings": written.markings,
                "content": written.content,
            }
        )
    else:
        size = size_words(written.size_bytes)
        output.write_text(f"{written.path}  {size}  {_counted(written.attempts, 'attempt')}")
    return output.DONE


def _told_contents(contents: PackContents) -> dict[str, object]:
    return {
        "kind": contents.kind,
        "program": contents.manifest.program,
        "created": contents.created.isoformat(),
        "size_bytes": contents.size_bytes,
        "content": contents.manifest.content,
        "attempts": [_told_attempt(one) for one in contents.attempts],
    }


def _told_attempt(one: AttemptInPack) -> dict[str, object]:
    return {
        "key": one.key,
        "candidate": one.candidate,
        "question": one.attempt.question.id,
        "prompt": one.attempt.question.prompt,
        "created": one.attempt.created.isoformat(),
        "seconds": _seconds(one),
        "sound": one.sound,
        "transcripts": sorted(one.heard),
        "corrected": sorted(one.corrected),
        "markings": [_told_marking(marking) for marking in one.markings],
    }


def _told_marking(marking: Marking) -> dict[str, object]:
    return {"marker": marking.marker, "role": marking.role, "pass": marking.pass_number}


def _told_arrived(path: Path, one: Arrived) -> dict[str, object]:
    return {
        "file": str(path),
        "attempt": one.folder.id if one.folder else None,
        "folder": str(one.folder.path) if one.folder else None,
        "candidate": one.packed.candidate,
        "question": one.packed.attempt.question.id,
        "outcome": one.outcome.value,
        "new_markings": one.new_markings,
        "scheme_differs": one.scheme_differs,
    }


def _line(one: AttemptInPack) -> list[str]:
    sound = "no sound" if one.sound == "none" else one.sound.capitalize()
    return [
        one.candidate or "unnamed",
        one.attempt.question.id,
        f"{one.attempt.created:%Y-%m-%d}",
        as_clock(_seconds(one)),
        sound,
        _counted(len(one.markings), "marking"),
    ]


def _arrived_line(one: Arrived) -> list[str]:
    told = OUTCOMES[one.outcome]
    if one.new_markings:
        told += f"; {_counted(one.new_markings, 'marking')} added"
    if one.scheme_differs:
        told += "; the mark scheme was another one"
    if one.folder and one.folder.load().binned:
        told += "; it is in the bin, “mockinterview restore” takes it out"
    name = one.folder.id if one.folder else one.packed.attempt.id
    return [name, one.packed.candidate or "unnamed", told]


def _seconds(one: AttemptInPack) -> float:
    take = one.attempt.counting_take
    return take.seconds if take else 0.0


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
