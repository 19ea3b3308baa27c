"""What is asked about the world waits for the terminal; what it is that was dropped is said."""

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import cast

import pytest
from textual import events

from models.actions import checklist
from models.actions.reference import unasked
from models.ledger.ledger import open_checklists
from models.store import Store
from models.values.message import msg
from screenshots import make
from tests.models.builders import at
from tests.tui.screens.test_main_screen import HUABEI, message_line, on_disk, opened
from tui.app import FenqiApp
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.terminal import typed
from tui.terminal.ahead import Ahead, Responder
from tui.terminal.replies import Replied
from tui.terminal.typed import Typed
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
        assert message_line(screen) == TOO_EARLY[sample.language.code]
        assert screen.query_one("#options", Lines).cursor == 0
        app.post_message(Replied())
        await pilot.press("j", "enter")
        assert HUABEI not in open_checklists(on_disk(sample).ledger)
        assert len(asked) == 2, "one request at the start, and one for the question"
        assert unasked(on_disk(sample).ledger), "what was recorded is shown"


async def test_a_number_answers_at_once_and_only_once_its_question_has_been_shown(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        app = pilot.app
        assert isinstance(app, FenqiApp)
        await pilot.press(*TO_THE_METHOD)
        asked: list[Ahead] = []
        app.connect(Responder.DIRECT, lambda: asked.append(app.ahead))
        app.post_message(Replied())
        await pilot.press("1")
        while len(asked) < 2:
            await pilot.pause()
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 4, "the first way to pay, by its number"
        before = on_disk(sample)
        await pilot.press("2")
        assert message_line(app.screen) == TOO_EARLY[sample.language.code]  # type: ignore[arg-type]
        assert on_disk(sample).ledger == before.ledger
        app.post_message(Replied())
        await pilot.press("2")
        assert unasked(on_disk(sample).ledger), "what was recorded is shown"


async def test_the_first_key_after_another_terminals_change_answers_nothing(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press(*TO_THE_METHOD, "enter")
        another_terminal_steps_back(sample, screen)
        before = on_disk(sample)
        await pilot.press("enter")
        assert message_line(screen) == CHANGED[sample.language.code]
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


SLOWLY = {
    "en": "fenqi cannot see here when a key is done: pause half a second before enter or the number of an answer",
    "zh_CN": "fenqi 在这里看不到前一个键是否处理完：请停半秒再按回车或答案的数字",
}


class Unseen:
    """An event loop that does not show what is left to run."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.call_soon = loop.call_soon


class Restless(Unseen):
    """One that shows it, and never rests."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._ready = Restless.Ready()

    class Ready(frozenset[object]):
        """There is always something."""

        def __contains__(self, _: object) -> bool:
            return True

        def __len__(self) -> int:
            return 1


async def typed_at(app: FenqiApp, second: float, *keys: str) -> None:
    """These keys come in one packet at that second, and go through the app's queue."""
    assert app.typed is not None
    for key in keys:
        event = events.Key(key, None)
        event.time = second
        app.typed.take(event.set_sender(app))
    async with asyncio.timeout(20):
        while app.typed.waiting:
            await asyncio.sleep(0)


@pytest.mark.parametrize("loop", [Unseen, Restless])
async def test_a_key_that_may_overtake_the_one_before_it_answers_nothing_about_the_world(
    sample: Session, loop: type[Unseen], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(sample) as (pilot, screen):
        app = pilot.app
        assert isinstance(app, FenqiApp)
        await pilot.press(*TO_THE_METHOD)
        monkeypatch.setattr(typed, "PATIENCE", 1)  # so soon that the next key comes before the question does
        app.typed = Typed(cast("asyncio.AbstractEventLoop", loop(asyncio.get_running_loop())), app.post_message)
        start = monotonic()
        await typed_at(app, start + 10, "enter", "j", "enter")
        await pilot.pause()
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 4, "the first enter chose the method"
        await typed_at(app, start + 11, "g", "j")
        await pilot.pause()
        await typed_at(app, start + 11.2, "enter")
        await pilot.pause()
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 4
        assert message_line(screen) == SLOWLY[sample.language.code]
        await typed_at(app, start + 12, "enter")
        await pilot.pause()
        assert len(on_disk(sample).ledger.checklists[HUABEI].done) == 5, (
            "half a second before enter, and it is recorded"
        )


async def test_an_app_that_cannot_see_its_loop_rest_says_so_at_the_start(sample: Session) -> None:
    app = FenqiApp(sample)
    app.typed = Typed(cast("asyncio.AbstractEventLoop", Unseen(asyncio.get_running_loop())), app.post_message)
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        assert message_line(screen) == SLOWLY[sample.language.code]


async def test_an_app_that_sees_its_loop_rest_says_nothing_of_it(sample: Session) -> None:
    app = FenqiApp(sample)
    app.typed = Typed(asyncio.get_running_loop(), app.post_message)
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        assert message_line(screen) != SLOWLY[sample.language.code]
