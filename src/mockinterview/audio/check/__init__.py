"""What a test recording tells of microphone, room and loudspeaker: figures, then words.

`figures` measures a recording, `echo` how much of the test sound comes back, `findings` says both
in words. All are pure functions of samples: float32, mono, 1.0 is full scale. Levels are RMS in
dBFS with 0 for a square wave of full scale (a sine of full scale has -3.0), as Audacity, SoX and
FFmpeg tell them. Thresholds and where they come from: docs/decisions/0008-device-check.md.
"""
