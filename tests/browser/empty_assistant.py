"""A server over a fake assistant whose library holds nothing."""

from __future__ import annotations

from assistant.records import Document
from assistant.settings import load_settings
from assistant.ui.server import serve
from tests.browser.slow_assistant import SlowAssistant


class EmptyAssistant(SlowAssistant):
    def documents(self) -> list[Document]:
        return []


if __name__ == "__main__":
    serve(EmptyAssistant(), load_settings())
