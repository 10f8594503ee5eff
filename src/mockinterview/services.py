"""What window and terminal work with: settings, content, library, sound and speech in one place.

Nothing heavy is imported or started before it is needed; every method that may take long says so
and is meant for an executor.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockinterview import paths
from mockinterview.audio.compression import Compressor
from mockinterview.audio.import_sound import IsCancelled, OnProgress
from mockinterview.core.content import Bank, Format, Question
from mockinterview.core.transcript import Transcript
from mockinterview.core.writing import AS_HEARD, Writing
from mockinterview.errors import ContentError, DiskFullError, LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content, load_content
from mockinterview.files.content_cache import ContentCache
from mockinterview.files.room import room_problem
from mockinterview.files.scratch import TRY, ScratchFolder, remove_left_behind
from mockinterview.hinting import Hinting
from mockinterview.indexing import Indexing
from mockinterview.prompts import FilePrompt, Prompt, SilentPrompt
from mockinterview.recording_import import import_recording, imported_attempt
from mockinterview.session import InterviewSession, OpenInput, new_attempt
from mockinterview.settings import Settings, save_settings
from mockinterview.sounding import Sounding
from mockinterview.tidying import tidied
from mockinterview.transcribing.followed import followed
from mockinterview.transcribing.service import Transcriber

if TYPE_CHECKING:
    from mockinterview.index.store import LibraryIndex
    from mockinterview.speech.process import SpeechProcess
    from mockinterview.speech.protocol import Event

logger = logging.getLogger(__name__)

WORK_THREADS = 2
"""Two, so that a long import never holds up a quick save."""
COMPRESS_AT_LATEST_SECONDS = 20.0
TAKE_UP_AFTER_SECONDS = 15.0
"""When the program has just been started there are other things to do."""

VoicePrompt = Callable[[Bank, Question], Prompt | None]
"""A spoken prompt by the system's own voice, or None where the system has none."""


class Services(Hinting, Sounding):
    """The program without its surface. `close` it at the end."""

    def __init__(
        self,
        settings: Settings,
        settings_path: Path,
        content: Content,
        overrides: Mapping[str, Any] | None = None,
        content_cache: Path | None = None,
    ) -> None:
        Hinting.__init__(self)
        Sounding.__init__(self)
        self._stored = settings
        self._overrides = dict(overrides or {})
        self.settings = settings.model_copy(update=self._overrides)
        self.content = content
        self._content_cache = content_cache
        self._indexing = Indexing(content_cache.parent if content_cache else None)
        self.work = ThreadPoolExecutor(WORK_THREADS, thread_name_prefix="work")
        self._compressor = Compressor(self.work.submit)
        self.transcribing = Transcriber(lambda: self.speech, self.work.submit)
        self.voice: VoicePrompt | None = None
        self.settings_path = settings_path
        self._speech: SpeechProcess | None = None
        self._speech_lock = threading.Lock()
        self._is_closed = False
        self._speech_choice: tuple[str | None, str | None, Writing] = (None, None, AS_HEARD)

    @property
    def library(self) -> Library:
        """The attempts, in the folder that the settings name."""
        return Library(self.settings.library or paths.default_library_folder())

    @property
    def index(self) -> LibraryIndex:
        """What lists and searches of the library ask; for an executor."""
        return self._indexing.of(self.library)

    def stop_caching(self) -> None:
        """Write nothing into the cache any more: all of it is about to be deleted."""
        self._content_cache = None
        self._indexing.close()
        self._indexing = Indexing(None)

    @property
    def own_content(self) -> Path:
        """The person's own folder of banks and mark schemes; it need not be there yet."""
        return self.settings.own_content or paths.own_content_folder()

    @property
    def content_folders(self) -> list[Path]:
        """Where banks and mark schemes are looked for: the built-in ones, then the person's own."""
        return [paths.content_folder(), self.own_content]

    def reload_content(self) -> Content:
        """All content as it is now. Takes long; the window puts it into `content` by itself.

        Raises:
            ContentError: no questions were found.
        """
        cache = ContentCache(self._content_cache) if self._content_cache else None
        return load_content(self.content_folders, cache)

    def change_settings(self, **changes: Any) -> None:
        """Change and write settings; the values are checked.

        What was chosen for this call only (`--library`, `--engine` …) is never written; a change
        of the same setting takes its place.

        Raises:
            LibraryError: the settings cannot be written.
        """
        self._stored = Settings.model_validate(self._stored.model_dump() | changes)
        for name in changes:
            self._overrides.pop(name, None)
        self.settings = self._stored.model_copy(update=self._overrides)
        save_settings(self._stored, self.settings_path)

    def override(self, **choices: Any) -> None:
        """Choose settings for this run only."""
        self._overrides |= choices
        self.settings = self._stored.model_copy(update=self._overrides)

    def format_for(self, bank: Bank, question: Question) -> Format:
        """The format that the person or the bank chose, with the person's extra time."""
        chosen = self.settings.format
        if chosen in self.content.formats:
            rules = self.content.formats[chosen]
        else:
            rules = self.content.format_of(bank, question)
        return rules.with_extra_time(self.settings.extra_time_percent)

    def new_session(
        self,
        bank: Bank,
        question: Question,
        rules: Format,
        *,
        with_prompt: bool = True,
        with_transcript: bool = True,
        sitting: str = "",
    ) -> InterviewSession:
        """An interview on this question, its attempt's folder made.

        Raises:
            LibraryError: the library cannot be written to.
        """
        library = self.library
        rubric = self.content.rubric_of(question)
        folder = new_attempt(library, bank, question, rubric, rules, sitting=sitting)
        prompt = self.prompt_for(bank, question) if with_prompt else SilentPrompt("")
        if not with_transcript:
            return self._session(folder, library, prompt, self.open_input, self.compress_later)
        return self._followed_session(folder, library, prompt)

    def continued_session(self, folder: AttemptFolder) -> InterviewSession:
        """The interview of an attempt that was cut off, to go on where it was.

        Raises:
            LibraryError: the attempt cannot be read or recovered, or is in the bin.
        """
        folder.recover()  # what looks through the library at the start may not be there yet
        attempt = folder.load()
        if attempt.binned is not None:
            raise LibraryError(
                "This attempt is in the bin.", "Put it back first: Attempts shows the bin."
            )
        fitting = [
            (bank, question)
            for bank, question in self.content.questions
            if (bank.bank, question.id) == (attempt.bank, attempt.question.id)
        ]
        silent = SilentPrompt(attempt.question.prompt)
        prompt = self.prompt_for(*fitting[0]) if fitting else silent
        return self._followed_session(folder, self.library, prompt)

    def import_recording(
        self,
        path: Path,
        bank: Bank,
        question: Question,
        rules: Format,
        *,
        on_progress: OnProgress = lambda _: None,
        is_cancelled: IsCancelled = lambda: False,
    ) -> AttemptFolder:
        """Make an attempt of a sound or video file, which is only read. Takes long.

        Raises:
            AudioFileError: it cannot be imported, or the person cancelled (`ImportCancelled`).
            LibraryError: the library cannot be written to, or the disk is full.
        """
        library = self.library
        rubric = self.content.rubric_of(question)
        attempt = imported_attempt(path, library.now(), bank, question, rubric=rubric, rules=rules)
        folder = import_recording(library, path, attempt, on_progress, is_cancelled)
        self.compress_later(folder)
        return folder

    def tryout_session(self, bank: Bank, question: Question, rules: Format) -> InterviewSession:
        """An interview of which nothing is kept, with as many tries as one likes.

        Raises:
            LibraryError: there is no room for its sound while it lasts.
        """
        place = ScratchFolder(TRY)
        library = Library(place.path)
        free = rules.model_copy(update={"retakes": None})

        def forget(_: AttemptFolder) -> None:
            try:  # its sound may be large, and whoever closes an interview is not to wait for that
                self.audio.submit(place.remove)
            except RuntimeError:  # a driver hung until after the end of the program
                place.remove()

        try:
            folder = new_attempt(library, bank, question, self.content.rubric_of(question), free)
            prompt = self.prompt_for(bank, question)
            return self._session(folder, library, prompt, self.open_input, forget)
        except MockInterviewError:
            place.remove()
            raise

    def _followed_session(
        self, folder: AttemptFolder, library: Library, prompt: Prompt
    ) -> InterviewSession:
        """An interview whose answer is kept: it is read ahead while it is being recorded."""
        open_input = followed(self.open_input, self.transcribing, folder)
        return self._session(folder, library, prompt, open_input, self._end_interview)

    def _end_interview(self, folder: AttemptFolder) -> None:
        self.transcribing.let_go(folder)
        self.compress_later(folder)

    def _session(
        self,
        folder: AttemptFolder,
        library: Library,
        prompt: Prompt,
        open_input: OpenInput,
        after_close: Callable[[AttemptFolder], None],
    ) -> InterviewSession:
        return InterviewSession(
            folder,
            library,
            prompt=prompt,
            open_input=open_input,
            executor=self.audio,
            after_close=after_close,
        )

    def room_problem(self, rules: Format, questions: int = 1) -> DiskFullError | None:
        """A warning when the disk has less than three times the room of these answers."""
        return room_problem(self.library.folder, rules.answer_seconds, questions)

    def compress_later(self, folder: AttemptFolder) -> None:
        """Turn the finished takes of an attempt into FLAC in the background. Does not wait.

        The words that somebody waits for come first, but not for long.
        """
        compress = partial(self._compressor.later, folder)
        self.transcribing.when_heard(folder, compress, COMPRESS_AT_LATEST_SECONDS)

    def tidy_library(self) -> None:
        """Join, compress, transcribe, remove; once after the start has recovered all. No wait."""
        self.work.submit(self._tidy, self.library)

    def _tidy(self, library: Library) -> None:
        remove_left_behind()
        self.transcribing.take_up(tidied(library, self._compressor.later), TAKE_UP_AFTER_SECONDS)

    def prompt_for(self, bank: Bank, question: Question) -> Prompt:
        """The recorded prompt; without one the system's voice; without one the text alone."""
        path = self.content.prompt_file(bank, question)
        if path is not None:
            return FilePrompt(path, question.prompt, self.new_player, self.audio)
        spoken = self.voice(bank, question) if self.voice else None
        return spoken or SilentPrompt(question.prompt)

    @property
    def speech(self) -> SpeechProcess:
        """The speech process of the chosen engine and model; it starts when first used.

        From any thread. A new choice ends the process of the old one, its job included.
        """
        from mockinterview.speech.process import SpeechProcess

        choice = (self.settings.engine, self.settings.model, self.settings.writing)
        with self._speech_lock:
            if self._speech is None or self._speech_choice != choice:
                if self._speech is not None:
                    self._speech.close()
                self._speech = SpeechProcess(*choice[:2], writing=choice[2])
                self._speech_choice = choice
                if self._is_closed:
                    self._speech.close()  # too late: whoever asks is told that it was cancelled
            return self._speech

    def transcribe_take(
        self,
        folder: AttemptFolder,
        take_number: int,
        on_event: Callable[[Event], None] | None = None,
    ) -> Transcript:
        """Transcribe a take and keep the result beside it. Takes long.

        Raises:
            SpeechError: no model, no engine, cancelled, or the process failed.
            AudioFileError: the sound cannot be read.
            LibraryError: the transcript cannot be written.
        """
        job = self.transcribing.transcribe(folder, take_number, on_event=on_event)
        return self.transcribing.wait_for(job)

    def close(self) -> None:
        """End the child process and the executors; sound that is being written is finished."""
        self.transcribing.close()
        with self._speech_lock:
            self._is_closed = True
            if self._speech is not None:
                self._speech.close()
        self._compressor.close()
        self.audio.shutdown()
        self.hints.shutdown(wait=True, cancel_futures=True)
        self.work.shutdown(wait=True, cancel_futures=True)
        self._indexing.close()


def open_services(
    settings: Settings, settings_path: Path, overrides: Mapping[str, Any] | None = None
) -> Services:
    """Read the content and put the services together; `overrides` hold for this run only.

    Raises:
        ContentError: no questions were found.
    """
    services = Services(
        settings, settings_path, Content(), overrides, content_cache=paths.content_cache_file()
    )
    try:
        services.content = services.reload_content()
    except ContentError:
        services.close()
        raise
    return services
