"""What can be seen to be wrong with a window: each checker is a function of widgets alone."""
