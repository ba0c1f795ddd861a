"""The page: layout and events only. What it shows is rendered by pure functions from records, always escaped."""
