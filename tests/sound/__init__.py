"""The audio edge on a real sound server, through real PortAudio."""
