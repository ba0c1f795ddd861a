"""Sets the project up, runs it, checks it: ``python assistant/bootstrap.py setup|run|test``.

Knows the standard library only, for it runs before anything is installed, and no syntax newer than Python 3.6, so
that an old Python gets as far as saying that it is too old. What ``make`` does, this does; on Windows it stands alone.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from typing import Any, Callable

OLDEST = (3, 11)
PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(PROJECT, ".venv")
STAMP = os.path.join(VENV, "setup.json")
LOG = os.path.join(VENV, "setup.log")
DECIDES = ("pyproject.toml", "constraints.txt")
VENV_HINT = "install it first (Debian and Ubuntu: apt install python3-venv)"

RUN_EXTRAS = ("ocr", "openai")
TEST_EXTRAS = ("dev", "ocr", "openai")
SCANS = ["tesseract-ocr", "tesseract-ocr-osd"]  # the second tells a page's script and which way up it lies
SCANS += ["tesseract-ocr-" + language for language in ("eng", "jpn", "kor", "rus", "chi-sim")]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class SetupError(Exception):
    """Something failed before the product could start; one line says what, and what to do."""


def main(words: "list[str]") -> int:
    """Do what the one word in `words` says; returns the exit status."""
    tasks = {"setup": lambda: setup(RUN_EXTRAS), "run": run, "test": test}
    if len(words) != 1 or words[0] not in tasks:
        print("usage: python assistant/bootstrap.py setup|run|test", file=sys.stderr)
        return 2
    os.chdir(PROJECT)
    try:
        check_python()
        return tasks[words[0]]()
    except (SetupError, OSError) as error:
        print("error: {}".format(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


# The three tasks ---------------------------------------------------------------------------------------------------


def setup(extras: "tuple[str, ...]") -> int:
    """Make .venv hold the project, its pinned dependencies and `extras`; nothing is done where it already does."""
    if is_set_up(extras):
        return 0
    if not venv_works():
        say("Making .venv with Python {}.{} ...".format(*sys.version_info[:2]))
        make_venv()
    say("Installing the pinned packages into .venv (some minutes and about 2 GB the first time) ...")
    install(extras)
    have_tesseract()
    with open(STAMP, "w", encoding="utf-8") as file:
        json.dump({"made_from": made_from(), "extras": sorted(extras)}, file)
    say("Set up. The command is {}".format(os.path.relpath(in_venv("briefing"), PROJECT)))
    return 0


def run() -> int:
    """Set up, then serve the page until it is stopped."""
    setup(RUN_EXTRAS)
    command = [in_venv("python"), os.path.join(PROJECT, "app.py")]
    if os.name == "nt":
        return subprocess.call(command)
    sys.stdout.flush()
    os.execv(command[0], command)


def test() -> int:
    """Set up with what the checks need, then run every check; 0 where all of them passed."""
    setup(TEST_EXTRAS)
    python = in_venv("python")
    # Two at a time, file by file and in order: most wait, for a server or a clock, and browser tests come last.
    pytest = [python, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    pytest += [] if have_browser() else ["-m", "not browser"]
    timed = "tests/test_cli_ingest.py"  # holds the program to seconds, so nothing runs beside it
    checks = (
        ("ruff", [python, "-m", "ruff", "check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("import-linter", [in_venv("lint-imports")]),
        ("pytest, timed", [python, "-m", "pytest", timed]),
        ("pytest", [*pytest, "--ignore", timed]),
    )
    failed = []
    for name, command in checks:
        say("== {}".format(name))
        if subprocess.call(command, stdin=subprocess.DEVNULL) != 0:
            failed.append(name)
    say("Failed: {}".format(", ".join(failed)) if failed else "All checks passed.")
    return 1 if failed else 0


# Setting up --------------------------------------------------------------------------------------------------------


def check_python(
    version: "tuple[Any, ...]" = sys.version_info, find: "Callable[[str], Any]" = importlib.util.find_spec
) -> None:
    """Refuse a Python of a `version` that is too old, or one where `find` lacks what a virtual environment needs."""
    if version < OLDEST:
        wanted, found = "{}.{}".format(*OLDEST), "{}.{}".format(*version[:2])
        raise SetupError("Python {} or newer is needed; this is {} ({}).".format(wanted, found, sys.executable))
    missing = [name for name in ("venv", "ensurepip") if find(name) is None]
    if missing and not venv_works():
        raise SetupError("This Python has no {} module; {}.".format(missing[0], VENV_HINT))


def made_from() -> "dict[str, str]":
    """What .venv was made from: the Python, the place, and the sums of the files that name packages."""
    found = {"python": "{}.{}".format(*sys.version_info[:2]), "project": PROJECT}
    for name in DECIDES:
        with open(os.path.join(PROJECT, name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found


def is_set_up(extras: "tuple[str, ...]") -> bool:
    """Whether .venv was made from what lies here now, with at least `extras`."""
    held = stamp()
    whole = os.path.exists(in_venv("python")) and os.path.exists(in_venv("briefing"))
    return whole and held.get("made_from") == made_from() and set(extras) <= set(held.get("extras", ()))


def stamp() -> "dict[str, Any]":
    """What the last finished set-up wrote down; empty where there was none."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            held = json.load(file)
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) and isinstance(held.get("made_from"), dict) else {}


