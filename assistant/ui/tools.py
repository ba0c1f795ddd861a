"""The calls of `api` as tools for other programs by the Model Context Protocol, served by Gradio."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.errors import ToolsMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import gradio as gr

    from assistant.settings import Settings


class ToolFailed(Exception):  # noqa: N818 - what the protocol's server turns into a result that says isError
    """A tool gave an error; its text is the error as JSON."""


def wanted(settings: Settings) -> bool:
    """Whether the tools are to be served.

    Raises:
        ToolsMissing: they are to be served and cannot be.
    """
    installed = find_spec("mcp") is not None
    if settings.mcp == "on" and not installed:
        raise ToolsMissing("ASSISTANT_MCP is on, and the package mcp is not installed.")
    return installed and settings.mcp != "off"


def speak_json(page: gr.Blocks) -> None:
    """Let the tools of `page` give JSON, as its endpoints do, and call an error one; Gradio gives Python's own form."""
    if page.mcp_server_obj:
        page.mcp_server_obj.postprocess_output_data = as_content


def as_content(outputs: Sequence[dict[str, Any]], root_url: str) -> list[Any]:
    """What a tool gives, in the protocol's form. `root_url` is where files would lie; there are none.

    Raises:
        ToolFailed: it gave an error.
    """
    from mcp.types import TextContent

    for output in outputs:
        if "error" in output:
            raise ToolFailed(_json(output))
    return [TextContent(type="text", text=_json(output)) for output in outputs]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
