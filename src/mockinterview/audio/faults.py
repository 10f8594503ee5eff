"""What a PortAudio error means to the person: every sentence about sound devices is here."""

from __future__ import annotations

import errno
import sys
from typing import Final, Literal

from mockinterview.errors import (
    AudioError,
    DeviceBusyError,
    DeviceLostError,
    DeviceRefusedError,
    LibraryError,
    NoDeviceError,
)

Direction = Literal["input", "output"]

# PaErrorCode, portaudio.h
UNANTICIPATED_HOST_ERROR: Final = -9999
INVALID_CHANNEL_COUNT: Final = -9998
INVALID_SAMPLE_RATE: Final = -9997
INVALID_DEVICE: Final = -9996
SAMPLE_FORMAT_NOT_SUPPORTED: Final = -9994
DEVICE_UNAVAILABLE: Final = -9985
FORMAT_CODES: Final = frozenset(
    {INVALID_CHANNEL_COUNT, INVALID_SAMPLE_RATE, SAMPLE_FORMAT_NOT_SUPPORTED}
)

# What the host APIs say behind `paUnanticipatedHostError`: ALSA a negative errno, MME an
# MMRESULT (mmsyscom.h), WASAPI an HRESULT (winerror.h, audioclient.h) as a signed number.
_REFUSED_HOST_CODES: Final = frozenset({-errno.EACCES, -errno.EPERM, 0x8007_0005 - 2**32})
_BUSY_HOST_CODES: Final = frozenset({-errno.EBUSY, 4, 0x8889_000A - 2**32})
_ABSENT_HOST_CODES: Final = frozenset(
    {-errno.ENODEV, -errno.ENXIO, -errno.ENOENT, -errno.ECONNREFUSED, 2, 6, 0x8889_0004 - 2**32}
)

_NAMES: Final = {"input": "microphone", "output": "loudspeaker"}


def translate_error(error: Exception, direction: Direction) -> AudioError:
    """Tell a `sounddevice.PortAudioError` in words.

    Args:
        error: args are the text, then perhaps the PaErrorCode, then perhaps the host API's
            index, code and text. Without a code it says that there is no device at all.
        direction: which device was asked for.
    """
    code = error.args[1] if len(error.args) > 1 else INVALID_DEVICE
    # str(error) would ask PortAudio for the host API's name; the arguments are enough.
    detail = " · ".join(str(argument) for argument in error.args)
    if code == UNANTICIPATED_HOST_ERROR and len(error.args) > 2:
        return _translate_host_error(error.args[2][1], direction, detail)
    if code == INVALID_DEVICE:
        return no_device(direction, detail)
    if code == DEVICE_UNAVAILABLE:
        return _busy(direction, detail)
    if code in FORMAT_CODES:
        return AudioError(
            f"The {_NAMES[direction]} offers no sound format that can be used.",
            "Choose another one in Settings.",
            detail,
        )
    return _not_opened(direction, detail)


def no_device(direction: Direction, detail: str = "") -> NoDeviceError:
    """There is none, or the one asked for is not connected."""
    if direction == "input":
        hint = "Connect one and try again. You can also import a recording."
    else:
        hint = "Connect headphones or loudspeakers and try again."
    return NoDeviceError(f"No {_NAMES[direction]} was found.", hint, detail)


def device_lost(direction: Direction, detail: str) -> DeviceLostError:
    """It was there and is not any more."""
    if direction == "input":
        hint = f"{KEPT_SENTENCE} Connect it again, or go on with another one."
    else:
        hint = "Connect it again, or choose another one in Settings."
    return DeviceLostError(f"The {_NAMES[direction]} went away.", hint, detail)


def device_silent() -> AudioError:
    """The microphone gave nothing but digital zeros, and the person wants another one."""
    return AudioError(
        "The microphone gave no sound at all.",
        "Choose another one, or see that this one is not muted, then go on.",
    )


def device_mute(direction: Direction, detail: str) -> AudioError:
    """It was opened but never took part."""
    return AudioError(
        f"The {_NAMES[direction]} was opened but does not answer.",
        "Unplug it and connect it again, or choose another one in Settings.",
        detail,
    )


def library_missing(detail: str) -> AudioError:
    """PortAudio itself is not installed."""
    if sys.platform.startswith("linux"):
        hint = "Install it with: sudo apt-get install libportaudio2"
    else:
        hint = "Install Mock Interview again; the sounddevice package brings it."
    return AudioError("Sound is not available: the PortAudio library is missing.", hint, detail)


KEPT_SENTENCE: Final = "What you had said is kept."


def folder_gone(folder: str) -> LibraryError:
    """The take's folder was moved away, or its disk taken out, while it was being written."""
    return LibraryError(
        f"The folder {folder} is not there any more.",
        f"{KEPT_SENTENCE} It is where the folder is now. Put it back, or connect its disk again,"
        " then go on with a new take.",
    )


def kept(error: LibraryError) -> LibraryError:
    """The same fault of the disk, told by a take: what there is so far is safe."""
    hint = f"{KEPT_SENTENCE} {error.hint}".strip()
    return type(error)(error.message, hint, error.detail)


SILENT_SENTENCE: Final = (
    "The microphone gives no sound at all. It may be muted, unplugged, or not allowed for"
    " this program in the system's privacy settings."
)


def _translate_host_error(host_code: int, direction: Direction, detail: str) -> AudioError:
    if host_code in _REFUSED_HOST_CODES:
        return DeviceRefusedError(
            f"The system does not let Mock Interview use the {_NAMES[direction]}.",
            f"Allow the {_NAMES[direction]} in the system's privacy settings, then try again.",
            detail,
        )
    if host_code in _BUSY_HOST_CODES:
        return _busy(direction, detail)
    if host_code in _ABSENT_HOST_CODES:
        return no_device(direction, detail)
    return _not_opened(direction, detail)


def _busy(direction: Direction, detail: str) -> DeviceBusyError:
    return DeviceBusyError(
        f"Another program is using the {_NAMES[direction]}.",
        "Close that program and try again, or choose another one in Settings.",
        detail,
    )


def _not_opened(direction: Direction, detail: str) -> AudioError:
    return AudioError(
        f"The {_NAMES[direction]} could not be opened.",
        "Unplug it and connect it again, or choose another one in Settings.",
        detail,
    )
