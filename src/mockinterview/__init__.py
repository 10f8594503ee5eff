"""Mock Interview: practise the asynchronous medical-school interview on your own computer."""

from typing import Final

__version__: Final = "0.1.0"
