"""What is cited: chosen, heard, trimmed, and shown on the words and on the waveform."""
