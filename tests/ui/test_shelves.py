"""What the browser may ask of the tab Library, on a real library: nothing that it sends is trusted."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from assistant.library.web.kept import Web
from assistant.ui.shelves import Shelves
from tests.library.web.server import Site, sending

TREATY = "# The Harbour Treaty\n\nThe harbour treaty was signed in Bergen on 19 June 2024. It has twelve articles.\n"


@pytest.fixture
def shelves(library, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    return Shelves(library)


def uploaded(tmp_path: Path, content: str | bytes = TREATY, name: str = "treaty.md") -> dict[str, str]:
    place = tmp_path / "uploads" / "1f"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return {"path": str(place / name), "name": name}


def settled(shelves):
    """What is said once all files are read."""
    for _ in range(600):
        now = shelves.arriving({})
        if not now["busy"]:
            return now
        time.sleep(0.1)
    raise AssertionError("it is never done")


def rows(shelves):
    return json.loads(shelves.documents({})["rows"])


def ids(shelves):
    return [row["id"] for row in rows(shelves)]


def test_an_uploaded_file_is_read_and_listed(shelves, tmp_path):
    assert shelves.add(uploaded(tmp_path)) == {}
    now = settled(shelves)
    assert now["headline"] == "1 added."
    assert now["changes"] == 1
    assert ids(shelves) == ["treaty"]


def test_no_other_file_of_the_machine_can_be_added(shelves, tmp_path):
    (tmp_path / "secret.md").write_text(TREATY)
    for path in (tmp_path / "secret.md", tmp_path / "uploads" / ".." / "secret.md", "", "/etc/hostname"):
        assert "did not arrive" in shelves.add({"path": str(path), "name": "x.md"})["problem"]
    assert (tmp_path / "secret.md").exists()
    assert ids(shelves) == []


def test_a_bad_file_is_listed_with_its_reason_and_tried_again(shelves, tmp_path):
    shelves.add(uploaded(tmp_path, b"%PDF-1.7 and nothing else", "bad.pdf") | {"batch": "one"})
    settled(shelves)
    shelves.add(uploaded(tmp_path) | {"batch": "one"})
    now = settled(shelves)
    assert now["headline"] == "1 added, 1 not added."
    assert "bad.pdf" in now["failures"]
    shelves.retry({"path": "*"})
    assert settled(shelves)["headline"] == "1 not added."
    [failure] = shelves._served.curator.waiting()
    shelves.dismiss({"path": failure.path})
    assert shelves.arriving({})["failures"] == ""


def test_a_text_is_pasted_and_an_empty_one_refused(shelves):
    assert "no text" in shelves.paste({"text": "  ", "title": "Empty"})["problem"]
    shelves.paste({"text": TREATY, "title": "Accord"})
    settled(shelves)
    assert [row["title"] for row in rows(shelves)] == ["Accord"]


def test_a_document_is_corrected_deleted_and_brought_back(shelves, tmp_path):
    shelves.add(uploaded(tmp_path))
    settled(shelves)
    assert 'value="The Harbour Treaty"' in shelves.details({"id": "treaty"})["html"]
    assert "is not a date" in shelves.correct({"id": "treaty", "fields": {"date": "soon"}})["problem"]
    row = shelves.correct({"id": "treaty", "fields": {"issuer": "Norway", "sha256": "x"}})["row"]
    assert row["issuer"] == "Norway"
    assert "is deleted" in shelves.discard({"ids": ["treaty"]})["undo"]
    assert ids(shelves) == []
    [gone] = shelves._served.curator.deleted()
    assert shelves.restore({"key": str(gone.key)}) == {"ids": ["treaty"]}
    assert rows(shelves)[0]["issuer"] == "Norway"
    assert "no longer in the trash" in shelves.restore({"key": str(gone.key)})["problem"]
    shelves.discard({"ids": ["treaty"]})
    [gone] = shelves._served.curator.deleted()
    assert shelves.erase({"key": str(gone.key)}) == {}
    assert shelves.deleted({}) == {"html": ""}


def test_several_are_deleted_and_brought_back_together(shelves, tmp_path):
    for n in range(3):
        shelves.add(uploaded(tmp_path, f"{TREATY}Number {n}.\n", f"treaty {n}.md"))
    settled(shelves)
    told = shelves.discard({"ids": ["treaty-0", "treaty-2"]})["undo"]
    assert "2 documents are deleted" in told
    assert ids(shelves) == ["treaty-1"]
    [keys] = re.findall('data-restore="([^"]+)"', told)
    assert sorted(shelves.restore({"key": keys})["ids"]) == ["treaty-0", "treaty-2"]
    assert sorted(ids(shelves)) == ["treaty-0", "treaty-1", "treaty-2"]
    assert "holds no document" in shelves.discard({"ids": ["treaty-0", "pact"]})["problem"], "then none is deleted"
    assert len(ids(shelves)) == 3


def test_a_version_is_added_to_a_document(shelves, tmp_path):
    shelves.add(uploaded(tmp_path))
    settled(shelves)
    shelves.add({**uploaded(tmp_path, TREATY.replace("twelve", "thirteen"), "amended.md"), "renews": "treaty"})
    assert settled(shelves)["headline"] == "1 added as a new version."
    assert "Version 2, current" in shelves.details({"id": "treaty"})["html"]
    assert "holds no document" in shelves.add({**uploaded(tmp_path), "renews": "pact"})["problem"]


def test_stop_leaves_what_was_not_read_to_be_tried_again(shelves, tmp_path):
    for n in range(30):
        shelves.add(uploaded(tmp_path, f"{TREATY}Number {n}.\n", f"treaty {n}.md"))
    shelves.stop({})
    now = settled(shelves)
    assert "stopped" in now["headline"]
    assert len(ids(shelves)) + len(shelves._served.curator.waiting()) == 30
    assert "Try all again" in now["failures"]


@pytest.mark.parametrize("asked", [{}, None, [], {"id": ["treaty"]}, {"key": "-1"}, {"key": "9" * 40}, {"fields": 3}])
def test_nonsense_is_a_problem_and_not_a_fault(shelves, asked):
    for name in ("details", "correct", "discard", "restore"):
        assert "problem" in getattr(shelves, name)(asked)


def test_a_web_address_pasted_alone_is_fetched_and_read(library, shelves):
    with Site(memo=sending(TREATY.encode(), "text/markdown")) as site:
        vars(library)["web"] = Web(library.settings.data_dir / "web", site.fetch)
        assert shelves.paste({"text": f" {site.at('memo')} "}) == {}
        settled(shelves)
    [document] = library.documents()
    assert document.metadata.title == "The Harbour Treaty"
    assert library.document(document.id).metadata.source == site.at("memo")


def test_an_address_that_may_not_be_fetched_says_why_and_nothing_is_added(library, shelves):
    assert "127.0.0.1" in shelves.paste({"text": "http://127.0.0.1/secret"})["problem"]
    assert library.documents() == []
