"""The fakes raise what the real library raises, argument for argument."""

from __future__ import annotations

import pytest
import sounddevice

from tests import fakes


@pytest.mark.parametrize("code", sorted(set(fakes.TEXTS) - {-9999}))
def test_coded_errors_are_those_of_the_library(code: int) -> None:
    with pytest.raises(sounddevice.PortAudioError) as real:
        sounddevice._check(code, "Error opening InputStream")
    fake = fakes.portaudio_error(code)
    assert type(fake) is real.type
    assert fake.args == real.value.args


def test_a_host_error_has_the_arguments_of_the_library() -> None:
    with pytest.raises(sounddevice.PortAudioError) as real:
        sounddevice._check(-9999, "Error opening InputStream")
    fake = fakes.refused_error()
    assert type(fake) is real.type
    assert fake.args[:2] == real.value.args[:2]
    assert [type(part) for part in fake.args[2]] == [type(part) for part in real.value.args[2]]


def test_no_device_is_an_error_of_one_argument() -> None:
    with pytest.raises(sounddevice.PortAudioError) as real:
        sounddevice.query_devices(-1)
    assert fakes.no_device_error().args == real.value.args


def test_every_stream_argument_that_is_used_exists() -> None:
    import inspect

    known = set(inspect.signature(sounddevice.InputStream.__init__).parameters)
    used = {"device", "channels", "samplerate", "dtype", "dither_off", "callback"}
    assert used | {"finished_callback", "extra_settings"} <= known
