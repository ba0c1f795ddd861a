"""Files in: identity, versions, renames, and that one bad file is one named failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import NothingToIngest, UnknownDocument
from assistant.library.ingest import slug
from assistant.records import IngestReport, Scope

TREATY = "The treaty was signed in Pyongyang on 19 June 2024. It has twenty-three articles.\n"
LETTER = "The letter opens with a greeting. It closes with good wishes.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    return folder


def put(folder: Path, name: str | bytes, text: str = TREATY, *, document_id: str = "") -> Path:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), os.fsencode(name))))
    path.parent.mkdir(parents=True, exist_ok=True)
    front = f"---\nid: {document_id}\ntitle: {document_id.title()}\n---\n" if document_id else ""
    path.write_text(front + text, encoding="utf-8")
    return path


def failures(report: IngestReport) -> list[tuple[str, str]]:
    return [(Path(failure.path).name, failure.type) for failure in report.failed]


def ids(library: Assistant) -> dict[str, str]:
    """File name → id of what is held."""
    return {Path(d.path or "-").name: d.id for d in library.documents()}


def test_a_folder_goes_in_and_a_second_time_nothing_changes(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    put(folder, "deep/down/Letter to Xi.txt", LETTER)
    report = library.ingest([folder])
    assert (report.added, report.updated, report.failed) == (("treaty", "letter-to-xi"), (), ())
    assert report.passages == 2
    again = library.ingest([folder])
    assert (again.added, again.unchanged, again.passages) == ((), ("treaty", "letter-to-xi"), 0)
    assert library.search("greeting", 1)[0].passage.document_id == "letter-to-xi"


def test_what_is_no_document_is_passed_over(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    for name in ("README.md", "deep/readme.MD", ".hidden.md", ".git/config.md", "~$treaty.docx"):
        put(folder, name, LETTER)
    os.mkfifo(folder / "pipe.md")  # would be waited for without end
    assert library.ingest([folder]).added == ("treaty",)


def test_a_readme_that_is_named_goes_in(library: Assistant, folder: Path) -> None:
    assert library.ingest([put(folder, "README.md")]).added == ("readme",)


def test_a_folder_with_a_readme_alone_holds_nothing(library: Assistant, folder: Path) -> None:
    put(folder, "README.md")
    with pytest.raises(NothingToIngest, match="No documents in"):
        library.ingest([folder])
    assert library.documents() == []


def test_nothing_that_could_be_read_is_an_error_that_names_the_first(library: Assistant, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (folder / "empty.md").touch()
    with pytest.raises(NothingToIngest, match=r"Nothing could be read: bad\.pdf.*\(1 more failed\)"):
        library.ingest([folder])
    with pytest.raises(NothingToIngest, match="There is no file or folder"):
        library.ingest([folder / "gone"])


def test_one_bad_file_is_one_named_failure(library: Assistant, folder: Path) -> None:
    put(folder, "good.md")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (folder / "empty.md").touch()
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    report = library.ingest([folder, folder / "missing"])
    assert report.added == ("good",)
    assert sorted(failures(report)) == [
        ("bad.pdf", "UnreadableDocument"),
        ("empty.md", "NoTextInDocument"),
        ("missing", "FileNotFoundError"),
        ("nowhere.md", "UnreadableDocument"),
    ]
    assert all(failure.message for failure in report.failed)


def test_links_are_not_followed_out_of_the_folder(library: Assistant, folder: Path) -> None:
    outside = put(folder.parent, "outside/secret.md", LETTER)
    put(folder, "treaty.md")
    (folder / "secret.md").symlink_to(outside)
    (folder / "all").symlink_to(outside.parent)
    (folder / "same.md").symlink_to(folder / "treaty.md")
    (folder / "loop").symlink_to(folder)
    report = library.ingest([folder])
    assert (report.added, report.unchanged, report.failed) == (("treaty",), (), ())


def test_the_librarys_own_folder_is_passed_over(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    report = library.ingest([folder.parent])
    assert (report.added, report.failed) == (("treaty",), ())


# Ids ---------------------------------------------------------------------------------------------------------------


def test_equal_files_in_two_folders_both_go_in(library: Assistant, folder: Path) -> None:
    """open-webui#29572: de-duplication by content alone loses one of them."""
    put(folder, "2023/report.md")
    put(folder, "2024/report.md")
    put(folder, "2024/copy.md")
    report = library.ingest([folder])
    assert sorted(report.added) == ["copy", "report", "report-2024"]
    assert len(library.search("treaty signed", 5)) == 3
    assert sorted(library.ingest([folder]).unchanged) == ["copy", "report", "report-2024"]


def test_a_file_named_twice_goes_in_once(library: Assistant, folder: Path) -> None:
    path = put(folder, "treaty.md")
    report = library.ingest([folder, path, folder / ".." / "records"])
    assert (report.added, report.unchanged) == (("treaty",), ())


