"""One function a command: what the assistant gives → text or JSON. Heavy modules load inside the functions."""
