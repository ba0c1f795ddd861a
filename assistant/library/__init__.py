"""Documents in: read, kept, cut into passages, embedded, indexed."""
