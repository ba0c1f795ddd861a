"""How often signing in may fail: after a few failures each next attempt waits longer. In memory, of one process."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.errors import TooManyAttempts

FREE = {"name": 4, "address": 20}
"""Failures that cost nothing; behind one address there may be many people."""
LONGEST_S = {"name": 60.0, "address": 900.0}
"""The longest wait. Under a name it is short, so that nobody can be kept out for long by somebody else's failures."""
FORGOTTEN_S = 3600.0
"""Seconds after its last failure at which a name or an address begins anew."""
MOST = 20_000
"""Names and addresses that are remembered; the one longest unused goes first."""
Key = tuple[str, str]
"""What is counted: ("name", …) or ("address", …)."""


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0
    until: float = 0.0


@dataclass
class Attempts:
    """Failures by name and by address. Safe to share between threads."""

    now: Callable[[], float] = time.monotonic
    _failed: OrderedDict[Key, _Failures] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, keys: Iterable[Key]) -> None:
        """Count an attempt as failed before it is looked at, so that many at once do not slip through.

        Raises:
            TooManyAttempts: it comes too early.
        """
        keys, now = list(keys), self.now()
        with self._lock:
            known = [self._failed.get(key, _Failures()) for key in keys]
            wait = max(one.until for one in known) - now
            if wait > 0:
                raise TooManyAttempts(math.ceil(wait))
            for key in keys:
                self._fail(key, now)

    def succeeded(self, keys: Iterable[Key]) -> None:
        """Forget what failed under these."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _fail(self, key: Key, now: float) -> None:
        failures = self._failed.pop(key, _Failures())
        if now - failures.last > FORGOTTEN_S:
            failures = _Failures()
        failures.count, failures.last = failures.count + 1, now
        beyond = failures.count - FREE[key[0]]
        failures.until = now + min(LONGEST_S[key[0]], 2.0 ** min(beyond, 20)) if beyond >= 0 else 0.0
        self._failed[key] = failures
        while len(self._failed) > MOST:
            self._failed.popitem(last=False)
