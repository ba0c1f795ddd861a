"""A topic → one page of what the sources say about it."""
