"""What can be typed behind `briefing`: commands, their arguments and what is said about them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.library.web.addresses import is_web
from assistant.records import ROLES

if TYPE_CHECKING:
    from assistant.audited import Audited

Command = Callable[["Audited", argparse.Namespace], int | None]
"""Carries a command out; gives its exit status where that is not 0."""


def parsed(run: Mapping[str, Command], given: Sequence[str] | None) -> argparse.Namespace:
    """What `given` says; bad usage ends the program with 2."""
    a = parser(run).parse_args(given)
    if getattr(a, "annex", False) and not a.out and "topic" not in a:
        a.refuse("--annex needs --out FILE")
    if "conversation" in a and a.question is None and not a.questions and not (a.conversation and a.out):
        a.refuse("one of QUESTION, --questions, or --conversation with --out is required")
    if getattr(a, "engine", "local") != "local" and a.watch:
        a.refuse("--engine ray does not go with --watch")
    return a


def parser(run: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser of all commands; `run` maps each command's name to what carries it out."""
    whole = argparse.ArgumentParser(
        prog="briefing", description="Ask your documents; every sentence of an answer leads to the words of a source."
    )
    subparsers = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return _command(subparsers, name, run[name], text)

    ingest = add("ingest", "put files, folders and web addresses into the library")
    ingest.add_argument("paths", nargs="+", type=_path_or_address, metavar="PATH|ADDRESS")
    ingest.add_argument("--remove-missing", action="store_true", help="take out documents whose files are gone")
    ingest.add_argument("--watch", action="store_true", help="follow the folders until Ctrl-C: take in what changes")
    ingest.add_argument("--engine", choices=("local", "ray"), default="local", help="what reads and embeds (local)")

    add("library", "list the documents")

    show = add("show", "show one document")
    show.add_argument("document", metavar="DOCUMENT")
    show.add_argument("--text", action="store_true", help="its text, exactly")
    show.add_argument("--version", type=int, metavar="V", help="an earlier version")

    remove = add("remove", "take documents out of the library")
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT")

    search = add("search", "find passages")
    _question_arguments(search)
    search.add_argument("-k", type=_positive, default=5, help="how many passages (5)")

    ask = add("ask", "ask a question")
    _question_arguments(ask, required=False)
    kept = "JSON Lines, appended to, for follow-ups; with --out all of it is written, also without a QUESTION"
    ask.add_argument("--conversation", type=Path, metavar="FILE", help=kept)
    _out_argument(ask)

    compare = add("compare", "compare two documents, or two versions of one")
    compare.add_argument("a", metavar="A", help="a document's id, or ID@VERSION")
    compare.add_argument("b", metavar="B", help="the other's")
    _out_argument(compare)

    brief = add("brief", "put what the documents say on a topic on one page")
    brief.add_argument("topic", nargs="?", default="", metavar="TOPIC", help="or --document ID ... alone")
    brief.add_argument("--template", default="situation", metavar="NAME", help="what kind of brief (situation)")
    brief.add_argument("--paper", choices=("a4", "letter"), default="a4", help="what the page is printed on (a4)")
    brief.add_argument("--annex", action="store_true", help="behind it citations in their passages, what did not fit")
    brief.add_argument("--out", type=Path, metavar="FILE", help="write it (.pdf .docx .md, sources .json .bib .ris)")
    _scope_arguments(brief)

    check = add("check", "hold a text's claims against the documents")
    check.add_argument("file", metavar="FILE|-", help="the text, of any format that ingest reads; - for standard input")
    check.add_argument("--against", nargs="+", action="extend", metavar="ID", help="look in these documents only")
    check.add_argument("--except", nargs="+", action="extend", metavar="ID", help="leave these documents out")
    _out_argument(check, ".pdf .docx .md .csv")
    _scope_arguments(check)

    entail = add("entail", "whether evidence supports or contradicts a claim, a pair a line")
    entail.add_argument("file", type=Path, metavar="FILE.jsonl", help='lines of {"evidence", "claim"}')

    phrases = add("phrases", "follow phrases through the documents; without PHRASE, those worth following")
    phrases.add_argument("phrases", nargs="*", metavar="PHRASE", help="words as they stand; | joins variants")
    _scope_arguments(phrases)

    doctor = add("doctor", "check the installation and the index")
    doctor.add_argument("--repair", action="store_true", help="rebuild the index from the stored documents")

    backup = add("backup", "write all that the library holds into one file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE", help="written whole or not at all; an earlier backup goes")

    restore = add("restore", "bring a backup back")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="put it in the place of the library that is there")

    serve = add("serve", "serve the page")
    serve.add_argument("--host", help="address to listen on (ASSISTANT_HOST)")
    serve.add_argument("--port", type=int, help="port to listen on (ASSISTANT_PORT)")

    audit = add("audit", "who asked what, what was shown, what left this machine")
    audit.add_argument("--user", metavar="NAME", default="", help="only what this user did, or what was done to them")
    audit.add_argument("--from", type=_date, metavar="DATE", help="only from this day on")
    audit.add_argument("--to", type=_date, metavar="DATE", help="only to this day")
    told = audit.add_mutually_exclusive_group()
    told.add_argument("--out", type=Path, metavar="FILE", help="write it to this file (.csv .jsonl)")
    told.add_argument("--verify", action="store_true", help="whether a line was altered, removed or added")

    add("feedback", "what was thought of answers on the page, as a question set for evaluate")

    _users_commands(subparsers, run)

    evaluate = add("evaluate", "measure search or answers over a question set")
    evaluate.add_argument("what", choices=("retrieval", "answers"))
    evaluate.add_argument("path", type=Path, metavar="DIR|FILE")
    return whole


