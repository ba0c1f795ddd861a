"""What is said of files on their way into the library, and of those that did not get there. Pure rendering."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ui.markup import Safe, element, join
from assistant.ui.translated import translated
from assistant.ui.words import count, say

if TYPE_CHECKING:
    from assistant.records import Failure
    from assistant.ui.arrivals import Arrival, Arriving

MOST_LISTED = 60
"""Files of one batch that are listed at once: those done last, the one being read, those that come next."""
STATES = {
    "waiting": "Waiting",
    "reading": "Reading",
    "added": "Added",
    "updated": "Added as a new version",
    "unchanged": "Already in the library",
    "failed": "Not added",
    "stopped": "Stopped",
}
COUNTED = {
    "added": "{n} added",
    "updated": "{n} added as a new version",
    "unchanged": "{n} already in the library",
    "failed": "{n} not added",
    "stopped": "{n} stopped",
}


def headline(now: Arriving) -> str:
    """How far all of it is, in a sentence; nothing where nothing was given."""
    files, total = now.arrivals, len(now.arrivals)
    if not total:
        return ""
    done = sum(a.state not in {"waiting", "reading"} for a in files)
    if now.busy:
        told = say("Reading file {n} of {all}.", n=min(done + 1, total), all=total)
        return say("Stopping.") if now.stopping else told
    counts = {state: sum(a.state == state for a in files) for state in STATES}
    said = (say(told, n=counts[state]) for state, told in COUNTED.items() if counts[state])
    return say("{counted}.", counted=say(", ").join(said))


def progress(now: Arriving) -> Safe:
    """The files of the batch, each with what becomes of it."""
    shown = _window(now.arrivals)
    before = now.arrivals.index(shown[0]) if shown else 0
    after = len(now.arrivals) - before - len(shown)
    rows = [_more(before, "{n} earlier"), *(_row(a) for a in shown), _more(after, "{n} more")]
    return element("ol", *rows, class_="files") if shown else Safe()


def failures(now: Arriving) -> Safe:
    """The files that are not in the library, each with its reason, to be tried again or forgotten."""
    if not now.failures:
        return Safe()
    several = len(now.failures) > 1
    told = count(len(now.failures), "{number} file is not in the library", "{number} files are not in the library")
    again = say("Try all again")
    every = element("button", again, type="button", class_="quiet", data_retry="*") if several else ""
    head = element("h3", told)
    return join([element("div", head, every, class_="failures-head"), element("ul", *map(_failure, now.failures))])


def _window(files: tuple[Arrival, ...]) -> tuple[Arrival, ...]:
    if len(files) <= MOST_LISTED:
        return files
    at = next((i for i, a in enumerate(files) if a.state in {"waiting", "reading"}), len(files))
    start = min(max(0, at - MOST_LISTED // 2), len(files) - MOST_LISTED)
    return files[start : start + MOST_LISTED]


def _more(number: int, which: str) -> Safe:
    return element("li", say(which, n=number), class_="byline") if number else Safe()


def _row(arrival: Arrival) -> Safe:
    bar = ""
    if arrival.state == "reading" and arrival.of:
        told = say("Passages of {name}", name=arrival.name)
        bar = element("progress", value=str(arrival.done), max=str(arrival.of), aria_label=told)
    name: str = arrival.name
    if arrival.document:
        called, opens = say("Source: {named}", named=name), arrival.document
        name = element("button", name, type="button", class_="cite-title", aria_label=called, data_document=opens)
    state = element("span", say(STATES[arrival.state]), class_="byline")
    return element("li", element("span", name, class_="file"), bar, state, data_state=arrival.state)


def _failure(failure: Failure) -> Safe:
    name = Path(failure.path).name
    why = translated(failure.message).removeprefix(f"{name}：").removeprefix(f"{name}: ")
    return element(
        "li",
        element("div", element("strong", name), element("p", f"{why[:1].upper()}{why[1:]}"), class_="reason"),
        _button(say("Try again"), say("Try {name} again", name=name), data_retry=failure.path),
        _button(say("Forget"), say("Forget {name}", name=name), data_dismiss=failure.path),
    )


def _button(label: str, name: str, **data: str) -> Safe:
    return element("button", label, type="button", class_="quiet", aria_label=name, **data)
