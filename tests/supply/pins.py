"""Whether constraints.txt names every package of an installation, each with the version that is installed here."""

from __future__ import annotations

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.installed import PROJECT, needed, project

CONSTRAINTS = PROJECT / "constraints.txt"
WITH_PYTHON = {"pip"}
"""Comes with the virtual environment, in the version that Python brings."""


def pinned() -> dict[str, str]:
    """Package → its version in constraints.txt."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return {canonicalize_name(one.name): next(iter(one.specifier)).version for one in wanted}


def wrong() -> list[str]:
    """What is not pinned, or pinned to another version than is installed; one line each."""
    pins = pinned()
    found, missing = needed([extra for extra in project() if extra])
    out = [f"{name} {one.version} is not pinned" for name, one in found.items() if name not in pins]
    out += [f"{name} is not pinned" for name in missing if name not in pins]
    for name, one in found.items():
        version = one.version.split("+")[0]  # torch==2.13.0+cpu is the same on a machine without GPU
        if pins.get(name, version) != version:
            out.append(f"{name} is pinned to {pins[name]}, and {version} is installed")
    return sorted(line for line in out if line.split()[0] not in WITH_PYTHON)
