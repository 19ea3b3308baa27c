"""The list of orders in the width that it has, and the signs before them."""

import pytest

from models.bills.status import row_status
from models.values.money import yuan
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.panes.orders import OrdersPane
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.widgets.lines import Lines
from tui.words.present import legend, status_words


def listed(screen: MainScreen) -> str:
    """The orders as the pane has painted them."""
    lines = screen.query_one("#orders-list", Lines)
    return "\n".join(lines.render_line(y).text for y in range(lines.count))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 48)])
@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_the_list_uses_its_width_for_amounts_and_statuses(language: str, size: tuple[int, int]) -> None:
    with make.session(language) as session:
        async with opened(session, size) as (_pilot, screen):
            row = screen.query_one(OrdersPane).listing.rows[0]
            assert row.next is not None
            assert yuan(row.next.outstanding) in listed(screen)
            worded = status_words(row_status(row, session.moment()), session.language) in listed(screen)
            assert worded or size != (80, 24), "beside other panes there may be no room for the word"


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_the_help_page_explains_every_sign(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await pilot.press("question_mark")
            page = pilot.app.screen
            assert isinstance(page, HelpScreen)
            lines = {" ".join("".join(text for text, _ in line).split()) for line in page.lines(80)}
            assert {f"{glyph} {words}" for glyph, words, _ in legend(session.language)} <= lines
