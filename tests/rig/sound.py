"""A private PulseAudio server with a virtual speaker and a virtual microphone.

What is played into the sink `interview_room` is heard by the source `virtual_microphone`,
which is the default source; the default sink is another one, `loudspeaker`, so that what the
program plays is not recorded. Programs started with `VirtualSound.environment` see both
through PulseAudio and, by the ALSA pulse plugin, through PortAudio. Nothing of the user's own
sound server is touched.

    with VirtualSound(folder) as sound:
        subprocess.run([...], env={**os.environ, **sound.environment})
        sound.speak(Path("answer.flac"))
"""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.rig import processes
from tests.rig.waiting import wait_for

ROOM: Final = "interview_room"
MICROPHONE: Final = "virtual_microphone"
LOUDSPEAKER: Final = "loudspeaker"
RATE_HZ: Final = 48_000

SERVER_SCRIPT = f"""\
.fail
load-module module-native-protocol-unix auth-anonymous=1 socket={{socket}}
load-module module-null-sink sink_name={LOUDSPEAKER} rate={RATE_HZ} \
sink_properties=device.description=Loudspeaker
load-module module-null-sink sink_name={ROOM} rate={RATE_HZ} \
sink_properties=device.description=Room
load-module module-remap-source source_name={MICROPHONE} master={ROOM}.monitor \
source_properties=device.description=VirtualMicrophone
set-default-sink {LOUDSPEAKER}
set-default-source {MICROPHONE}
"""

ALSA_CONFIGURATION = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class VirtualSound:
    """One private sound server, kept in `folder`, to be used as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        self._socket = folder / "native"
        self._server: subprocess.Popen[bytes] | None = None
        alsa = folder / "asound.conf"
        alsa.write_text(ALSA_CONFIGURATION, encoding="utf-8")
        self.environment: dict[str, str] = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "PULSE_COOKIE": str(folder / "cookie"),
            "ALSA_CONFIG_PATH": str(alsa),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def process_id(self) -> int:
        """The process id of the running server."""
        if self._server is None:
            raise RuntimeError("The sound server is not running.")
        return self._server.pid

    def start(self) -> None:
        """Start the server and wait until the virtual microphone is there.

        Raises:
            MissingToolError: PulseAudio or its tools are not installed.
            TimeoutError: the server did not come up; its log is in the message.
        """
        processes.find_tools("pulseaudio", "pactl", "paplay")
        script = self.folder / "server.pa"
        script.write_text(SERVER_SCRIPT.format(socket=self._socket), encoding="utf-8")
        log = self.folder / "server.log"
        # HOME and no D-Bus: a server of the user's own is neither found nor disturbed.
        environment = {
            **os.environ,
            **self.environment,
            "HOME": str(self.folder),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        }
        environment.pop("PULSE_SERVER")
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no"]
        command += ["--exit-idle-time=-1", "--realtime=no", "--high-priority=no"]
        command += ["--log-target=stderr", "--log-level=notice", f"--file={script}"]
        self._server = processes.start(command, log=log, environment=environment)
        try:
            wait_for(self._is_ready, "the private sound server")
        except TimeoutError as error:
            self.stop()
            raise TimeoutError(f"{error}\n{log.read_text(errors='replace')}") from None

    def _is_ready(self) -> bool:
        if self._server is None or self._server.poll() is not None:
            return False
        return self._socket.exists() and MICROPHONE in self.sources()

    def stop(self) -> None:
        """Stop the server, by its process id; does nothing when it is not running."""
        if self._server is not None:
            processes.stop(self._server)
            self._server = None
        self._socket.unlink(missing_ok=True)

    def kill(self) -> None:
        """Kill the server without warning, as a crash would; `start` brings it back."""
        os.kill(self.process_id, signal.SIGKILL)
        self.stop()

    def speak(self, recording: Path) -> None:
        """Play a sound file into the room; returns when the last sample has been played."""
        self._run("paplay", f"--device={ROOM}", str(recording), seconds=900)

    def start_speaking(self, recording: Path) -> subprocess.Popen[bytes]:
        """Play a sound file into the room without waiting; the caller waits or stops it."""
        command = ["paplay", f"--device={ROOM}", str(recording)]
        environment = {**os.environ, **self.environment}
        return processes.start(command, log=self.folder / "speak.log", environment=environment)

    def sources(self) -> list[str]:
        """The names of the sources, or an empty list when the server does not answer."""
        return self._names("sources")

    def remove_microphone(self) -> None:
        """Take the virtual microphone away, as pulling its plug would."""
        for line in self._run("pactl", "list", "short", "modules").splitlines():
            index, name, *arguments = line.split("\t")
            if name == "module-remap-source" and MICROPHONE in "".join(arguments):
                self._run("pactl", "unload-module", index)
        wait_for(lambda: MICROPHONE not in self.sources(), "the microphone to go away")

    def add_microphone(self) -> None:
        """Bring a removed virtual microphone back and make it the default again."""
        self._run(
            *("pactl", "load-module", "module-remap-source", f"source_name={MICROPHONE}"),
            f"master={ROOM}.monitor",
        )
        self._run("pactl", "set-default-source", MICROPHONE)

    def set_microphone_mute(self, *, muted: bool) -> None:
        """Mute the microphone (exact zeros) or open it again."""
        self._run("pactl", "set-source-mute", MICROPHONE, "1" if muted else "0")

    def recording_streams(self) -> int:
        """How many programs record at this moment."""
        return len(self._run("pactl", "list", "short", "source-outputs").splitlines())

    def _names(self, kind: str) -> list[str]:
        try:
            answer = self._run("pactl", "list", "short", kind)
        except subprocess.CalledProcessError:
            return []
        return [line.split("\t")[1] for line in answer.splitlines()]

    def _run(self, *command: str, seconds: float = 10) -> str:
        environment = {**os.environ, **self.environment, "LC_ALL": "C"}
        answer = subprocess.run(
            command, env=environment, capture_output=True, check=True, timeout=seconds, text=True
        )
        return answer.stdout
