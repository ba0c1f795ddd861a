"""A text → its claims, each with a verdict."""