def _users_commands(commands: Any, run: Mapping[str, Command]) -> None:  # noqa: ANN401 - argparse has no name for it
    text = "who may sign in, where ASSISTANT_AUTH names a users file"
    users = commands.add_parser("users", help=text, description=text.capitalize() + ".")
    subparsers = users.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        parser = _command(subparsers, name, run[f"users {name}"], text)
        parser.add_argument("name", metavar="NAME")
        return parser

    new = add("add", "add a user; the password is typed twice")
    new.add_argument("--role", choices=ROLES, default="reader", help="what they may do (reader)")
    _password_argument(new).add_argument("--no-password", action="store_true", help="a token or a proxy opens it alone")
    _command(subparsers, "list", run["users list"], "list the users")
    add("role", "give a user another role, at once").add_argument("role", choices=ROLES)
    _password_argument(add("password", "give a user another password, which ends their sessions"))
    revoked = "let no token open the account"
    add("token", "print a new token for programs, once").add_argument("--revoke", action="store_true", help=revoked)
    add("forget", "delete what is kept of a user: conversations, feedback, sessions, token, the audit trail's words")
    add("remove", "take a user out, which ends their sessions; what they asked is kept")


def _password_argument(parser: argparse.ArgumentParser) -> Any:  # noqa: ANN401 - argparse has no public name for it
    password = parser.add_mutually_exclusive_group()
    password.add_argument("--password-stdin", action="store_true", help="read it from standard input, its first line")
    return password


def _command(commands: Any, name: str, run: Command, text: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text.capitalize() + ".")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run, refuse=parser.error)
    return parser


def _question_arguments(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    asked = parser.add_mutually_exclusive_group(required=required)
    asked.add_argument("question", nargs="?", metavar="QUESTION")
    asked.add_argument("--questions", type=Path, metavar="FILE.jsonl", help="many questions, one JSON object a line")
    _scope_arguments(parser)


def _scope_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", nargs="+", action="extend", metavar="ID", help="only these documents")
    for name in ("issuer", "recipient", "kind", "language"):
        parser.add_argument(f"--{name}", nargs="+", action="extend", help=f"only documents of this {name}")
    parser.add_argument("--from", type=_date, metavar="DATE", help="only documents of this day or later")
    parser.add_argument("--to", type=_date, metavar="DATE", help="only documents of this day or earlier")


def _out_argument(parser: argparse.ArgumentParser, forms: str = ".pdf .docx .md") -> None:
    told = f"write it to this file ({forms}; its sources alone .json .bib .ris)"
    parser.add_argument("--out", type=Path, metavar="FILE", help=told)
    parser.add_argument("--annex", action="store_true", help="at its end each citation in its passage")


def _path_or_address(text: str) -> Path | str:
    return text if is_web(text) else Path(text)


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise argparse.ArgumentTypeError("must be a date such as 2024-10-07, 2024-10 or 2024")
    return text
