"""What the first keys need is there before they come."""

import subprocess
import sys

import pytest

from tests.tui.commands.test_damaged_file import until
from tests.tui.screens.test_main_screen import opened
from tui.run.session import Session
from tui.screens import soon

LOADED = """
import sys
import tui.app, tui.commands.app, tui.terminal.driver
from tui.screens.soon import SOON
print(*(each for each in SOON if each in sys.modules))
"""


async def test_what_the_first_keys_need_is_loaded_when_the_first_screen_stands(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(soon, "PAUSE", 0.001)
    monkeypatch.setattr(soon, "import_module", loaded.append)
    async with opened(sample) as (pilot, _screen):
        await until(pilot, lambda: len(loaded) == len(soon.SOON))
    assert loaded == list(soon.SOON)


def test_none_of_it_is_loaded_before() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == []
