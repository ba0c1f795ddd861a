"""A bill of materials (SBOM) in CycloneDX's form: every package that ships, the weights, and the sums of these.

The packages are listed by CycloneDX's own program, from what is installed here; nothing is asked of the network.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from assistant.library.embed import PACKAGED, PACKAGED_SHA256, packaged_path
from assistant.verify.models import READER, VERIFIER
from tests.supply.installed import PROJECT, needed, shipped_extras


def bill() -> dict[str, Any]:
    """The bill, as the JSON that it is written as."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--sv", "1.6"]
    command += ["--of", "JSON", "--pyproject", str(PROJECT / "pyproject.toml"), sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"CycloneDX cannot list what is installed: {done.stderr.strip()[-300:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    shipped = {canonicalize_name(name) for name in needed(shipped_extras())[0]}
    packages = [one for one in made["components"] if canonicalize_name(one["name"]) in shipped]
    weights = _weights()
    made["components"] = packages + weights
    kept = {one["bom-ref"] for one in packages} | {made["metadata"]["component"]["bom-ref"]}
    made["dependencies"] = _among(made.get("dependencies", ()), kept) + [{"ref": one["bom-ref"]} for one in weights]
    return made


def _weights() -> list[dict[str, Any]]:
    """The files of weights, each with the sum that is checked when it is loaded."""
    files = {
        PACKAGED: (packaged_path() / "model.safetensors", PACKAGED_SHA256, "Apache-2.0"),
        "briefing-assistant-verifier": (VERIFIER.file, VERIFIER.sha256, "Apache-2.0"),
        "briefing-assistant-reader": (READER.file, READER.sha256, "Apache-2.0"),
    }
    out = []
    for name, (file, wanted, licence) in files.items():
        found = _sum(file)
        if found != wanted:
            raise SystemExit(f"{file} is not the file that was pinned (sha256 {found}).")
        out.append(
            {
                "type": "machine-learning-model",
                "bom-ref": f"weights:{name}",
                "name": f"{name}/{file.name}",
                "version": wanted[:12],
                "hashes": [{"alg": "SHA-256", "content": wanted}],
                "licenses": [{"license": {"id": licence}}],
            }
        )
    return out


def _among(dependencies: Any, kept: set[str]) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    out = []
    for one in dependencies:
        if one["ref"] in kept:
            on = [ref for ref in one.get("dependsOn", ()) if ref in kept]
            out.append({"ref": one["ref"], **({"dependsOn": on} if on else {})})
    return out


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
