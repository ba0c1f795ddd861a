"""What is said while something goes on, and where it went wrong, the same on every tab. Pure."""

from __future__ import annotations

from assistant.ui.markup import Safe, element
from assistant.ui.translated import translated


def problem(message: str, hint: str) -> Safe:
    """What went wrong and what to do, where the result would stand."""
    return element("p", element("strong", translated(message)), " ", translated(hint), class_="problem", role="alert")


def working(said: str, done: int = 0, of: int = 0) -> Safe:
    """What is being done, with a bar where it is known how far it is."""
    bar = element("progress", value=str(done), max=str(of), aria_label=said) if of else ""
    return element("p", element("span", said), bar, class_="status checking", role="status")
