"""Messages: the body as text, the headers as metadata, attachments by their names alone."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, Any, cast

from assistant.library.readers import Extract, RawFile, html
from assistant.records import Metadata

if TYPE_CHECKING:
    from email.message import EmailMessage

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z))+")
_OF_MAIL = (b"from", b"to", b"subject", b"date", b"message-id", b"received", b"mime-version", b"return-path")
# A memo saved as plain text also begins with From and To; these are written by mail programs alone.
_BY_PROGRAMS = (b"message-id", b"received", b"mime-version", b"return-path")

_HEADER = 8_000  # characters that are looked at; the library's parser takes time with the square of their number


class _Bounded(EmailPolicy):
    """Headers as Python reads them today, but no more of them than somebody would have typed."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:  # noqa: ANN401 - as the policy has it
        """The header as an object of its kind."""
        if isinstance(value, str) and len(value) > _HEADER:
            value = value[:_HEADER].rpartition(",")[0] or value[:_HEADER]
        return super().header_fetch_parse(name, value)


def claims(file: RawFile) -> bool:
    """Whether the file begins with headers that only mail programs write; under its suffix, with any of a message's."""
    head = _HEADERS.match(file.data[:65_536].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if head is None:
        return False
    names = {line.partition(b":")[0].lower() for line in head[0].splitlines()}
    if file.suffix == ".eml":
        return any(name in names for name in _OF_MAIL)
    return b"from" in names and sum(name in names for name in _BY_PROGRAMS) >= 1


def extract(file: RawFile) -> Extract:
    """The body, plain where there is one, and a line for each attachment."""
    data = file.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    message = cast("EmailMessage", message_from_bytes(data, policy=_Bounded()))
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    attachments = "\n".join(f"[Attachment, not read: {' '.join(name.split())}]" for name in names)
    text = "\n\n".join(part for part in (_body(message).strip(), attachments) if part)
    return Extract((text,), given=_metadata(message))


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        content = part.get_content()
    except LookupError:  # a character set that Python does not know
        content = bytes(part.get_payload(decode=True)).decode("utf-8", errors="replace")
    if part.get_content_subtype() == "html":
        return html.from_markup(content).pages[0]
    return str(content)


def _metadata(message: EmailMessage) -> Metadata:
    date = message["Date"]
    moment = date.datetime if date is not None else None
    return Metadata(
        title=" ".join(str(message["Subject"] or "").split()),
        date=moment.date().isoformat() if moment else None,
        issuer=_people(message, "From"),
        recipient=_people(message, "To"),
        kind="email",
    )


def _people(message: EmailMessage, header: str) -> str | None:
    """The names in an address header, addresses where there are no names."""
    value = message[header]
    if value is None:
        return None
    return "; ".join(who.display_name or who.addr_spec for who in value.addresses) or None
