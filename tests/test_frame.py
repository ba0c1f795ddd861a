"""The frame: pins, dependencies and their reasons, the two commands, and the set-up's short refusals."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import shutil
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FRAME = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> list[str]:
    return [*FRAME["dependencies"], *(r for extra in FRAME["optional-dependencies"].values() for r in extra)]


def names() -> list[str]:
    return [re.split(r"[\[<>=!~ ;]", requirement)[0] for requirement in requirements()]


def pins() -> dict[str, str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.split(";")[0].strip() for line in lines if line.strip() and not line.startswith("#")]
    return {plain(name): version for name, version in (line.split("==") for line in kept)}


def test_constraints_pin_exactly_and_carry_no_local_labels() -> None:
    assert pins()["torch"] == "2.13.0"
    assert [name for name, version in pins().items() if not re.fullmatch(r"[0-9][0-9a-z.]*", version)] == []
    assert [name for name in pins() if name.startswith("nvidia") or name == "triton"] == []


def test_every_dependency_is_pinned_and_bounded() -> None:
    assert [name for name in names() if plain(name) not in pins()] == []
    assert [r for r in requirements() if "==" not in r and "<" not in r] == []


def test_every_dependency_has_its_line_in_contributing() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Dependencies")[1]
    said = re.findall(r"^\| `([\w.-]+)` \|", text, re.MULTILINE)
    assert sorted(said) == sorted(names())


def test_readme_names_commands_that_exist() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    assert {"run", "test", "setup"} <= named <= targets
    assert set(re.findall(r"bootstrap\.py ([a-z]+)", readme)) == {"run", "test"}


def test_app_is_at_most_twenty_lines() -> None:
    assert len((PROJECT / "app.py").read_text(encoding="utf-8").splitlines()) <= 20


def test_build_server_calls_make_test() -> None:
    script = PROJECT / ".ci" / "run"
    assert "exec make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111


# bootstrap.py ------------------------------------------------------------------------------------------------------


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The set-up of a project that holds nothing else, with a .venv that looks whole to it."""
    (tmp_path / "assistant").mkdir()
    copy = shutil.copy(PROJECT / "assistant" / "bootstrap.py", tmp_path / "assistant")
    spec = importlib.util.spec_from_file_location("bootstrap_of_another_project", copy)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in module.DECIDES:
        (tmp_path / name).write_text("one\n")
    for name in ("python", "briefing"):
        command = Path(module.in_venv(name))
        command.parent.mkdir(parents=True, exist_ok=True)
        command.touch()
    Path(module.STAMP).write_text(json.dumps({"made_from": module.made_from(), "extras": ["openai"]}))
    return module


def test_setup_does_nothing_when_nothing_changed(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.setup(("openai",)) == 0
    assert capsys.readouterr().out == ""


def test_setup_is_due_when_an_extra_a_pin_or_the_command_is_missing(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert bootstrap.is_set_up(("openai",))
    assert not bootstrap.is_set_up(("dev", "openai"))
    (tmp_path / "constraints.txt").write_text("two\n")
    assert not bootstrap.is_set_up(("openai",))
    (tmp_path / "constraints.txt").write_text("one\n")
    Path(bootstrap.in_venv("briefing")).unlink()
    assert not bootstrap.is_set_up(("openai",))


@pytest.mark.parametrize("damage", ["{", "[]", '{"made_from": 1}', ""])
def test_a_damaged_stamp_is_no_stamp(bootstrap: ModuleType, damage: str) -> None:
    Path(bootstrap.STAMP).write_text(damage)
    assert not bootstrap.is_set_up(("openai",))
    assert not bootstrap.venv_works()  # the python in it is an empty file


def test_an_old_python_is_refused_in_one_line(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.SetupError, match=r"^Python 3\.11 or newer is needed; this is 3\.9 \(.*\)\.$"):
        bootstrap.check_python(version=(3, 9, 18))


def test_a_missing_venv_module_is_said_in_one_line(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.SetupError, match=r"^This Python has no ensurepip module.*python3-venv\)\.$"):
        bootstrap.check_python(find=lambda name: None if name == "ensurepip" else name)


def test_bootstrap_keeps_to_a_syntax_that_old_pythons_read() -> None:
    ast.parse((PROJECT / "assistant" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_bad_usage_exits_with_two(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "usage:" in capsys.readouterr().err
