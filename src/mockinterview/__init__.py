"""Mock Interview: practise the asynchronous medical-school interview on your own computer."""

__version__ = "0.1.0"
