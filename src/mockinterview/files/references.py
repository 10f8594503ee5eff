"""What is wrong with a name in one file for something in another, told where the name stands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mockinterview.files.collection import lies_inside
from mockinterview.files.content_file import ContentFile, Kind, Places
from mockinterview.files.problems import Problem, did_you_mean, quoted, suggestion
from mockinterview.files.yaml_tree import Location

_SOUNDS = (".flac", ".wav", ".opus", ".ogg", ".mp3", ".m4a")
_CODES = {
    Kind.RUBRIC: ("unknown-rubric", "mark scheme"),
    Kind.FORMATS: ("unknown-format", "format"),
    Kind.BANK: ("unknown-question", "question"),
}


class References:
    """Makes the problems; remembers which names belong to files that have errors of their own."""

    def __init__(self, files: Iterable[ContentFile], places: Places) -> None:
        self._places = places
        self._broken: dict[tuple[Kind, str], Path] = {}
        for file in files:
            if file.problems:
                self.mark_all_broken(file)

    def mark_broken(self, kind: Kind, name: str, path: Path) -> None:
        """Something that exists and cannot be used."""
        self._broken.setdefault((kind, name), path)

    def mark_all_broken(self, file: ContentFile) -> None:
        """Everything in a file that is left out."""
        if file.kind is not None:
            for name in file.names:
                self.mark_broken(file.kind, name, file.path)

    def unknown(
        self, path: Path, place: Location, name: str, kind: Kind, known: Iterable[str]
    ) -> Problem:
        """A name for something that does not exist, or that has errors of its own."""
        code, what = _CODES[kind]
        broken = self._broken.get((kind, name))
        if broken is not None:
            message = f"The {what} {quoted(name)} has errors of its own or is left out."
            hint = f"Mend {broken} first."
            return self._places.problem(path, place, "broken-reference", message, hint)
        message = f"There is no {what} {quoted(name)}."
        return self._places.problem(path, place, code, message, suggestion(name, known))

    def criterion(
        self, path: Path, place: Location, name: str, rubric: str, known: Iterable[str]
    ) -> Problem:
        """A criterion that the mark scheme does not have."""
        message = f"The mark scheme {quoted(rubric)} has no criterion {quoted(name)}."
        hint = suggestion(name, sorted(known))
        return self._places.problem(path, place, "unknown-criterion", message, hint)

    def shows_nothing(self, path: Path, place: Location, title: str) -> Problem:
        """A model answer without a word on what it shows."""
        message = f"No paragraph of the model answer {quoted(title)} shows any criterion."
        hint = "Add “shows: [criterion-id]” to each paragraph that meets a criterion."
        return self._places.problem(path, place, "shows-nothing", message, hint)

    def circle(self, path: Path, place: Location, name: str, other: str) -> Problem:
        """Mark schemes that include each other."""
        message = f"{quoted(name)} includes {quoted(other)}, which includes it again."
        if name == other:
            message = f"The mark scheme {quoted(name)} includes itself."
        hint = "Remove one of the includes."
        return self._places.problem(path, place, "include-circle", message, hint)

    def twice(
        self, path: Path, place: Location, what: str, name: str, other: tuple[Path, Location]
    ) -> Problem:
        """An id that another file has already; both places are named."""
        line = self._places.value(*other).line
        message = f"The {what} id {quoted(name, 64)} is used already in {other[0]}, line {line}."
        hint = "Give one of them another id; this one is left out."
        return self._places.problem(path, place, "duplicate-id", message, hint)

    def audio(self, path: Path, place: Location, audio: str) -> Iterator[Problem]:
        """A sound file that lies outside of the file's folder, or nowhere."""
        target = path.parent / audio
        if not audio.strip() or not lies_inside(audio, path.parent):
            message = f"The sound file {quoted(audio)} does not lie in the folder of this file."
            hint = "Copy it in or below that folder and write its path from there: audio/one.flac."
            yield self._places.problem(path, place, "audio-path", message, hint)
        elif not os.path.isfile(target):  # noqa: PTH113  (a name no system takes is no error)
            message = f"There is no sound file {quoted(audio)}."
            near = did_you_mean(target.name, _sounds(target.parent), likeness=0.85)
            hint = f"Did you mean “{near}”?" if near else "Record it, or remove the line."
            yield self._places.problem(path, place, "missing-audio", message, hint)


def _sounds(folder: Path) -> list[str]:
    try:
        names = [path.name for path in folder.iterdir()]
    except (OSError, ValueError):
        return []
    return sorted(name for name in names if name.lower().endswith(_SOUNDS))
