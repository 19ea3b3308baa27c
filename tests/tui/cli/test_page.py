"""The page of the shell names what the commands about repayments answer."""

import re
from pathlib import Path

import pytest

from tests.tui.cli.shell import Shell

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [DOCS / "shell.md", DOCS / "zh-CN" / "shell.md"]
NAME = re.compile(r"`([a-z_]+)`")
ANSWERS = {
    "month": ("month",),
    "record": ("record", "huabei", "--amount", "622.06", "--method", "balance"),
    "refund": ("refund", "101", "--amount", "1.00"),
    "early": ("early", "101"),
    "undo": ("undo",),
}


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_names_beside_a_command_are_what_its_json_begins_with(page: Path, command: str, shell: Shell) -> None:
    (row,) = (line for line in page.read_text("utf-8").splitlines() if line.startswith(f"| `fenqi {command}"))
    answer = shell(*ANSWERS[command], "--json").json.keys() - {"schema"}
    assert set(NAME.findall(row.rsplit("|", 2)[1])) == answer
