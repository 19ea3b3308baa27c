"""The pages with examples: every command on one is run in turn, and what it prints stands below it.

`python -m tests.tools.transcript` writes what the commands print today into the pages. A command is a line that begins
with `$ fenqi`; one that is too long for a line goes on after a backslash. An exit code that is not 0
stands in brackets.
"""

import io
import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from shutil import copytree

from tui.cli.main import run

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "docs" / "examples.md", "zh_CN": ROOT / "docs" / "zh-CN" / "examples.md"}
SHOWN = [(page.with_name(name), language) for language, page in PAGES.items() for name in (page.name, "statements.md")]
"""All pages on which commands stand with what they print, each with its language."""
NOW = "2026-11-22T14:00:00+08:00"
"""When every command is run, unless it says so itself."""

FILES = ROOT / "tests" / "data" / "examples"
"""What lies beside the ledger: files that the commands read."""

HOME = "/home/you"
"""Where the pages say that the ledger lies."""

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def with_outputs(page: str, language: str) -> str:
    """The page with what its commands print, one after the other, in a directory with nothing but the `FILES`."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        copytree(FILES, folder, dirs_exist_ok=True)
        return _BLOCK.sub(lambda block: "".join(_answered(block[0], language)), page)


def _answered(block: str, language: str) -> Iterator[str]:
    for command in re.findall(r"^\$ (fenqi(?:[^\n]*\\\n)*[^\n]*)\n", block, re.MULTILINE):
        arguments = shlex.split(command.replace("\\\n", " "))[1:]
        code, printed = _run([*_options(language), *arguments])
        yield f"$ {command}\n{printed}"
        if code:
            yield f"[{code}]\n"


def _options(language: str) -> list[str]:
    return ["--db", "ledger.json", "--lang", language, "--now", NOW]


def _run(arguments: list[str]) -> tuple[int, str]:
    """The exit code of `fenqi` with these arguments, and what it says and prints."""
    before = sys.stdout, sys.stderr
    printed, said = streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in before]
    sys.stdout, sys.stderr = streams
    try:
        code = run(arguments)
    finally:
        sys.stdout, sys.stderr = before
    return code, _ended(_text(said)) + _ended(_laid_out(_text(printed)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read().replace(str(Path.cwd()), HOME)


def _laid_out(text: str) -> str:
    """JSON in lines that a person reads; anything else as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    except ValueError:
        return text


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def main() -> None:
    """Write the pages."""
    for page, language in SHOWN:
        page.write_text(with_outputs(page.read_text("utf-8"), language), "utf-8")


if __name__ == "__main__":
    main()
