"""What a line of a page or a field has no room for is marked where it is cut."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from tui.widgets.one_line import OneLine
from tui.widgets.typed_line import TypedLine

HEADING, HINT = "Your own rules for Xiaomi Instalments 小米分期", "a name, and four digits of its number"


class Narrow(App[None]):
    """A heading and two fields of twenty columns, of which the second has the keyboard."""

    def compose(self) -> ComposeResult:
        yield OneLine(Content(HEADING))
        yield TypedLine(placeholder=HINT, compact=True, id="first")
        yield TypedLine("0123456789" * 3, compact=True, select_on_focus=False, id="typed")

    def on_mount(self) -> None:
        self.query_one("#typed").focus()


@pytest.mark.parametrize(
    ("moves", "heading", "hint", "typed"),
    [
        (("home", "end"), "Your own rules for…", "a name, and four di…", "…234567890123456789"),
        (("home",), "Your own rules for…", "a name, and four di…", "0123456789012345678…"),
        (("home", "shift+tab"), "Your own rules for…", "a name, and four di…", "0123456789012345678…"),
    ],
)
async def test_the_cut_is_marked(moves: tuple[str, ...], heading: str, hint: str, typed: str) -> None:
    async with Narrow().run_test(size=(20, 6)) as pilot:
        await pilot.press(*moves)
        await pilot.pause()
        rows = [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]
        assert (rows[0], rows[1], rows[2]) == (heading, hint, typed)
