"""People before a page with accounts: each with a browser of their own, which does over HTTP what the page does."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from gradio_client.utils import apply_diff

from assistant.accounts.accounts import Accounts
from assistant.accounts.users import Users
from assistant.audited import Audited
from assistant.ui.asker import asker
from assistant.ui.security import Names
from assistant.ui.server import Gate
from tests.ui.app import running

LEFT_AS_IT_IS = ({"__type__": "update"}, {"__type__": "update", "props": {"__type__": "update"}})
PASSWORDS = {"ada": "an admin's long password", "eve": "an editor's long password", "ron": "a reader's long password"}
ROLES = {"ada": "admin", "eve": "editor", "ron": "reader"}
TREATY = "The treaty of friendship obliges Norland to deliver forty ships. It was signed in Oslo on 19 June 2024.\n"
QUESTION = "How many ships does the treaty of friendship oblige Norland to deliver?"
PROXY = "127.0.0.2"
"""An address of this machine from which a header is believed."""


@dataclass
class Site:
    """A page with accounts, and what it stands on."""

    address: str
    accounts: Accounts
    assistant: Audited
    tokens: dict[str, str]
    components: dict[str, Any] = field(default_factory=dict)
    functions: list[dict[str, Any]] = field(default_factory=list)

    def stranger(self, address: str = "", **options: Any) -> Person:
        """Somebody who is not signed in, whose requests come from `address`."""
        transport = httpx.HTTPTransport(local_address=address) if address else None
        client = httpx.Client(base_url=self.address, transport=transport, timeout=120, trust_env=False, **options)
        return Person(self, client)

    def person(self, name: str, password: str = "") -> Person:
        """Somebody who has signed in."""
        person = self.stranger()
        answer = person.sign_in(name, password or PASSWORDS[name])
        assert answer.status_code == 303, answer.text
        return person

    def program(self, name: str) -> Person:
        """A program with somebody's token."""
        return self.stranger(headers={"Authorization": f"Bearer {self.tokens[name]}"})

    def learn(self, config: dict[str, Any]) -> None:
        """Components by their ids on the page, and what they trigger."""
        self.components = {c["props"].get("elem_id"): c for c in config["components"]}
        self.functions = config["dependencies"]

    def listens(self, elem_id: str, event: str) -> int:
        """The number of the function that an event of a component calls."""
        wanted = [self.components[elem_id]["id"], event]
        return next(f["id"] for f in self.functions if wanted in [list(target) for target in f["targets"]])


@dataclass
class Person:
    """One browser, or one program."""

    site: Site
    client: httpx.Client
    session: str = field(default_factory=lambda: secrets.token_hex(6))

    @property
    def ours(self) -> dict[str, str]:
        """What a browser says of the page that sends something."""
        return {"Origin": self.site.address}

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.client.get(path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.client.post(path, **{"headers": self.ours, **options})

    def sign_in(self, name: str, password: str, **form: str) -> httpx.Response:
        return self.post("/sign-in", data={"name": name, "password": password, **form})

    def sign_out(self) -> httpx.Response:
        return self.post("/sign-out")

    def calls(self, elem_id: str, name: str, asked: dict[str, Any]) -> httpx.Response:
        """What a component's own function answers."""
        known = {"component_id": self.site.components[elem_id]["id"], "fn_name": name, "session_hash": self.session}
        return self.post("/gradio_api/component_server", json={**known, "data": asked})

    def joins(self, number: int, data: list[Any], **more: Any) -> httpx.Response:
        body = {"fn_index": number, "data": data, "session_hash": self.session, "trigger_id": None, **more}
        return self.post("/gradio_api/queue/join", json=body)

    def event(self, number: int, data: list[Any], **more: Any) -> list[Any]:
        """What an event of the page brings in the end."""
        joined = self.joins(number, data, **more)
        assert joined.status_code == 200, joined.text
        return shown_by(self.messages())

    def told(self) -> list[dict[str, Any]]:
        """How the events of this page end, when the last of them is over."""
        return [message for message in self.messages() if message["msg"] == "process_completed"]

    def messages(self) -> list[dict[str, Any]]:
        """What becomes of the events of this page until the last of them is over."""
        found = []
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            assert stream.status_code == 200
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    found.append(json.loads(line.removeprefix("data: ")))
        return found

    def asks(self, question: str) -> str:
        """The conversation as it is shown once a question is answered."""
        number = self.site.listens("conversation", "ask")
        given = {"question": question, "of": "", "turn": 0}
        needed = len(next(f for f in self.site.functions if f["id"] == number)["inputs"]) - 1
        scope = [None, [], [], [], [], "", ""][: needed + 1]
        shown = self.event(number, scope, event_data=given)
        return str(shown[0])

    def uploads(self, name: str, content: bytes) -> str:
        answer = self.post("/gradio_api/upload", files={"files": (name, content)})
        assert answer.status_code == 200, answer.text
        return str(answer.json()[0])

    def conversations(self) -> str:
        return str(self.calls("talks", "talks", {"does": "list"}).json()["list"])


def shown_by(messages: list[dict[str, Any]]) -> list[Any]:
    """What stands on the page after an event, whose outputs come whole, then as what changed, then whole again."""
    now: list[Any] = []
    shown: list[Any] = []
    for message in messages:
        if message["msg"] not in ("process_generating", "process_completed"):
            continue
        data = message["output"]["data"]
        changed = message["msg"] == "process_generating" and bool(now)
        now = [apply_diff(a, b) for a, b in zip(now, data, strict=True)] if changed else data
        left = shown or [None] * len(now)
        shown = [a if b in LEFT_AS_IT_IS else b for a, b in zip(left, now, strict=True)]
    return shown


@contextmanager
def site(assistant: Audited, **options: Any) -> Iterator[Site]:
    """The page over `assistant` with an admin, an editor and a reader."""
    settings = assistant.settings
    users = Users(Path(settings.auth))
    for name, password in PASSWORDS.items():
        users.add(name, ROLES[name], password)  # type: ignore[arg-type]
    tokens = {name: users.give_token(name) for name in PASSWORDS}
    accounts = Accounts.of(settings)
    gate = Gate(accounts, Names(frozenset({"briefing.example"}), accounts=True), assistant.trail)
    assistant.who = asker
    with running(assistant, gate=gate, **options) as app:
        found = Site(app.address, accounts, assistant, tokens)
        found.learn(found.person("ada").get("/config").json())
        yield found
    accounts.close()


def cookie(person: Person) -> str:
    return person.client.cookies["briefing"]
