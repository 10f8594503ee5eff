"""The heart without screen, disk, sound or speech: it imports the standard library and pydantic only."""
