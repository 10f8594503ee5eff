"""The sound check: its page, and the gate that leads to it before a practice."""
