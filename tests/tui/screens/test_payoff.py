"""`O`: which order to settle early first. What there is to spare is asked once; enter leads to the settlement."""

import pytest
from rich.cells import cell_len

from tests.tui.screens.test_channels import text
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.spare import SpareForm
from tui.run.session import Session
from tui.screens.payoff import PayoffScreen
from tui.widgets.message_line import SaidLine


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_plans_are_compared_and_the_first_order_of_one_is_settled(sample: Session, size: tuple[int, int]) -> None:
    before = on_disk(sample)
    async with opened(sample, size) as (pilot, screen):
        await pilot.press("O")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SpareForm), "nothing is guessed: it is asked first"
        await pilot.press(*"500", "enter", "enter")
        await pilot.pause()
        page = pilot.app.screen
        assert isinstance(page, PayoffScreen)
        plans, orders = text(pilot, "#payoff-list"), text(pilot, "#payoff-turns")
        assert "saves most" in plans
        assert "1 小米手表 S4 eSIM" in orders
        assert "no gain: as planned" in orders
        assert all(cell_len(line) <= size[0] for line in [*plans.splitlines(), *orders.splitlines()])
        assert "rules from " in "".join(strip.text for strip in page._compositor.render_strips()) or size[0] < 100
        await pilot.press("Y")
        copied = pilot.app.clipboard
        assert "saves most" in copied and "小米手表 S4 eSIM" in copied and "smallest first" not in copied
        for begin in ("", "a"):  # a character of two cells begins in any column
            words = begin + "这一方案没有可提前结清的订单" * 10
            page.query_one(SaidLine).say(words)
            await pilot.pause()
            rows = [strip.text for strip in page._compositor.render_strips()]
            assert words in "".join(row.strip() for row in rows), "none is cut where the panes meet"
            assert "esc" in rows[-1], "the keys stay"
        await pilot.press("j")
        assert text(pilot, "#payoff-turns") != orders
        await pilot.press("tab", "tab")
        chart = page.query_one("#payoff-chart")
        assert chart.has_focus
        assert chart.region.height > 0, "it is in sight"
        await pilot.press("tab", "escape", "O")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PayoffScreen), "what there is to spare is known by now"
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.detail.bill is not None
        assert screen.detail.bill.settles
        assert "2026-12-22" in screen.message_shown
    assert on_disk(sample) == before
