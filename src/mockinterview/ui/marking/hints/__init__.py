"""What the program offers beside the marks: places that may be evidence, and what it measured."""
