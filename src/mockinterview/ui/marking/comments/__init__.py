"""Comments anchored in time: written while listening, shown on waveform and words, heard again."""
