"""Wait for the app, however busy the machine is: for a condition, and not for a time."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

LIMIT = 60
"""Seconds after which what does not come is a fault."""


async def until(pilot: Pilot[str], holds: Callable[[], object]) -> None:
    """Wait until that holds."""
    async with asyncio.timeout(LIMIT):
        while not holds():
            await pilot.pause(0.01)
