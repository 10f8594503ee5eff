"""Mock Interview: practise the asynchronous medical-school interview on your own computer."""

import os

# onnxruntime from 1.32 on sends telemetry unless it is told not to before it is imported; it would
# also write an id of the computer into the cache. Here, since no module comes before this one.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.1.0"
