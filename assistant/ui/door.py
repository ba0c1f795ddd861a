"""The door before the app: who asks is decided here, before anything behind it sees the request. Plain ASGI.

By a header from a proxy that is believed, by a token, or by a session that was begun on the page to sign in. Whoever is
nobody gets that page, or an error that a program can read.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from assistant.errors import AssistantError, NotAllowed, NotSignedIn, ServerBusy, TooManyAttempts
from assistant.records import Asker
from assistant.ui.asker import KEY, door_of
from assistant.ui.brought import LINK, as_asked, conversation_in, cookie_name, peer, session_in, token_in
from assistant.ui.language import preferred, speaking
from assistant.ui.plain import Pairs, TooLarge, answer, answer_error, body_of, header
from assistant.ui.sign_in import sign_in_page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.accounts.accounts import Accounts
    from assistant.accounts.users import User
    from assistant.audit.trail import Trail

LOGGER = logging.getLogger(__name__)
SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
OPEN = frozenset({"/healthz"})
"""What anybody may ask for."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_FORM = 16_384
"""Bytes of a form."""
AT_ONCE, WAITING = 2, 64
"""Passwords looked at at once, each with 64 MB of memory; the others wait."""
LOOK_S = 1.0
"""How often it is looked, while an answer is sent, whether whoever gets it is still signed in."""
CLOSED = ServerBusy("Nobody can sign in just now.", "The log of the server says more.")
ASSETS = ("/assets/", "/static/", "/svelte/", "/theme.css")


@dataclass(frozen=True, slots=True)
class Known:
    """Who asks, and what says whether that still holds."""

    user: User
    still: Callable[[], bool]
    session: str = ""


