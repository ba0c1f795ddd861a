"""Mixed operations, some at a time, and what the server's memory is after a tenth of them and after all."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.library import table
from benchmarks.load.server import TIMEOUT_S, Server, questions
from benchmarks.serving import resident_mb

OPERATIONS = int(os.environ.get("BENCHMARK_OPERATIONS", "20000"))
AFTER = OPERATIONS // 10
AT_ONCE = 4
MIX = {"search": 50, "ask": 30, "compare": 6, "check": 4, "brief": 1, "put in": 5, "take out": 4}


@dataclass
class Done:
    """What the operations came to: what went wrong, how long they took, memory in MB after so many of them."""

    wrong: Counter[str] = field(default_factory=Counter)
    memory: dict[int, float] = field(default_factory=dict)
    spent_s: float = 0.0

    @property
    def ratio(self) -> float:
        """Memory at the end over memory after a tenth."""
        return self.memory[OPERATIONS] / self.memory[AFTER]

    def show(self) -> None:
        """Print it as a table."""
        head = ["operations", "errors", "a second", f"memory after {AFTER}, MB", f"after {OPERATIONS}, MB", "ratio"]
        cells = [f"{OPERATIONS / self.spent_s:.1f}", f"{self.memory[AFTER]:.0f}", f"{self.memory[OPERATIONS]:.0f}"]
        table(head, [[OPERATIONS, self.wrong.total(), *cells, f"{self.ratio:.2f}"]])
        for what, times in self.wrong.most_common():
            print(f"{times} times: {what}")
        shares = ", ".join(f"{kind} {share}%" for kind, share in MIX.items())
        print(f"\n{shares}; {AT_ONCE} at once.")


async def operations(server: Server) -> Done:
    chosen, asked = random.Random(3), questions()
    done, began = Done(), time.monotonic()
    async with httpx.AsyncClient(base_url=server.address, timeout=TIMEOUT_S, trust_env=False) as client:
        ids = [hit["document_id"] for q in asked for hit in (await _called(client, "search", [q, 5, None]))["hits"]]
        program = _Program(client, server, chosen, asked, ids)
        work = iter(enumerate(chosen.choices(list(MIX), list(MIX.values()), k=OPERATIONS), 1))

        async def worker() -> None:
            for n, kind in work:
                told = await program.does(kind, n)
                if "error" in told and kind not in ("brief", "compare"):  # a topic not held, a document beside itself
                    done.wrong[f"{kind}: {told['error']['type']}"] += 1
                if n in (AFTER, OPERATIONS):
                    done.memory[n] = resident_mb(server.process.pid)

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    done.spent_s = time.monotonic() - began
    return done


@dataclass
class _Program:
    """Another program on the same library: what it may ask of which documents."""

    client: httpx.AsyncClient
    server: Server
    chosen: random.Random
    questions: list[str]
    ids: list[str]

    async def does(self, kind: str, number: int) -> dict[str, Any]:
        """One operation; what the server says to it."""
        if kind in ("put in", "take out"):
            self._changes(kind, number)
            return {}
        question = self.chosen.choice(self.questions)
        given: list[Any] = {
            "search": [question, 5, None],
            "ask": [question, [], None],
            "compare": self.chosen.sample(self.ids, 2),
            "check": [f"{question} The treaty was signed on {number % 30 + 1} June 2024.", "", [], [], None],
            "brief": [question, "situation", "a4", False, None],
        }[kind]
        return await _called(self.client, kind, given)

    def _changes(self, kind: str, number: int) -> None:
        if kind == "take out":
            self.server.tell(kind, f"note-{self.chosen.randrange(1, number + 1)}")
            return
        file = self.server.documents / "later" / f"note-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Note {number}\n\nShip {number} met the mayor of port {number % 97}.\n", encoding="utf-8")
        self.server.tell(kind, str(file))


async def _called(client: httpx.AsyncClient, name: str, data: list[Any]) -> dict[str, Any]:
    answer = await client.post(f"/gradio_api/run/{name}", json={"data": data})
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()["data"][0]
    return found
