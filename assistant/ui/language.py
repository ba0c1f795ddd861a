"""Which language the page speaks to whoever asks just now: the one they chose, else the one their browser prefers.

A choice is kept in a cookie of the browser. Only tests and the page's first response name a language themselves.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = {"en": "English", "ja": "日本語"}
"""The languages that the page has, each by its own name; what it says is written in the first."""
ENGLISH = "en"
COOKIE = "language"
MOST_ASKED = 20
"""Languages of a browser's list that are looked at."""
_SPEAKING: ContextVar[str | None] = ContextVar("speaking", default=None)


def tag() -> str:
    """The language of whoever asks, with its region where that is known: ``en-US``."""
    if spoken := _SPEAKING.get():
        return spoken
    gradio = sys.modules.get("gradio.context")  # where it was never loaded no browser asks
    request = gradio.LocalContext.request.get(None) if gradio else None
    return preferred(request.headers) if request is not None else ENGLISH


def language() -> str:
    """The same without its region: one of `LANGUAGES`."""
    return tag().split("-")[0]


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    """Inside it the page speaks `spoken`, whoever asks."""
    before = _SPEAKING.set(spoken)
    try:
        yield
    finally:
        _SPEAKING.reset(before)


def preferred(headers: Mapping[str, str]) -> str:
    """The language that a request's headers ask for: the choice in its cookie, else the first that the page has."""
    chosen = _chosen(headers.get("cookie", ""))
    asked = _by_weight(headers.get("accept-language", ""))
    held = [one for one in asked if one.split("-")[0] in LANGUAGES]
    if not chosen:
        return held[0] if held else ENGLISH
    return next((one for one in held if one.split("-")[0] == chosen), chosen)  # with the browser's region for it


def _chosen(cookies: str) -> str:
    try:
        kept = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return kept.value if kept and kept.value in LANGUAGES else ""


def _by_weight(accepted: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first; what is no tag is passed over."""
    weighed = []
    for part in accepted.split(",")[:MOST_ASKED]:
        name, _, weight = part.partition(";")
        bare = name.strip()
        if bare.replace("-", "").isalnum() and bare.isascii():
            main, _, region = bare.partition("-")
            weighed.append((_number(weight), f"{main.lower()}-{region.upper()}" if region else main.lower()))
    return [name for _, name in sorted(weighed, key=lambda pair: -pair[0])]


def _number(weight: str) -> float:
    try:
        return float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
