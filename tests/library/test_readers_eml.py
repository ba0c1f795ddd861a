"""Messages: body, headers and the names of attachments."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from assistant.library.read import read

if TYPE_CHECKING:
    from conftest import Write


def message() -> EmailMessage:
    """A message as a mail program writes it."""
    mail = EmailMessage()
    mail["Subject"] = "Note on the 조약"
    mail["From"] = '"Müller, Anna" <anna@example.org>'
    mail["To"] = "Policy Desk <desk@example.org>, bob@example.org"
    mail["Date"] = "Mon, 07 Oct 2024 23:30:00 +0900"
    mail["Message-ID"] = "<1@example.org>"
    return mail


def test_headers_become_metadata_and_the_body_is_the_text(write: Write) -> None:
    mail = message()
    mail.set_content("Dear all,\n\nplease read the 조약.\n")
    found = read(write("a.eml", mail.as_bytes()))
    assert found.text == "Dear all,\n\nplease read the 조약."
    told = found.metadata
    assert (told.title, told.kind, told.date) == ("Note on the 조약", "email", "2024-10-07")
    assert (told.issuer, told.recipient) == ("Müller, Anna", "Policy Desk; bob@example.org")


def test_attachments_are_named_and_not_read(write: Write) -> None:
    mail = message()
    mail.set_content("See attached.")
    mail.add_attachment(b"secret words", maintype="application", subtype="pdf", filename="draft 2.pdf")
    mail.add_attachment("more words", filename="notes.txt")
    text = read(write("a.eml", mail.as_bytes())).text
    assert text == "See attached.\n\n[Attachment, not read: draft 2.pdf]\n[Attachment, not read: notes.txt]"


def test_the_plain_body_is_preferred_and_html_is_read_where_there_is_no_other(write: Write) -> None:
    both = message()
    both.set_content("Plain words.")
    both.add_alternative("<html><body><p>Rich words.</p></body></html>", subtype="html")
    assert read(write("a.eml", both.as_bytes())).text == "Plain words."
    rich = message()
    rich.set_content("<html><body><p>Rich <b>words</b>.</p><script>x()</script></body></html>", subtype="html")
    assert read(write("b.eml", rich.as_bytes())).text == "Rich words."


def test_a_message_is_known_by_its_headers(write: Write) -> None:
    mail = message()
    mail.set_content("Words.")
    assert read(write("saved.txt", mail.as_bytes())).metadata.kind == "email"


def test_an_unknown_character_set_and_bad_headers_do_not_stop_it(write: Write) -> None:
    raw = b"From: ;;<<\nTo:\nDate: yesterday\nSubject: Odd\nContent-Type: text/plain; charset=no-such\n\nStill words.\n"
    found = read(write("a.eml", raw))
    assert found.text == "Still words."
    assert (found.metadata.title, found.metadata.date) == ("Odd", None)
