"""Measures against signals of known truth."""
