"""The accounts of one page: who a request's session, token or proxy stands for, and signing in and out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.accounts.attempts import Attempts, Key
from assistant.accounts.sessions import Sessions
from assistant.accounts.users import User, Users, folded
from assistant.errors import NoAccounts, NotSignedIn
from assistant.settings import parted

if TYPE_CHECKING:
    from assistant.settings import Settings

WRONG = NotSignedIn("The name or the password is wrong.", "Write both once more.")


@dataclass(frozen=True)
class Accounts:
    """Users, their sessions, and which proxies are believed."""

    users: Users
    sessions: Sessions
    header: str = ""  # in which a proxy names who is signed in; lower case
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    attempts: Attempts = field(default_factory=Attempts)

    @classmethod
    def of(cls, settings: Settings) -> Accounts:
        """The accounts that the settings ask for.

        Raises:
            NoAccounts: the users file names nobody who may sign in.
            AccountsError, StoreError: one of the files cannot be used.
        """
        users = Users(users_file(settings))
        if not users.all():
            raise NoAccounts(f"The users file {users.path} names nobody.")
        proxies = tuple(map(ip_network, parted(settings.auth_proxies)))
        return cls(users, sessions_of(settings), settings.auth_header.lower(), proxies)

    def close(self) -> None:
        """Let go of files."""
        self.sessions.close()

    def trusts(self, address: str) -> bool:
        """Whether what comes from `address` is one of the proxies that are believed."""
        try:
            known = ip_address(address)
        except ValueError:
            return False
        mapped = getattr(known, "ipv4_mapped", None) or known  # an IPv4 address as an IPv6 socket sees it
        return any(mapped in network for network in self.proxies if network.version == mapped.version)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """A new session for whoever knows the password: its token. Takes a noticeable part of a second.

        Raises:
            NotSignedIn: name or password are wrong.
            TooManyAttempts: too many attempts of this name or address have failed.
        """
        keys: list[Key] = [("name", folded(name)[:100]), ("address", address)]
        self.attempts.begin(keys)
        user = self.users.signed_in(name, password)
        if user is None:
            raise WRONG
        self.attempts.succeeded(keys)
        return self.sessions.begin(user)

    def by_session(self, token: str, *, used: bool = True) -> User | None:
        """Whose session `token` opens; None where it is over, or its user gone. `used` as `Sessions.name` says."""
        users = self.users.all()
        name = self.sessions.name(token, lambda name: users[name].stamp if name in users else None, used=used)
        return users[name] if name else None


def sessions_of(settings: Settings) -> Sessions:
    """The sessions of a library, which end when the settings say."""
    idle, longest = timedelta(hours=settings.session_idle_h), timedelta(hours=settings.session_h)
    return Sessions(settings.data_dir / "sessions.sqlite", idle, longest)


def users_file(settings: Settings) -> Path:
    """Where the settings say that the users are.

    Raises:
        NoAccounts: they do not.
    """
    if not settings.auth:
        raise NoAccounts("ASSISTANT_AUTH is not set, so there are no accounts.")
    return Path(settings.auth)
