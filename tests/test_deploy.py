"""Dockerfile and compose.yaml, as far as they can be held without a container engine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import PREFIX, Settings

PROJECT = Path(__file__).resolve().parent.parent
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_may_do_as_little_as_it_can(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].partition(":")[0]) > 0
    assert service["tmpfs"][0].startswith("/tmp")
    assert service["healthcheck"]["test"][0] == "CMD"
    assert "privileged" not in service
    for port in service.get("ports", ()):
        assert port.startswith("127.0.0.1:"), "others come through a proxy with a certificate"


def test_the_settings_named_exist() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", DOCKERFILE + (PROJECT / "compose.yaml").read_text(encoding="utf-8")))
    assert named <= known


def test_the_chroma_server_is_reached_by_the_page_alone() -> None:
    assert "ports" not in SERVICES["chroma"]
    assert SERVICES["chroma"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert [n for n, s in SERVICES.items() if "inside" in s["networks"]] == ["app1", "app2", "chroma"]
    assert SERVICES["app1"]["environment"]["ASSISTANT_CHROMA_URL"] == "http://chroma:8000"


def test_what_is_mounted_and_named_exists() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert (PROJECT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]
    nginx = (PROJECT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"server (\w+):7860", nginx) == ["app1", "app2"]
    pinned = [s["image"].partition(":")[2] for s in SERVICES.values() if "build" not in s]
    assert all(re.match(r"\d+\.\d+\.\d+", tag) for tag in pinned)


def test_the_image_is_of_pinned_parts_and_no_superuser() -> None:
    assert re.search(r"^ARG PYTHON=python:\d+\.\d+\.\d+-slim-bookworm$", DOCKERFILE, re.MULTILINE)
    assert re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE) == [("10001", "10001")]
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (torch,) = re.findall(r"pip install (torch==\S+) --index-url https://download.pytorch.org/whl/cpu", DOCKERFILE)
    assert torch in project["dependencies"]
    (extras,) = re.findall(r"pip install -c constraints.txt -e '\.\[([a-z,]+)\]'", DOCKERFILE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_what_the_image_copies_is_let_in_and_there() -> None:
    let_in = {
        line[1:] for line in (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    copied = {word for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M) for word in line.split()[:-1]}
    assert copied == let_in
    assert all((PROJECT / name).exists() for name in copied)


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
def test_the_health_check_sees_whether_the_page_is_well(status: int, well: bool) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (command,) = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    _, *arguments = json.loads(command)
    port = {"ASSISTANT_PORT": str(server.server_address[1]), "no_proxy": "*"}
    done = subprocess.run([sys.executable, *arguments], env={**os.environ, **port}, capture_output=True, check=False)
    server.shutdown()
    assert (done.returncode == 0) is well


def test_hadolint_finds_nothing() -> None:
    program = shutil.which("hadolint") or pytest.skip("hadolint is not installed")
    done = subprocess.run([program, str(PROJECT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert done.stdout == ""
