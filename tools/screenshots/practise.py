"""The states of the Practise page."""

from __future__ import annotations

from pathlib import Path

from mockinterview.files.problems import Problem

from .studio import Studio


def practise(studio: Studio) -> None:
    studio.choose("leader-or-follower")


def practise_marked(studio: Studio) -> None:
    studio.make_attempts()
    studio.choose("leader-or-follower")


def practise_problems(studio: Studio) -> None:
    studio.services.content.problems.append(
        Problem(
            Path("/home/ada/Own questions/questions/mine.yaml"),
            12,
            5,
            "unknown-key",
            "“promt” is unknown.",
        )
    )
    studio.pages.practise.tell_content_problems()
    studio.make_attempts()
    studio.pages.practise.show_recovered(studio.window.keeper.records.attempts[0], 3)


def practise_nothing(studio: Studio) -> None:
    studio.pages.practise.search.setText("zebra")


STATES = (practise, practise_marked, practise_problems, practise_nothing)
