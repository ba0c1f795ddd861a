"""The audit trail for administrators: a plain page that filters it, and the same as a file."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.accounts.users import folded
from assistant.audit.export import COLUMNS, csv, jsonl, row
from assistant.errors import AssistantError, NotAllowed
from assistant.ui.asker import KEY
from assistant.ui.language import language, preferred, speaking
from assistant.ui.markup import Safe, element, join
from assistant.ui.sign_in import STYLE
from assistant.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from assistant.audit.entries import Entry
    from assistant.audit.trail import Trail
    from assistant.records import Asker

MOST_SHOWN = 500
"""Entries on the page, the latest first; a file has all of them."""
WIDE = """
body { max-width: none; margin: 1.5rem auto; }
form { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; }
label { width: 11rem; }
form button { margin-bottom: 1rem; }
table { border-collapse: collapse; font-size: .85rem; width: 100%; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 5px 8px;
  overflow-wrap: anywhere; }
a { color: var(--accent); }
.table { overflow-x: auto; }
"""
FILES = {"csv": (csv, "text/csv; charset=utf-8"), "jsonl": (jsonl, "application/jsonl")}
DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def offer_audit(app: FastAPI, trail: Trail, root_path: str) -> None:
    """Make ``/audit``, ``/audit.csv`` and ``/audit.jsonl`` of `app`, for administrators alone."""
    from starlette.responses import HTMLResponse, JSONResponse, Response

    def audit(request: Request) -> Response:
        """The trail, or a part of it, in the form that the address ends in."""
        who: Asker = request.scope[KEY]
        form = request.url.path.rpartition(".")[2]
        try:
            if not who.may_audit:
                raise NotAllowed("The audit trail is for administrators.")
            entries = _wanted(trail, request)
            if form in FILES:
                make, kind = FILES[form]
                named = {"content-disposition": f'attachment; filename="audit.{form}"'}
                return Response(make(entries), media_type=kind, headers=named)
            with speaking(preferred(request.headers)):
                return HTMLResponse(page(entries, _asked(request), root_path))
        except AssistantError as error:
            return JSONResponse({"error": error.as_json()}, 403 if isinstance(error, NotAllowed) else 503)

    for path in ("/audit", *(f"/audit.{form}" for form in FILES)):
        app.router.add_route(path, audit, methods=["GET"])


def page(entries: Iterator[Entry], asked: dict[str, str], root_path: str) -> str:
    """The whole page: what was asked for, the latest entries of it first, and where all of it is to be had."""
    latest = reversed(deque(entries, MOST_SHOWN))
    head = element("tr", *(element("th", say(name), scope="col") for name in COLUMNS))
    body = (element("tr", *(element("td", value) for value in row(entry))) for entry in latest)
    table = element("table", element("thead", head), element("tbody", *body))
    labels = {"user": say("User"), "from": say("From"), "to": say("To")}
    fields = (
        element("label", label, Safe(element("input", name_=name, value=asked[name]).removesuffix("</input>")))
        for name, label in labels.items()
    )
    form = element("form", *fields, element("button", say("Show"), type="submit"), action=f"{root_path}/audit")
    wanted = urlencode({name: value for name, value in asked.items() if value})
    files = (element("a", kind.upper(), href=f"{root_path}/audit.{kind}?{wanted}") for kind in FILES)
    back = element("a", say("Back to the library"), href=f"{root_path}/")
    title = element("title", f"{say('Audit trail')} · {say('Briefing assistant')}")
    links = element("p", back, " · ", say("All of it as a file"), " ", join(files, " "))
    told = element("p", say("The latest {number} entries at most.", number=MOST_SHOWN))
    main = element("main", element("h1", say("Audit trail")), links, form, told, element("div", table, class_="table"))
    meta = Safe('<meta charset="utf-8"><link rel="icon" href="data:,">')
    head = element("head", meta, title, element("style", Safe(STYLE + WIDE)))
    return f"<!doctype html>{element('html', head, element('body', main), lang=language())}"


def _wanted(trail: Trail, request: Request) -> Iterator[Entry]:
    asked = _asked(request)
    return trail.entries(folded(asked["user"]), asked["from"], asked["to"])


def _asked(request: Request) -> dict[str, str]:
    """The filter in the address; a day that is none is left out."""
    given = {name: request.query_params.get(name, "").strip() for name in ("user", "from", "to")}
    days = {name: given[name] for name in ("from", "to") if DAY.fullmatch(given[name])}
    return {"user": given["user"], "from": "", "to": "", **days}