class Door:
    """`app`, for those who are let in."""

    def __init__(self, app: ASGIApp, accounts: Accounts, root_path: str, trail: Trail | None = None) -> None:
        """Who comes in and who is refused is recorded in `trail`."""
        self.app = app
        self._accounts = accounts
        self._trail = trail
        self._root_path = root_path
        self._looking = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        path = scope["path"].removeprefix(self._root_path) if scope["type"] == "http" else ""
        if scope["type"] != "http" or path in OPEN:
            await self.app(scope, receive, send)
            return
        plain = as_asked(scope, self._accounts)
        try:
            await self._answer(plain, path, receive, send, named=self._named(scope))
        except NotAllowed as error:
            await answer_error(send, 403, error)
        except TooManyAttempts as error:
            await answer_error(send, 429, error)
        except NotSignedIn as error:
            await answer_error(send, 401, error, [(b"www-authenticate", b'Bearer realm="Briefing assistant"')])
        except AssistantError as error:  # users or sessions cannot be read: then nobody is let in
            LOGGER.error("Nobody can sign in. %s %s", error.message, error.hint)
            await answer_error(send, 503, CLOSED)

    async def _answer(self, scope: Scope, path: str, receive: Receive, send: Send, named: list[str] | None) -> None:
        if path == SIGN_IN:
            await self._sign_in(scope, receive, send)
            return
        known = self._known(scope, named)
        if path == SIGN_OUT and scope["method"] == "POST":
            self._must_say_its_page(scope)
            if known and known.session:
                self._accounts.sessions.end(known.session)
                self._record(scope, "sign out", known.user)
            await answer(send, 204, b"", "text/plain", [(b"set-cookie", self._cookie(scope, "", 0))])
            return
        if known is None:
            if scope["method"] == "GET" and path in {"", "/", "/audit"}:
                await self._to(send, f"{SIGN_IN}{conversation_in(scope)}")
                return
            raise NotSignedIn("Nobody is signed in.")
        user = known.user
        if known.session or named is not None:
            self._must_say_its_page(scope)
        scope[KEY] = Asker(user.name, user.role, door_of(path), bool(known.session))
        await self.app(scope, receive, send if path.startswith(ASSETS) else _Watched(known, send))

    # Who it is ---------------------------------------------------------------------------------------------------

    def _known(self, scope: Scope, named: list[str] | None) -> Known | None:
        """Who asks; None where nothing says so.

        Raises:
            NotSignedIn: what says so is wrong.
            NotAllowed: a proxy names somebody who has no account, or somebody who is no proxy names anybody.
        """
        accounts, users = self._accounts, self._accounts.users
        if named is not None:
            user = users.find(named[0]) if len(named) == 1 else None
            if user is None:
                self._refused(scope, "proxy")
                raise NotAllowed("Whoever the proxy names has no account here.", "briefing users add NAME adds one.")
            name = user.name
            return Known(user, lambda: users.find(name) is not None)
        if given := header(scope, b"authorization"):
            token = token_in(given)
            if (user := users.by_token(token)) is None:
                self._refused(scope, "token")
                raise NotSignedIn("The token is nobody's.", "Ask for a new one: briefing users token NAME.")
            return Known(user, lambda: users.by_token(token) is not None)
        session = session_in(scope)
        user = accounts.by_session(session) if session else None
        return Known(user, lambda: accounts.by_session(session, used=False) is not None, session) if user else None

    def _named(self, scope: Scope) -> list[str] | None:
        """Whom the proxy names; None where no proxy does.

        Raises:
            NotAllowed: the header comes from elsewhere.
        """
        wanted = self._accounts.header.encode()
        found = [value.decode("utf-8", "replace") for name, value in scope["headers"] if wanted and name == wanted]
        if found and not self._accounts.trusts(peer(scope)):
            self._refused(as_asked(scope, self._accounts), "header")
            told = f"The header {self._accounts.header} is believed from the proxies of this server alone."
            raise NotAllowed(told, "Open the page by its usual address.")
        return found or None

    # Signing in --------------------------------------------------------------------------------------------------

    async def _sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name: header(scope, name.encode()) for name in ("cookie", "accept-language")}
        with speaking(preferred(headers)):
            if scope["method"] != "POST":
                asked = parse_qs(scope["query_string"].decode("latin-1"))
                page = sign_in_page(self._root_path + SIGN_IN, conversation=asked.get("conversation", [""])[0])
                await answer(send, 200, page, "text/html; charset=utf-8")
                return
            self._must_say_its_page(scope)
            try:
                given = parse_qs((await body_of(receive, MOST_FORM)).decode("utf-8", "replace"), keep_blank_values=True)
            except TooLarge:
                await answer(send, 413, b"", "text/plain")
                return
            name, password, conversation = (given.get(key, [""])[0] for key in ("name", "password", "conversation"))
            try:
                token = await self._session(name, password, scope["client"][0])
            except (NotSignedIn, ServerBusy) as error:
                if type(error) is NotSignedIn:  # those that come too early are too many to be recorded
                    self._record(scope, "sign in refused", self._accounts.users.find(name))
                page = sign_in_page(self._root_path + SIGN_IN, name=name, conversation=conversation, problem=error)
                status = {NotSignedIn: 401, TooManyAttempts: 429}.get(type(error), 503)
                await answer(send, status, page, "text/html; charset=utf-8")
                return
        if before := session_in(scope):
            self._accounts.sessions.end(before)
        self._record(scope, "sign in", self._accounts.users.find(name))
        there = f"/?conversation={conversation}" if LINK.fullmatch(conversation) else "/"
        await self._to(send, there, [(b"set-cookie", self._cookie(scope, token, self._accounts.sessions.longest_s))])

    async def _session(self, name: str, password: str, address: str) -> str:
        if self._waiting >= WAITING:
            raise ServerBusy("Many people are signing in just now.", "Wait a little, then try again.")
        self._waiting += 1
        try:
            async with self._looking:
                return await asyncio.to_thread(self._accounts.sign_in, name, password, address)
        finally:
            self._waiting -= 1

    def _refused(self, scope: Scope, why: str) -> None:
        """Record that somebody was refused; whoever is too often has to wait.

        Raises:
            TooManyAttempts: they have to.
        """
        self._accounts.attempts.begin([("address", f"{scope['client'][0]}, refused")])  # signing in counts apart
        self._record(scope, "refused", None, why=why)

    def _record(self, scope: Scope, what: str, user: User | None, **told: str) -> None:
        """Record what happens at the door. A name that nobody has is left out: a password may be in the wrong box."""
        if self._trail:
            path = scope["path"].removeprefix(self._root_path)
            who = Asker(user.name if user else "", user.role if user else "reader", door_of(path))
            self._trail.record(who, what, {"address": scope["client"][0], **told})

    def _must_say_its_page(self, scope: Scope) -> None:
        """Refuse a request that changes something unless its browser says which page sent it; the guard knows ours.

        Raises:
            NotAllowed: it does not.
        """
        if scope["method"] not in READING and not header(scope, b"origin"):
            raise NotAllowed("The request does not say which page it comes from.", "Programs send a token instead.")

    async def _to(self, send: Send, path: str, headers: Pairs | None = None) -> None:
        there = (b"location", (self._root_path + path).encode())
        await answer(send, 303, b"", "text/plain", [there, *(headers or [])])

    def _cookie(self, scope: Scope, token: str, seconds: int) -> bytes:
        secure = "; Secure" if scope["scheme"] == "https" else ""
        named = f"{cookie_name(scope)}={token}; Path=/; Max-Age={seconds}"
        return f"{named}; HttpOnly; SameSite=Lax{secure}".encode()


class _Watched:
    """Sends a response for as long as whoever gets it is known; then a stream ends. Nothing on its way may keep it."""

    def __init__(self, known: Known, send: Send) -> None:
        self._known, self._send = known, send
        self._looked = time.monotonic()
        self._stream = self._over = False

    async def __call__(self, message: Message) -> None:
        if self._over:
            return
        if message["type"] == "http.response.start":
            headers = [pair for pair in message.get("headers", []) if pair[0].lower() != b"cache-control"]
            self._stream = all(name.lower() != b"content-length" for name, _ in headers)
            message = {**message, "headers": [*headers, (b"cache-control", b"private, no-store")]}
        elif self._stream and self._has_ended():
            self._over = True
            message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(message)

    def _has_ended(self) -> bool:
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return False
        self._looked = now
        try:
            return not self._known.still()
        except AssistantError:  # what cannot be looked up is over
            return True
