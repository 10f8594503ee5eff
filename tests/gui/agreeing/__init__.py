"""Tests of marks side by side."""
