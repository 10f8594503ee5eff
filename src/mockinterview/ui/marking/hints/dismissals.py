"""What the person did not want to see again; it lives as long as the page. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.suggestion import Place

Subject = tuple[str, int, str]
"""The folder of an attempt, the number of a take, the id of a criterion."""


class Dismissals:
    """Places that are not offered any more, by what they were offered for."""

    def __init__(self) -> None:
        self._places: dict[Subject, list[Place]] = {}

    def of(self, subject: Subject) -> Sequence[Place]:
        """What was dismissed there."""
        return self._places.get(subject, [])

    def add(self, subject: Subject, place: Place) -> None:
        """Do not offer this again."""
        self._places.setdefault(subject, []).append(place)

    def forget(self, subject: Subject) -> None:
        """Offer all of it again."""
        self._places.pop(subject, None)
