"""How soon the page can be used, how soon another tab is there, how soon an answer's first cited sentence stands there.

A real server with the starter library and a real Chromium on the same machine. The page counts as usable when the
question box takes text and the examples stand there; a tab when its panel has been painted; a sentence when the button
that opens its source has been. Questions are asked once the server says that it is ready. The table of documents is
timed over a made-up library of 5,000, until a step in it has been painted, and the way there over one of 50,000. Other
work on the machine shows in the figures; its load is printed with them.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.library import table
from benchmarks.serving import ROOT, serving, until_ready

VISITS = 7
ROUNDS = 3
QUESTIONS = 20
MANY = 50_000
LARGE = "tests/browser/large_assistant.py"
PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
UNTIL = f"""const until = async (there, began) => {{
  while (!there()) {{
    if (performance.now() - began > 30000) throw new Error("it never came: " + there);
    await {PAINTED};
  }}
  await {PAINTED};
  return performance.now() - began;
}};"""
"""What waits for something on the page to be painted, in milliseconds since it began."""
SWITCH = f"""async (name) => {{
  {UNTIL}
  const tab = [...document.querySelectorAll("[role=tab]")].find((t) => t.textContent.trim() === name);
  const began = performance.now();
  tab.click();
  const panel = () => document.getElementById(tab.getAttribute("aria-controls"));
  return await until(() => tab.getAttribute("aria-selected") === "true" && panel()?.checkVisibility(), began);
}}"""
ANSWER = f"""async (turns) => {{
  {UNTIL}
  const began = performance.now();
  [...document.querySelectorAll("#ask-row button")].find((b) => b.checkVisibility()).click();
  const turn = () => document.querySelectorAll(".turn")[turns];
  const spent = await until(() => turn()?.matches(".answered, .failed"), began);
  return turn().querySelector(".sentence .cite") ? spent : null;
}}"""


TABLE = f"""async (step) => {{
  const library = document.getElementById("library");
  const find = library.querySelector("[name=words]");
  const steps = {{
    find: () => {{
      find.value = find.value ? "" : "treaty 4";
      find.dispatchEvent(new Event("input", {{ bubbles: true }}));
    }},
    sort: () => library.querySelector("[data-sort=title]").click(),
    "choose all": () => library.querySelector("[data-choose-all]").click(),
    "next page": () => library.querySelector("[data-does=next]").click(),
  }};
  const began = performance.now();
  steps[step]();
  library.getBoundingClientRect();
  await {PAINTED};
  return performance.now() - began;
}}"""
STEPS = ("find", "sort", "choose all", "next page")


def run(_: Path) -> None:
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="briefing-benchmark-", ignore_cleanup_errors=True) as scratch:
        with _chromium(scratch) as (browser, address):
            visits = [_visit(browser, address) for _ in range(VISITS)]
            page = browser.new_page(locale="en-GB", viewport={"width": 1440, "height": 900})
            _open(page, address)
            until_ready(address)
            answers = list(_answers(page))  # before the tabs: Phrases gives the server work of its own
            tabs = [page.evaluate(SWITCH, name) for _ in range(ROUNDS) for name in _tabs(page)]
        with _chromium(scratch, LARGE) as (browser, address):
            opened, steps = _table(browser, address)
        os.environ["DOCUMENTS"] = str(MANY)
        with _chromium(scratch, LARGE) as (browser, address):
            many = [_visit(browser, address, f"all {MANY:,} documents") for _ in range(ROUNDS)]
            far, strides = _table(browser, address)
    print(f"load average before: {before:.1f}, after: {os.getloadavg()[0]:.1f}")
    rows = [
        ["address opened to page usable, ms", "3000", *_told(visits)],
        ["click on a tab to tab painted, ms", "100", *_told(tabs)],
        ["question sent to first cited sentence, ms", "500", *_told(answers)],
        ["the first of them after the server's start, ms", "500", *_told(answers[:1])],
        ["5,000 documents: click on Library to rows painted, ms", "1000", *_told(opened)],
        ["5,000 documents: a step in the table to painted, ms", "200", *_told(steps)],
        ["50,000 documents: address opened to choices filled, ms", "–", *_told(many)],
        ["50,000 documents: click on Library to rows painted, ms", "–", *_told(far)],
        ["50,000 documents: a step in the table to painted, ms", "–", *_told(strides)],
    ]
    table(["what", "at most", "median", "p95", "most", "of"], rows)


def _visit(browser, address: str, told: str = "") -> float:
    """Milliseconds until the page can be used, and until it says what is `told`."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    began = time.perf_counter()
    _open(page := context.new_page(), address)
    page.locator("#scope .label-wrap", has_text=told).wait_for()
    spent = 1000 * (time.perf_counter() - began)
    context.close()
    return spent


def _open(page, address: str) -> None:
    page.goto(address, wait_until="commit")
    page.get_by_label("Question", exact=True).fill("A")
    page.locator(".example").first.wait_for()
    page.get_by_label("Question", exact=True).fill("")


def _table(browser, address: str) -> tuple[list[float], list[float]]:
    """Times until the table stands there, and of each step in it."""
    opened, steps = [], []
    for _ in range(ROUNDS):
        page = browser.new_page(locale="en-GB", viewport={"width": 1440, "height": 900})
        _open(page, address)
        began = time.perf_counter()
        page.get_by_role("tab", name="Library", exact=True).click()
        page.locator("#library tbody tr").nth(99).wait_for()
        opened.append(1000 * (time.perf_counter() - began))
        steps += [page.evaluate(TABLE, step) for _ in range(ROUNDS) for step in STEPS]
        page.close()
    return opened, steps


def _tabs(page) -> list[str]:
    return [*page.get_by_role("tab").all_inner_texts()[1:], "Ask"]


def _answers(page) -> Iterator[float]:
    """The time of each question that is answered with a citation; a refusal has none."""
    questions = json.loads((Path(__file__).parent / "questions" / "near_misses_dev.json").read_text(encoding="utf-8"))
    asked = [question for question in questions if question["answerable"] and not question["follow_up_of"]]
    for turns, question in enumerate(asked[:QUESTIONS]):
        page.get_by_label("Question", exact=True).fill(question["question"])
        spent = page.evaluate(ANSWER, turns)
        if spent is not None:
            yield spent


@contextmanager
def _chromium(data_dir: str, program: str = "app.py") -> Iterator[tuple[Any, str]]:
    """A browser, and the address of the page that `program` serves."""
    from playwright.sync_api import sync_playwright

    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = serving([sys.executable, ROOT / program], Path(data_dir), **quiet)
    with server as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser, address
        browser.close()


def _told(values: list[float]) -> list[str]:
    ordered = sorted(values)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return [f"{statistics.median(ordered):.0f}", f"{late:.0f}", f"{ordered[-1]:.0f}", str(len(ordered))]
