"""The cross-encoder: questions and near misses (`examples`), their texts (`texts`), the loop (`train`)."""
