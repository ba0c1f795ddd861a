"""The web app: settings, build, launch. ``python app.py`` and the page's address is printed."""

from __future__ import annotations

import sys

from assistant.audited import Audited
from assistant.errors import AssistantError
from assistant.settings import load_settings
from assistant.ui.server import serve

if __name__ == "__main__":
    try:
        settings = load_settings()
        serve(Audited(settings), settings)
    except AssistantError as error:
        sys.exit(f"{error.message} {error.hint}".strip())
