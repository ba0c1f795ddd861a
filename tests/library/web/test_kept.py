"""Web addresses in a library: kept as files, cited with where they came from, one version after another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import NothingToIngest, WebAddressRefused
from assistant.library.web.kept import Web
from assistant.settings import Settings
from tests.library.web.server import Site, leading_to, sending

MEMO = b"# Memo on tariffs\n\nThe tariff on steel is 25 percent.\n"
CHANGED = b"# Memo on tariffs\n\nThe tariff on steel is 30 percent now.\n"


@pytest.fixture
def site():
    with Site(memo=sending(MEMO, "text/markdown"), old=leading_to("/memo")) as site:
        yield site


@pytest.fixture
def online(library: Assistant, site: Site) -> Assistant:
    """The test's library, for which this machine's loopback is the public network."""
    vars(library)["web"] = Web(library.settings.data_dir / "web", site.fetch)
    return library


def test_an_address_is_a_document_that_names_it_as_its_source(online: Assistant, site: Site) -> None:
    report = online.ingest([site.at("old")])
    assert (report.added, report.failed) == (("old",), ())
    document = online.document("old")
    assert document.metadata.source == site.at("memo")
    assert document.metadata.title == "Memo on tariffs"
    assert Path(document.path or "").read_bytes() == MEMO
    assert Path(document.path or "").is_relative_to(online.settings.data_dir)
    assert online.search("tariff on steel", 1)[0].passage.document_id == document.id


def test_the_same_address_again_is_unchanged_and_then_a_new_version(online: Assistant, site: Site) -> None:
    online.ingest([site.at("memo")])
    assert online.ingest([site.at("memo")]).unchanged == ("memo",)
    site.say["memo"] = sending(CHANGED, "text/markdown")
    assert online.ingest([site.at("memo")]).updated == ("memo",)
    assert online.document("memo", 2).metadata.source == site.at("memo")


def test_two_addresses_that_end_alike_are_two_documents(online: Assistant, site: Site) -> None:
    report = online.ingest([site.at("memo"), site.at("memo", "other.example")])
    assert len(set(report.added)) == 2
    sources = {online.document(i).metadata.source for i in report.added}
    assert sources == {site.at("memo"), site.at("memo", "other.example")}


def test_the_file_read_again_from_its_folder_keeps_its_source(online: Assistant, site: Site) -> None:
    online.ingest([site.at("memo")])
    path = Path(online.document("memo").path or "")
    online.remove(["memo"])
    online.ingest([path])
    assert online.document("memo").metadata.source == site.at("memo")


def test_a_bad_address_is_one_named_failure_beside_good_files(online: Assistant, site: Site, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("A note on trade.\n")
    report = online.ingest([site.at("missing"), "http://user:hunter2@example.org/", tmp_path / "note.md"])
    assert report.added == ("note",)
    assert [failure.type for failure in report.failed] == ["WebUnreachable", "WebAddressRefused"]
    assert "hunter2" not in json.dumps(report.as_json()["failed"])


def test_an_address_alone_that_cannot_be_fetched_is_an_error(online: Assistant, site: Site) -> None:
    with pytest.raises(NothingToIngest, match="status 404"):
        online.ingest([site.at("memo").replace("memo", "nowhere")])


def test_the_settings_can_say_no(tmp_path: Path) -> None:
    with pytest.raises(WebAddressRefused, match="ASSISTANT_WEB_ADDRESSES"):
        Web.of(Settings(data_dir=tmp_path, web_addresses="off")).file("https://example.org/")


@pytest.mark.parametrize("path", ["a/../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "a" * 1500, "콘텐츠", "-"])
def test_no_address_makes_a_file_outside_of_the_folder(online: Assistant, site: Site, path: str) -> None:
    site.say = _Any(sending(MEMO, "text/markdown"))
    kept = online.web.file(site.at(path))
    folder = online.settings.data_dir / "web"
    assert kept.resolve().parent.parent == folder.resolve()
    assert kept.suffix == ".md"
    assert len(kept.name) <= 70


class _Any(dict):
    """What is said at every path."""

    def __init__(self, said) -> None:
        self._said = said

    def __getitem__(self, name):
        return self._said
