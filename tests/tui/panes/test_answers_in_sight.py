"""The answers of a question come into sight however the terminal shrinks; `test_tour` looks at every screen."""

import pytest

from screenshots import make
from tests.tui.screens.checks import unseen
from tests.tui.screens.stations import QUESTIONS, Station
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, TO_THE_AMOUNT, go_to, on_screen
from tests.tui.screens.tour import seen_by
from tui.widgets.choices import Choices

ON_ITS_BILL = {MOP: "小米14 Pro 16GB+512GB 岩石青"}
"""Where a bill of several orders has one row, the first of them stands for all."""


async def test_they_come_into_sight_when_the_terminal_shrinks_and_the_text_says_that_there_is_more() -> None:
    with make.session("en") as session:
        async with opened(session, (120, 60)) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_AMOUNT, *"5", "enter")
            await pilot.pause()
            assert "▴" not in on_screen(pilot)
            assert "  5 pay, record" in on_screen(pilot)
            await pilot.resize_terminal(100, 22)
            await pilot.pause()
            assert not [*unseen(seen_by(pilot, screen))]
            assert "▴" in on_screen(pilot)
            assert "  5 pay, record" not in on_screen(pilot)
            await pilot.resize_terminal(120, 60)
            await pilot.pause()
            assert "▴" not in on_screen(pilot)
            assert "  5 pay, record" in on_screen(pilot)


@pytest.mark.parametrize("asked", [each for each in QUESTIONS if each.keys in {("p",), ("f", "p")}], ids=str)
async def test_on_the_smallest_terminal_an_answer_takes_the_lines_that_it_needs(asked: Station) -> None:
    with make.session("en") as session:
        async with opened(session, (46, 20)) as (pilot, screen):
            await go_to(ON_ITS_BILL.get(asked.title, asked.title), pilot, screen)
            await pilot.press(*asked.keys)
            await pilot.pause()
            assert not [*unseen(seen_by(pilot, screen))], on_screen(pilot)
            options, question = screen.query_one("#options", Choices), screen.conversation.question
            assert question is not None
            shown = "".join(options.render_line(y).text for y in range(options.size.height))
            assert "…" not in shown
            assert shown.count("▸") == 1
            await pilot.press("G")
            await pilot.pause()
            marked = next(y for y in range(options.size.height) if "▸" in options.render_line(y).text)
            assert f"▸ {len(question.answers)} " in options.render_line(marked).text
