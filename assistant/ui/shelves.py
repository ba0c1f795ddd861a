"""The tab "Library": what library.js asks of the server, and the event that tells the other tabs of a change."""

from __future__ import annotations

import functools
import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.errors import AssistantError, UnknownDocument, UnreadableDocument
from assistant.library.corrections import FIELDS
from assistant.library.web.addresses import is_web
from assistant.ui.arrivals import Arrivals
from assistant.ui.arrived import failures, headline, progress
from assistant.ui.asker import asker, must_change
from assistant.ui.details import Known, deleted, details, undo
from assistant.ui.library import library, rows
from assistant.ui.status import problem

if TYPE_CHECKING:
    from assistant.ui.served import Served

LOGGER = logging.getLogger(__name__)
LIMIT_MB = 100
"""The largest file that the page takes; the command has no such limit."""
UNFORESEEN = ("Something went wrong, and nothing was changed.", "The log of the server says more.")
# library.js is told here where the tab is; the name in the remark is the event that it may trigger.
ON_LOAD = "window.briefing.library(element, trigger, server, upload); /* 'changed' */"
MAY_BE_ASKED = (
    *("documents", "arriving", "add", "paste", "stop", "retry", "dismiss"),
    *("details", "correct", "discard", "deleted", "restore", "erase"),
)
READING = frozenset({"documents", "arriving", "details"})
"""What readers may ask for; all else changes the library, or shows what was taken out of it."""
Asked = Mapping[str, Any]
Reply = dict[str, Any]


def shelves_tab(served: Served) -> gr.HTML:
    """Lay the tab out; its event ``changed`` says that the library is another than before."""
    return gr.HTML(
        library(LIMIT_MB),
        js_on_load=ON_LOAD,
        server_functions=Shelves(served).functions(),
        elem_id="library",
        apply_default_css=False,
    )


def calm(does: Callable[[Shelves, Asked], Reply]) -> Callable[[Shelves, Asked], Reply]:
    """`does` for those who may, or what went wrong, as ``{"problem": html}``: what is asked comes from the browser."""

    @functools.wraps(does)
    def safe(shelves: Shelves, asked: Asked) -> Reply:
        try:
            if does.__name__ not in READING:
                must_change()
            return does(shelves, asked if isinstance(asked, dict) else {})
        except AssistantError as error:
            return {"problem": problem(error.message, error.hint)}
        except Exception:  # the edge: logged, and told in one calm line
            LOGGER.exception("The library could not do what was asked.")
            return {"problem": problem(*UNFORESEEN)}

    return safe


