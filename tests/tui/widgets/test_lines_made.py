"""What a move of the cursor costs a list."""

from textual.app import ComposeResult

from tui.terminal.cells import Cells
from tui.terminal.themes import Themed
from tui.widgets.lines import Lines


class Listed(Themed):
    """Ten lines, of which each is counted as it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.begin_in("dark")
        self.made: list[int] = []

    def compose(self) -> ComposeResult:
        yield Lines(cursor=True)

    def on_mount(self) -> None:
        self.query_one(Lines).show(10, self._line)

    def _line(self, index: int, _width: int) -> Cells:
        self.made.append(index)
        return ((f"line {index}", ""),)


async def test_only_the_lines_that_the_cursor_left_and_came_to_are_made_and_each_once() -> None:
    app = Listed()
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.pause()
        app.made.clear()
        await pilot.press("down")
        await pilot.pause()
        assert sorted(app.made) == [0, 1]
        rows = [strip.text for strip in app.screen._compositor.render_strips()]
        assert [row.startswith("▸") for row in rows[:3]] == [False, True, False]


async def test_where_the_list_is_scrolled_for_it_all_that_is_seen_is_painted() -> None:
    app = Listed()
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        rows = [strip.text.strip(" ▸▴") for strip in app.screen._compositor.render_strips()]
        assert rows == ["line 6", "line 7", "line 8", "line 9"]
