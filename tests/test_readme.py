"""The READMEs: what it is and one picture, two commands, four pictures; short, alike in both languages, all tried."""

import ast
import re
from pathlib import Path

import pytest

from screenshots import make

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh_CN": ROOT / "README.zh-CN.md"}
MOST_LINES = 100
"""Two screens."""
BLOCK = re.compile(r"^```sh\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:fenqi|pipx|uv|ssh|python3|pip)\b[^`\n]*)`")
PICTURE = re.compile(r"!\[[^]]+\]\(screenshots/(\S+)\.svg\)")
LINK = re.compile(r"(?<!!)\[[^]]+\]\((\S+?)\)")

AS_IT_STANDS = (
    "tests/e2e/test_as_written.py::"
    "test_what_installs_it_puts_the_command_on_the_path_and_every_other_line_runs_as_it_stands",
)
TRIED = {
    "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/fenqi demo": (
        "tests/e2e/test_as_written.py::test_the_first_block_opens_the_sample_data_in_a_checkout_where_nothing_is_installed",
    ),
    # `.ci/run` takes this line from the README and runs it.
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest -n auto": (
        "tests/test_readme.py::test_the_checks_of_main_run_the_command_that_the_readme_gives",
    ),
    "pipx install .": AS_IT_STANDS,
    "uv tool install .": AS_IT_STANDS,
    "fenqi": AS_IT_STANDS,
    "fenqi demo": ("tests/e2e/test_demo.py::test_help_tells_the_command_too",),
    "ssh -t host fenqi": (
        *AS_IT_STANDS,
        "tests/e2e/test_sshd.py::test_a_checklist_goes_on_at_the_next_login_and_is_recorded_once",
    ),
    "fenqi --help": AS_IT_STANDS,
}
"""Every command, and the tests that run it: as it stands, or what it does without a network."""


def commands(page: Path) -> list[str]:
    """The commands in the order in which they stand, as the English page has them."""
    text = page.read_text("utf-8")
    found = [*BLOCK.findall(text), *INLINE.findall(text)]
    return [each.replace(" --lang zh_CN", "").replace("主机", "host") for each in found]


@pytest.mark.parametrize("page", READMES.values(), ids=READMES)
def test_every_command_is_run_by_a_test_that_is_there(page: Path) -> None:
    assert set(commands(page)) <= TRIED.keys()
    for test in {test for each in commands(page) for test in TRIED[each]}:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}, test


def test_the_checks_of_main_run_the_command_that_the_readme_gives() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "/^## Test$/" in run and "README.md" in run
    assert re.search(r"^## Test\n\n```sh\n.*pytest -n auto\n```$", READMES["en"].read_text("utf-8"), re.MULTILINE)


def test_both_say_the_same() -> None:
    english, chinese = (page.read_text("utf-8") for page in READMES.values())
    assert commands(READMES["en"]) == commands(READMES["zh_CN"])
    assert [len(mark) for mark in re.findall(r"^(#+) ", english, re.MULTILINE)] == [
        len(mark) for mark in re.findall(r"^(#+) ", chinese, re.MULTILINE)
    ]
    assert [name.removesuffix("-en") for name in PICTURE.findall(english)] == [
        name.removesuffix("-zh_CN") for name in PICTURE.findall(chinese)
    ]
    there = [link.replace("docs/zh-CN/", "docs/") for link in LINK.findall(chinese)]
    assert [link for link in LINK.findall(english) if not link.startswith("README")] == [
        link for link in there if not link.startswith("README")
    ]


@pytest.mark.parametrize("language", READMES)
def test_each_is_two_screens_long_with_the_two_commands_behind_one_picture_and_before_a_tour_of_four(
    language: str,
) -> None:
    text = READMES[language].read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert PICTURE.findall(text) == [make.path(name, language).stem for name in make.PICTURES]
    first, *rest = (found.start() for found in PICTURE.finditer(text))
    assert len(rest) == 4
    assert all(first < found.start() < rest[0] for found in BLOCK.finditer(text))


CHINESE = (READMES["zh_CN"], *sorted((ROOT / "docs" / "zh-CN").rglob("*.md")))


@pytest.mark.parametrize("page", CHINESE, ids=lambda page: page.name)
def test_no_line_ends_between_two_chinese_characters_where_a_reader_would_see_a_blank(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"[\u3400-\u9fff]\n *[\u3400-\u9fff].*", text) == []
