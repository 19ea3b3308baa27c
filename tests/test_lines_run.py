"""Every line of the shell that a page names in its text is run: it does something, or asks for what the page leaves
out, and is never unknown.

What stands in a block is run as it stands (`tests/e2e/test_as_written.py`, `tests/test_examples.py`).
"""

import io
import re
import shlex
from pathlib import Path

import click
import pytest

from tests.test_docs import ROOT
from tests.tui.cli.shell import Shell

PAGES = [*sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs" / "zh-CN").glob("*.md"))]
PAGES += [ROOT / "README.md", ROOT / "README.zh-CN.md"]
LINE = re.compile(r"`(?:[A-Z_]+=\S+ )?(fenqi [a-z][^`\n]*)`")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = re.compile(r"[A-Z]+|…|\[|[\u4e00-\u9fff]")
"""Stands for what somebody writes there."""
APP = "fenqi demo"
UNKNOWN = re.compile(r"no such|is not one of|not a valid|is not known", re.IGNORECASE)
"""What is said of an option, a command or a value that there is not."""


def lines(page: Path) -> list[str]:
    return [each for each in dict.fromkeys(LINE.findall(FENCED.sub("", page.read_text("utf-8")))) if each != APP]


WHOLE = sorted({each for page in PAGES for each in lines(page) if not LEFT_OUT.search(each.partition("fenqi ")[2])})


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_that_a_page_names_can_be_run(line: str, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    answer = shell(*shlex.split(line)[1:])
    assert answer.out or answer.err
    assert answer.code != click.UsageError.exit_code or not UNKNOWN.search(answer.err), answer.err


def test_there_are_lines_with_options_among_them() -> None:
    assert {"fenqi payoff --extra 500 --once 2000", "fenqi report --month 2026-11", "fenqi backup --yes"} <= {*WHOLE}
