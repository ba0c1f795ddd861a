"""Documents held against each other: where a wording stands, since when, and where it no longer does."""
