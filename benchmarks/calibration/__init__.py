"""How much the probability of a word tells about whether it is right, and where doubt begins."""
