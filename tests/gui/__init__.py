"""Tests of the widgets with pytest-qt."""
