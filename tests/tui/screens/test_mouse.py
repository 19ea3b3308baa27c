"""The mouse, where it is asked for: a click goes to a line or a pane, a second one is enter, the wheel scrolls."""

from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.app import FenqiApp
from tui.cli import main
from tui.forms.order_form import OrderForm
from tui.run.config import Config, parse_config
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.screens.palette import FoundList
from tui.widgets.choices import Choices
from tui.widgets.dialog import AnswerList
from tui.widgets.lines import Lines
from tui.widgets.picker import Picker


def row_of(lines: Lines, words: str) -> tuple[int, int]:
    """Where in the lines those words stand."""
    return 4, next(y for y in range(lines.size.height) if words in lines.render_line(y).text)


def orders(screen: MainScreen) -> Lines:
    return screen.query_one("#orders-list", Lines)


async def rest(pilot: Pilot[str]) -> None:
    await pilot.pause(0.2)


def test_it_is_off_unless_the_settings_ask_for_it(monkeypatch: pytest.MonkeyPatch, sample: Session) -> None:
    heard: list[bool] = []

    def run(_app: FenqiApp, *, mouse: bool, **_: Any) -> None:
        heard.append(mouse)

    monkeypatch.setattr(FenqiApp, "run", run)
    assert not Config().mouse
    for config in (Config(), parse_config("mouse = true")):
        main._run(replace(sample, config=config))
    assert heard == [False, True]


async def test_a_click_has_the_cursor_go_to_an_order_and_not_to_a_heading(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        lines = orders(screen)
        await pilot.click(lines, offset=row_of(lines, "K70"))
        await rest(pilot)
        assert screen.detail.order is not None and "K70" in screen.detail.order.title
        at = lines.cursor
        await pilot.click(lines, offset=row_of(lines, "within 7 days"))
        assert lines.cursor == at


async def test_a_second_click_is_enter(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        lines = orders(screen)
        await pilot.click(lines, offset=row_of(lines, "K70"), times=2)
        await rest(pilot)
        assert screen.query_one("#bill").has_class("-current")


async def test_a_click_in_another_pane_goes_there(sample: Session) -> None:
    async with opened(sample, (120, 36)) as (pilot, screen):
        await pilot.click(screen.query_one("#bill-text"), offset=(3, 3))
        await rest(pilot)
        assert screen.query_one("#bill").has_class("-current")
        assert screen.focused is not None and screen.focused.id == "bill-text"
        await pilot.click(orders(screen), offset=row_of(orders(screen), "K70"))
        await rest(pilot)
        assert screen.query_one("#orders").has_class("-current")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=str)
async def test_a_click_on_the_tab_of_a_pane_goes_there(sample: Session, size: tuple[int, int]) -> None:
    async with opened(sample, size) as (pilot, screen):
        for pane, words in (("checklist", "3 Checklist"), ("bill", "2 Bill"), ("checklist", "3 Checklist")):
            rows = on_screen(pilot).splitlines()
            y = next(at for at, row in enumerate(rows) if words in row)
            await pilot.click(offset=(cell_len(rows[y].partition(words)[0]) + 2, y))
            await rest(pilot)
            assert screen.query_one(f"#{pane}").has_class("-current")


async def test_the_wheel_scrolls_a_text_and_takes_the_cursor_along_in_a_list(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        at = orders(screen).cursor
        await pilot._post_mouse_events([MouseScrollDown], orders(screen), offset=(4, 4))
        assert orders(screen).cursor == at + 1
        await pilot.resize_terminal(60, 20)
        await pilot.press("2")
        await rest(pilot)
        page = screen.query_one("#bill-text", Lines)
        first = page.render_line(0).text
        await pilot._post_mouse_events([MouseScrollDown], page, offset=(4, 4))
        assert page.render_line(0).text != first
        await pilot._post_mouse_events([MouseScrollUp], page, offset=(4, 4))
        assert page.render_line(0).text == first


async def test_an_answer_about_the_world_outside_is_not_given_by_a_click(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("p", "enter")
        await pilot.pause()
        options = screen.query_one("#options", Choices)
        question = screen.question
        await pilot.click(options, offset=(4, 1), times=2)
        await pilot._post_mouse_events([MouseScrollDown], options, offset=(4, 1))
        await rest(pilot)
        assert options.cursor == 0
        assert screen.question == question, "a key gives it"


async def test_in_a_dialog_a_second_click_takes_the_answer(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("d")
        await pilot.pause()
        answers = pilot.app.screen.query_one(AnswerList)
        await pilot.click(answers, offset=row_of(answers, "yes"))
        assert pilot.app.screen is not screen
        await pilot.click(answers, offset=row_of(answers, "no"), times=2)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert len(screen.working.ledger.orders) == 14


async def test_in_the_palette_a_click_goes_to_an_entry_and_the_wheel_passes_over_headings(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press("ctrl+p", *"k70")
        await pilot.pause()
        found = pilot.app.screen.query_one(FoundList)
        await pilot.click(found, offset=(4, 0))
        assert found.chosen is not None
        await pilot.click(found, offset=row_of(found, "K70"), times=2)
        await rest(pilot)
        assert pilot.app.screen is screen
        assert screen.detail.order is not None and "K70" in screen.detail.order.title


async def test_a_click_on_the_arrows_of_a_choice_is_the_arrow_and_elsewhere_only_goes_there(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("a")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        picker = form.query_one("#channel", Picker)
        before = picker.value
        await pilot.click(picker, offset=(1, 0))
        assert (picker.value, form.focused) == (before, picker)
        await pilot.click(picker, offset=(picker.size.width - 1, 0))
        assert picker.value != before
        await pilot.click(picker, offset=(picker.size.width - 3, 0))
        assert picker.value == before
        assert on_screen(pilot)
