"""Every error a user can meet, in one tree.

Each error says what failed and, in ``hint``, what to do about it. The command line prints both in one line,
the page shows both, and with ``--json`` they leave as ``{"error": {"type", "message", "hint"}}``.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something failed that a user can understand and mend."""

    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.hint if hint is None else hint

    def as_json(self) -> dict[str, str]:
        """The error as other programs read it: its type, what failed, what to do."""
        return {"type": type(self).__name__, "message": self.message, "hint": self.hint}


class SettingsError(AssistantError):
    """A setting is unknown or has a value that it cannot have."""

    hint = "Correct the variable in the environment or in .env; docs/operators.md lists them all."


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


class BadCall(AssistantError):
    """A program's call cannot be read: what it holds is unknown, too long, too large or of the wrong type."""

    hint = "docs/api.md says what each call takes."


class EmptyLibrary(AssistantError):
    """The library holds no documents, so there is nothing to search."""

    hint = "briefing ingest PATH puts documents in."


class BadQuestion(AssistantError):
    """The question is empty, or too long to be one."""

    hint = "Ask in one or two sentences."


class UnknownConversation(AssistantError):
    """A conversation is asked for that this user does not have: it was deleted, or its link is another's or wrong."""

    hint = "It may have been deleted; the list of conversations holds those that are kept."


class BadPhrase(AssistantError):
    """What is to be followed is no phrase: it is empty, too long, or holds no word of its own meaning."""

    hint = "Write two or more words as they stand in the documents; | joins variants of one phrase."


class NothingInScope(AssistantError):
    """The scope asks for documents that the library does not hold."""

    hint = "briefing library lists the documents; --issuer, --recipient and the like take names as they stand there."


class SameDocument(AssistantError):
    """A document is to be compared with itself."""

    hint = "Name two documents, or two versions of one: ID@1 and ID@2."


class NothingToCompare(AssistantError):
    """One of two documents that are to be compared holds no sentence."""

    hint = "briefing show DOCUMENT --text prints what was read from it."


class NothingToCheck(AssistantError):
    """A text that is to be checked states nothing: it is empty, or all title, question and page furniture."""

    hint = "Paste whole sentences, or upload a file that holds some."


class TopicNotHeld(AssistantError):
    """The library holds nothing about the topic that a brief is asked for."""

    hint = "briefing library lists the documents."


class BadTemplate(AssistantError):
    """No template of a brief has this name, or the file of one cannot be used."""

    hint = "The templates are the files prompts/brief-*.md."


class BadEdit(AssistantError):
    """A brief cannot be changed like this: it holds no such sentence, or has no room for it."""

    hint = "Write the brief again to begin afresh."


class BadPrompt(AssistantError):
    """A chat model's prompt is missing, or its placeholders are not the ones that are filled in."""

    hint = "Correct the file in prompts/; prompts/README.md says what it holds."


class BadPairs(AssistantError):
    """A file of evidence and claims cannot be read, or a line of it is no pair."""

    hint = 'Each line holds one object: {"evidence": "what a source says", "claim": "what is to be judged"}.'


class UnknownExport(AssistantError):
    """The suffix of a file names no form in which this can be written, or the file cannot be written."""

    hint = "Name a file that ends in .pdf, .docx or .md."


class ModelError(AssistantError):
    """The embedding model cannot be loaded, or is not the one that was pinned."""

    hint = "Run make setup again, or set ASSISTANT_EMBEDDING_MODEL to a sentence-transformers folder."


class ChatError(AssistantError):
    """The chat model gave no reply that can be used. What was asked can be answered without it."""

    hint = "Ask again, or unset ASSISTANT_CHAT_MODEL to do without a chat model."
    passing = False
    """Whether the same request may go well a moment later."""


class ChatNotReady(ChatError):
    """The chat model cannot be called: none is set, or its package or key is missing."""

    hint = "Set ASSISTANT_CHAT_MODEL, and the provider's key in the environment or in .env."


class ChatRefused(ChatError):
    """The provider takes neither this request nor one like it: the key, the model's name, the prompt's length."""

    hint = "Correct the provider's key, ASSISTANT_CHAT_MODEL and ASSISTANT_CHAT_BASE_URL."


class ChatUnreachable(ChatError):
    """There is no connection to the chat model, or it was cut."""

    hint = "See whether it runs and the network is there; ASSISTANT_CHAT_BASE_URL says where it is looked for."
    passing = True


class ChatBusy(ChatError):
    """The provider takes no further requests just now."""

    hint = "Wait a little and ask again."
    passing = True


class ChatFailed(ChatError):
    """The chat model, or what stands before it, failed: a server error, an unreadable or an empty reply."""

    hint = "Ask again; where it stays so, look into the provider's own log."
    passing = True


class ChatTimeout(ChatError):
    """The chat model was too slow: no first word, a stall in the midst, or a reply without end."""

    hint = "Ask again, or allow more with ASSISTANT_CHAT_FIRST_TOKEN_S, ASSISTANT_CHAT_STALL_S, ASSISTANT_CHAT_REPLY_S."


class ChatTooLong(ChatError):
    """The reply is longer than allowed, so its end is missing and none of it is used."""

    hint = "Ask for less at once, or raise ASSISTANT_CHAT_REPLY_TOKENS."


