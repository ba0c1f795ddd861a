"""What leaves the machine is recorded where it leaves; the command's own use is recorded too; `briefing audit`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.accounts.users import Users
from assistant.errors import WebAddressRefused
from assistant.library.embed import ModelEmbeddings
from assistant.library.web.kept import Web
from assistant.outward import leaves, noting
from assistant.records import Opinion, Question
from assistant.talks.talks import Asking, Talks
from tests.chat.server import Script, serving
from tests.conftest import assistant_in
from tests.test_cli import Briefing, briefing, filled
from tests.test_cli_feedback import ANSWER

__all__ = ["briefing", "filled"]  # fixtures
TREATY = "Treaty of friendship\n\nThe treaty of friendship obliges Norland to deliver forty ships.\n"
QUESTION = "How many ships does the treaty of friendship oblige Norland to deliver?"
