"""Documents from the web: one address is fetched, checked at every step, and kept as a file that is then ingested."""
