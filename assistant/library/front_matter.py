"""The YAML block at the head of a Markdown file: found, and handed on key by key, each value checked.

Values are taken as they are written: YAML would turn ``2024-10-07`` into a date, ``no`` (Norwegian) into False and
``1984`` into a number, and none of these is what the author of a record means. Only the keys that are asked for are
looked at, and only as deep as they may go, so that no anchor can blow up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from assistant.errors import BadFrontMatter
from assistant.library.dates import is_iso
from assistant.library.decode import normalise
from assistant.records import Completeness, Metadata, Quotation, Source

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIRST_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w-]+[ \t]*:(?:[ \t]|\n|\Z)")
_OURS = re.compile(
    r"^(?:id|title|date|until|published|issuer|recipient|kind|occasion|language|text|record|original|sources|quotations)"
    r"[ \t]*:(?:[ \t]|\n|\Z)",
    re.MULTILINE,
)
_DEEPEST = 50
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of one mapping in a block, with their values as YAML nodes, and the name of the file they are from."""

    nodes: dict[str, Any]
    file: str
    within: str = ""  # the key that holds this mapping, e.g. "sources"

    def text(self, key: str) -> str | None:
        """The value of `key` as one line, or None where it is missing or empty."""
        node = self.nodes.get(key)
        if node is None or node.tag == _NULL:
            return None
        if not isinstance(node.value, str):
            raise self.wrong(key, "must be one line of text")
        return " ".join(normalise(node.value).split()) or None

    def date(self, key: str) -> str | None:
        """The value of `key` as a whole or partial ISO date."""
        text = self.text(key)
        if text is None:
            return None
        day = text[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]\d", text) else text
        if not is_iso(day):
            raise self.wrong(key, f"{text!r} is not a date such as 2024-10-07, 2024-10 or --10-07")
        return day

    def records(self, key: str) -> list[FrontMatter]:
        """The mappings that `key` lists."""
        node = self.nodes.get(key)
        if node is None or not node.value or node.tag == _NULL:
            return []
        if isinstance(node.value, str) or any(isinstance(entry, tuple) for entry in node.value):
            raise self.wrong(key, "must be a list of entries, each of the form 'key: value'")
        return [_mapping(entry, self.file, key) for entry in node.value]

    def required(self, key: str) -> str:
        """The value of `key`, which may not be missing."""
        text = self.text(key)
        if text is None:
            raise self.wrong(key, "is missing")
        return text

    def wrong(self, key: str, why: str) -> BadFrontMatter:
        """The error that names `key`."""
        where = f"{self.within}: {key}" if self.within else key
        return BadFrontMatter(f"{self.file}: the front matter's {where!r} {why}")


def is_ours(text: str) -> bool:
    """Whether `text` begins with a closed block that holds a key of ours."""
    bounds = _bounds(text)
    return bounds is not None and _OURS.search(text[slice(*bounds)]) is not None


def split(text: str, file: str) -> tuple[FrontMatter | None, str]:
    """The front matter of `text` and the text after its closing line; None where the text begins with none.

    A ``---`` at the head may as well be a thematic break: what follows must begin with a key, or hold one of ours
    right after the line. A block that cannot be read is an error only where it holds a key of ours.

    Raises:
        BadFrontMatter: the block is not closed, is not YAML, or says a key twice.
    """
    bounds = _bounds(text)
    if bounds is None:
        opening = _OPENING.match(text)
        if opening and _OURS.match(text, opening.end()):
            raise BadFrontMatter(f"{file}: the front matter has no closing --- line")
        return None, text
    block = text[slice(*bounds)]
    ours = _OURS.search(block) is not None
    if block.strip() and not _FIRST_KEY.match(block) and (not ours or block.startswith("\n")):
        return None, text
    rest = text[cast("re.Match[str]", _CLOSING.match(text, bounds[1])).end() :]
    try:
        return _parse(block, file), rest
    except BadFrontMatter:
        if ours:
            raise
        return None, text


def metadata(block: FrontMatter) -> Metadata:
    """What the block says of its document; an empty title where it names none."""
    extent = block.text("text")
    if extent not in {None, "whole", "part", "summary"}:
        raise block.wrong("text", f"is {extent!r}; it must be whole, part or summary")
    return Metadata(
        title=block.text("title") or "",
        date=block.date("date"),
        until=block.date("until"),
        published=block.date("published"),
        issuer=block.text("issuer"),
        recipient=block.text("recipient"),
        kind=block.text("kind"),
        occasion=block.text("occasion"),
        language=block.text("language"),
        completeness=cast("Completeness | None", extent),
        source=block.text("original"),
        note=block.text("record"),
        sources=tuple(_source(entry) for entry in block.records("sources")),
        quotations=tuple(_quotation(entry) for entry in block.records("quotations")),
    )


def identifier(block: FrontMatter) -> str | None:
    """The block's id, if it gives one."""
    name = block.text("id")
    if name is not None and len(name) > 200:
        raise block.wrong("id", "is longer than 200 characters")
    return name


def _source(entry: FrontMatter) -> Source:
    return Source(
        url=entry.required("url"),
        publisher=entry.text("publisher") or "",
        level=entry.text("level") or "",
        read=entry.text("read") or "",
    )


def _quotation(entry: FrontMatter) -> Quotation:
    return Quotation(
        slot=entry.required("slot"),
        text=entry.required("text"),
        speaker=entry.text("speaker") or "",
        translator=entry.text("translator") or "",
    )


def _bounds(text: str) -> tuple[int, int] | None:
    """Where a closed block begins and ends, its two ``---`` lines left out."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None


def _parse(block: str, file: str) -> FrontMatter:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(block, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:  # composing recurses in C, where too deep is a crash
                raise BadFrontMatter(f"{file}: the front matter nests deeper than {_DEEPEST} levels")
        node = yaml.compose(block, Loader=loader)
    except yaml.YAMLError as error:
        raise BadFrontMatter(f"{file}: the front matter is not YAML: {_one_line(error)}") from error
    return FrontMatter({}, file) if node is None else _mapping(node, file)


def _mapping(node: Any, file: str, within: str = "") -> FrontMatter:  # noqa: ANN401 - PyYAML has no types
    """The keys of a YAML mapping; an error where it is something else or a key comes twice."""
    place = f"{file}: the front matter's {within!r}" if within else f"{file}: the front matter"
    if not node.tag.endswith(":map") or isinstance(node.value, str):
        raise BadFrontMatter(f"{place} holds something that is not of the form 'key: value'")
    nodes: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in nodes:
            raise BadFrontMatter(f"{place} says {name!r} twice")
        nodes[name] = value
    return FrontMatter(nodes, file, within)


def _one_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = f" (line {mark.line + 2} of the file)" if mark else ""
    return f"{getattr(error, 'problem', None) or type(error).__name__}{line}"
