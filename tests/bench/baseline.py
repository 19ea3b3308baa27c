"""The smallest Textual app to measure against: one table of 20 rows."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable

ROWS = 20


class Baseline(App[None]):
    """A table with a row cursor; `q` quits."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("j", "down"), ("k", "up")]

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("order", "channel", "period", "due")
        table.add_rows((f"order {row:02d}", "channel", f"{row}/24", "2026-12-10") for row in range(1, ROWS + 1))

    def action_down(self) -> None:
        self.query_one(DataTable).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(DataTable).action_cursor_up()


if __name__ == "__main__":
    Baseline().run(mouse=False)
