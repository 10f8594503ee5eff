"""The only place that touches sounddevice: devices, recorder, player."""
