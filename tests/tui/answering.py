"""An answer of the checklist chosen by its words, wherever the cursor stands."""

from textual.pilot import Pilot

from tui.panes.checklist import ChecklistPane
from tui.screens.main import MainScreen


async def choose(words: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """Put the cursor on the option whose label has these words, and press enter."""
    await pilot.pause()
    question = screen.query_one(ChecklistPane).question
    assert question is not None
    (index,) = (each for each, option in enumerate(question.options) if words in option.label)
    await pilot.press("home", *["j"] * index, "enter")
    await pilot.pause()
