"""Answers for somebody else as one file: whose, with which sound, with whose marks, where to."""
