"""What the assistant made, as a file. Knows records only."""
