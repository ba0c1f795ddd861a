from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.errors import SettingsError
from assistant.settings import load_settings
from assistant.ui.bounds import MOST_BYTES, Limited, UnderPath
from assistant.ui.security import Guarded


async def seen(request: Request) -> JSONResponse:
    forwarded = [name for name in request.headers if name.startswith("x-")]
    return JSONResponse({"url": str(request.url), "bytes": len(await request.body()), "forwarded": forwarded})


def asked(path: str, prefix: str = "/briefing", **given: object) -> httpx.Response:
    import asyncio

    app = Starlette(routes=[Route("/{path:path}", seen, methods=["GET", "POST"])])
    guarded = Guarded(Limited(UnderPath(app, prefix)))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(guarded)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:7000") as client:
            return await client.request("POST", path, **given)

    return asyncio.run(ask())


@pytest.mark.parametrize("path", ["/healthz", "/briefing/healthz"])
def test_a_proxy_may_take_the_path_off_or_leave_it_on(path: str) -> None:
    assert asked(path).json()["url"] == "http://localhost:7000/briefing/healthz"


def test_a_path_that_only_begins_alike_is_another() -> None:
    assert asked("/briefings").json()["url"] == "http://localhost:7000/briefing/briefings"


def test_where_the_app_stands_is_believed_of_no_header() -> None:
    headers = {"X-Forwarded-Prefix": "/evil", "X-Forwarded-Host": "evil.example", "X-Gradio-Server": "http://evil.example"}
    told = asked("/", "", headers=headers).json()
    assert told == {"url": "http://localhost:7000/", "bytes": 0, "forwarded": []}


def test_a_request_is_taken_up_to_its_limit_and_an_upload_beyond_it() -> None:
    assert asked("/gradio_api/run/check", content=b"x" * MOST_BYTES).json()["bytes"] == MOST_BYTES
    assert asked("/gradio_api/run/check", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert asked("/briefing/gradio_api/upload", content=b"x" * (MOST_BYTES + 1)).json()["bytes"] == MOST_BYTES + 1
    lying = {"content-length": "-1"}
    assert asked("/gradio_api/run/check", headers=lying, content=b"x").status_code == 413


@pytest.mark.parametrize("path", ["briefing", "/../x", "//evil.example", "https://evil.example/x", "/a?b", "/.."])
def test_a_root_path_that_is_none_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ROOT_PATH", path)
    with pytest.raises(SettingsError, match="ASSISTANT_ROOT_PATH"):
        load_settings()


@pytest.mark.parametrize(("path", "kept"), [("/briefing/", "/briefing"), ("/", ""), ("/a/b-c", "/a/b-c")])
def test_a_root_path_is_kept_without_its_last_slash(path: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ROOT_PATH", path)
    assert load_settings().root_path == kept
