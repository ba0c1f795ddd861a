"""Who asks, what they may do, and by which door they came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "editor", "admin"]
"""A reader asks; an editor changes the library too; an admin sees the audit trail too."""
ROLES: tuple[Role, ...] = get_args(Role)
Door = Literal["page", "api", "mcp", "command line"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks something just now."""

    name: str
    role: Role
    door: Door = "page"
    signed_in: bool = False  # in a session that they can end here

    @property
    def may_change(self) -> bool:
        """Whether the library may be changed."""
        return self.role in {"editor", "admin"}

    @property
    def may_audit(self) -> bool:
        """Whether the audit trail may be seen."""
        return self.role == "admin"


LOCAL = Asker("local", "admin")
"""Whoever uses the page where there are no accounts: everybody, for everything."""
