"""What is asked about the world waits for the terminal; what it is that was dropped is said."""

from collections.abc import Iterator

import pytest

from models.actions import checklist
from models.store import Store
from models.values.message import msg
from screenshots import make
from tests.models.builders import at
from tests.tui.test_main_screen import HUABEI, on_disk, opened, told
from tui.app import FenqiApp
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.terminal.ahead import Ahead, Responder
from tui.terminal.replies import Replied
from tui.widgets.lines import Lines

TO_THE_METHOD = (*make.TO_THE_AMOUNT, *"1190.96", "enter")
TOO_EARLY = {"en": "keys typed before the question was shown do not count", "zh_CN": "问题显示出来之前按的键不算"}
CHANGED = {"en": "the question has changed: the key answered nothing", "zh_CN": "问题刚刚变了，这一键没有回答任何问题"}


@pytest.fixture(params=make.LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


def another_terminal_steps_back(mine: Session, screen: MainScreen) -> None:
    """It opens the last finished step again, and this one sees it."""
    bill = screen.conversation.bill
    assert bill is not None
    Store(mine.store.path).commit(
        msg("edit"), lambda ledger: checklist.step_back(ledger, bill, at(make.NOW)), at(make.NOW)
    )
    screen.newest()


async def test_the_answer_counts_when_the_terminal_has_said_that_it_shows_the_question(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        app = pilot.app
        assert isinstance(app, FenqiApp)
        await pilot.press(*TO_THE_METHOD)
        asked: list[Ahead] = []
        app.connect(Responder.DIRECT, lambda: asked.append(app.ahead))
        app.post_message(Replied())
        await pilot.press("enter")
        while len(asked) < 2:
            await pilot.pause()
        await pilot.press("j", "enter")
        assert told(screen) == TOO_EARLY[sample.language.code]
        assert screen.query_one("#options", Lines).cursor == 0
        app.post_message(Replied())
        await pilot.press("j", "enter", "enter")
        assert HUABEI not in on_disk(sample).ledger.checklists
        assert len(asked) == 2, "one request at the start, and one for the question"


async def test_the_first_key_after_another_terminals_change_answers_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD, "enter")
        another_terminal_steps_back(sample, screen)
        before = on_disk(sample)
        await pilot.press("enter")
        assert told(screen) == CHANGED[sample.language.code]
        assert on_disk(sample).ledger == before.ledger
        await pilot.press("enter")
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 4


async def test_another_terminals_change_elsewhere_takes_no_key(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD)
        Store(sample.store.path).commit(msg("edit"), lambda ledger: ledger, at(make.NOW))
        screen.newest()
        await pilot.press("enter")
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 4


async def test_the_cursor_stands_on_not_paid_yet_and_enter_records_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD, "enter")
        question = screen.conversation.question
        assert question is not None
        assert [each.id for each in question.answers][:2] == ["stop", "now"]
        before = on_disk(sample)
        await pilot.press("enter")
        assert on_disk(sample).ledger == before.ledger
