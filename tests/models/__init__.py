"""Tests on real Whisper weights (minutes)."""
