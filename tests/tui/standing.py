"""Put the cursor of the list on an order, and wait until the screen has followed it."""

import asyncio

from textual.pilot import Pilot

from tui.screens.main import MainScreen

LIMIT = 60
"""Seconds after which a screen that does not follow is a fault."""


async def stand_on(title: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """Press j until the order with that title is shown; each step is waited for, so that none is run past."""
    async with asyncio.timeout(LIMIT):
        while (order := screen.detail.order) is None or order.title != title:
            before = screen.selection
            await pilot.press("j")
            while (
                screen.selection == before
                or screen.detail.order is None
                or screen.detail.order.id != screen.selection.order
            ):
                await pilot.pause()
