"""An answer of the checklist chosen by its words, wherever the cursor stands."""

from textual.pilot import Pilot

from tui.screens.main import MainScreen
from tui.state.question import Next, Question


async def choose(words: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """Put the cursor on the option whose label has these words, and press enter."""
    await pilot.pause()
    question = screen.conversation.question
    assert question is not None
    (index,) = (each for each, option in enumerate(question.answers) if words in option.words)
    await pilot.press("home", *["j"] * index, "enter")
    await pilot.pause()


def leads_to(question: Question | None, value: str) -> Next:
    """What the answer with that id leads to, or what is typed."""
    assert question is not None
    if question.field is not None:
        return question.field.take(value)
    return next(each for each in question.answers if each.id == value).leads()
