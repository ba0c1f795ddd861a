"""A part of something, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")


class once(Generic[Part]):  # noqa: N801 - a decorator, as `functools.cached_property` is one
    """A part made at first use and kept; by one thread, while others that want it wait (cached_property lets both).

    What has such parts holds a lock named ``opening`` that its thread may take again.
    """

    def __init__(self, make: Callable[[Any], Part]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, whole: Any, _: type) -> Part:  # noqa: ANN401 - whatever has parts
        parts, name = vars(whole), self._make.__name__
        with whole.opening:
            if name not in parts:
                parts[name] = self._make(whole)
            part: Part = parts[name]
            return part
