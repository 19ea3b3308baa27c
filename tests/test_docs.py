"""The pages in docs/ and the READMEs say what is so."""

import json
import re
from pathlib import Path

import pytest
from click import Context

from tests.tui.cli.shell import Shell
from tui.cli.main import fenqi

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
SHELL = [ROOT / "docs" / "shell.md", ROOT / "docs" / "zh-CN" / "shell.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"^\| `fenqi (\w+)", re.MULTILINE)
NAME = re.compile(r"`([a-z_]+)`")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_the_page_of_the_shell_lists_the_commands_that_there_are_and_no_other(page: Path) -> None:
    assert set(COMMAND.findall(page.read_text("utf-8"))) == set(fenqi.list_commands(Context(fenqi)))


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_name_in_the_json_of_a_bill_is_on_the_page_of_the_shell(page: Path, shell: Shell) -> None:
    names = set(NAME.findall(page.read_text("utf-8")))
    (bill, *_) = json.loads(shell("bills", "--json").out)["bills"]
    assert bill.keys() | bill["lines"][0].keys() <= names


def test_every_page_is_there_in_both_languages() -> None:
    assert {page.name for page in (ROOT / "docs").glob("*.md")} == {
        page.name for page in (ROOT / "docs" / "zh-CN").glob("*.md")
    }
