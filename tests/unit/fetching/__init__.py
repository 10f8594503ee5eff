"""Tests of one module at a time, without a window, sound or a model."""
