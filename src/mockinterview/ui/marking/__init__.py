"""The marking page: the answer at the left, the checklist in the middle, a model answer beside."""
