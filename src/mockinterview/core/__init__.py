"""The heart, without screen, disk, sound or speech: standard library and pydantic only."""