class StoreError(AssistantError):
    """The search index cannot be opened or used."""

    hint = "briefing doctor says what is wrong; briefing doctor --repair rebuilds the index from the stored documents."


class IndexMismatch(StoreError):
    """The index was built with another embedding model or other passage settings."""

    hint = "Run briefing doctor --repair to rebuild the index with today's settings, or put the earlier settings back."


class ChromaUnreachable(StoreError):
    """The Chroma server that is set does not answer. Questions are answered without it, less well."""

    hint = "See whether it runs and ASSISTANT_CHROMA_URL says where; once it answers, all goes on by itself."


class ChromaRefused(ChromaUnreachable):
    """The Chroma server that is set answers, and does not let this program in."""

    hint = "Put user and password into ASSISTANT_CHROMA_URL, or the token into ASSISTANT_CHROMA_TOKEN."


class DiskFull(StoreError):
    """There is no room for what is to be written. What was there before is kept, and answers."""

    hint = "Free some space, or set ASSISTANT_DATA_DIR to a folder on another disk; the same command then goes on."


class FolderNotWritable(StoreError):
    """The library's folder may not be written by this user. What is in it can be asked all the same."""

    hint = "Check who owns the folder, or set ASSISTANT_DATA_DIR to one that may be written."


class LibraryDamaged(StoreError):
    """A file that holds documents or conversations is damaged. What can still be read of it is shown."""

    hint = "briefing doctor says what is lost. Bring a backup back with briefing restore FILE --replace."


class LibraryInUse(StoreError):
    """Another process has the library open; an embedded store has one owner at a time."""

    hint = "Ask that process, stop it, or set ASSISTANT_DATA_DIR to another folder."


class BackupError(AssistantError):
    """A backup cannot be made or brought back. What was there before stays as it is."""


class BackupFailed(BackupError):
    """A backup cannot be written, or what goes into it cannot be read."""

    hint = "Name a file in a folder that may be written, outside the library's own."


class BackupDamaged(BackupError):
    """The file is no backup, or not the one that was written: cut short, changed, or with names that lead elsewhere."""

    hint = "Nothing was changed. Take another backup."


class BackupOfAnotherVersion(BackupError):
    """The backup was made by a version of this program that keeps its data in another form."""

    hint = "Nothing was changed. Bring it back with the version that made it."


class LibraryNotEmpty(BackupError):
    """A backup is to be brought back where there is a library already."""

    hint = "Add --replace to put the backup in its place, or set ASSISTANT_DATA_DIR to an empty folder."


class ServerError(AssistantError):
    """The page cannot be served."""

    hint = "Choose another address with ASSISTANT_HOST and ASSISTANT_PORT."


class ServerBusy(ServerError):
    """More calls are under way than the server takes."""

    hint = "Wait a little and call again."


class ToolsMissing(ServerError):
    """The tools for other programs are asked for, and the package that serves them is not installed."""

    hint = "Install the [mcp] extra, or unset ASSISTANT_MCP."


class PortInUse(ServerError):
    """Something already listens on the port."""

    hint = "Stop it, or choose another with ASSISTANT_PORT or --port."


class HostRefused(ServerError):
    """The page would be reachable from other machines, and it has no accounts."""

    hint = "Use 127.0.0.1, or set ASSISTANT_AUTH to a users file and add the first user: briefing users add NAME."


class AccountsError(AssistantError):
    """The users file cannot be used, or an account cannot be as it is wanted."""

    hint = "docs/operators.md says how accounts are set up."


class NoAccounts(AccountsError):
    """Something is asked of accounts, and there are none: no users file is set, or nobody is in it."""

    hint = "Set ASSISTANT_AUTH to the path of a users file, then: briefing users add NAME --role admin."


class UnknownUser(AccountsError):
    """Nobody of this name is in the users file."""

    hint = "briefing users list says who is."


class BadPassword(AccountsError):
    """A new password is too short, too long, or was typed differently the second time."""

    hint = "Choose 12 characters or more; several words that do not belong together are good."


class AuditError(AssistantError):
    """The audit trail cannot be read or written."""

    hint = "Check that the disk is not full and the folder may be written."


class AuditBroken(AuditError):
    """The audit trail is not as it was written: a line was altered, removed or added."""

    hint = "Compare it with a copy; what is wrong begins at the line that is named."


class NoAudit(AuditError):
    """The audit trail is asked for, and none is kept."""

    hint = "Set ASSISTANT_AUDIT=on; with accounts it is on unless ASSISTANT_AUDIT=off."


class NotSignedIn(AccountsError):
    """Nobody is known to ask: the session has ended, or name, password or token are wrong."""

    hint = "Sign in again."


class TooManyAttempts(NotSignedIn):
    """Too many attempts to sign in have failed; the next one has to wait."""

    hint = "Wait, then try again. An administrator can set a new password: briefing users password NAME."
    told = "Too many attempts have failed. The next one can be made in {number} s."

    def __init__(self, seconds: int) -> None:
        super().__init__(self.told.format(number=seconds))
        self.seconds = seconds


class NotAllowed(AccountsError):
    """The role of whoever asks does not include this."""

    hint = "An administrator can give you another role."


class EvaluationError(AssistantError):
    """A question set for an evaluation is missing or malformed."""

    hint = "docs/operators.md shows the form of a question set."
