"""What the program works out about an answer to help a person mark it: suggestions and measures."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from mockinterview import paths
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.content import Rubric
from mockinterview.core.measures import Measure
from mockinterview.core.suggestion import Place
from mockinterview.core.transcript import Word
from mockinterview.files.attempts import AttemptFolder

if TYPE_CHECKING:
    from mockinterview.measures.take import TakeWords
    from mockinterview.measuring import TakeMeasurer
    from mockinterview.suggest import Suggester


class Hinting:
    """Loads what it needs when it is first asked. From any thread; for `hints`.

    That executor has one thread of its own: a mark is saved at once, whatever is worked out.
    """

    def __init__(self) -> None:
        self.hints = ThreadPoolExecutor(1, thread_name_prefix="hints")
        self._suggester: Suggester | None = None
        self._measurer: TakeMeasurer | None = None
        self._hints_lock = threading.Lock()

    def suggest_places(self, rubric: Rubric, words: Iterable[Word]) -> dict[str, tuple[Place, ...]]:
        """Where in these words somebody may be talking about each positive content criterion.

        The first time takes a second or two.
        """
        from mockinterview import suggest

        with self._hints_lock:
            if self._suggester is None:
                self._suggester = suggest.new_suggester()
        return suggest.suggest_places(self._suggester, rubric, words)

    def measure(
        self, folder: AttemptFolder, attempt: Attempt, take: Take, text: TakeWords | None
    ) -> Sequence[Measure]:
        """Every measure of a take; None stands for no transcript. Takes a second or two.

        Raises:
            AudioFileError: the sound is missing, empty or no sound.
        """
        from mockinterview.measuring import TakeMeasurer

        with self._hints_lock:
            if self._measurer is None:
                self._measurer = TakeMeasurer(paths.informal_words_file())
        return self._measurer.measure(folder, attempt, take, text)
