"""The tab Library as it stands before it is filled, its rows, a document's details and what was deleted."""

from __future__ import annotations

from dataclasses import replace

from assistant.library.trash import Deleted
from assistant.records import Metadata
from assistant.ui.details import Known, deleted, details, undo
from assistant.ui.library import empty_library, library, rows


def known(document, **changes):
    given = {"document": document, "stated": document.metadata, "corrected": {}, "versions": [1]}
    return Known(**{**given, **changes})


def test_a_row_says_who_to_whom_and_when(document):
    [row] = rows([document])
    assert (row["id"], row["title"], row["issuer"]) == ("letter", "Letter to B & C", "Ada Low")
    assert row["recipients"] == ["B", "C"]
    assert (row["date"], row["day"]) == ("2024-10-07", "7 October 2024")


def test_a_document_that_says_little_has_an_empty_row_and_no_none(document):
    [row] = rows([replace(document, metadata=Metadata(title="Note"))])
    assert None not in row.values()
    assert (row["date"], row["issuers"]) == ("", [])


def test_the_tab_says_what_can_be_added_and_how_large():
    html = library(100)
    assert "Add files" in html and "Paste text" in html and "Up to 100 MB a file" in html
    assert 'aria-sort="descending"' in html


def test_an_empty_library_says_where_documents_are_added():
    assert "tab Library" in empty_library()


def test_the_form_holds_what_is_known_and_no_markup_of_a_document(document):
    odd = replace(document, metadata=replace(document.metadata, title='"><script>window.ran=1</script>'))
    html = details(known(odd))
    assert "<script>" not in html
    assert 'value="&quot;&gt;&lt;script&gt;' in html
    assert 'value="2024-10-07"' in html


def test_a_corrected_field_says_what_the_file_says(document):
    stated = replace(document.metadata, issuer="A. Low", recipient=None)
    html = details(known(document, stated=stated, corrected={"issuer": "Ada Low", "recipient": "B; C"}))
    assert "The file says: A. Low" in html
    assert "The file says nothing." in html
    assert html.count("Use it") == 4  # two buttons, each with a name


def test_each_version_can_be_read(document):
    html = details(known(replace(document, version=2), versions=[1, 2]))
    assert 'data-version="1"' in html and 'data-version="2"' in html
    assert "Version 2, current" in html


def test_what_was_deleted_says_until_when_it_can_come_back():
    html = deleted([Deleted(7, "memo", "Memo <b>", "2026-03-01", "2026-03-31")])
    assert "Memo &lt;b&gt;" in html
    assert "kept until 31 March 2026" in html
    assert 'data-restore="7"' in html and 'data-erase="7"' in html
    assert deleted([]) == ""


def test_a_deletion_can_be_undone_at_once():
    assert 'data-restore="3"' in undo(["Memo"], [3])
    several = undo(["Memo", "Note"], [3, 4])
    assert 'data-restore="3 4"' in several and "2 documents are deleted" in several
