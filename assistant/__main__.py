"""``python -m assistant`` is the command `briefing`."""

import sys

from assistant.cli import main

sys.exit(main())
