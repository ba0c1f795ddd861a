"""Known weaknesses of the pinned packages, by pip-audit, from a database on the network where one can be reached."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.supply.pins import CONSTRAINTS

SERVICES = ("pypi", "osv")
"""Databases, in the order in which they are tried."""
LONGEST_S = 600
NOT_CHECKED = 3
"""Exit status where no database could be reached: neither clean nor not."""


def audit(services: tuple[str, ...] = SERVICES) -> int:
    """Print what is known against the pinned versions; 0 nothing, 1 something, 3 where nobody could be asked."""
    for service in services:
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(CONSTRAINTS), "--no-deps", "--disable-pip"]
        command += ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
            asked = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            continue
        skipped = [one["name"] for one in asked if "skip_reason" in one]
        if len(skipped) == len(asked):  # a mirror that knows of no weaknesses at all: pip-audit calls that clean
            continue
        weak = [one for one in asked if one.get("vulns")]
        for one in weak:
            for found in one["vulns"]:
                fixed = ", ".join(found["fix_versions"]) or "no version yet"
                print(f"{one['name']} {one['version']}: {found['id']}, mended in {fixed}")
        print(f"{len(asked) - len(skipped)} packages checked against {service}, {len(weak)} of them with a weakness.")
        if skipped:
            print(f"Not known there: {', '.join(skipped)}.")
        return 1 if weak else 0
    print("NOT CHECKED: no database of weaknesses can be reached from here. Run this where the network is.")
    return NOT_CHECKED