def test_a_second_file_with_a_taken_id_is_one_named_failure(library: Assistant, folder: Path) -> None:
    put(folder, "a.md", document_id="treaty")
    put(folder, "b.md", LETTER, document_id="treaty")
    put(folder, "c.md", LETTER)
    report = library.ingest([folder])
    assert (report.added, failures(report)) == (("treaty", "c"), [("b.md", "DuplicateIdentifier")])
    assert "a.md" in report.failed[0].message
    assert library.document("treaty").text == TREATY
    assert failures(library.ingest([folder])) == [("b.md", "DuplicateIdentifier")]


def test_odd_names(library: Assistant, folder: Path) -> None:
    put(folder, 'It\'s a "quoted" name; really.md')
    put(folder, "金正恩 書簡.md", LETTER)
    put(folder, "---.md", LETTER + "Third.")
    put(folder, b"caf\xe9 latin.txt", LETTER + "Fourth.")
    report = library.ingest([folder])
    assert report.failed == ()
    assert sorted(report.added) == ["caf-latin", "document", "it-s-a-quoted-name-really", "金正恩-書簡"]
    assert len(library.ingest([folder]).unchanged) == 4
    assert library.search("Fourth", 1)[0].passage.document_id == "caf-latin"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Kim to Xi (2024)", "kim-to-xi-2024"), ("a_b--c", "a-b-c"), ("Ünï", "ünï"), ("条約", "条約"), ("!", "document")],
)
def test_an_id_is_made_of_the_names_words(name: str, wanted: str) -> None:
    assert slug(name) == wanted


# Versions ----------------------------------------------------------------------------------------------------------


def test_new_bytes_are_a_new_version_and_the_old_one_stays_readable(library: Assistant, folder: Path) -> None:
    path = put(folder, "treaty.md")
    library.ingest([path])
    path.write_text("The accord was ratified in November.\n")
    report = library.ingest([path])
    assert (report.added, report.updated) == ((), ("treaty",))
    assert library.document("treaty").version == 2
    assert library.document("treaty", 1).text == TREATY
    (hit,) = library.search("accord treaty", 5)
    assert (hit.passage.version, hit.passage.text) == (2, "The accord was ratified in November.")


def test_going_back_to_earlier_bytes_is_a_third_version(library: Assistant, folder: Path) -> None:
    path = put(folder, "treaty.md")
    for text in (TREATY, LETTER, TREATY):
        path.write_text(text)
        library.ingest([path])
    assert (library.document("treaty").version, library.document("treaty").text) == (3, TREATY)


def test_the_same_id_at_a_new_path_with_new_bytes_is_a_new_version(library: Assistant, folder: Path) -> None:
    path = put(folder, "a.md", document_id="treaty")
    library.ingest([folder])
    path.unlink()
    put(folder, "b.md", LETTER, document_id="treaty")
    assert library.ingest([folder]).updated == ("treaty",)
    assert (library.document("treaty").version, ids(library)) == (2, {"b.md": "treaty"})


def test_a_file_that_turned_bad_keeps_its_last_good_version(library: Assistant, folder: Path) -> None:
    path = put(folder, "treaty.md", document_id="treaty")
    put(folder, "other.md", LETTER)
    library.ingest([folder])
    path.write_text("---\nid: [\n---\nText.\n")
    report = library.ingest([folder])
    assert failures(report) == [("treaty.md", "BadFrontMatter")]
    assert library.document("treaty").version == 1


def test_removing_and_adding_again(library: Assistant, folder: Path) -> None:
    path = put(folder, "treaty.md")
    put(folder, "letter.md", LETTER)
    library.ingest([folder])
    assert library.remove(["treaty", "treaty"]) == ["treaty"]
    assert [hit.passage.document_id for hit in library.search("treaty", 5)] == ["letter"]
    with pytest.raises(UnknownDocument):
        library.document("treaty")
    with pytest.raises(UnknownDocument):
        library.remove(["letter", "treaty"])
    assert library.document("letter")
    assert library.ingest([path]).added == ("treaty",)
    assert library.search("treaty", 1)[0].passage.document_id == "treaty"


# Renames -----------------------------------------------------------------------------------------------------------


def test_a_rename_keeps_the_id(library: Assistant, folder: Path) -> None:
    library.ingest([put(folder, "draft.md")])
    (folder / "draft.md").rename(folder / "final version.md")
    report = library.ingest([folder])
    assert (report.added, report.unchanged, report.passages) == ((), ("draft",), 0)
    assert ids(library) == {"final version.md": "draft"}
    (folder / "final version.md").write_text(LETTER)
    assert library.ingest([folder]).updated == ("draft",)


def test_renamed_files_of_equal_bytes_keep_an_id_each(library: Assistant, folder: Path) -> None:
    for name in ("x/one.md", "x/two.md", "y/one.md"):
        put(folder, name)
    library.ingest([folder])
    before = {d.path: d.id for d in library.documents()}
    assert len(before) == 3
    (folder / "x").rename(folder / "z")
    report = library.ingest([folder])
    assert (report.added, len(report.unchanged)) == ((), 3)
    after = {d.path: d.id for d in library.documents()}
    assert after == {str(path).replace("/x/", "/z/"): document_id for path, document_id in before.items()}


def test_a_copy_is_no_rename(library: Assistant, folder: Path) -> None:
    shutil.copy(put(folder, "treaty.md"), folder / "zcopy.md")
    library.ingest([folder])
    assert ids(library) == {"treaty.md": "treaty", "zcopy.md": "zcopy"}


