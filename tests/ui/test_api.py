"""What programs call, over the real server and the starter library: the same objects as the commands print."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.records import Question, Scope
from tests.ui.app import Running, running

QUESTION = "How many Duma votes did the treaty with Pyongyang get?"
TREATY = "dprk-russia-treaty-2024"
CALLS = {"/ask", "/compare", "/brief", "/check", "/search"}


@pytest.fixture(scope="module")
def app(starter: Assistant) -> Iterator[Running]:
    with running(starter) as app:
        yield app


@pytest.fixture(scope="module")
def client(app: Running) -> Any:
    from gradio_client import Client

    return Client(app.address, verbose=False, analytics_enabled=False)


def untimed(found: dict[str, Any]) -> dict[str, Any]:
    found = printed(found)
    assert found.pop("milliseconds") >= 0
    return found


def printed(found: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(found))


def posted(app: Running, call: str, *given: Any) -> dict[str, Any]:
    answer = httpx.post(f"{app.address}/gradio_api/run/{call}", json={"data": given}, timeout=120)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"][0]


def test_five_calls_are_public_and_no_other(client: Any) -> None:
    assert set(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == CALLS


def test_each_call_says_what_it_takes_and_gives(app: Running) -> None:
    told = httpx.get(f"{app.address}/gradio_api/info", timeout=60).json()
    assert told["unnamed_endpoints"] == {}
    for name, call in told["named_endpoints"].items():
        assert call["description"].endswith("."), name
        assert [r["type"]["type"] for r in call["returns"]] == ["object"]
        for parameter in call["parameters"]:
            assert parameter["type"], f"{name}: {parameter['parameter_name']} has no type"
    search = {p["parameter_name"]: p for p in told["named_endpoints"]["/search"]["parameters"]}
    assert [p["parameter_has_default"] for p in search.values()] == [False, True, True]
    assert search["k"]["type"] == {"type": "integer"}


def test_ask_gives_what_the_command_prints(client: Any, starter: Assistant) -> None:
    found = client.predict(question=QUESTION, api_name="/ask")
    assert untimed(found) == untimed(starter.ask(Question(QUESTION)).as_json())
    assert found["citations"][0]["document_id"] == TREATY


def test_ask_follows_a_conversation_and_keeps_to_a_scope(client: Any, starter: Assistant) -> None:
    first = "What did Kim write to Putin for his birthday in 2024?"
    found = client.predict(question="And how did he address him?", conversation=[first], api_name="/ask")
    asked = Question("And how did he address him?", conversation=(first,))
    assert untimed(found) == untimed(starter.ask(asked).as_json())
    within = client.predict(question=QUESTION, scope={"documents": [TREATY], "since": "2024"}, api_name="/ask")
    asked = Question(QUESTION, Scope(documents=(TREATY,), since="2024"))
    assert untimed(within) == untimed(starter.ask(asked).as_json())


def test_search_gives_what_the_command_prints(client: Any, starter: Assistant) -> None:
    found = client.predict(question=QUESTION, k=3, scope={"issuers": ["Russia"]}, api_name="/search")
    assert untimed(found) == untimed(starter.found(QUESTION, 3, Scope(issuers=("Russia",))).as_json())
    assert 1 <= len(found["hits"]) <= 3


def test_compare_gives_what_the_command_prints(client: Any, starter: Assistant) -> None:
    a, b = (d.id for d in starter.documents()[:2])
    found = client.predict(a=a, b=f"{b}@1", api_name="/compare")
    assert found == printed(starter.compare(a, f"{b}@1").as_json())


def test_brief_gives_what_the_command_prints(client: Any, starter: Assistant) -> None:
    topic = "North Korean troops in Russia"
    found = client.predict(topic=topic, paper="letter", api_name="/brief")
    assert found == printed(starter.brief(topic, paper="letter").as_json())


def test_check_gives_what_the_command_prints_within_its_scope(client: Any, starter: Assistant) -> None:
    text = "The treaty was signed in Pyongyang on 19 June 2024. Who knows?"
    found = client.predict(text=text, scope={"documents": [TREATY]}, api_name="/check")
    assert found == printed(starter.check(text, against=[TREATY]).as_json())
    assert {e["document_id"] for claim in found["claims"] for e in claim["evidence"]} <= {TREATY}


@pytest.mark.parametrize(
    ("call", "given", "kind", "said"),
    [
        ("ask", ["", [], None], "BadQuestion", "empty"),
        ("ask", ["q" * 3000, [], None], "BadQuestion", "3000 characters"),
        ("ask", ["q" * 30_000, [], None], "BadCall", "question"),
        ("ask", [7, [], None], "BadCall", "question"),
        ("ask", [QUESTION, [], {"issuer": ["TASS"]}], "BadCall", "scope.issuer"),
        ("ask", [QUESTION, [], {"since": "yesterday"}], "BadCall", "scope.since"),
        ("compare", ["nothing-like-it", TREATY], "UnknownDocument", "nothing-like-it"),
        ("compare", [TREATY, TREATY], "SameDocument", TREATY),
        ("brief", ["North Korean troops", "sonnet", "a4", False, None], "BadTemplate", "sonnet"),
        ("brief", ["North Korean troops", "situation", "a5", False, None], "BadCall", "paper"),
        ("check", ["", "", [], [], None], "NothingToCheck", ""),
        ("check", ["It rained. " * 40_000, "", [], [], None], "BadCall", "text"),
        ("check", ["It rained.", "", ["nothing-like-it"], [], {"kinds": ["x"]}], "UnknownDocument", "nothing-like-it"),
        ("search", [QUESTION, 0, None], "BadCall", "k"),
        ("search", [QUESTION, 101, None], "BadCall", "k"),
    ],
)
def test_what_cannot_be_answered_is_told_as_the_commands_tell_it(
    app: Running, call: str, given: list[Any], kind: str, said: str
) -> None:
    error = posted(app, call, *given)["error"]
    assert set(error) == {"type", "message", "hint"}
    assert error["type"] == kind
    assert said in error["message"]
    assert error["hint"]


def test_curl_can_name_the_parameters_and_wait_for_the_answer(app: Running) -> None:
    began = httpx.post(f"{app.address}/gradio_api/call/v2/search", json={"question": QUESTION, "k": 1}, timeout=60)
    event = began.json()["event_id"]
    told = httpx.get(f"{app.address}/gradio_api/call/search/{event}", timeout=60).text
    assert told.startswith("event: complete\ndata: [{")
    assert json.loads(told.partition("data: ")[2])[0]["hits"][0]["document_id"] == TREATY


@pytest.mark.parametrize("named", [{"k": 1}, {"question": QUESTION, "limit": 1}])
def test_parameters_that_are_missing_or_unknown_are_named(app: Running, named: dict[str, Any]) -> None:
    answer = httpx.post(f"{app.address}/gradio_api/call/v2/search", json=named, timeout=60)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["type"] == "BadCall"
    assert "question" in error["message"] or "limit" in error["message"]


def test_a_request_that_is_too_large_is_refused_whether_it_says_so_or_not(app: Running) -> None:
    large = b'{"data": ["' + b"x" * 9_000_000 + b'"]}'
    address = f"{app.address}/gradio_api/run/check"
    said = httpx.post(address, content=large, headers={"content-type": "application/json"}, timeout=60)
    assert said.status_code == 413
    assert said.json()["error"]["type"] == "BadCall"

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(large), 100_000):
            yield large[start : start + 100_000]

    unsaid = httpx.post(address, content=pieces(), headers={"content-type": "application/json"}, timeout=60)
    assert unsaid.status_code == 413


@pytest.mark.parametrize("headers", [{"Host": "briefing.example"}, {"Origin": "https://briefing.example"}])
def test_programs_are_answered_on_this_machine_alone(app: Running, headers: dict[str, str]) -> None:
    for path in ("/gradio_api/run/ask", "/gradio_api/call/ask", "/gradio_api/mcp/", "/gradio_api/upload"):
        assert httpx.post(app.address + path, json={"data": []}, headers=headers, timeout=30).status_code == 421


def test_the_health_says_when_no_question_waits_and_how_much_is_held(app: Running, starter: Assistant) -> None:
    app.warm.clear()
    held = len(starter.documents())
    assert httpx.get(f"{app.address}/healthz").json() == {"status": "ok", "ready": False, "documents": held}
    app.warm.set()
    assert httpx.get(f"{app.address}/healthz").json() == {"status": "ok", "ready": True, "documents": held}


class Slow:
    """Answers searches once it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def found(self, question: str, k: int, scope: Scope) -> Any:
        self.let.wait(30)
        raise RuntimeError("a fault nobody foresaw")

    def documents(self) -> list[Any]:
        return []


def test_too_many_calls_are_told_to_wait_and_a_fault_is_told_calmly() -> None:
    slow = Slow()
    found: list[dict[str, Any]] = []
    with running(slow) as app:
        calls = [threading.Thread(target=lambda: found.append(posted(app, "search", "x", 5, None))) for _ in range(70)]
        for call in calls:
            call.start()
        deadline = time.monotonic() + 30
        while len(found) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [f["error"]["type"] for f in found] == ["ServerBusy"] * 2
        slow.let.set()
        for call in calls:
            call.join(60)
    assert [f["error"]["type"] for f in found[2:]] == ["ServerError"] * 68
    assert "log" in found[-1]["error"]["hint"]
