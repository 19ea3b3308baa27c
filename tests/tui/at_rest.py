"""Wait for the app, however busy the machine is: for a condition, and not for a time. It looks into Textual."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from tui.screens.main import MainScreen
from tui.terminal.paced import Paced

LIMIT = 60
"""Seconds after which what does not come is a fault."""
ROUNDS = 2
"""So often in a row nothing is left to do: what a message leads to may be under way to the next."""


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Wait until that holds."""
    async with asyncio.timeout(LIMIT):
        while not holds():
            await pilot.pause(0.01)


async def rest(pilot: Pilot[Any]) -> None:
    """Wait until nothing is left to do but for what a worker waits for, as the answer to a question."""
    quiet = 0
    await pilot.pause()
    async with asyncio.timeout(LIMIT):
        while quiet < ROUNDS and not pilot.app._exit:
            await asyncio.sleep(0.001)
            quiet = 0 if any(left_to_do(pilot.app)) else quiet + 1


def left_to_do(app: App[Any]) -> Iterator[object]:
    """What is still to be handled, laid out or painted."""
    for screen in app.screen_stack:
        yield from filter(_waits, screen.walk_children(with_self=True))
        if screen.is_current and (screen._layout_required or screen._scroll_required or screen._dirty_widgets):
            yield screen
    main = app.screen_stack[0]
    if _waits(app) or app._resize_event or app._resize_timer or app._batch_count:
        yield app
    if app.screen._repaint_required or app.screen._compositor.size != app.size:
        yield app.screen
    if isinstance(main, MainScreen) and main._resting is not None:
        yield main._resting
    if isinstance(app, Paced) and app.held.under_way:
        yield app.held


def _waits(pump: MessagePump) -> bool:
    """Whether there is something that it has not handled."""
    left = (pump.message_queue_size, pump._next_callbacks, pump._pending_message, getattr(pump, "_callbacks", ()))
    return pump.is_running and any(left)
