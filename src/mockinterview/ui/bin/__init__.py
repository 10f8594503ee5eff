"""The bin in the window: what was deleted, put back or removed for good."""
