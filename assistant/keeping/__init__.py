"""A library kept safe: backups while it is in use, restored whole or not at all, and damage found and named."""
