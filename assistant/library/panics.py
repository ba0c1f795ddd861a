"""What compiled libraries raise where they give up: no `Exception`, so it passes every catch, up to the process."""

from __future__ import annotations


def is_panic(error: BaseException) -> bool:
    """Whether `error` is a panic of code in Rust, as PyO3 raises it; its class cannot be imported."""
    return type(error).__name__ == "PanicException"
