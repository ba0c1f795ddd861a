"""Errors of one document, and of putting documents in."""

from __future__ import annotations

from assistant.errors.base import AssistantError


class DocumentError(AssistantError):
    """One document cannot go in, or cannot be found; the others are not affected."""


class UnreadableDocument(DocumentError):
    """The file is damaged, encrypted or not what its name says."""

    hint = "Open the file in its own program, save it again, and ingest it again."


class UnsupportedFormat(DocumentError):
    """No reader knows this kind of file."""

    hint = "Save it as PDF, DOCX, PPTX, XLSX, HTML, EML, Markdown, plain text, PNG, JPEG or TIFF."


class NoTextInDocument(DocumentError):
    """The file opens but holds no text: it is empty, or its pictures show none."""

    hint = "Ingest a file that holds text, or a sharper scan."


class OcrNotInstalled(NoTextInDocument):
    """The file is a scan, and what reads scans is not on this machine."""

    hint = "Install Tesseract (Debian and Ubuntu: apt install tesseract-ocr) and pip install 'briefing-assistant[ocr]'."


class PageImageUnavailable(DocumentError):
    """A page cannot be shown as it is printed: the document has no pages, or its file is gone or has changed."""

    hint = "Ingest the file again, then open the source once more; the text as it was read is shown in any case."


class WebAddressRefused(DocumentError):
    """The address is not fetched: it is not http or https, or leads to a machine that is not on the public network."""

    hint = "Only public web addresses are fetched. Save the page as a file and ingest that."


class WebUnreachable(DocumentError):
    """The server of a web address does not answer, or answers with something else than the file."""

    hint = "Open the address in a browser; save what it shows as a file and ingest that."


class WebTooSlow(DocumentError):
    """A web address took longer than the time set for it."""

    hint = "Try again, save the page as a file and ingest that, or raise ASSISTANT_WEB_FETCH_S."


class DocumentTooLarge(DocumentError):
    """The file or its text is over the limit set for one document."""

    hint = "Split the file, or raise ASSISTANT_MAX_DOCUMENT_MB."


class ReadTooLong(DocumentError):
    """Reading the file, or drawing a page of it, took longer than the time set for it."""

    hint = "Split the file, or raise ASSISTANT_READ_S; a scan has ASSISTANT_READ_SCAN_S more for each of its pages."


class ReadTooLarge(DocumentError):
    """Reading the file, or drawing a page of it, took more memory than is set for it."""

    hint = "Split the file, or raise ASSISTANT_READ_MEMORY_MB."


class ReaderEnded(DocumentError):
    """The file brought down the process that read it, or drew a page of it. Nothing else is affected."""

    hint = "Open the file in its own program, save it again, and ingest it again."


class BadFrontMatter(DocumentError):
    """The YAML block at the head of a Markdown file cannot be read, or a field has a value it cannot have."""

    hint = "Correct the block between the two --- lines; corpus/README.md says what each field holds."


class DuplicateIdentifier(DocumentError):
    """A second file claims a front-matter id that is already taken."""

    hint = "Give one of the two files another id."


class UnknownDocument(DocumentError):
    """No document with this id (or no such version of it) is in the library."""

    hint = "briefing library lists the documents and their ids."


class BadCorrection(DocumentError):
    """A document's metadata cannot say this."""

    hint = "Correct the field, or leave it empty where nothing is known."


class NothingToIngest(AssistantError):
    """None of the given paths could be read."""

    hint = "Name files or folders that exist and hold documents."


class EngineMissing(AssistantError):
    """What is to read and embed documents elsewhere is not installed, or cannot be started."""

    hint = "pip install 'briefing-assistant[scale]', or ingest with --engine local."


class CannotWatch(AssistantError):
    """What is to be followed is no folder, is gone, or the system lets nobody follow it."""

    hint = "Name folders that exist; files are ingested without --watch."


class Interrupted(AssistantError):
    """Somebody stopped a command before it was done."""

    hint = "Run the same command again."
