"""Does this evidence carry this sentence, and where exactly do they differ."""
