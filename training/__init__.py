"""How what the program has learnt was learnt: ``python -m training weigh``; and a cross-encoder, not shipped yet."""
