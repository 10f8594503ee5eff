"""The page of formats: all that there are, and an editor with a preview for one's own."""