class Shelves:
    """What the tab can ask for. Each function takes one object from the browser, of which nothing is trusted."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._arrivals = Arrivals(lambda: served.curator)

    def functions(self) -> list[Callable[[Asked], Reply]]:
        """The functions that the browser may call, by their names."""
        return [_callable(getattr(self, name), name) for name in MAY_BE_ASKED]

    @calm
    def documents(self, asked: Asked) -> Reply:
        """Every document, as a row, in JSON: the web framework goes through each value, which takes seconds of many."""
        return {"rows": json.dumps(rows(self._served.documents()), ensure_ascii=False)}

    # Adding ----------------------------------------------------------------------------------------------------

    @calm
    def arriving(self, asked: Asked) -> Reply:
        """How far the files are that were given, and which are not in the library; a reader hears of changes alone."""
        now = self._arrivals.now()
        if not asker().may_change:
            now = replace(now, arrivals=(), failures=(), busy=False, stopping=False)
        return {
            "headline": headline(now),
            "files": progress(now),
            "failures": failures(now),
            "busy": now.busy,
            "stopping": now.stopping,
            "changes": now.changes,
        }

    @calm
    def add(self, asked: Asked) -> Reply:
        """Take an uploaded file ``{path, name, batch}`` as a document, or as a version of the one in ``renews``."""
        file = _uploaded(str(asked.get("path", "")))
        renews = self._served.document(str(asked["renews"])).id if asked.get("renews") else None
        path = self._served.curator.keep(file, str(asked.get("name") or file.name))
        self._arrivals.add([path], renews, str(asked.get("batch", "")))
        return {}

    @calm
    def paste(self, asked: Asked) -> Reply:
        """Take ``{text, title}`` as a document; a text that is a web address and no more stands for what lies there."""
        text, curator = str(asked.get("text", "")), self._served.curator
        alone = len(text.split()) == 1 and is_web(text)
        self._arrivals.add([curator.fetch(text.strip()) if alone else curator.write(text, str(asked.get("title", "")))])
        return {}

    @calm
    def stop(self, asked: Asked) -> Reply:
        """Read no further."""
        self._arrivals.stop()
        return {}

    @calm
    def retry(self, asked: Asked) -> Reply:
        """Read the file ``path`` that is not in the library once more; ``*`` stands for all of them."""
        path = str(asked.get("path", ""))
        waiting = [failure.path for failure in self._arrivals.now().failures]
        self._arrivals.add([known for known in waiting if path in {known, "*"}])
        return {}

    @calm
    def dismiss(self, asked: Asked) -> Reply:
        """Forget the file ``path`` that is not in the library."""
        self._served.curator.dismiss(str(asked.get("path", "")))
        return {}

    # One document ----------------------------------------------------------------------------------------------

    @calm
    def details(self, asked: Asked) -> Reply:
        """What is known of the document ``id``, as a form."""
        document = self._served.document(str(asked.get("id", "")))
        curator, versions = self._served.curator, self._served.versions(document.id)
        known = Known(document, curator.stated(document.id), curator.corrected(document.id), versions)
        return {"html": details(known, fixed=not asker().may_change)}

    @calm
    def correct(self, asked: Asked) -> Reply:
        """Have the document ``id`` say what ``fields`` say."""
        fields = asked.get("fields")
        wanted = {name: str(fields[name]) for name in FIELDS if isinstance(fields, dict) and name in fields}
        return {"row": rows([self._served.curator.correct(str(asked.get("id", "")), wanted)])[0]}

    @calm
    def discard(self, asked: Asked) -> Reply:
        """Delete the documents ``ids``, which can be undone together."""
        given = asked.get("ids")
        ids = dict.fromkeys(str(one) for one in given) if isinstance(given, list) else {}
        if not ids:
            raise UnknownDocument("No document is chosen.", "Choose some in the table.")
        titles = [self._served.document(one).metadata.title for one in ids]
        return {"undo": undo(titles, self._served.curator.discard(list(ids)))}

    @calm
    def deleted(self, asked: Asked) -> Reply:
        """What can be brought back."""
        return {"html": deleted(self._served.curator.deleted())}

    @calm
    def restore(self, asked: Asked) -> Reply:
        """Bring back what was deleted under ``key``; of several keys, a space stands between two."""
        back = self._served.curator.restore(_keys(asked))
        return {"ids": [document.id for document in back]}

    @calm
    def erase(self, asked: Asked) -> Reply:
        """Delete for good what is in the trash under ``key``."""
        self._served.curator.erase(_keys(asked))
        return {}


def _callable(method: Callable[[Asked], Reply], name: str) -> Callable[[Asked], Reply]:
    """`method` as a plain function of that name: Gradio marks what the browser may call, which methods do not take."""

    def function(asked: Any) -> Reply:  # noqa: ANN401 - from the browser
        return method(asked)

    function.__name__ = name
    return function


def _keys(asked: Asked) -> list[int]:
    keys = str(asked.get("key", "")).split()
    return [int(key) if key.isdecimal() and len(key) < 18 else -1 for key in keys] or [-1]


def _uploaded(path: str) -> Path:
    """The file at `path`, which must lie among those that were uploaded.

    Raises:
        UnreadableDocument: it does not, or is gone.
    """
    file, folder = Path(os.path.realpath(path)), Path(os.path.realpath(get_upload_folder()))
    for _ in range(20):  # Gradio may move it there a moment after its answer
        if not file.is_relative_to(folder) or file.is_file():
            break
        time.sleep(0.1)
    if not file.is_relative_to(folder) or not file.is_file():
        raise UnreadableDocument(f"{Path(path).name or 'The file'} did not arrive.", "Add it once more.")
    return file
