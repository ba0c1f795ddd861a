"""The page over a library into which documents are put all the while, and in which conversations are kept."""

from __future__ import annotations

import threading
import time

from assistant.assistant import Assistant
from assistant.settings import load_settings
from assistant.talks.talks import Asking
from assistant.ui.server import serve
from tests.talks.conftest import answer


def text(n: int) -> str:
    """The text of the document of this number, long enough to take a while."""
    return f"Buoy {n} was moored in the year {1900 + n}. " + f"Buoy {n} has a light, as the chart says. " * 40


def put_in(assistant: Assistant) -> None:
    """Put one document in after the other, and keep a conversation each."""
    for n in range(400):
        path = assistant.curator.write(text(n), f"Buoy {n}")
        assistant.curator.read(path)
        assistant.talks.keep("local", "", Asking(answer(f"What of buoy {n}?", refused=True)))
        time.sleep(0.05)


def main() -> None:
    """Serve, busily."""
    settings = load_settings()
    assistant = Assistant(settings)
    assistant.open()
    threading.Thread(target=put_in, args=[assistant], daemon=True).start()
    serve(assistant, settings)


if __name__ == "__main__":
    main()
