"""A document that is deleted or renewed while a question is answered is no source of the answer, and no error."""

from __future__ import annotations

import pytest

from assistant.records import Question
from assistant.search.retrieve import Retriever

PORTS = {
    "bergen.md": "---\nid: bergen\ntitle: Port of Bergen\n---\nThe port of Bergen has forty cranes.\n",
    "narvik.md": "---\nid: narvik\ntitle: Port of Narvik\n---\nThe port of Narvik has nine cranes.\n",
}
CLAIM = "The port of Bergen has forty cranes and the port of Narvik has nine cranes."


@pytest.fixture
def ports(library, tmp_path):
    for name, text in PORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library.ingest([tmp_path / name for name in PORTS])
    return library


def meanwhile(monkeypatch, search: str, happens) -> None:
    """Have `happens` done once, right after the first search of this name."""
    searched, waiting = getattr(Retriever, search), [happens]

    def then(self, *args, **kwargs):
        found = searched(self, *args, **kwargs)
        while waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr(Retriever, search, then)


def renewed(library, tmp_path):
    text = PORTS["narvik.md"].replace("The port", "Since the new quay was opened in spring, the port")
    (tmp_path / "narvik.md").write_text(text, encoding="utf-8")
    library.ingest([tmp_path / "narvik.md"])


def cited(library, found) -> set[str]:
    """The documents cited; each quote stands where its citation says."""
    for citation in found:
        document = library.document(citation.document_id, citation.version)
        assert document.text[citation.start : citation.end] == citation.quote
    return {citation.document_id for citation in found}


def test_an_answer_rests_on_what_is_still_held(ports, monkeypatch):
    meanwhile(monkeypatch, "hits", lambda: ports.remove(["narvik"]))
    answer = ports.ask(Question("How many cranes do the ports have?"))
    assert cited(ports, answer.citations) == {"bergen"}


def test_an_answer_quotes_no_text_at_the_places_of_an_earlier_one(ports, monkeypatch, tmp_path):
    meanwhile(monkeypatch, "hits", lambda: renewed(ports, tmp_path))
    answer = ports.ask(Question("How many cranes do the ports have?"))
    assert cited(ports, answer.citations) == {"bergen"}


@pytest.mark.parametrize("happens", ["deleted", "renewed"])
def test_a_claim_is_held_against_what_is_still_held(ports, monkeypatch, tmp_path, happens):
    change = {"deleted": lambda: ports.remove(["narvik"]), "renewed": lambda: renewed(ports, tmp_path)}[happens]
    meanwhile(monkeypatch, "rank", change)
    found = ports.check(CLAIM)
    assert cited(ports, [e.citation for claim in found.claims for e in claim.evidence]) <= {"bergen"}
