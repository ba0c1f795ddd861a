"""The command `briefing`: arguments → one of the `commands`, and its exit status."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from assistant.arguments import Command, parsed
from assistant.commands import asking, audit, ingest, keeping, library, people, products, running
from assistant.errors import AssistantError, Interrupted
from assistant.stopping import STOPPED
from assistant.terminal import complain, speak_utf8


def program() -> int:
    """`main` as a process of its own, which then ends at once."""
    status = main()
    gc.freeze()  # else Python goes through all that torch and Chroma made once more, up to two seconds, before it ends
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 a named error. Bad usage exits with 2."""
    speak_utf8()
    arguments = parsed(COMMANDS, argv)
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except AssistantError as error:
        complain(error, as_json=arguments.json)
        return 1
    except BrokenPipeError:  # the reader has seen enough; Python must not find the pipe broken once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain(Interrupted("Stopped."), as_json=arguments.json)
        return STOPPED
    return status


def _run(arguments: argparse.Namespace) -> int:
    from assistant.audited import Audited
    from assistant.settings import load_settings

    assistant = Audited(load_settings(**_given(arguments)))
    try:
        status: int = arguments.run(assistant, arguments) or 0
        return status
    finally:
        assistant.close()


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name, None) is not None}


COMMANDS: dict[str, Command] = {
    "ingest": ingest.ingest,
    "library": library.library,
    "show": library.show,
    "remove": library.remove,
    "search": asking.search,
    "ask": asking.ask,
    "compare": products.compare,
    "brief": products.brief,
    "check": products.check,
    "entail": products.entail,
    "phrases": asking.phrases,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "doctor": running.doctor,
    "serve": running.serve,
    "feedback": running.feedback,
    "audit": audit.audit,
    "users add": people.add,
    "users list": people.listed,
    "users role": people.role,
    "users password": people.password,
    "users token": people.token,
    "users remove": people.remove,
    "users forget": people.forget,
    "evaluate": running.evaluate,
}
