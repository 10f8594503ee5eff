"""Pictures of every state of the window: `script/screenshots`, or `python -m tools.screenshots`."""
