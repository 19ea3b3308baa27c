"""What a key changes is derived, styled and painted once, and what it does not change is left as it is: counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.widget import Widget

from models.bills.book import Book
from models.bills.overview import Overview, overview
from models.bills.status import Moment
from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.tour import stands
from tui.panes.checklist import ChecklistPane
from tui.run.session import Session
from tui.widgets.stops import Stops


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        yield session


async def test_to_list_other_orders_derives_nothing_of_the_ledger_and_repaints_no_pane_that_says_the_same(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived, repainted = list[int](), Counter[str]()
    refresh = Widget.refresh

    def counted(widget: Widget, *regions: Region, **how: Any) -> Widget:
        repainted[widget.id or ""] += 1
        return refresh(widget, *regions, **how)

    def derive(book: Book, moment: Moment) -> Overview:
        derived.append(len(book.bills))
        return overview(book, moment)

    async with opened(sample, (100, 30)) as (pilot, screen):
        await stands(pilot, screen)
        detail = screen.detail
        monkeypatch.setattr("tui.screens.state_screen.overview", derive)
        monkeypatch.setattr(Widget, "refresh", counted)
        screen.see(order=screen.selection.order)
        assert repainted["orders-list"] == 1
        assert {"bill", "checklist", "bill-text", "month", "next"}.isdisjoint(repainted)
        assert not derived
        assert screen.detail is detail
        screen.relist()
        assert len(derived) == 1
        assert repainted["bill-text"] == 1


async def test_a_pane_that_the_keyboard_goes_to_is_styled_once(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled, apply = Counter[object](), Stylesheet.apply

    def counted(sheet: Stylesheet, node: Any, **how: Any) -> None:
        styled[node] += 1
        apply(sheet, node, **how)

    async with opened(sample, (100, 30)) as (pilot, screen):
        await pilot.press("2")
        await stands(pilot, screen)
        monkeypatch.setattr(Stylesheet, "apply", counted)
        screen.bring("checklist")
        assert styled[screen.query_one(ChecklistPane)] == styled[screen.query_one("#steps")] == 1
        styled.clear()
        screen.bring("orders")
        assert styled[screen.query_one("#orders")] == styled[screen.query_one(Stops)] == 1
