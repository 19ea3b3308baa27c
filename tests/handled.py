"""A key pressed in a test is handled before the next one, however little of the processor the test gets.

Textual's pilot takes an app for idle that used little processor time for a while: also one that was given none. The
next key then goes to the screen below the page that the last one opens.
"""

import asyncio

from textual import _wait

TURNS = 20
"""Of the event loop, after which a key has gone through the app and what it opens is there: five are enough."""

idle = _wait.wait_for_idle


async def handled(*least_and_most: float) -> None:
    """Wait as the pilot does, and for the turns of the loop that a key takes, which no other process makes shorter."""
    await idle(*least_and_most)
    for _ in range(TURNS):
        await asyncio.sleep(0)
