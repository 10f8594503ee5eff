"""Comments anchored in time: what a marker wrote about a stretch of a take, whatever criterion."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, model_validator

from mockinterview.core.model import Model, Text


class Comment(Model):
    """A stretch of a take, in seconds, and what a marker wrote about it."""

    take: int = Field(ge=1)
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    text: Text

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Comment:
        if self.end <= self.start:
            message = "a comment must end after it starts"
            raise ValueError(message)
        return self

    @property
    def place(self) -> tuple[int, float, float]:
        """Take, start and end: a place has one comment."""
        return self.take, self.start, self.end


def with_comment(comments: Sequence[Comment], new: Comment) -> tuple[Comment, ...]:
    """The comments with one more, in order of time; one at the very same place gives way."""
    left = [comment for comment in comments if comment.place != new.place]
    return tuple(sorted([*left, new], key=lambda comment: comment.place))


def without_comment(
    comments: Sequence[Comment], place: tuple[int, float, float]
) -> tuple[Comment, ...]:
    """The comments without the one at this place."""
    return tuple(comment for comment in comments if comment.place != place)


def comments_of(comments: Sequence[Comment], take: int) -> list[Comment]:
    """Those of one take, in order of time."""
    return [comment for comment in comments if comment.take == take]
