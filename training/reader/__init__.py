"""The reader: questions, near misses (`examples`) and their texts, the loop (`train`), what it is worth (`judge`)."""
