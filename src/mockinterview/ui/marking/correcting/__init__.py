"""What is done with the words of a transcript: correcting, finding, comparing, handing over."""
