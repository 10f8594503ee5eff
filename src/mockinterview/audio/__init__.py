"""The only place that touches sounddevice: devices, recorder, player.

Every call into PortAudio is made on one thread, that of `worker.AudioExecutor`: opening,
starting, stopping and closing streams, listing and refreshing devices. What a caller may use
from any other thread is said where it is defined (`Recorder.health`, `Player.position`, …).
Nothing here imports sounddevice, soundfile, soxr or numpy before it is needed.
"""