def venv_works() -> bool:
    """Whether .venv is of this Python's version, lies where it was made, and has a pip that starts."""
    made_in = stamp().get("made_from", {}).get("project", PROJECT)
    if made_in != PROJECT or not os.path.exists(in_venv("python")):
        return False
    asks = "import pip, sys; print('{}.{}'.format(*sys.version_info[:2]))"
    status, told = quietly([in_venv("python"), "-c", asks])
    return status == 0 and told.strip() == "{}.{}".format(*sys.version_info[:2])


def make_venv() -> None:
    """Make .venv anew; what was there goes."""
    status, told = quietly([sys.executable, "-m", "venv", "--clear", VENV])
    if status != 0:
        why = "this Python brings no pip; " + VENV_HINT if "ensurepip" in told else " ".join(told.split())[:300]
        raise SetupError(".venv could not be made: {}".format(why))


def install(extras: "tuple[str, ...]") -> None:
    """Install the project, editable, with its pinned dependencies; pip's own words go into .venv/setup.log."""
    if os.path.exists(STAMP):
        os.remove(STAMP)
    command = [in_venv("python"), "-m", "pip", "install", "--progress-bar", "off", "--no-input"]
    command += ["-c", "constraints.txt", "-e", ".[{}]".format(",".join(extras))]
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUTF8="1")
    last = ""
    with open(LOG, "w", encoding="utf-8") as log:
        pip = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for raw in pip.stdout or ():
            line = raw.decode(errors="replace").rstrip()
            log.write(line + "\n")
            last = line.strip() if line.startswith("ERROR") or not last.startswith("ERROR") else last
            show_passing(line)
    show_passing("")
    if pip.wait() != 0:
        raise SetupError("pip failed: {} (its whole output: .venv/setup.log)".format(last[:300]))


def show_passing(line: str) -> None:
    """Show `line` in place of the one before, where somebody watches a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write("\r" + line.strip()[:78].ljust(78) + "\r")
        sys.stdout.flush()


def in_venv(name: str) -> str:
    """The path of a command in .venv."""
    return os.path.join(VENV, "Scripts", name + ".exe") if os.name == "nt" else os.path.join(VENV, "bin", name)


# Programs that are no Python packages --------------------------------------------------------------------------------


def have_tesseract() -> bool:
    """Whether there is the program that reads scans, after trying to install Debian's; a line says so where not."""
    return bool(shutil.which("tesseract")) or installed("tesseract", "to read scans", SCANS, "scans are not read")


def have_browser() -> bool:
    """Whether there is a browser for the tests, after trying to install Debian's; says so in one line where not."""
    packages = ["chromium", "fonts-liberation"]
    found = any(shutil.which(name) for name in BROWSERS)
    return found or installed("chromium", "for the browser tests", packages, "the browser tests are skipped")


def installed(program: str, why: str, packages: "list[str]", without: str) -> bool:
    """Whether apt-get installed `program` with these Debian packages; where not, a line says what is then `without`."""
    name = program.capitalize()
    before = as_root() if os.path.exists("/etc/debian_version") and shutil.which("apt-get") else None
    if before is None:
        say("There is no {}, and it cannot be installed from here: {}.".format(name, without))
        return False
    say("Installing {} {} (apt-get) ...".format(name, why))
    wanted = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]
    wanted += ["-o", "DPkg::Lock::Timeout=120"]  # seconds to wait while another apt is at work
    for command in (wanted + packages, ["apt-get", "update", "-q"], wanted + packages):
        quietly(before + command)
        if shutil.which(program):
            return True
    say("apt-get could not install {}: {}.".format(name, without))
    return False


def as_root() -> "list[str] | None":
    """What stands before a command so that it runs as root without a password; None where that cannot be."""
    if os.geteuid() == 0:  # Debian's systems all have it
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo", "-n"] if quietly(["sudo", "-n", "true"])[0] == 0 else None


def quietly(command: "list[str]") -> "tuple[int, str]":
    """The exit status of a command and all that it said."""
    try:
        pipe = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        return 127, str(error)
    told = pipe.communicate()[0]
    return pipe.returncode, told.decode(errors="replace")


def say(line: str) -> None:
    """Print a line at once, also where the output is a file."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
