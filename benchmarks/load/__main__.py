"""The program itself, with documents going in and out beside what it is asked, as standard input says."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import load_settings
from assistant.ui.server import serve


def main() -> None:
    assistant = Assistant(load_settings())

    def work() -> None:
        for line in sys.stdin:
            what, name = json.loads(line)
            if what == "put in":
                assistant.ingest([Path(name)])
                Path(name).with_suffix(".done").touch()
            elif name in {document.id for document in assistant.documents()}:
                assistant.remove([name])

    threading.Thread(target=work, daemon=True).start()
    serve(assistant, assistant.settings)


if __name__ == "__main__":
    main()
