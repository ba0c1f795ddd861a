"""``python -m assistant`` is the command `briefing`."""

import sys

from assistant.cli import program

sys.exit(program())
