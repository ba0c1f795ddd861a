"""Who asks just now: what the door found out about the request that is being answered."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import NotAllowed
from assistant.records import LOCAL, Asker, Door

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

KEY = "asker"
"""Where the door leaves it in a request's scope; nothing that a browser sends gets there."""


def asker() -> Asker:
    """Who asks. A request that came through no door is a fault, and refused by the KeyError; without one it is us."""
    gradio = sys.modules.get("gradio.context")
    request = gradio.LocalContext.request.get(None) if gradio else None
    if request is None:
        return LOCAL
    found: Asker = getattr(request, "request", request).scope[KEY]  # Gradio wraps the request of an event
    return found


def door_of(path: str) -> Door:
    """By which door a request for `path` comes."""
    if path.startswith("/gradio_api/mcp"):
        return "mcp"
    return "api" if path.startswith(("/gradio_api/run/", "/gradio_api/api/", "/gradio_api/call/")) else "page"


def must_change() -> None:
    """Refuse to change the library for somebody who only asks.

    Raises:
        NotAllowed: whoever asks is a reader.
    """
    who = asker()
    if not who.may_change:
        raise NotAllowed("Readers do not change the library.")


class Everybody:
    """`app` where there are no accounts: whoever reaches it may do everything that the page can do."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app = app
        self.root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        door = door_of(scope["path"].removeprefix(self.root_path)) if scope["type"] == "http" else "page"
        await self.app({**scope, KEY: replace(LOCAL, door=door)}, receive, send)
