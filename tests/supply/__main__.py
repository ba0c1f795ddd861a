"""``python -m tests.supply licences|pins|sbom [FILE]|audit``: 0 all is well, 1 it is not, 3 nobody can tell."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path


def licences() -> int:
    """Print every package with its licence; 1 where one is not allowed."""
    from tests.supply.licences import allowed, table

    rows = table()
    for name, version, licence in rows:
        print(f"{name:42} {version:18} {licence}{'' if allowed(licence) else '   NOT ALLOWED'}")
    counted = Counter(licence for _, _, licence in rows)
    print(f"\n{len(rows)} packages: {', '.join(f'{n} {licence}' for licence, n in counted.most_common())}")
    return 0 if all(allowed(licence) for _, _, licence in rows) else 1


def pins() -> int:
    """Print what constraints.txt lacks; 1 where it lacks something."""
    from tests.supply.pins import wrong

    found = wrong()
    print("\n".join(found) or "Every package is pinned, and the pinned version is installed.")
    return 1 if found else 0


def sbom(file: str = "sbom.json") -> int:
    """Write the bill of materials."""
    from tests.supply.materials import bill

    made = bill()
    Path(file).write_text(json.dumps(made, indent=1), encoding="utf-8")
    weights = sum(one["type"] == "machine-learning-model" for one in made["components"])
    print(f"{file}: {len(made['components']) - weights} packages, {weights} files of weights.")
    return 0


def audit() -> int:
    """Print known weaknesses."""
    from tests.supply.weaknesses import audit

    return audit()


COMMANDS = {"licences": licences, "pins": pins, "sbom": sbom, "audit": audit}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(COMMANDS[sys.argv[1]](*sys.argv[2:]))
