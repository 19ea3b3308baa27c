"""The pages of examples say what the commands print today, and leave out none that scripts use."""

import re
from pathlib import Path

import pytest

from tests.tools.transcript import PAGES, SHOWN, with_outputs
from tui.cli.main import SOURCES

ON_SCREENS = frozenset({"backup", "restore"})
"""These ask a person, or name a path."""


@pytest.mark.parametrize(("page", "language"), SHOWN)
def test_a_page_of_examples_says_what_its_commands_print(page: Path, language: str) -> None:
    text = page.read_text("utf-8")
    assert with_outputs(text, language) == text, "run `python -m tests.tools.transcript`"


@pytest.mark.parametrize("language", PAGES)
def test_every_command_is_among_the_examples(language: str) -> None:
    shown = set(re.findall(r"^\$ fenqi ([a-z]+)", PAGES[language].read_text("utf-8"), re.MULTILINE))
    assert shown == SOURCES.keys() - ON_SCREENS
