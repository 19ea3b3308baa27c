"""The bill pane on the screen: what is settled opens and folds, and the edges say how much is not seen."""

from textual.pilot import Pilot

from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import go_to
from tui.run.session import Session
from tui.widgets.lines import Lines


def seen(pilot: Pilot[str]) -> list[str]:
    """The rows of the pane that are on the screen."""
    lines = pilot.app.screen.query_one("#bill-text", Lines)
    return [lines.render_line(y).text.rstrip() for y in range(lines.size.height)]


def periods(pilot: Pilot[str]) -> list[str]:
    """The rows of the schedule that are on the screen, with single spaces."""
    lines = seen(pilot)
    start = next((y + 1 for y, line in enumerate(lines) if line.split()[:2] == ["no.", "due"]), 0)
    return [" ".join(line.split()) for line in lines[start:] if line.strip()]


async def test_enter_opens_what_is_settled_and_folds_it_again_for_every_order(sample: Session) -> None:
    async with opened(sample, (120, 60)) as (pilot, _screen):
        await pilot.press("2")
        assert periods(pilot)[0].startswith("1-5 06-20…10-20 5 × 535.91")
        await pilot.press("enter")
        assert [row.split()[0] for row in periods(pilot)[:3]] == ["1", "2", "3"]
        assert "fold" in periods(pilot)[0]
        await pilot.press("1", "down", "2")
        assert periods(pilot)[0].startswith("1 2026-09-22")
        await pilot.press("enter")
        assert periods(pilot)[0].startswith("1-2 09-22…10-22 2 × 491.24")


async def test_where_the_schedule_does_not_fit_its_last_row_says_how_much_and_how_far(sample: Session) -> None:
    async with opened(sample, (80, 20)) as (pilot, _screen):
        await pilot.press("down", "2")
        rows = periods(pilot)
        shown = [int(row.strip("▸ ").split()[0]) for row in rows[1:-1]]
        assert rows[-1] == f"▾ {12 - shown[-1]} more, to 2027-08-22"
        await pilot.press("j")
        assert periods(pilot)[-1] == f"▾ {12 - shown[-1] - 1} more, to 2027-08-22"


async def test_where_it_is_scrolled_its_first_row_says_what_stands_above(sample: Session) -> None:
    async with opened(sample, (80, 20)) as (pilot, screen):
        await go_to("Redmi 显示器 G Pro 27U", pilot, screen)
        await pilot.press("2", "enter", "G")
        rows = seen(pilot)
        first = next(line for line in rows if line.strip())
        number = int(rows[1].strip("▸ ").split()[0])
        assert first.split()[:3] == ["▴", str(number - 1), "before,"]
        assert screen.detail.order is not None
        assert screen.detail.book.schedules[screen.detail.order.id][0].due.isoformat() in first
        assert not any("▾" in row for row in rows)
        await pilot.press("g")
        assert not any("▴" in row for row in seen(pilot))


async def test_the_pane_leaves_it_to_its_title_whose_bill_it_is_where_that_says_so(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("2")
        assert "overdue" in seen(pilot)[0]
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert seen(pilot)[0].startswith("to pay")
