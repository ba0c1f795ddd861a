"""The calls as MCP tools, with the client of the `mcp` package over the real server's streamable HTTP."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from assistant.assistant import Assistant
from assistant.errors import ToolsMissing
from assistant.records import Question
from assistant.settings import Settings
from assistant.ui.tools import wanted
from tests.ui.app import Running, running
from tests.ui.test_api import QUESTION, TREATY, printed, untimed


@pytest.fixture(scope="module")
def app(starter: Assistant) -> Iterator[Running]:
    with running(starter, "/briefing", with_tools=True) as app:
        yield app


@asynccontextmanager
async def session(address: str) -> AsyncIterator[ClientSession]:
    async with (
        streamablehttp_client(f"{address}/gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


def said(result: Any) -> dict[str, Any]:
    (content,) = result.content
    return json.loads(content.text)


async def test_the_tools_are_the_five_calls_and_each_says_what_it_takes(app: Running) -> None:
    async with session(app.address) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"ask", "compare", "brief", "check", "search"}
    for tool in tools.values():
        assert len(tool.description) > 60
        assert all(p["description"] for p in tool.inputSchema["properties"].values()), tool.name
    assert tools["search"].inputSchema["required"] == ["question"]
    assert tools["compare"].inputSchema["required"] == ["a", "b"]
    assert "since" in json.dumps(tools["ask"].inputSchema["properties"]["scope"])


async def test_each_tool_gives_what_the_command_prints(app: Running, starter: Assistant) -> None:
    a, b = (d.id for d in starter.documents()[:2])
    text = "The treaty was signed in Pyongyang on 19 June 2024."
    async with session(app.address) as client:
        answer = said(await client.call_tool("ask", {"question": QUESTION}))
        found = said(await client.call_tool("search", {"question": QUESTION, "k": 2}))
        compared = said(await client.call_tool("compare", {"a": a, "b": b}))
        brief = said(await client.call_tool("brief", {"topic": "North Korean troops in Russia"}))
        check = said(await client.call_tool("check", {"text": text, "scope": {"documents": [TREATY]}}))
    assert untimed(answer) == untimed(starter.ask(Question(QUESTION)).as_json())
    assert untimed(found) == untimed(starter.found(QUESTION, 2).as_json())
    assert compared == printed(starter.compare(a, b).as_json())
    assert brief == printed(starter.brief("North Korean troops in Russia").as_json())
    assert check == printed(starter.check(text, against=[TREATY]).as_json())


async def test_an_error_is_called_one_and_told_as_the_commands_tell_it(app: Running) -> None:
    async with session(app.address) as client:
        result = await client.call_tool("compare", {"a": "nothing-like-it", "b": TREATY})
        assert result.isError
        assert said(result)["error"]["type"] == "UnknownDocument"
        late = await client.call_tool("ask", {"question": QUESTION, "scope": {"since": "yesterday"}})
        assert late.isError
        assert said(late)["error"]["type"] == "BadCall"
        assert (await client.call_tool("remove", {})).isError


@pytest.mark.parametrize("prefix", ["", "/briefing"])
async def test_the_address_works_without_its_last_slash_and_under_the_path(app: Running, prefix: str) -> None:
    address = f"{app.address}{prefix}/gradio_api/mcp"
    async with streamablehttp_client(address) as (read, write, _), ClientSession(read, write) as client:
        await client.initialize()
        assert len((await client.list_tools()).tools) == 5


def test_without_tools_there_is_no_such_address(starter: Assistant) -> None:
    with running(starter) as app:
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        accept = {"accept": "application/json, text/event-stream"}
        assert httpx.post(f"{app.address}/gradio_api/mcp/", json=asked, headers=accept).status_code in {404, 405}


def test_tools_that_cannot_be_served_are_an_error_only_where_they_are_wanted(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wanted(Settings(data_dir=tmp_path))
    assert not wanted(Settings(data_dir=tmp_path, mcp="off"))
    monkeypatch.setitem(sys.modules, "mcp", None)  # as it is where the package is not installed
    assert not wanted(Settings(data_dir=tmp_path))
    with pytest.raises(ToolsMissing) as told:
        wanted(Settings(data_dir=tmp_path, mcp="on"))
    assert "[mcp]" in told.value.hint
