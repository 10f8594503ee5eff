"""What the readme and docs claim about speed, runnable; one module for each claim."""
