"""By hand: files and texts put in, metadata corrected, documents deleted and brought back. On a real library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadCorrection, DuplicateIdentifier, NoTextInDocument, UnknownDocument
from assistant.library.curator import Curator, composed
from assistant.library.trash import KEPT_DAYS
from assistant.records import Question, Scope

TREATY = "# The Harbour Treaty\n\nThe harbour treaty was signed in Bergen on 19 June 2024. It has twelve articles.\n"
LETTER = "The letter opens with a greeting. It closes with good wishes for the harbour.\n"


def given(library: Assistant, tmp_path: Path, name: str, text: str | bytes = TREATY) -> str:
    """A file as an upload leaves it, read into the library; its document's id."""
    file = tmp_path / "upload"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    report = library.curator.read(library.curator.keep(file, name))
    assert not report.failed
    return report.added[0]


def found(library: Assistant, question: str, **scope: tuple[str, ...]) -> set[str]:
    return {hit.passage.document_id for hit in library.search(question, 5, Scope(**scope) if scope else None)}


# Putting in ----------------------------------------------------------------------------------------------------


def test_a_file_put_in_is_kept_by_the_library_under_its_own_name(library: Assistant, tmp_path: Path) -> None:
    document = library.document(given(library, tmp_path, "Harbour Treaty.md"))
    kept = Path(document.path or "")
    assert document.id == "harbour-treaty"
    assert kept.name == "Harbour Treaty.md"
    assert kept.is_relative_to(library.settings.data_dir / "files")
    assert kept.read_text() == TREATY
    assert not (tmp_path / "upload").exists(), "the upload is not left lying about"
    assert found(library, "articles of the harbour treaty") == {"harbour-treaty"}
    assert library.curator.waiting() == []


def test_the_same_file_twice_is_one_document_and_other_bytes_of_its_name_another(
    library: Assistant, tmp_path: Path
) -> None:
    given(library, tmp_path, "treaty.md")
    (tmp_path / "again").write_text(TREATY)
    again = library.curator.read(library.curator.keep(tmp_path / "again", "treaty.md"))
    assert again.unchanged == ("treaty",)
    given(library, tmp_path, "treaty.md", LETTER)
    assert len(library.documents()) == 2


def test_a_pasted_text_has_the_title_it_was_given(library: Assistant) -> None:
    report = library.curator.read(library.curator.write(LETTER, 'A "short" letter: to Bergen / Oslo'))
    document = library.document(report.added[0])
    assert document.metadata.title == 'A "short" letter: to Bergen / Oslo'
    assert document.text == LETTER


def test_a_pasted_text_without_a_title_is_called_as_it_says_itself(library: Assistant) -> None:
    report = library.curator.read(library.curator.write(TREATY))
    document = library.document(report.added[0])
    assert document.metadata.title == "The Harbour Treaty"
    assert document.text == TREATY


def test_nothing_pasted_is_refused(library: Assistant) -> None:
    with pytest.raises(NoTextInDocument):
        library.curator.write(" \n ", "Empty")
    assert library.curator.waiting() == []


def test_a_text_s_own_front_matter_stands() -> None:
    record = "---\nid: memo\ntitle: Memo\n---\nText.\n"
    assert composed(record, "Another title") == record
    assert composed("--- \nText", "Title").startswith('---\ntitle: "Title"\n---\n--- ')


def test_what_cannot_be_read_stays_listed_until_it_can_or_is_forgotten(library: Assistant, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"%PDF-1.7 and nothing else")
    path = library.curator.keep(tmp_path / "bad", "bad.pdf")
    assert [f.type for f in library.curator.waiting()] == ["NotReadYet"], "known of from the moment that it is given"
    library.curator.read(path)
    [failure] = library.curator.waiting()
    assert failure.path == path
    assert "bad.pdf" in failure.message
    library.curator.read(path)
    assert len(library.curator.waiting()) == 1, "tried again, it fails once"
    library.curator.dismiss(path)
    assert library.curator.waiting() == []
    assert not Path(path).exists()


def test_what_failed_is_still_listed_after_a_restart(reopen, tmp_path: Path) -> None:
    library = reopen()
    (tmp_path / "bad").write_bytes(b"%PDF-1.7 and nothing else")
    path = library.curator.keep(tmp_path / "bad", "bad.pdf")
    library.curator.read(path)
    assert [f.path for f in reopen().curator.waiting()] == [path]


