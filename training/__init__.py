"""How what the program has learnt was learnt: ``python -m training``, and from what."""
