"""The only place that touches Whisper: engines, weights and the child process."""
