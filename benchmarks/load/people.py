"""Fifty people, each with a session of their own, who ask as the page asks while documents go in."""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from lxml.html import fromstring

from assistant.library.shelf import Shelf
from benchmarks.library import table
from benchmarks.load.server import TIMEOUT_S, Server, questions

PEOPLE, EVERY_S, FOR_S = 50, 20.0, float(os.environ.get("BENCHMARK_LOAD_S", "300"))
DOCUMENTS = int(os.environ.get("BENCHMARK_LOAD_DOCUMENTS", "2000"))


@dataclass
class Heard:
    """What the people got: seconds for each answer, what went wrong, each answer's HTML."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)
    waited: int = 0
    miscited: int = 0
    all_in_s: float = 0.0

    @property
    def p95_s(self) -> float:
        """Seconds within which 95 of 100 answers came."""
        return statistics.quantiles(self.seconds, n=20)[-1]

    def show(self) -> None:
        """Print it as a table."""
        row = [len(self.seconds), self.wrong.total(), self.miscited, self.waited]
        head = ["answers", "errors", "wrong citations", "told their place", "p50, s", "p95, s", "most, s", "all in, s"]
        times = (statistics.median(self.seconds), self.p95_s, max(self.seconds), self.all_in_s)
        table(head, [[*row, *(f"{value:.2f}" for value in times)]])
        for what, times_heard in self.wrong.most_common():
            print(f"{times_heard} times: {what}")
        print(
            f"\n{PEOPLE} people, each every {EVERY_S:.0f} s for {FOR_S:.0f} s, {DOCUMENTS} documents going in.", end=""
        )
        print(f" Load of the machine at the end: {os.getloadavg()[0]:.1f}.")


async def people(server: Server) -> Heard:
    _write(server.documents / "reports", DOCUMENTS)
    heard, asked = Heard(), questions()
    async with httpx.AsyncClient(base_url=server.address, timeout=TIMEOUT_S, trust_env=False) as client:
        event = _event(await _got(client, "/config"))
        began = time.monotonic()
        server.tell("put in", str(server.documents / "reports"))
        everybody = (_person(client, event, n, asked, began + FOR_S, heard) for n in range(PEOPLE))
        await asyncio.gather(*everybody)
        while not (server.documents / "reports.done").exists():
            await asyncio.sleep(0.5)
        heard.all_in_s = time.monotonic() - began
    with closing(Shelf(server.data / "shelf.sqlite")) as shelf:
        heard.miscited = sum(_miscited(answer, shelf) for answer in heard.answers)
    return heard


async def _person(
    client: httpx.AsyncClient, event: dict[str, Any], number: int, known: list[str], until: float, heard: Heard
) -> None:
    chosen = random.Random(number)
    await asyncio.sleep(chosen.uniform(0, EVERY_S))
    while (began := time.monotonic()) < until:
        session = f"person{number}x{chosen.randrange(10**9)}"
        try:
            answer, waited = await _asked(client, event, session, chosen.choice(known))
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
