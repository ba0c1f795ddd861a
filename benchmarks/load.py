"""Fifty people who ask while 2,000 documents go in; then 20,000 mixed operations, and what memory is after them.

A real server in a process of its own. People ask as the page asks: the question goes into the queue under a session of
their own, and the answer comes as a stream. An answer is wrong where one of its sentences does not stand in the span
that its citation names, in the text that the library keeps.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from lxml.html import fromstring

from assistant.library.shelf import Shelf
from benchmarks.library import table
from benchmarks.page import free_port

ROOT = Path(__file__).parent.parent
PEOPLE, EVERY_S, FOR_S = 50, 20.0, float(os.environ.get("BENCHMARK_LOAD_S", "300"))
DOCUMENTS = int(os.environ.get("BENCHMARK_LOAD_DOCUMENTS", "2000"))
OPERATIONS = int(os.environ.get("BENCHMARK_OPERATIONS", "20000"))
AFTER = OPERATIONS // 10
AT_ONCE = 4
TIMEOUT_S = 120
QUESTIONS = ROOT / "benchmarks" / "questions" / "citing.json"
MIX = {"search": 50, "ask": 30, "compare": 6, "check": 4, "brief": 1, "put in": 5, "take out": 4}


def run(_: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        with _serving(Path(scratch)) as server:
            asyncio.run(_people(server))
            print()
            asyncio.run(_operations(server))


# The server --------------------------------------------------------------------------------------------------------


@dataclass
class Server:
    address: str
    process: subprocess.Popen[str]
    data: Path
    documents: Path
    told: list[str] = field(default_factory=list)

    def tell(self, *words: str) -> None:
        """Have the server put a folder in or take a document out; it does so beside what it is asked."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def memory_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


@contextmanager
def _serving(scratch: Path) -> Iterator[Server]:
    port = free_port()
    environment = {**os.environ, "ASSISTANT_DATA_DIR": str(scratch / "data"), "ASSISTANT_PORT": str(port)}
    command = [sys.executable, "-m", "benchmarks.load"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, text=True)
    server = Server(f"http://127.0.0.1:{port}", process, scratch / "data", scratch / "documents")
    try:
        _until_ready(server)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _until_ready(server: Server) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until and server.process.poll() is None:
        try:
            if httpx.get(f"{server.address}/healthz", trust_env=False).json().get("ready"):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def serve() -> None:
    """The program itself, with a thread that puts documents in and takes them out as standard input says."""
    import threading

    from assistant.assistant import Assistant
    from assistant.settings import load_settings
    from assistant.ui.server import serve as page

    assistant = Assistant(load_settings())

    def work() -> None:
        for line in sys.stdin:
            what, name = json.loads(line)
            if what == "put in":
                assistant.ingest([Path(name)])
                Path(name).with_suffix(".done").touch()
            elif name in {document.id for document in assistant.documents()}:
                assistant.remove([name])

    threading.Thread(target=work, daemon=True).start()
    page(assistant, assistant.settings)


# Fifty people ------------------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """What the people got: seconds for each answer, what went wrong, each answer's HTML."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)
    waited: int = 0


async def _people(server: Server) -> None:
    _write(server.documents / "reports", DOCUMENTS)
    heard, questions = Heard(), _questions()
    async with httpx.AsyncClient(base_url=server.address, timeout=TIMEOUT_S, trust_env=False) as client:
        event = _event(await _got(client, "/config"))
        began = time.monotonic()
        server.tell("put in", str(server.documents / "reports"))
        people = (_person(client, event, n, questions, began + FOR_S, heard) for n in range(PEOPLE))
        await asyncio.gather(*people)
        while not (server.documents / "reports.done").exists():
            await asyncio.sleep(0.5)
        spent = time.monotonic() - began
    with closing(Shelf(server.data / "shelf.sqlite")) as shelf:
        wrong = sum(_miscited(answer, shelf) for answer in heard.answers)
    quantiles = statistics.quantiles(heard.seconds, n=20)
    row = [len(heard.seconds), sum(heard.wrong.values()), wrong, heard.waited]
    head = ["answers", "errors", "wrong citations", "told their place", "p50, s", "p95, s", "most, s", "all in, s"]
    times = (statistics.median(heard.seconds), quantiles[-1], max(heard.seconds), spent)
    table(head, [[*row, *(f"{value:.2f}" for value in times)]])
    for what, times_heard in heard.wrong.most_common():
        print(f"{times_heard} times: {what}")
    print(f"\n{PEOPLE} people, each every {EVERY_S:.0f} s for {FOR_S:.0f} s, {DOCUMENTS} documents going in.", end="")
    print(f" Load of the machine at the end: {os.getloadavg()[0]:.1f}.")


