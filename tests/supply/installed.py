"""The packages that the project asks for, and what these ask for in turn, as they are installed here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
NOT_SHIPPED = ("dev", "benchmark", "supply")
"""Extras that only whoever works on the project installs."""


def project() -> dict[str, list[str]]:
    """Extra → its requirements, as pyproject.toml has them; under "" those of every installation."""
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": told["dependencies"], **told["optional-dependencies"]}


def needed(extras: Iterable[str]) -> tuple[dict[str, Distribution], set[str]]:
    """(name → distribution of all that an installation with `extras` holds, names that are not installed here)."""
    asked = project()
    waiting = [Requirement(line) for extra in ("", *extras) for line in asked[extra]]
    found: dict[str, Distribution] = {}
    missing: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            found[key[0]] = distribution(wanted.name)
        except PackageNotFoundError:
            missing.add(key[0])
            continue
        waiting += _asked_by(found[key[0]], wanted.extras)
    return found, missing


def shipped_extras() -> list[str]:
    """The extras that are there for users."""
    return [extra for extra in project() if extra and extra not in NOT_SHIPPED]


def _asked_by(one: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for line in one.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement
