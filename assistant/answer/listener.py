"""Who waits for an answer that a chat model writes. It is handed down to where the reply comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listener:
    """`told` hears each piece of a reply as it comes, before anything of it is checked; `stop` says to end it early."""

    told: Callable[[str], None] | None = None
    stop: Callable[[], bool] | None = None


NOBODY = Listener()