def test_a_file_that_is_stopped_waits(library: Assistant, tmp_path: Path) -> None:
    (tmp_path / "long").write_text(TREATY)
    path = library.curator.keep(tmp_path / "long", "long.md")
    report = library.curator.read(path, stop=lambda: True)
    assert report.left == 1
    assert library.documents() == []
    assert [f.path for f in library.curator.waiting()] == [path]
    assert library.curator.read(path).added == ("long",)
    assert library.curator.waiting() == []


def test_a_file_becomes_another_version_of_the_document_it_is_given_for(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    (tmp_path / "new").write_text(TREATY.replace("twelve", "thirteen"))
    path = library.curator.keep(tmp_path / "new", "treaty as amended.md")
    report = library.curator.read(path, renews="treaty")
    assert (report.added, report.updated) == ((), ("treaty",))
    assert library.versions("treaty") == [1, 2]
    assert "thirteen" in library.document("treaty").text
    assert "twelve" in library.document("treaty", 1).text


def test_a_version_that_cannot_be_read_leaves_the_document_as_it_was(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    before = library.document("treaty")
    (tmp_path / "new").write_bytes(b"%PDF-1.7 and nothing else")
    library.curator.read(library.curator.keep(tmp_path / "new", "new.pdf"), renews="treaty")
    assert library.document("treaty") == before
    assert len(library.curator.waiting()) == 1


# Correcting ----------------------------------------------------------------------------------------------------


def test_a_correction_counts_everywhere(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    wanted = {"title": "Fisheries accord", "date": "2024-06", "issuer": "Norway; Iceland", "kind": "treaty"}
    library.curator.correct("treaty", wanted)
    [listed] = library.documents()
    assert (listed.metadata.title, listed.metadata.date) == ("Fisheries accord", "2024-06")
    assert listed.as_json()["issuer"] == "Norway; Iceland"
    assert found(library, "harbour", issuers=("Iceland",)) == {"treaty"}
    assert found(library, "harbour", issuers=("Sweden",)) == set()
    assert library.search("fisheries accord", 1)[0].passage.title == "Fisheries accord"
    answer = library.ask(Question("When was the harbour treaty signed?"))
    assert answer.citations[0].title == "Fisheries accord"
    assert library.index.out_of_step() == ""


def test_a_correction_outlives_a_restart_and_the_file_s_next_version(reopen, tmp_path: Path) -> None:
    library = reopen()
    given(library, tmp_path, "treaty.md")
    library.curator.correct("treaty", {"title": "Fisheries accord", "language": "no"})
    library = reopen()
    path = library.document("treaty").path or ""
    Path(path).write_text(TREATY + "It was amended.\n")
    assert library.ingest([Path(path)]).updated == ("treaty",)
    document = library.document("treaty")
    assert (document.version, document.metadata.title, document.metadata.language) == (2, "Fisheries accord", "no")
    assert library.search("fisheries accord", 1)[0].passage.title == "Fisheries accord"
    assert library.document("treaty", 1).metadata.title == "Fisheries accord"


def test_what_the_file_says_comes_back(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    stated = library.curator.stated("treaty")
    library.curator.correct("treaty", {"title": "Accord", "date": ""})
    assert library.document("treaty").metadata.date is None
    assert library.curator.corrected("treaty") == {"title": "Accord", "date": None}
    library.curator.correct("treaty", {"title": stated.title, "date": stated.date})
    assert library.curator.corrected("treaty") == {}
    assert library.document("treaty").metadata.title == "The Harbour Treaty"


@pytest.mark.parametrize(
    "wanted",
    [{"title": "  "}, {"date": "June 2024"}, {"date": "2024-02-30"}, {"language": "Norsk"}, {"kind": "x" * 501}],
)
def test_what_a_field_cannot_say_is_refused(library: Assistant, tmp_path: Path, wanted: dict[str, str]) -> None:
    given(library, tmp_path, "treaty.md")
    before = library.document("treaty")
    with pytest.raises(BadCorrection):
        library.curator.correct("treaty", {"issuer": "Norway", **wanted})
    assert library.document("treaty") == before


def test_a_last_day_before_the_corrected_first_is_not_kept(library: Assistant, tmp_path: Path) -> None:
    text = "---\ntitle: Visit\ndate: 2024-06-19\nuntil: 2024-06-20\n---\nThe visit took two days.\n"
    given(library, tmp_path, "visit.md", text)
    library.curator.correct("visit", {"date": "2024-06-20"})
    assert library.document("visit").metadata.until == "2024-06-20"
    library.curator.correct("visit", {"date": "2024-07-01"})
    assert library.document("visit").metadata.until is None


# Deleting ------------------------------------------------------------------------------------------------------


def test_a_deleted_document_leaves_search_at_once_and_comes_back_whole(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    given(library, tmp_path, "letter.txt", LETTER)
    library.curator.correct("treaty", {"kind": "treaty"})
    before = library.document("treaty")
    [key] = library.curator.discard(["treaty"])
    assert found(library, "harbour treaty articles") == {"letter"}
    assert [d.id for d in library.documents()] == ["letter"]
    assert library.index.out_of_step() == ""
    assert [(d.title, d.id) for d in library.curator.deleted()] == [("The Harbour Treaty", "treaty")]
    library.curator.restore([key])
    assert library.document("treaty") == before
    assert "treaty" in found(library, "harbour treaty articles")
    assert library.curator.deleted() == []
    assert library.index.out_of_step() == ""


def test_it_comes_back_after_a_restart_with_all_its_versions(reopen, tmp_path: Path) -> None:
    library = reopen()
    given(library, tmp_path, "treaty.md")
    path = Path(library.document("treaty").path or "")
    path.write_text(TREATY + "It was amended.\n")
    library.ingest([path])
    [key] = library.curator.discard(["treaty"])
    library = reopen()
    library.curator.restore([key])
    assert library.versions("treaty") == [1, 2]


def test_where_the_id_is_taken_again_it_does_not_come_back(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    [key] = library.curator.discard(["treaty"])
    given(library, tmp_path, "treaty.md", LETTER)
    with pytest.raises(DuplicateIdentifier, match="'treaty' again"):
        library.curator.restore([key])
    assert library.document("treaty").text == LETTER


def test_a_file_added_again_may_have_the_path_by_then(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    [key] = library.curator.discard(["treaty"])
    given(library, tmp_path, "treaty.md")
    [again] = library.curator.discard(["treaty"])
    library.curator.restore([key])
    assert library.document("treaty").text == TREATY
    with pytest.raises(DuplicateIdentifier):
        library.curator.restore([again])


def test_after_thirty_days_it_is_gone_for_good_and_its_file_too(library: Assistant, tmp_path: Path) -> None:
    today = [datetime(2126, 3, 1, tzinfo=UTC)]  # the library itself knows what day it is
    curator = Curator(library.ingester, clock=lambda: today[0])
    given(library, tmp_path, "treaty.md")
    kept = Path(library.document("treaty").path or "")
    [key] = curator.discard(["treaty"])
    assert curator.deleted()[0].until == "2126-03-31"
    today[0] += timedelta(days=KEPT_DAYS)
    curator.purge()
    assert kept.exists()
    today[0] += timedelta(seconds=1)
    curator.purge()
    assert kept.exists(), "it is made sure of for another day: the clock may be wrong"
    today[0] += timedelta(days=1)
    curator.purge()
    assert not kept.exists()
    with pytest.raises(UnknownDocument):
        curator.restore([key])


@pytest.mark.parametrize("wrong", [datetime(1999, 1, 1, tzinfo=UTC), datetime(2141, 1, 1, tzinfo=UTC)])
def test_a_clock_that_was_wrong_loses_nothing_early(library: Assistant, tmp_path: Path, wrong: datetime) -> None:
    right = datetime(2126, 3, 1, tzinfo=UTC)
    today = [right]
    curator = Curator(library.ingester, clock=lambda: today[0])
    for name in ("treaty.md", "letter.txt"):
        given(library, tmp_path, name, TREATY if name == "treaty.md" else LETTER)
    curator.purge()
    [before] = curator.discard(["treaty"])
    today[0] = wrong
    curator.purge()
    [meanwhile] = curator.discard(["letter"])
    for hours in (1, 25, 24 * (KEPT_DAYS - 1)):
        today[0] = right + timedelta(hours=hours)
        curator.purge()
        assert [deleted.key for deleted in curator.deleted()] == [meanwhile, before], "the latest first"
    assert curator.restore(before).id == "treaty"


def test_a_file_of_which_a_version_is_held_stays(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    given(library, tmp_path, "letter.txt", LETTER)
    first = Path(library.document("treaty").path or "")
    (tmp_path / "new").write_text(TREATY + "It was amended.\n")
    library.curator.read(library.curator.keep(tmp_path / "new", "treaty.md"), renews="treaty")
    library.remove(["letter"])
    assert first.exists(), "its bytes are those of version 1"
    library.remove(["treaty"])
    assert not first.exists()
    assert library.curator.deleted() == []


def test_one_unknown_id_and_nothing_is_deleted(library: Assistant, tmp_path: Path) -> None:
    given(library, tmp_path, "treaty.md")
    with pytest.raises(UnknownDocument):
        library.curator.discard(["treaty", "pact"])
    assert [d.id for d in library.documents()] == ["treaty"]
