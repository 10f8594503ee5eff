"""The virtual screen, the virtual microphone and the program running between them."""