def test_a_file_moved_away_and_another_in_its_place(library: Assistant, folder: Path) -> None:
    path = put(folder, "a.md", document_id="treaty")
    library.ingest([folder])
    path.rename(folder / "b.md")
    put(folder, "a.md", LETTER, document_id="letter")
    report = library.ingest([folder])
    assert (report.added, report.unchanged, report.failed) == (("letter",), ("treaty",), ())
    assert ids(library) == {"a.md": "letter", "b.md": "treaty"}


def test_a_file_moved_over_another(library: Assistant, folder: Path) -> None:
    path = put(folder, "a.md", document_id="treaty")
    put(folder, "b.md", LETTER, document_id="letter")
    library.ingest([folder])
    path.replace(folder / "b.md")
    report = library.ingest([folder], remove_missing=True)
    assert (report.unchanged, report.removed, report.failed) == (("treaty",), ("letter",), ())
    assert ids(library) == {"b.md": "treaty"}


def test_a_changed_id_is_another_document(library: Assistant, folder: Path) -> None:
    put(folder, "a.md", document_id="treaty")
    library.ingest([folder])
    put(folder, "a.md", document_id="pact")
    assert library.ingest([folder]).added == ("pact",)
    assert sorted(d.id for d in library.documents()) == ["pact", "treaty"]


def test_what_is_gone_is_taken_out_only_when_asked_to(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    put(folder, "letter.md", LETTER)
    elsewhere = put(folder.parent, "elsewhere/note.md", "A note of its own.")
    library.ingest([folder, elsewhere])
    (folder / "treaty.md").unlink()
    elsewhere.unlink()
    assert library.ingest([folder]).removed == ()
    report = library.ingest([folder], remove_missing=True)
    assert (report.removed, report.unchanged) == (("treaty",), ("letter",))
    assert ids(library) == {"letter.md": "letter", "note.md": "note"}
    assert library.search("treaty", 5, Scope(documents=("treaty",))) == []


def test_progress_counts_passages(library: Assistant, folder: Path) -> None:
    put(folder, "long.md", "\n\n".join(f"# Part {n}\n\nThe part speaks of {n} things." for n in range(30)))
    seen: list[tuple[int, int]] = []
    report = library.ingest([folder], progress=lambda done, known: seen.append((done, known)))
    assert seen[-1] == (report.passages, report.passages) == (30, 30)


# Stopped -----------------------------------------------------------------------------------------------------------


def after(looks: int) -> Callable[[], bool]:
    """A stop that is asked for once it has been looked at so often."""
    seen = iter(range(looks))
    return lambda: next(seen, None) is None


def test_what_is_not_whole_when_it_is_stopped_is_not_there(
    library: Assistant, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.index.PASSAGES_A_WRITE", 1)  # each document whole before the next
    for n in range(6):
        put(folder, f"note-{n}.md", f"Note {n} speaks of a pier.")
    report = library.ingest([folder], stop=after(6 + 4))  # each file looked at, then two read and written
    assert 1 <= len(report.added) <= 3
    assert report.left == 6 - len(report.added)
    assert report.passages == len(report.added) == library.index.store.count()
    assert [d.id for d in library.documents()] == list(report.added)
    assert (library.shelf.unindexed(), library.index.out_of_step()) == ([], "")
    again = library.ingest([folder])
    assert (set(again.unchanged), len(again.added)) == (set(report.added), report.left)


def test_stopped_before_a_new_version_is_whole_the_earlier_one_stands(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    library.ingest([folder])
    before = library.search("treaty", 5)
    put(folder, "treaty.md", LETTER)
    report = library.ingest([folder], stop=after(2))  # looked at, then read: it stops once it is embedded
    assert (report.updated, report.left) == ((), 1)
    assert library.search("treaty", 5) == before
    assert (library.shelf.unindexed(), library.index.out_of_step()) == ([], "")
    assert library.ingest([folder]).updated == ("treaty",)
    assert (library.document("treaty").version, library.versions("treaty")) == (2, [1, 2])


def test_stopped_while_a_new_version_is_written_it_is_nowhere(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    put(folder, "note.md", "A note of its own.")
    library.ingest([folder])
    before = library.search("treaty", 5)
    put(folder, "treaty.md", LETTER)
    assert library.ingest([folder], stop=after(4)).left == 1  # it is embedded, then written
    assert {hit.passage.document_id for hit in library.search("treaty", 5)} == {"note"}
    library.index.mend()  # as the next start does
    assert library.search("treaty", 5) == before
    assert library.ingest([folder]).updated == ("treaty",)


def test_of_a_folder_only_what_is_named_is_looked_at(library: Assistant, folder: Path) -> None:
    put(folder, "treaty.md")
    put(folder, "deep/letter.md", LETTER)
    put(folder, "README.md")
    assert library.ingest([folder], only={folder / "README.md"}).added == ()
    assert library.ingest([folder], only={folder / "deep"}).added == ("letter",)
    assert library.ingest([folder], only={folder}).added == ("treaty",)
