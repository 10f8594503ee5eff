"""Files for others, from any page: where to, written in the background, told on its banner."""
