"""Serves the page: FastAPI with Gradio mounted at its root, run by uvicorn; without accounts on this machine alone."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, HostRefused, LibraryDamaged, PortInUse, ServerError, StoreError
from assistant.settings import parted
from assistant.ui import tools
from assistant.ui.asker import Everybody, asker
from assistant.ui.bounds import Limited, UnderPath
from assistant.ui.door import Door
from assistant.ui.health import health, opening
from assistant.ui.private import Private
from assistant.ui.security import LOOPBACK, Guarded, Names
from assistant.ui.spoken import Spoken

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant.accounts.accounts import Accounts
    from assistant.audit.trail import Trail
    from assistant.settings import Settings
    from assistant.ui.served import Served

UPLOAD_LIMIT = "100mb"


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may enter, by which names, and where that is recorded; without accounts everybody on this machine."""

    accounts: Accounts | None = None
    names: Names = Names()  # noqa: RUF009 - frozen
    trail: Trail | None = None

    @classmethod
    def of(cls, assistant: Served, settings: Settings) -> Gate:
        """The gate that the settings ask for; raises as `Accounts.of` does."""
        trail = assistant.trail if settings.audited else None
        if not settings.auth:
            return cls(trail=trail)
        return cls(assistant.accounts, Names(frozenset(parted(settings.hosts)), accounts=True), trail)


def serve(assistant: Served, settings: Settings) -> None:
    """Take the port, offer the starter corpus, open the index, serve until interrupted, close it.

    The model loads meanwhile: the page is there while it does, and a question asked at once waits for it. Who comes
    before the index is open is told so.

    Raises:
        HostRefused: others could reach the host, and there are no accounts.
        AccountsError: the users file cannot be used, or names nobody.
        PortInUse: something listens there already; said before anything heavy is loaded.
        ToolsMissing: the settings want tools for other programs, which cannot be served.
        AssistantError: the library cannot be opened.
    """
    gate, assistant.who = Gate.of(assistant, settings), asker
    with closing(listening(settings)) as listener:
        _prepare_environment(settings)
        with_tools = tools.wanted(settings)
        warm = threading.Event()
        try:
            with opening(listener):
                _open(assistant)
                threading.Thread(target=_warm, args=[assistant, warm], daemon=True).start()
                app = build_app(assistant, settings.root_path, with_tools=with_tools, warm=warm, gate=gate)
            _run(app, listener, address_of(settings), behind_proxy=gate.accounts is None)
        finally:
            assistant.close()


def listening(settings: Settings) -> socket.socket:
    """A socket bound to the settings' host and port, which nobody else can take from now on."""
    if settings.host not in LOOPBACK and not settings.auth:
        raise HostRefused(f"The page is not served on {settings.host}: other machines could reach it.")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # on Windows this option would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()  # until then another could still bind it, where the option above is set
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {settings.port} is in use.") from error
        reason = error.strerror or type(error).__name__
        raise ServerError(f"The page cannot be served at {address_of(settings)}: {reason}.") from error
    return listener


def address_of(settings: Settings) -> str:
    """Where the page is."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}{settings.root_path}"


def build_app(
    assistant: Served, root_path: str, *, with_tools: bool, warm: threading.Event, gate: Gate | None = None
) -> ASGIApp:
    """The web app: ``/healthz``, and the page at ``/``, both under `root_path` too; `warm` is set once the model is.

    Who asks is decided before anything of it sees a request; without a `gate` there are no accounts.
    """
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse
    from gradio.utils import get_upload_folder

    from assistant.ui.api import misread
    from assistant.ui.audit import offer_audit
    from assistant.ui.guides import offer_guides
    from assistant.ui.page import build_page, dress

    gate = gate or Gate()
    app = FastAPI(title="Briefing assistant", docs_url=None, redoc_url=None, openapi_url=None)
    if gate.trail:
        offer_audit(app, gate.trail, root_path)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        """Say how the server is."""
        status, told = health(assistant, ready=warm.is_set())
        return JSONResponse(told, status)

    offer_guides(app, root_path)
    page = build_page(assistant, root_path)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root_path or None,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=with_tools,
        enable_monitoring=False,
        max_file_size=UPLOAD_LIMIT,
        **dress(root_path),
    )
    tools.speak_json(page)
    app.routes[-1].app.add_exception_handler(TypeError, misread)  # type: ignore[attr-defined]  # Gradio's own app
    private = Private(Spoken(app), root_path, get_upload_folder())
    accounts = gate.accounts
    door = Door(private, accounts, root_path, gate.trail) if accounts else Everybody(private, root_path)
    return Guarded(Limited(UnderPath(door, root_path)), gate.names)


def _prepare_environment(settings: Settings) -> None:
    """Tell Gradio, before it is imported, to keep its files with ours, to call nobody, and to reach itself directly."""
    uploads = settings.data_dir / "uploads"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    for name in ("NO_PROXY", "no_proxy"):
        kept = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*kept, *sorted(LOOPBACK)]))


def _open(assistant: Served) -> None:
    """Offer the starter corpus, open the index. A damaged one is told of; documents are shown and compared without."""
    try:
        _offer_starter_corpus(assistant)
        assistant.open()
    except StoreError as error:
        if type(error) not in (StoreError, LibraryDamaged):  # in use, no room, other settings: nothing to serve yet
            raise
        assistant.documents()  # where not even these can be read, there is no page
        print(f"{error.message} {error.hint} Until then questions are not answered.", file=sys.stderr)  # noqa: T201


def _offer_starter_corpus(assistant: Served) -> None:
    """Ingest the starter corpus where it is due, with a bar on standard error."""
    from tqdm import tqdm

    with tqdm(desc="Starter corpus", unit="passage", disable=None, file=sys.stderr, leave=False) as bar:

        def progress(done: int, known: int) -> None:
            bar.total = known
            bar.update(done - bar.n)

        report = assistant.offer_starter_corpus(progress)
    if report:
        print(f"Starter corpus: {len(report.added)} documents, {report.passages} passages.", file=sys.stderr)  # noqa: T201
        for failure in report.failed:
            print(f"{failure.path}: {failure.message}", file=sys.stderr)  # noqa: T201


def _warm(assistant: Served, warm: threading.Event) -> None:
    try:
        assistant.warm()
        gc.collect()
        gc.freeze()  # else Python goes through all that torch and Gradio made, now and then: half a second for who asks
        warm.set()
    except AssistantError as error:  # a question will meet it too; who started the program should see it first
        print(f"{error.message} {error.hint}", file=sys.stderr)  # noqa: T201


def _run(app: ASGIApp, listener: socket.socket, address: str, *, behind_proxy: bool) -> None:
    """Serve on `listener`, and print the address when the page can be opened there.

    With `behind_proxy` any proxy on this machine says whom it asks for; the door of the accounts decides that itself.
    """
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(f"Briefing assistant: {address}", flush=True)  # noqa: T201

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, proxy_headers=behind_proxy, timeout_graceful_shutdown=3
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again after its own orderly end
        Announcing(config).run(sockets=[listener])
