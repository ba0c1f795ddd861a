"""What every chain with a chat model shares: the model, fenced passages, what fits into its window, replies in time."""
