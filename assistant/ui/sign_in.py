"""The page on which people sign in: plain HTML with its style in it, nothing from elsewhere. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import TooManyAttempts
from assistant.ui.language import language
from assistant.ui.markup import Safe, element
from assistant.ui.words import say

if TYPE_CHECKING:
    from assistant.errors import AssistantError

STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --sheet: #fff; --ink: #1c1e21; --soft: #5b6067; --line: #8b8f94;
  --accent: #1b5a78; --accent-ink: #fff; --alert: #8f2d1f; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --sheet: #1c1f23; --ink: #e7e5e0; --soft: #a3a7ad;
  --line: #6b7077; --accent: #84c1dc; --accent-ink: #10222c; --alert: #f0a293; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Noto Sans", "Noto Sans JP", sans-serif; color: var(--ink); background: var(--paper);
  max-width: 22rem; margin: 12vh auto 2rem; padding: 0 1rem; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: 0 0 1.5rem; color: var(--soft); }
label { display: block; font-size: .9rem; margin: 0 0 1rem; }
input { display: block; width: 100%; font: inherit; color: var(--ink); background: var(--sheet); padding: 8px 10px;
  border: 1px solid var(--line); border-radius: 6px; margin-top: 4px; min-height: 42px; }
button { font: inherit; font-weight: 600; color: var(--accent-ink); background: var(--accent); border: 0;
  border-radius: 6px; padding: 9px 20px; min-height: 42px; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.problem { color: var(--alert); border-left: 3px solid var(--alert); padding-left: 12px; margin: 1rem 0; }
"""


def sign_in_page(
    address: str, *, name: str = "", conversation: str = "", problem: AssistantError | None = None
) -> bytes:
    """The whole page, in the language of whoever asks. Its form goes to `address` with what was asked for before."""
    user = _input("name", "text", value=name, autocomplete="username", autofocus=not name, maxlength="64")
    password = _input("password", "password", autocomplete="current-password", autofocus=bool(name), maxlength="1000")
    told: str = ""
    if problem:
        what = say(problem.message)
        if isinstance(problem, TooManyAttempts):
            what = say(problem.told, number=problem.seconds)
        told = element("p", what, " ", say(problem.hint), class_="problem", role="alert")
    form = element(
        "form",
        element("label", say("Name"), user),
        element("label", say("Password"), password),
        Safe(element("input", type="hidden", name_="conversation", value=conversation).removesuffix("</input>")),
        element("button", say("Sign in"), type="submit"),
        method="post",
        action=address,
    )
    title = say("Briefing assistant")
    head = (
        Safe('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        # Under the policy of all other pages a browser would not say where the form comes from.
        Safe('<meta name="referrer" content="same-origin"><link rel="icon" href="data:,">'),
        element("title", f"{say('Sign in')} · {title}"),
        element("style", Safe(STYLE)),
    )
    body = element("main", element("h1", title), element("p", say("Sign in to ask the library.")), told, form)
    page = element("html", element("head", *head), element("body", body), lang=language())
    return f"<!doctype html>{page}".encode()


def _input(name: str, kind: str, **attributes: str | bool) -> Safe:
    return Safe(element("input", name_=name, type=kind, required=True, **attributes).removesuffix("</input>"))
