"""The guides as pages of the app: ``docs/*.md`` in its own style, with their pictures. Nothing leaves the machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request  # FastAPI reads the annotations when it runs
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.ui.language import preferred, speaking
from assistant.ui.markup import Safe, element, text
from assistant.ui.words import say

if TYPE_CHECKING:
    from fastapi import FastAPI
    from markdown_it.token import Token

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "docs"
GUIDE = "/guide"
FILES = {"": "guide.md", "operators": "operators.md", "programs": "api.md"}
"""What stands at which address below `GUIDE`."""
MISSING = "The guides do not come with this installation; they are in the folder docs/ of the program’s source."
_PICTURE = re.compile(r"[a-z0-9-]+\.png")
_DARK = 'document.documentElement.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches)'


def offer_guides(app: FastAPI, root_path: str, folder: Path = FOLDER) -> None:
    """Serve the guides in `folder` under `GUIDE`; where they do not lie beside the program, each page says so."""

    @app.get(f"{GUIDE}/pictures/{{name}}")
    def picture(name: str) -> Response:
        """A picture of a guide."""
        file = folder / "pictures" / name
        if not _PICTURE.fullmatch(name) or not file.is_file():
            return Response(status_code=404)
        return FileResponse(file, headers={"cache-control": "max-age=3600"})

    @app.get(GUIDE)
    @app.get(f"{GUIDE}/{{name}}")
    def guide(request: Request, name: str = "") -> Response:
        """A guide as a page."""
        if name not in FILES:
            return Response(status_code=404)
        file = folder / FILES[name]
        with speaking(preferred(request.headers)):
            found = file.read_text(encoding="utf-8") if file.is_file() else None
            return HTMLResponse(page(found, name, root_path), 404 if found is None else 200)


def page(markdown: str | None, name: str, root_path: str) -> str:
    """A whole page with the guide called `name`; None is a guide that this installation lacks."""
    if markdown is None:
        title, body, contents = say("Guide"), element("p", say(MISSING)), Safe()
    else:
        title, body, contents = rendered(markdown, root_path)
    dressed = "".join((HERE / css).read_text(encoding="utf-8") for css in ("colours.css", "guides.css"))
    named = say("Briefing assistant")
    head = (
        Safe('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"{title} · {named}"),
        Safe(f'<link rel="icon" href="{text(root_path)}/favicon.ico"><style>{dressed}</style>'),
        Safe(f"<script>{_DARK}</script>"),
    )
    home = element("a", named, href=f"{root_path}/", class_="home")
    top = element("header", home, _others(name, root_path))
    aside = element("nav", contents, aria_label=say("On this page"), class_="contents") if contents else ""
    main = element("main", body, lang="en", id="top")
    return "<!doctype html>" + element("html", element("head", *head), element("body", top, aside, main), lang="en")


def _others(name: str, root_path: str) -> Safe:
    """The way to the other guides."""
    names = {"": say("For users"), "operators": say("For operators"), "programs": say("For programs")}
    links = (
        element("a", label, href=f"{root_path}{_address(one)}", aria_current="page" if one == name else None)
        for one, label in names.items()
    )
    return element("nav", *links, aria_label=say("Guides"))


def rendered(markdown: str, root_path: str) -> tuple[str, Safe, Safe]:
    """A guide's title, its text as HTML, and the list of its sections."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(markdown)
    title, sections = "", []
    for opened, inline in zip(tokens, tokens[1:], strict=False):
        if opened.type == "heading_open":
            opened.attrSet("id", slug(inline.content))
            title = title or inline.content
            if opened.tag == "h2":
                link = element("a", inline.content.replace("`", ""), href=f"#{slug(inline.content)}")
                sections.append(element("li", link))
    for token in tokens:
        token.children = _led(token.children or [], root_path)
    body = Safe(reader.renderer.render(tokens, reader.options, {}))
    return title, body, element("ol", *sections) if sections else Safe()


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _led(tokens: list[Token], root_path: str) -> list[Token]:
    """Links and pictures lead to what this app serves; a link to another file of the source is its words alone."""
    led: list[Token] = []
    dropped = False
    for token in tokens:
        if token.type == "image":
            led += _picture(token, root_path)
            continue
        if token.type == "link_open":
            target = _target(str(token.attrGet("href")), root_path)
            dropped = target is None
            token.attrSet("href", target or "")
            if target and target.startswith("http"):
                token.attrSet("rel", "noopener noreferrer")
                token.attrSet("target", "_blank")
        if not (dropped and token.type in {"link_open", "link_close"}):
            led.append(token)
    return led


def _picture(token: Token, root_path: str) -> list[Token]:
    """A picture, inside a link to it at its full size."""
    from markdown_it.token import Token

    place = f"{root_path}{GUIDE}/{token.attrGet('src')}"
    token.attrSet("src", place)
    token.attrSet("loading", "lazy")
    opened = Token("link_open", "a", 1, attrs={"href": place, "target": "_blank"})
    return [opened, token, Token("link_close", "a", -1)]


def _target(href: str, root_path: str) -> str | None:
    file, mark, anchor = href.partition("#")
    if not file or href.startswith(("http://", "https://")):
        return href
    name = next((name for name, held in FILES.items() if held == file), None)
    return None if name is None else f"{root_path}{_address(name)}{mark}{anchor}"


def _address(name: str) -> str:
    return f"{GUIDE}/{name}" if name else GUIDE
