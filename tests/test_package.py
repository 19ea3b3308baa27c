"""The wheel holds what runs and no more; installed from it alone, `fenqi` starts and a shell completes its words."""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from tui.cli.main import SOURCES

pytest.importorskip("hatchling", reason="what builds the wheel comes with the dev tools: `pip install -e '.[dev]'`")
pytestmark = pytest.mark.xdist_group("package")

ROOT = Path(__file__).parents[1]
WITHIN = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Early patches of Python 3.11 know no filter of what an archive may hold."""
BESIDE_SOURCES = {".mo", ".po", ".toml", ".json", ".tcss"}
"""The endings of what the app reads besides its sources."""


def called(*command: str | Path, cwd: Path, **env: str) -> str:
    """What a command prints; nothing of the surroundings leads it back to this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FENQI"))}
    done = subprocess.run(command, cwd=cwd, env={**kept, "LANG": "C.UTF-8", **env}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m build` makes of the checkout, by way of its sources packed: the same backend, no network."""
    folder = tmp_path_factory.mktemp("dist")
    paths = os.pathsep.join(path for path in sys.path if path and Path(path) != ROOT)
    for made, at in (("sdist", "*.tar.gz"), ("wheel", "*.whl")):
        (sources,) = folder.glob("fenqi-*/") if made == "wheel" else (ROOT,)
        call = f"import sys; from hatchling.build import build_{made}; build_{made}(sys.argv[1])"
        called(sys.executable, "-c", call, folder, cwd=sources, PYTHONPATH=paths)
        (found,) = folder.glob(at)
        if made == "sdist":
            shutil.unpack_archive(found, folder, **WITHIN)
    return found


@pytest.fixture(scope="module")
def fenqi(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment of its own, with the wheel in it; what it depends on is lent by this one."""
    home = tmp_path_factory.mktemp("installed")
    called(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    python = home / "bin" / "python"
    called(sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-index", "--no-deps", wheel, cwd=home)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return home / "bin" / "fenqi"


def test_the_wheel_has_all_that_runs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    beside = {file for package in ("models", "tui") for file in (ROOT / package).rglob("*") if file.is_file()}
    needed = {
        file.relative_to(ROOT).as_posix() for file in beside if file.suffix in BESIDE_SOURCES or file.suffix == ".py"
    }
    assert names == needed
    assert {"models/channels/channels.json", "tui/styles/fenqi.tcss"} <= names
    assert "tui/locale/zh_CN/LC_MESSAGES/fenqi.mo" in names
    assert {name.split("/")[0] for name in names} == {"models", "tui"}, "no tests, no pictures, no pages"


def test_installed_from_it_alone_fenqi_says_its_version_and_speaks_both_languages(fenqi: Path) -> None:
    home = fenqi.parents[1]
    where = called(fenqi.with_name("python"), "-c", "import tui; print(tui.__file__)", cwd=home)
    assert Path(where).is_relative_to(home), "not the sources of this checkout"
    assert called(fenqi, "--version", cwd=home) == f"fenqi {version('fenqi')}\n"
    assert "用法" in called(fenqi, "--lang", "zh_CN", "--help", cwd=home)
    offer = ("--principal", "1200", "--periods", "3", "--interest-free")
    assert "2026-12-22" in called(fenqi, "--now", "2026-11-22T14:00:00+08:00", "quote", *offer, "--json", cwd=home)


ASKED: Mapping[str, tuple[str, set[str]]] = {
    "a command": ("fenqi ord", {"order", "orders"}),
    "every command": ("fenqi ", {*SOURCES, "demo"}),
    "a command below another": ("fenqi order ", {"add", "set", "delete"}),
    "an option": ("fenqi show --r", {"--rates"}),
    "what an option may be": ("fenqi orders --view s", {"settled"}),
}


@pytest.mark.parametrize("typed", ASKED)
def test_bash_zsh_and_fish_complete(typed: str, fenqi: Path) -> None:
    line, words = ASKED[typed]
    at = str(len(line.split(" ")) - 1)
    bash = called(fenqi, cwd=fenqi.parent, _FENQI_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=at)
    assert {each.partition(",")[2] for each in bash.splitlines()} == words
    zsh = called(fenqi, cwd=fenqi.parent, _FENQI_COMPLETE="zsh_complete", COMP_WORDS=line, COMP_CWORD=at)
    assert set(zsh.splitlines()[1::3]) == words
    last = line.split(" ")[-1]
    fish = called(fenqi, cwd=fenqi.parent, _FENQI_COMPLETE="fish_complete", COMP_WORDS=line, COMP_CWORD=last)
    assert {each.partition(",")[2].partition("\t")[0] for each in fish.splitlines()} == words


def test_the_line_on_the_page_of_the_shell_turns_it_on(fenqi: Path) -> None:
    line = 'eval "$(_FENQI_COMPLETE=bash_source fenqi)"'
    for page in (ROOT / "docs" / "shell.md", ROOT / "docs" / "zh-CN" / "shell.md"):
        assert line in page.read_text("utf-8")
    path = f"{fenqi.parent}{os.pathsep}{os.environ['PATH']}"
    assert "fenqi" in called("bash", "--norc", "-c", f"{line}; complete -p fenqi", cwd=fenqi.parent, PATH=path)


STARTED = {
    "bash": 'eval "$({line})"; complete -p fenqi',
    "zsh": 'autoload -U compinit; compinit -u -d "$HOME/dump"; eval "$({line})"; print -- $_comps[fenqi]',
    "fish": "{line} | source; complete -C 'fenqi ord'",
}
"""What each shell is to do with the script that it is given, and then says of `fenqi`."""
PLAIN = {"bash": ("--norc",), "zsh": ("-f",), "fish": ("--no-config",)}


@pytest.mark.parametrize("name", STARTED)
def test_the_script_of_each_shell_is_one_that_it_takes(name: str, fenqi: Path, tmp_path: Path) -> None:
    script = called(fenqi, cwd=fenqi.parent, _FENQI_COMPLETE=f"{name}_source")
    assert f"_FENQI_COMPLETE={name}_complete" in script
    shlex.split(script, comments=True)  # every quote is closed
    assert all(script.count(one) == script.count(other) for one, other in ("{}", "[]"))
    shell = shutil.which(name)
    if shell is None:
        pytest.skip(f"{name} is not installed: its script was looked at and not started")
    assert subprocess.run([shell, "-n"], input=script, encoding="utf-8", check=False).returncode == 0
    line = STARTED[name].replace("{line}", f"env _FENQI_COMPLETE={name}_source fenqi")
    path = f"{fenqi.parent}{os.pathsep}{os.environ['PATH']}"
    said = called(shell, *PLAIN[name], "-c", line, cwd=fenqi.parent, PATH=path, HOME=str(tmp_path))
    assert "fenqi" in said if name != "fish" else "orders" in said
