"""`L`: every repayment, to search; enter goes to its bill."""

from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.run.session import Session
from tui.screens.looking_back import LookingBackScreen


async def test_a_repayment_is_found_and_leads_to_its_bill(sample: Session) -> None:
    before = on_disk(sample)
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("L")
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, LookingBackScreen)
        assert len(text(pilot, "#past-list").splitlines()) == 3
        assert "total" in text(pilot, "#past-sums")
        await pilot.press("slash", *"223")
        await pilot.pause()
        assert "小米手表 S4 eSIM" in text(pilot, "#past-list")
        assert len(text(pilot, "#past-list").splitlines()) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is page, "the filter goes first"
        assert len(text(pilot, "#past-list").splitlines()) == 3
        await pilot.press("tab")
        assert page.query_one("#past-sums").has_focus
        await pilot.press("tab", "G", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.detail.bill is not None
        assert screen.detail.bill.id == "jd-baitiao/2026-11-06"
    assert on_disk(sample) == before
