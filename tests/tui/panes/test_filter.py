"""The filter's own line: what is typed, how many orders it lets through, and where it looks."""

import pytest
from textual.pilot import Pilot

from screenshots import make
from tests.tui.panes.test_orders_list import listed
from tests.tui.screens.test_main_screen import opened
from tui.widgets.filter_line import FilterLine
from tui.widgets.inks import INKS
from tui.widgets.lines import Lines
from tui.words.hits import HIT


def line_of(pilot: Pilot[str]) -> str:
    """The filter's line as it is painted."""
    found = pilot.app.screen.query_one(FilterLine)
    top = found.region
    strips = pilot.app.screen._compositor.render_strips()
    return strips[top.y].text.strip("│ ")


@pytest.mark.parametrize(
    ("language", "size", "ends"),
    [
        ("zh_CN", (80, 24), "1/14 · 名称、渠道、订单号、备注"),
        ("en", (80, 24), "1 of 14 · title, channel, order no., note"),
        ("en", (100, 30), "1 of 14 · title, channel, order no., note"),
        ("zh_CN", (46, 20), "1/14"),
    ],
)
async def test_it_says_how_many_orders_it_lets_through_and_where_it_looks(
    language: str, size: tuple[int, int], ends: str
) -> None:
    with make.session(language) as session:
        async with opened(session, size) as (pilot, _screen):
            await pilot.press("slash", "冰")
            await pilot.pause()
            shown = line_of(pilot)[: size[0] - 2]
            assert shown.startswith("/ 冰")
            assert ends in shown


async def test_what_was_typed_stands_still_whatever_the_count_is() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("slash")
            await pilot.pause()
            box = screen.query_one(FilterLine).box
            widths = {box.size.width}
            for key in "k70":
                await pilot.press(key)
                await pilot.pause()
                widths.add(box.size.width)
            assert len(widths) == 1


async def test_the_first_letters_go_into_the_filter_however_fast_they_come() -> None:
    with make.session("en") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("slash", *"k70")
            assert screen.query_one(FilterLine).box.value == "k70"
            await pilot.press("enter")
            assert "K70" in listed(screen)
            assert screen.query_one(FilterLine).display, "what is filtered is said as long as it is"
            await pilot.press("escape")
            await pilot.pause()
            assert not screen.query_one(FilterLine).display
            assert len(screen.listing.rows) == 14


async def test_the_letters_that_it_hits_are_underlined_in_the_rows() -> None:
    with make.session("zh_CN") as session:
        async with opened(session, (80, 24)) as (pilot, screen):
            await pilot.press("slash", *"小米1")
            lines = screen.query_one("#orders-list", Lines)
            strips = [lines.render_line(y) for y in range(lines.count)]
            marked = [
                segment.text for strip in strips for segment in strip if segment.style and segment.style.underline
            ]
            assert marked == ["小米1"]
            assert INKS[HIT] == "underline"
