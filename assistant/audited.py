"""An assistant that keeps account of what is asked of it and what is changed in it, where the settings want that."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from assistant.answer.listener import NOBODY, Listener
from assistant.assistant import PROPOSED, Assistant
from assistant.brief.draft import Draft
from assistant.library.index import Progress, silent
from assistant.library.ingest import Stop, never
from assistant.outward import noting
from assistant.records import (
    Answer,
    Asker,
    Check,
    Citation,
    Comparison,
    Document,
    Found,
    IngestReport,
    Ledger,
    PageImage,
    PaperSize,
    Question,
    Scope,
    Span,
)

if TYPE_CHECKING:
    from assistant.library.curator import Curator
    from assistant.settings import Settings

Outcome = TypeVar("Outcome")
MOST_SHOWN = 500
"""Spans, paths and documents that one entry names; behind them stands how many there were."""


def operator() -> Asker:
    """Whoever runs a command on this machine."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        name = "unknown"
    return Asker(f"os:{name}", "admin", "command line")


class Audited(Assistant):
    """An assistant whose use is recorded: who asked what, what was shown, by which engine, what left the machine.

    `who` says who asks; whoever serves the page puts its own there.
    """

    def __init__(self, settings: Settings, who: Callable[[], Asker] = operator) -> None:
        super().__init__(settings)
        self.who = who

    def note(self, what: str, **told: Any) -> None:  # noqa: ANN401 - JSON
        """Record what somebody did that is no question and no change of the library."""
        if self.trail:
            self.trail.record(self.who(), what, told)

    def ask(self, question: Question, listener: Listener = NOBODY) -> Answer:
        """As `Assistant.ask`."""
        told = {"question": question.text, "earlier": len(question.conversation), **_scoped(question.scope)}
        return self._recorded("ask", told, lambda: super(Audited, self).ask(question, listener), _answered)

    def found(self, question: str, k: int = 5, scope: Scope | None = None) -> Found:
        """As `Assistant.found`."""

        def shown(found: Found) -> dict[str, Any]:
            return {"shown": _some([hit.passage.document_id, hit.passage.version, hit.passage.start, hit.passage.end]
                                   for hit in found.hits)}  # fmt: skip

        told = {"question": question, **_scoped(scope)}
        return self._recorded("search", told, lambda: super(Audited, self).found(question, k, scope), shown)

    def phrases(self, phrases: Sequence[str] = (), scope: Scope | None = None, most: int = PROPOSED) -> Ledger:
        """As `Assistant.phrases`."""

        def shown(ledger: Ledger) -> dict[str, Any]:
            return _spans(use.citation for phrase in ledger.phrases for use in phrase.uses)

        told = {"phrases": list(phrases), **_scoped(scope)}
        return self._recorded("phrases", told, lambda: super(Audited, self).phrases(phrases, scope, most), shown)

    def compare(self, a: str, b: str, stop: Callable[[], bool] | None = None) -> Comparison:
        """As `Assistant.compare`."""
        return self._recorded("compare", {"a": a, "b": b}, lambda: super(Audited, self).compare(a, b, stop), _answered)

    def draft(
        self,
        topic: str,
        scope: Scope | None = None,
        *,
        template: str = "situation",
        paper: PaperSize = "a4",
        annex: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Draft:
        """As `Assistant.draft`."""

        def write() -> Draft:
            options: dict[str, Any] = {"template": template, "paper": paper, "annex": annex, "progress": progress}
            return super(Audited, self).draft(topic, scope, **options)

        told = {"topic": topic, "template": template, **_scoped(scope)}
        return self._recorded("brief", told, write, lambda draft: _answered(draft.brief))

    def check(
        self,
        text: str,
        *,
        title: str = "",
        against: Sequence[str] = (),
        without: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Check:
        """As `Assistant.check`. Of the text only length and hash are recorded: a draft is nobody's to keep."""

        def check() -> Check:
            options: dict[str, Any] = {"against": against, "without": without, "progress": progress, "stop": stop}
            return super(Audited, self).check(text, title=title, **options)

        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        told = {"characters": len(text), "sha256": digest, "against": _some(against), "without": _some(without)}
        return self._recorded("check", told, check, _answered)

    def passages(self, document_id: str, version: int) -> list[Span]:
        """As `Assistant.passages`, which is asked when somebody opens a source: that is what is recorded."""
        told = {"documents": [f"{document_id}@{version}"]}
        return self._recorded("open", told, lambda: super(Audited, self).passages(document_id, version), _nothing)

    def page_image(
        self, document_id: str, version: int | None = None, page: int | None = None, span: Span | None = None
    ) -> PageImage:
        """As `Assistant.page_image`."""

        def image() -> PageImage:
            return super(Audited, self).page_image(document_id, version, page, span)

        told = {"documents": [f"{document_id}@{version}" if version else document_id]}
        return self._recorded("page", told, image, lambda made: {"page": made.page})

    def ingest(
        self,
        paths: Sequence[Path | str],
        *,
        remove_missing: bool = False,
        progress: Progress = silent,
        stop: Stop = never,
        only: Set[Path] | None = None,
        engine: Literal["local", "ray"] = "local",
    ) -> IngestReport:
        """As `Assistant.ingest`."""

        def ingest() -> IngestReport:
            options: dict[str, Any] = {"progress": progress, "stop": stop, "only": only, "engine": engine}
            return super(Audited, self).ingest(paths, remove_missing=remove_missing, **options)

        return self._recorded("ingest", {"paths": _some(map(str, paths))}, ingest, _ingested)

    @property
    def curator(self) -> Curator:
        """What changes the library by hand; its changes are recorded."""
        return cast("Curator", _Recorded(super().curator, self._recorded))

    def _recorded(
        self,
        what: str,
        told: Mapping[str, Any],
        do: Callable[[], Outcome],
        outcome: Callable[[Outcome], dict[str, Any]],
    ) -> Outcome:
        """What `do` gives, recorded with its outcome or with its error."""
        if not (trail := self.trail):
            return do()
        who = self.who()
        with noting() as left:
            try:
                done = do()
            except Exception as error:
                trail.record(who, what, {**told, "error": type(error).__name__, **_left(left)})
                raise
        trail.record(who, what, {**told, **outcome(done), **_left(left)})
        return done


class _Recorded:
    """A curator whose changes are recorded; all else it does as it is."""

    def __init__(self, curator: Curator, recorded: Callable[..., Any]) -> None:
        self._curator, self._recorded = curator, recorded

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a curator has
        return getattr(self._curator, name)

    def read(self, path: str, **options: Any) -> IngestReport:  # noqa: ANN401
        told = {"paths": [path], **({"renews": options["renews"]} if options.get("renews") else {})}
        report: IngestReport = self._recorded("ingest", told, lambda: self._curator.read(path, **options), _ingested)
        return report

    def correct(self, document_id: str, wanted: Mapping[str, str | None]) -> Document:
        told, corrected = {"document": document_id, "fields": dict(wanted)}, self._curator.correct
        document: Document = self._recorded("correct", told, lambda: corrected(document_id, wanted), _nothing)
        return document

    def discard(self, document_ids: Sequence[str]) -> list[int]:
        discard, told = self._curator.discard, {"documents": _some(document_ids)}
        keys: list[int] = self._recorded("delete", told, lambda: discard(document_ids), lambda keys: {"keys": keys})
        return keys

    def restore(self, keys: Sequence[int]) -> list[Document]:
        restore, told = self._curator.restore, {"keys": _some(keys)}
        back: list[Document] = self._recorded("restore", told, lambda: restore(keys), _back)
        return back

    def erase(self, keys: Sequence[int]) -> None:
        self._recorded("erase", {"keys": _some(keys)}, lambda: self._curator.erase(keys), _nothing)

    def remove(self, document_ids: Sequence[str]) -> list[str]:
        remove, told = self._curator.remove, {"documents": _some(document_ids)}
        removed: list[str] = self._recorded("remove", told, lambda: remove(document_ids), _nothing)
        return removed


def _answered(made: Answer | Comparison | Check | Any) -> dict[str, Any]:  # noqa: ANN401 - or a brief
    """What was shown, and which engine wrote it."""
    refused = {"refused": True} if getattr(made, "refused", False) else {}
    shown = _spans(getattr(made, "on_page", made.citations))
    nearest = [[hit.passage.document_id, hit.passage.version, hit.passage.start, hit.passage.end]
               for hit in getattr(made, "nearest", ())]  # fmt: skip
    return {**refused, "engine": made.engine or "extractive", **shown, **({"nearest": nearest} if nearest else {})}


def _spans(citations: Iterable[Citation]) -> dict[str, Any]:
    return {"shown": _some([c.document_id, c.version, c.start, c.end] for c in citations)}


def _ingested(report: IngestReport) -> dict[str, Any]:
    counted = {name: _some(getattr(report, name)) for name in ("added", "updated", "removed") if getattr(report, name)}
    return {**counted, **({"failed": len(report.failed)} if report.failed else {})}


def _scoped(scope: Scope | None) -> dict[str, Any]:
    within = {name: value for name, value in asdict(scope).items() if value} if scope else {}
    return {"scope": within} if within else {}


def _left(left: list[str]) -> dict[str, Any]:
    return {"left_for": list(dict.fromkeys(left))} if left else {}


def _some(values: Iterable[Any]) -> list[Any]:
    every = list(values)
    return [*every[:MOST_SHOWN], len(every)] if len(every) > MOST_SHOWN else every


def _back(documents: Sequence[Document]) -> dict[str, Any]:
    return {"documents": _some(document.id for document in documents)}


def _nothing(_: object) -> dict[str, Any]:
    return {}
