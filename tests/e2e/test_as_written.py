"""The commands of the READMEs and of the pages in docs/, run as they stand there, in a clean checkout.

No network is used: what `pip` would fetch is lent by this environment, the declared backend among it. Where `pipx` or
`uv` is not installed, or `ssh` would leave the machine, a script of that name does what the tool does: it puts the
checkout into an environment of its own and its command on the path; it runs the command here.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.test_readme import BLOCK, INLINE, READMES, ROOT

pytest.importorskip("hatchling", reason="what builds the wheel comes with the dev tools: `pip install -e '.[dev]'`")
pytestmark = pytest.mark.xdist_group("as written")

PAGES = sorted((ROOT / "docs").rglob("*.md"))
INSTALLER = """#!/bin/sh
set -e
[ "$1" = install ] || { shift; [ "$1" = install ]; }
"$PYTHON" -m venv --without-pip "$HOME/venv"
"$PYTHON" -m pip -q --python "$HOME/venv/bin/python" install "$2"
ln -sf "$HOME/venv/bin/fenqi" "$HOME/.local/bin/fenqi"
"""
"""What `pipx install .` and `uv tool install .` do."""
SSH = """#!/bin/sh
[ "$1" != -t ] || shift
shift
exec "$@"
"""
"""What `ssh [-t] host COMMAND` does, on this host."""
INSTALLS = ("pipx install .", "uv tool install .")
OPENS = ("fenqi", "ssh -t host fenqi")
"""Commands that open the app."""
READS = ("ssh host fenqi reconcile - < alipay.csv", "ssh host fenqi reconcile - --yes < alipay.csv")
"""Commands that read a statement that lies here."""


class Place:
    """A clean checkout, and a home with a path of its own."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.home = folder / "checkout", folder / "home"
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
        for name in filter(None, tracked.decode().split("\0")):
            if name.startswith(("models/", "tui/")) or "/" not in name:
                (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.checkout / name)
        path = self.home / ".local" / "bin"
        path.mkdir(parents=True)
        (path / "python3").symlink_to(sys.executable)
        self.stand_ins = [name for name in ("pipx", "uv") if shutil.which(name) is None]
        for name in ("pipx", "uv", "ssh"):  # one that is there would go to the network all the same
            (path / name).write_text(SSH if name == "ssh" else INSTALLER, "utf-8")
            (path / name).chmod(0o755)
        self.env: Mapping[str, str] = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FENQI", "PIP_"))},
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PATH": f"{path}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "PYTHON": sys.executable,
            "PYTHONPATH": sysconfig.get_path("purelib"),
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # as pip reads it: the backend is lent, too
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "LANG": "C.UTF-8",
        }

    def run(self, line: str) -> str:
        """What the line prints."""
        done = subprocess.run(
            ["bash", "--norc", "-euo", "pipefail", "-c", line],
            cwd=self.checkout,
            env=dict(self.env),
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def open(self, line: str) -> Terminal:
        """A terminal in which the line was entered."""
        script = f"cd '{self.checkout}' && {line}"
        return Terminal(
            command=(
                "env",
                "-i",
                *(f"{k}={v}" for k, v in self.env.items()),
                "TERM=xterm-256color",
                "bash",
                "--norc",
                "-c",
                script,
            )
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("clean"))


def lines(page: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    """The command lines of the page, in the words of the English one."""
    for block in pattern.findall(page.read_text("utf-8")):
        yield from (each.replace(" --lang zh_CN", "").replace("主机", "host") for each in block.splitlines())


def test_the_first_block_opens_the_sample_data_in_a_checkout_where_nothing_is_installed(place: Place) -> None:
    first, second = lines(READMES["en"], BLOCK)
    assert list(lines(READMES["zh_CN"], BLOCK)) == [first, second]
    assert second.endswith("pytest -n auto"), "which runs this, too"
    with place.open(first) as terminal:
        terminal.wait_for("sample data", "q quit")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    where = place.run("python=$PWD/.venv/bin/python; cd /; $python -c 'import tui; print(tui.__file__)'")
    assert Path(where).is_relative_to(place.checkout / ".venv"), "what was installed, and not the sources"


def test_what_installs_it_puts_the_command_on_the_path_and_every_other_line_runs_as_it_stands(place: Place) -> None:
    """Of the READMEs, and of every block of the pages."""
    for installs in INSTALLS:
        assert all(installs in lines(page, INLINE) for page in READMES.values())
        (place.home / ".local" / "bin" / "fenqi").unlink(missing_ok=True)
        place.run(installs)
        assert place.run("fenqi --version") == f"fenqi {version('fenqi')}\n"
    shutil.copytree(ROOT / "tests" / "data" / "examples", place.checkout, dirs_exist_ok=True)
    found = dict.fromkeys(each for page in READMES.values() for each in lines(page, INLINE))
    found |= dict.fromkeys(each for page in PAGES for each in lines(page, BLOCK))
    assert {*OPENS, *READS} <= found.keys()
    for each in found.keys() - {*INSTALLS, *OPENS, *READS}:
        assert "fenqi" in place.run(each)
    for each in READS:
        assert "Alipay" in place.run(f"({each}) 2>&1 || test $? = 10")
    for each in OPENS:
        with place.open(each) as terminal:
            terminal.wait_for("fenqi", "q quit")
