"""Errors of what is asked, compared, checked, written, exported or measured."""

from __future__ import annotations

from assistant.errors.base import AssistantError


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


class EvaluationError(AssistantError):
    """A question set for an evaluation is missing or malformed."""

    hint = "docs/operators.md shows the form of a question set."
