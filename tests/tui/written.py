"""A text put into a field as one event, a paste: what follows from each of its keys is asked where keys are pressed."""

from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input


async def write(pilot: Pilot[str], box: Input, value: str) -> None:
    """Put the keyboard on the field and the text where its cursor is, and wait for what follows."""
    pilot.app.screen.set_focus(box)
    if value:
        box.post_message(Paste(value))
    await pilot.pause()
