"""What a cursor key changes on the terminal: the cells that differ are painted and sent, and hardly any other."""

import re

import pytest
from rich.cells import cell_len
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, Compositor
from textual.screen import Screen
from textual.strip import Strip

from screenshots import make
from tests.tui.screens.stations import SIZES
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.tour import stands
from tui.terminal.picture import Picture, Sent, SentCell, cells

MOST = {160: 1_700, 120: 1_200, 100: 850, 80: 290, 60: 240, 46: 180}
"""Cells that differ after a move in the list, by the columns of the terminal: two rows of the list and, where they
stand beside it, the values of the bill and of the checklist at rest."""
BETWEEN = 1.2
"""Times as many cells are sent, at most: those that are alike between two that are not."""


def cells_of(strips: list[Strip]) -> list[list[SentCell]]:
    return [cells(strip, ColorSystem.TRUECOLOR) for strip in strips]


ESCAPES = re.compile(r"\x1b\[[\d;]*[A-Za-z]")


def all_sent(screen: Screen[object], picture: Picture) -> str:
    """What is sent for the whole screen, to a terminal on which that picture stands."""
    return Sent(screen._compositor.render_full_update(), picture).render_segments(screen.app.console)


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_a_cursor_move_sends_the_cells_that_differ_and_hardly_any_other(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans: list[tuple[int, int, int]] = []
    painted = Compositor.render_partial_update

    def recorded(self: Compositor) -> ChopsUpdate | None:
        update = painted(self)
        spans.extend(update.spans if update else ())
        return update

    monkeypatch.setattr(Compositor, "render_partial_update", recorded)
    with make.session(language) as session:
        async with opened(session, SIZES[-1]) as (pilot, main):
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await pilot.press("g")
                await stands(pilot, main)
                picture = Picture()
                all_sent(pilot.app.screen, picture)
                for key in "jjkjj":
                    before = cells_of(pilot.app.screen._compositor.render_strips())
                    spans.clear()
                    await pilot.press(key)
                    await stands(pilot, main)
                    after = cells_of(pilot.app.screen._compositor.render_strips())
                    differ = {(x, y) for y in range(size[1]) for x in range(size[0]) if before[y][x] != after[y][x]}
                    above = {(x, y) for x, y in differ if y < size[1] - 1}  # the line of keys is painted apart
                    assert above <= {(x, y) for y, start, end in spans for x in range(start, end)}, (size, key)
                    sent = cell_len(ESCAPES.sub("", all_sent(pilot.app.screen, picture)))
                    assert len(differ) <= sent <= BETWEEN * len(differ), (size, key)
                    assert len(differ) <= MOST[size[0]], (size, key)
