"""What was fetched, kept as a file below the library's folder; beside each file lies the address it came from.

An address always leads to the same file, so that fetching it again makes a new version, or finds nothing new.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from assistant.errors import AssistantError, WebAddressRefused
from assistant.library.web.addresses import is_web, parsed, shown
from assistant.outward import leaves

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from assistant.library.web.fetch import Fetched
    from assistant.settings import Settings

FOLDER = "web"
BESIDE = "address.txt"
_MOST_IN_NAME = 60  # characters


@dataclass(frozen=True)
class Web:
    """The files fetched into one library, and how more of them are fetched; None where the settings say no."""

    folder: Path
    fetch: Callable[[str], Fetched] | None

    @classmethod
    def of(cls, settings: Settings) -> Web:
        """The web as the settings have it."""
        if settings.web_addresses == "off":
            return cls(settings.data_dir / FOLDER, None)

        def fetched(address: str) -> Fetched:
            from assistant.library.web.fetch import Limits, fetch

            return fetch(address, Limits(megabytes=settings.web_file_mb, seconds=settings.web_fetch_s))

        return cls(settings.data_dir / FOLDER, fetched)

    def file(self, address: str) -> Path:
        """The file that lies at `address`, fetched now; raises as `fetch` does, the address in the message."""
        if self.fetch is None:
            raise WebAddressRefused(
                f"{shown(address)}: web addresses are not fetched here (ASSISTANT_WEB_ADDRESSES is off).",
                "Save the page as a file and ingest that.",
            )
        try:
            url = parsed(address)
            leaves(shown(address))
            return self._keep(url, self.fetch(str(url)))
        except AssistantError as error:
            raise type(error)(f"{shown(address)}: {error.message}", error.hint) from error

    def address_of(self, path: Path) -> str | None:
        """The address that the file at `path` was fetched from, behind redirects; None where it was not fetched."""
        real = Path(os.path.realpath(path))
        if real.parent.parent != Path(os.path.realpath(self.folder)):
            return None
        try:
            address = (real.parent / BESIDE).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return address if is_web(address) else None

    def _keep(self, url: httpx.URL, found: Fetched) -> Path:
        folder = self.folder / hashlib.sha256(str(url).encode()).hexdigest()[:12]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{_name(url)}{found.suffix}"
        _write(folder / BESIDE, found.address.encode())
        _write(path, found.data)
        return path


def _name(url: httpx.URL) -> str:
    """What the file is called: the last words of the address's path, or the host; of plain letters and digits."""
    last = next((part for part in reversed(url.path.split("/")) if part), "")
    stem = re.sub(r"\.[A-Za-z]{2,8}$", "", unquote(last))
    words = "-".join(re.findall(r"[^\W_]+", stem))
    if len(words) < 3 or words.casefold() in {"index", "default", "home"}:
        words = "-".join(re.findall(r"[^\W_]+", f"{url.host} {words}"))
    return words[:_MOST_IN_NAME].strip("-") or "page"


def _write(path: Path, data: bytes) -> None:
    """Put `data` there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)
