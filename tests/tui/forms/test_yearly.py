"""`y`: all that the order under the cursor costs a year."""

import pytest

from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.run.session import Session


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_y_says_every_rate_and_its_line_and_escape_comes_back(spoken: Session, size: tuple[int, int]) -> None:
    async with opened(spoken, size) as (pilot, screen):
        before = on_disk(spoken)
        assert "IRR" not in text(pilot, "#bill-text"), "unasked it is one rate"
        await pilot.press("y")
        shown = text(pilot, "Lines")
        assert "IRR" in shown
        assert "24%" in shown
        assert all(len(line) <= size[0] for line in shown.splitlines())
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert on_disk(spoken) == before
