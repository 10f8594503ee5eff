"""Every error that a person may be shown, each carrying what happened and what to do.

    MockInterviewError            the base: message, hint, detail
    ├── ContentError              a bank, mark scheme or format cannot be used
    ├── UsageError                something asked for does not exist (question, attempt, device)
    │   └── WrongUsageError       a command's options do not go together, or one is missing
    ├── LibraryError              the library folder or an attempt in it cannot be read or written
    │   ├── DiskFullError         nothing more can be written
    │   ├── NewerVersionError     a file was written by a newer version of the program
    │   └── AttemptHeldError      another interview, perhaps of another window, is held in it
    ├── AudioError                sound could not be recorded or played
    │   ├── NoDeviceError         there is no microphone (or no speaker)
    │   ├── DeviceBusyError       another program holds the device
    │   ├── DeviceRefusedError    the system refuses the device to this program
    │   └── DeviceLostError       the device went away while it was in use
    ├── AudioFileError            a sound file cannot be read
    │   └── ImportCancelled       the person cancelled an import
    ├── ExportError               a file for others cannot be written
    │   └── ExportCancelled       the person cancelled an export
    ├── BackupError               a backup cannot be restored
    │   └── RestoreCancelled      the person cancelled restoring it
    ├── PackError                 a pack from elsewhere cannot be taken over
    └── SpeechError               no transcript could be made
        ├── EngineMissingError    the engine is not installed
        ├── ModelMissingError     no model is on this computer
        ├── ModelDamagedError     a model file is not what it should be
        ├── ModelTooBigError      the model needs more memory than there is
        ├── DownloadError         a model download did not finish
        ├── TranscriptionCancelled  the person cancelled
        ├── TranscriptionPaused   something more urgent came; what is finished is kept
        └── SpeechProcessError    the child process died, stalled or answered nonsense

Anything else that is raised is a defect of the program.
"""

from __future__ import annotations


class MockInterviewError(Exception):
    """An expected problem, told in words for the person at the screen.

    Args:
        message: what happened, one sentence that ends with a full stop.
        hint: what to do about it, one sentence, or empty.
        detail: the technical cause, shown only on request, or empty.
    """

    def __init__(self, message: str, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ContentError(MockInterviewError):
    """A bank, mark scheme or format cannot be used."""


class UsageError(MockInterviewError):
    """Something was asked for that does not exist."""


class WrongUsageError(UsageError):
    """The options of a command do not go together, or one is missing."""


class LibraryError(MockInterviewError):
    """The library folder or an attempt in it cannot be read or written."""


class DiskFullError(LibraryError):
    """Nothing more can be written to the disk."""


class NewerVersionError(LibraryError):
    """A file was written by a newer version of the program; it is left as it is."""


class AttemptHeldError(LibraryError):
    """Another interview is held in the attempt."""


class AudioError(MockInterviewError):
    """Sound could not be recorded or played."""


class NoDeviceError(AudioError):
    """There is no device of the kind that is needed."""


class DeviceBusyError(AudioError):
    """Another program holds the device."""


class DeviceRefusedError(AudioError):
    """The system refuses the device to this program."""


class DeviceLostError(AudioError):
    """The device went away while it was in use."""


class AudioFileError(MockInterviewError):
    """A sound file cannot be read."""


class ImportCancelled(AudioFileError):  # noqa: N818  (a wish, not a fault)
    """The person cancelled an import; nothing was kept of it."""


class ExportError(MockInterviewError):
    """A file for others cannot be written."""


class ExportCancelled(ExportError):  # noqa: N818  (a wish, not a fault)
    """The person cancelled an export; nothing was written."""


class BackupError(MockInterviewError):
    """A backup cannot be read, or holds what must not be taken over."""


class RestoreCancelled(BackupError):  # noqa: N818  (a wish, not a fault)
    """The person cancelled restoring a backup; nothing was taken over."""


class PackError(MockInterviewError):
    """A pack from elsewhere cannot be read, or holds what must not be taken over."""


class SpeechError(MockInterviewError):
    """No transcript could be made."""


class EngineMissingError(SpeechError):
    """The speech engine is not installed."""


class ModelMissingError(SpeechError):
    """No usable model is on this computer."""


class ModelDamagedError(SpeechError):
    """A model file is not what it should be."""


class ModelTooBigError(SpeechError):
    """The model needs more memory than this computer has free."""


class DownloadError(SpeechError):
    """A model download did not finish."""


class TranscriptionCancelled(SpeechError):  # noqa: N818  (a wish, not a fault)
    """The person cancelled the transcription."""


class TranscriptionPaused(SpeechError):  # noqa: N818  (a wish, not a fault)
    """The transcription was put off for something more urgent; what is finished is kept."""


class SpeechProcessError(SpeechError):
    """The child process died, stalled or answered nonsense."""
