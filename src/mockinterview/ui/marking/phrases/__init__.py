"""Phrases while writing: a semicolon and a few letters offer them, Enter puts one in."""