async def _person(
    client: httpx.AsyncClient, event: dict[str, Any], number: int, questions: list[str], until: float, heard: Heard
) -> None:
    chosen = random.Random(number)
    await asyncio.sleep(chosen.uniform(0, EVERY_S))
    while (began := time.monotonic()) < until:
        session = f"person{number}x{chosen.randrange(10**9)}"
        try:
            answer, waited = await _asked(client, event, session, chosen.choice(questions))
            heard.seconds.append(time.monotonic() - began)
            heard.waited += waited
            heard.answers.append(answer)
            if "turn answered" not in answer:
                heard.wrong["not answered"] += 1
        except (httpx.HTTPError, ValueError, KeyError) as error:
            heard.wrong[repr(error)[:200]] += 1
        await asyncio.sleep(max(0.0, began + EVERY_S - time.monotonic()))


async def _got(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    answer = await client.get(path)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def _event(config: dict[str, Any]) -> dict[str, Any]:
    """What the page's question box triggers, and what it sends when nothing else was chosen."""
    by_id = {component["id"]: component for component in config["components"]}
    for dependency in config["dependencies"]:
        for target, what in dependency["targets"]:
            if what == "submit" and _label(by_id[target]) == "Question":
                given = [by_id[key]["props"].get("value") for key in dependency["inputs"]]
                return {"fn_index": dependency["id"], "data": given, "trigger_id": target}
    raise KeyError("The page has no question box.")


def _label(component: dict[str, Any]) -> str:
    return str(component["props"].get("label", "")).removeprefix("__i18n__").strip('{}"').split('"')[-1]


async def _asked(client: httpx.AsyncClient, event: dict[str, Any], session: str, question: str) -> tuple[str, bool]:
    """The conversation's HTML at the end of the event, and whether the asker was told a place in the line."""
    asked = {**event, "data": [question, *event["data"][1:]], "session_hash": session}
    (await client.post("/gradio_api/queue/join", json=asked)).raise_for_status()
    shown, waited = "", False
    async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            told = json.loads(line[5:])
            if told["msg"] in ("process_generating", "process_completed"):
                if not told.get("success", True):
                    raise ValueError(str(told)[:200])
                shown = _followed(shown, told["output"]["data"][0])
                waited = waited or "before yours" in shown or "next question" in shown
            if told["msg"] in ("process_completed", "unexpected_error", "close_stream"):
                break
    return shown, waited


def _followed(shown: str, change: object) -> str:
    """What is shown after `change`: the whole anew, or a list of edits of what was shown before."""
    if isinstance(change, str):
        return change
    for action, _, value in change if isinstance(change, list) else ():
        shown = shown + value if action == "append" else value
    return shown


def _miscited(answer: str, shelf: Shelf) -> int:
    """Sentences of an answer that do not stand where their citations say."""
    wrong = 0
    for sentence in fromstring(f"<div>{answer}</div>").iter("p"):
        cited = sentence.find_class("cite")
        if "sentence" not in sentence.get("class", "").split() or len(cited) != 1:
            continue
        place = cited[0].attrib
        text = shelf.get(place["data-document"], int(place["data-version"])).text
        for beside in ("cite", "lead", "doubt", "why"):
            for element in sentence.find_class(beside):
                element.drop_tree()
        there = _words(text[int(place["data-start"]) : int(place["data-end"])])
        said = _words(sentence.text_content())
        wrong += said not in there and there not in said
    return wrong


def _words(text: str) -> str:
    return " ".join(text.split())


# Mixed operations --------------------------------------------------------------------------------------------------


async def _operations(server: Server) -> None:
    chosen, questions, wrong = random.Random(3), _questions(), Counter()
    kinds = chosen.choices(list(MIX), list(MIX.values()), k=OPERATIONS)
    memory, began = {}, time.monotonic()
    async with httpx.AsyncClient(base_url=server.address, timeout=TIMEOUT_S, trust_env=False) as client:
        ids = [hit["document_id"] for q in questions for hit in (await _called(client, "search", [q, 5, None]))["hits"]]
        work = iter(enumerate(kinds, 1))

        async def worker() -> None:
            for n, kind in work:
                told = await _operated(client, server, kind, n, chosen, questions, ids)
                if "error" in told and kind not in ("brief", "compare"):  # a topic not held, a document beside itself
                    wrong[f"{kind}: {told['error']['type']}"] += 1
                if n in (AFTER, OPERATIONS):
                    memory[n] = server.memory_mb()

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    spent = time.monotonic() - began
    head = ["operations", "errors", "a second", f"memory after {AFTER}, MB", f"after {OPERATIONS}, MB", "ratio"]
    first, last = memory[AFTER], memory[OPERATIONS]
    cells = [OPERATIONS, sum(wrong.values()), f"{OPERATIONS / spent:.1f}", f"{first:.0f}", f"{last:.0f}"]
    table(head, [[*cells, f"{last / first:.2f}"]])
    for what, times in wrong.most_common():
        print(f"{times} times: {what}")
    shares = ", ".join(f"{kind} {share}%" for kind, share in MIX.items())
    print(f"\n{shares}; {AT_ONCE} at once.")


async def _operated(
    client: httpx.AsyncClient,
    server: Server,
    kind: str,
    number: int,
    chosen: random.Random,
    questions: list[str],
    ids: list[str],
) -> dict[str, Any]:
    question = chosen.choice(questions)
    if kind == "search":
        return await _called(client, "search", [question, 5, None])
    if kind == "ask":
        return await _called(client, "ask", [question, [], None])
    if kind == "compare":
        return await _called(client, "compare", chosen.sample(ids, 2))
    if kind == "check":
        text = f"{question} The treaty with Pyongyang was signed on {chosen.randrange(1, 30)} June 2024."
        return await _called(client, "check", [text, "", [], [], None])
    if kind == "brief":
        return await _called(client, "brief", [question, "situation", "a4", False, None])
    folder = server.documents / "later"
    if kind == "put in":
        file = folder / f"note-{number}.md"
        folder.mkdir(exist_ok=True)
        file.write_text(f"# Note {number}\n\nShip {number} met the mayor of port {number % 97}.\n", encoding="utf-8")
        server.tell("put in", str(file))
    else:
        server.tell("take out", f"note-{chosen.randrange(1, number + 1)}")
    return {}


async def _called(client: httpx.AsyncClient, name: str, data: list[Any]) -> dict[str, Any]:
    answer = await client.post(f"/gradio_api/run/{name}", json={"data": data})
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()["data"][0]
    return found


# What is asked and what goes in ------------------------------------------------------------------------------------


def _questions() -> list[str]:
    questions: list[str] = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    return questions


def _write(folder: Path, documents: int) -> None:
    """Reports of a harbour that never was, three passages each."""
    chosen = random.Random(11)
    folder.mkdir(parents=True)
    who = ("The harbour board", "The port office", "A pilot", "The mayor", "The customs house")
    did = ("opened", "closed", "measured", "bought", "promised", "repaired", "counted", "sold")
    what = ("the eastern pier", "forty ships", "a crane", "the quay wall", "the winter road", "two tugs")

    def line() -> str:
        cost = f"which cost {chosen.randrange(1000)} crowns"
        return f"{chosen.choice(who)} {chosen.choice(did)} {chosen.choice(what)}, {cost}."

    for n in range(documents):
        parts = (f"## Part {part}\n\n{' '.join(line() for _ in range(4))}\n" for part in (1, 2, 3))
        (folder / f"report-{n:04}.md").write_text(f"# Report {n}\n\n" + "\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    serve()
