"""The person's data: how much there is, a backup of it, restoring one, and deleting all of it."""
